/** One invocation: the version with its role's credentials is handed to the runtime, what it wrote to its log. */
import { AwsError } from '../../model/model.ts';
import type { Caller } from '../../operation/caller.ts';
import type { InvocationResult } from '../../operation/functions.ts';
import { DeliverLogLines } from '../../operation/log-delivery.ts';
import type { Reader } from '../../store/store.ts';
import { loadCode } from './code.ts';
import { configOf } from './configuration.ts';
import { openEnvironment } from './environment.ts';
import { decryptWith } from './keys.ts';
import type { Parts } from './parts.ts';
import { type AskAs, credentialsOf, sessionOf } from './role.ts';
import type { FunctionRow, VersionRow } from './tables.ts';

export interface Invoking {
  readonly row: FunctionRow;
  readonly version: VersionRow;
  /** As the function was named, qualifier and all. */
  readonly invokedArn: string;
  readonly requestId: string;
  readonly payload: Uint8Array;
  readonly clientContext?: string | undefined;
  readonly traceId?: string | undefined;
}

/** What both a request and a job can give. */
export interface Hands {
  readonly parts: Parts;
  readonly store: Reader;
  readonly askAs: AskAs;
}

/** Runs the function. What it did is the answer; that it could not be run is an error. */
export async function runInvocation(what: Invoking, hands: Hands): Promise<InvocationResult> {
  const { parts, store, askAs } = hands;
  const { row, version } = what;
  const config = configOf(version);
  const session = () => sessionOf(config.role, row.name, hands);
  const result = await parts.runtime.invoke({
    functionArn: row.arn,
    invokedArn: what.invokedArn,
    functionName: row.name,
    version: version.version,
    revisionId: version.revision_id,
    runtime: config.runtime,
    handler: config.handler,
    codeSha256: version.code_sha256,
    code: () => loadCode(store, parts.keyring, version.code),
    layers: config.layers.map(
      ({ code }) =>
        () =>
          loadCode(store, parts.keyring, code),
    ),
    environment: () =>
      openEnvironment(parts.keyring, version, async (sealed, context) => {
        const role = await session();
        if (!role) throw new AwsError('KMSAccessDeniedException', KMS_DENIED, 502);
        return decryptWith((model, input) => askAs(role, model, input))(sealed, context).catch(
          (cause: unknown) => {
            throw cause instanceof AwsError
              ? new AwsError('KMSAccessDeniedException', `${KMS_DENIED} ${cause.message}`, 502)
              : cause;
          },
        );
      }),
    credentials: () =>
      credentialsOf(
        config.role,
        { functionArn: row.arn, account: row.account, name: row.name },
        askAs,
      ),
    memoryMiB: config.memoryMiB,
    timeoutSeconds: config.timeoutSeconds,
    ephemeralMiB: config.ephemeralMiB,
    region: row.region,
    endpointUrl: parts.endpoint(),
    logGroup: config.logGroup,
    logFormat: config.logFormat,
    requestId: what.requestId,
    payload: what.payload,
    ...(what.clientContext !== undefined && { clientContext: what.clientContext }),
    ...(what.traceId !== undefined && { traceId: what.traceId }),
  });
  const role = await session();
  if (role) await writeLog(config.logGroup, result, role, askAs);
  return result;
}

/** A role that may not write its log has none: AWS drops what such a function writes. */
async function writeLog(
  logGroup: string,
  { logStream, lines }: InvocationResult,
  role: Caller,
  askAs: AskAs,
): Promise<void> {
  if (lines.length === 0) return;
  try {
    await askAs(role, DeliverLogLines, { logGroup, logStream, lines });
  } catch (cause) {
    if (!(cause instanceof AwsError)) throw cause;
  }
}

const KMS_DENIED =
  "Lambda was unable to decrypt the environment variables because KMS access was denied. Please check the function's KMS key settings.";
