import { base64, utf8 } from '../../../base/bytes.ts';
import { Invoke } from '../../../generated/lambda.ts';
import { drawVersion } from '../alias.ts';
import { queueEvent } from '../event.ts';
import { findInvocable, runBuiltIn } from '../built-in.ts';
import { functionKeys, LATEST } from '../function.ts';
import { runInvocation } from '../invocation.ts';
import { operation } from '../parts.ts';
import { readClientContext, readPayload } from '../payload.ts';
import { enter } from '../throttled.ts';

export const invoke = operation(Invoke)
  .access({ action: 'lambda:InvokeFunction', on: findInvocable, keys: functionKeys })
  .handleOnce(async (call) => {
    const { input, resource, request, parts, store, random, now, error } = call;
    const type = input.InvocationType ?? 'RequestResponse';
    if (input.DurableExecutionName !== undefined)
      throw error('InvalidParameterValueException', NOT_DURABLE);
    if (input.TenantId !== undefined) throw error('InvalidParameterValueException', NO_TENANTS);
    const payload = readPayload(input.Payload, type, error);
    const clientContext = readClientContext(input.ClientContext, error);
    if (type === 'DryRun') return { output: { StatusCode: 204 } };
    if ('builtIn' in resource) {
      const { payload: Payload, functionError } = await runBuiltIn(call, resource, payload);
      const failed = functionError && { FunctionError: functionError };
      return { output: { StatusCode: 200, Payload, ExecutedVersion: LATEST, ...failed } };
    }

    const { row, target, alias } = resource;
    const asked = {
      row,
      requestId: request.id,
      payload,
      clientContext,
      traceId: request.traceId,
    };
    if (type === 'Event') {
      return {
        output: { StatusCode: 202, Payload: new Uint8Array(0) },
        changes: queueEvent(parts.keyring, asked, target.qualifier, now),
      };
    }
    const leave = await enter(row, { parts, store });
    if (typeof leave === 'string')
      throw error('TooManyRequestsException', RATE_EXCEEDED, { Reason: leave });
    const version = alias
      ? await drawVersion(store, random, alias, resource.version)
      : resource.version;
    const hands = { parts, store, askAs: call.askAs };
    const result = await runInvocation(
      { ...asked, version, invokedArn: target.arn },
      hands,
    ).finally(leave);
    return {
      output: {
        StatusCode: 200,
        Payload: result.payload,
        ExecutedVersion: version.version,
        ...(result.functionError && { FunctionError: result.functionError }),
        ...(input.LogType === 'Tail' && { LogResult: tailOf(result.lines) }),
      },
    };
  });

/** The last 4 KiB of what was written. */
function tailOf(lines: readonly { readonly message: string }[]): string {
  const written = utf8(lines.map(({ message }) => `${message}\n`).join(''));
  return base64(written.subarray(Math.max(0, written.length - TAIL_BYTES)));
}

const TAIL_BYTES = 4096;

const RATE_EXCEEDED = 'Rate Exceeded.';
const NOT_DURABLE =
  'DurableExecutionName cannot be given: Lockstead does not serve durable executions.';
const NO_TENANTS = 'TenantId cannot be given: Lockstead does not serve tenant isolation.';
