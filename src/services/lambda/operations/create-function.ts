import { uuid } from '../../../base/random.ts';
import { CreateFunction } from '../../../generated/lambda.ts';
import { change } from '../../../store/statement.ts';
import { keepCode, readCode } from '../code.ts';
import { assertServed, configured, plainConfig } from '../configuration.ts';
import { assertVariables, sealEnvironment } from '../environment.ts';
import { FUNCTION_TYPE, LATEST, plannedFunction } from '../function.ts';
import { target } from '../function-name.ts';
import { decryptWith, encryptWith } from '../keys.ts';
import { useLayers } from '../layer.ts';
import { operation } from '../parts.ts';
import { assertAssumable, passRole } from '../role.ts';
import { assertFits, zipOf } from '../source.ts';
import { insertFunction, selectFunction, type VersionRow } from '../tables.ts';
import { assertTags, tagKeys } from '../tags.ts';
import { newVersion, publishedVersion, shownVersion } from '../version.ts';

export const createFunction = operation(CreateFunction)
  .access({
    action: 'lambda:CreateFunction',
    on: plannedFunction,
    keys: ({ Tags, Layers }, of) => ({
      ...tagKeys(Tags),
      ...(Layers?.length && { 'lambda:Layer': Layers }),
      'lambda:FunctionArn': of?.arn,
    }),
  })
  .also('role', passRole())
  .handle(async (call) => {
    const { input, resource, parts, store, random, now, error, ask, askAs } = call;
    const { account, region, name, functionArn, qualifier } = resource.target;
    if (name.length > MAX_NAME) throw error('ValidationException', longName(name));
    if (qualifier !== undefined) throw error('InvalidParameterValueException', QUALIFIED);
    if (await store.one(selectFunction, { arn: functionArn }))
      throw error('ResourceConflictException', alreadyExists(name));
    if (input.PackageType !== 'Image' && (!input.Runtime || !input.Handler))
      throw error('InvalidParameterValueException', RUNTIME_AND_HANDLER);
    await assertServed(input, parts.runtime, error);
    const variables = input.Environment?.Variables;
    if (variables) assertVariables(variables, error);
    assertTags(input.Tags ?? {}, error);
    const layers = await useLayers(input.Layers ?? [], [], call);
    const code = await readCode(call, resource.target, zipOf(input.Code, error));
    assertFits(code.unzipped, layers, error);
    await assertAssumable(input.Role, { functionArn, account, name }, askAs, error);

    const key = input.KMSKeyArn
      ? { arn: input.KMSKeyArn, encrypt: encryptWith(ask, input.KMSKeyArn, input.Role) }
      : undefined;
    const keyring = parts.keyring;
    const latest: VersionRow = {
      function: functionArn,
      version: LATEST,
      number: 0,
      config: JSON.stringify({ ...configured(plainConfig(name), input), layers }),
      ...(await sealEnvironment({ keyring, random }, functionArn, variables, key)),
      code: code.id,
      code_sha256: code.sha256,
      code_size: code.size,
      unzipped: code.unzipped,
      same_as: input.Publish ? '1' : '',
      revision_id: uuid(random),
      modified_at: now,
    };
    const first = input.Publish ? publishedVersion(latest, 1, { random, now }) : undefined;
    const shown = first
      ? await shownVersion(
          { parts, decrypt: decryptWith(ask) },
          first,
          target(resource.target, first.version),
          'created',
        )
      : await shownVersion(
          { parts, decrypt: decryptWith(ask) },
          latest,
          resource.target,
          'created',
        );
    return {
      output: shown,
      changes: [
        change(insertFunction, {
          arn: functionArn,
          account,
          region,
          name,
          tags: JSON.stringify(input.Tags ?? {}),
          reserved: null,
          last_version: first ? 1 : 0,
          revision: 1,
        }),
        ...keepCode(keyring, resource.target, code),
        ...newVersion(latest),
        ...(first ? newVersion(first) : []),
      ],
      made: { arn: functionArn, type: FUNCTION_TYPE },
    };
  });

const RUNTIME_AND_HANDLER =
  'Runtime and Handler are mandatory parameters for functions created with deployment packages.';
const MAX_NAME = 64;
const longName = (name: string): string =>
  `1 validation error detected: Value '${name}' at 'functionName' failed to satisfy constraint: Member must have length less than or equal to ${MAX_NAME}`;
const QUALIFIED = 'The name of a function that is to be made has no qualifier.';
const alreadyExists = (name: string): string => `Function already exist: ${name}`;
