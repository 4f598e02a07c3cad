import { uuid } from '../../../base/random.ts';
import { UpdateFunctionConfiguration } from '../../../generated/lambda.ts';
import { change } from '../../../store/statement.ts';
import { sweep } from '../code.ts';
import { assertServed, configOf, configured } from '../configuration.ts';
import {
  assertVariables,
  openEnvironment,
  sealEnvironment,
  type Variables,
} from '../environment.ts';
import { findVersion, functionKeys, LATEST, saveFunction } from '../function.ts';
import { target } from '../function-name.ts';
import { decryptWith, encryptWith, retireGrants } from '../keys.ts';
import { useLayers } from '../layer.ts';
import { clearLayerUse } from '../layer-tables.ts';
import { operation } from '../parts.ts';
import { assertRevision } from '../revision.ts';
import { assertAssumable, passRole } from '../role.ts';
import { assertFits } from '../source.ts';
import { selectVersionPage } from '../tables.ts';
import { newLatest, shownVersion } from '../version.ts';

export const updateFunctionConfiguration = operation(UpdateFunctionConfiguration)
  .access({
    action: 'lambda:UpdateFunctionConfiguration',
    on: findVersion,
    keys: (input, of) => ({
      ...functionKeys(input, of),
      ...(input.Layers?.length && { 'lambda:Layer': input.Layers }),
    }),
  })
  .also('role', passRole())
  .handle(async (call) => {
    const { input, resource, parts, store, random, now, error, ask, askAs } = call;
    const { row, version: before } = resource;
    if (before.version !== LATEST) throw error('InvalidParameterValueException', ONLY_LATEST);
    assertRevision(input.RevisionId, before.revision_id, error);
    await assertServed(input, parts.runtime, error);
    const config = configOf(before);
    const layers = input.Layers
      ? await useLayers(input.Layers, config.layers, call)
      : config.layers;
    assertFits(before.unzipped, layers, error);
    const { arn: functionArn, account, name } = row;
    if (input.Role && input.Role !== config.role)
      await assertAssumable(input.Role, { functionArn, account, name }, askAs, error);

    const settled = JSON.stringify({ ...configured(config, input), layers });
    const environment = await newEnvironment();
    const latest = {
      ...before,
      ...environment,
      config: settled,
      same_as: settled === before.config && !environment ? before.same_as : '',
      revision_id: uuid(random),
      modified_at: now,
    };
    if (latest.env_grant !== before.env_grant) {
      const every = { function: row.arn, after: 0, count: Number.MAX_SAFE_INTEGER };
      const published = await store.all(selectVersionPage, every);
      await retireGrants(row, [before], [latest, ...published], askAs);
    }
    parts.runtime.forget(row.arn);
    const dropped = config.layers.filter(({ arn }) => !layers.some((one) => one.arn === arn));
    return {
      output: await shownVersion(
        { parts, decrypt: decryptWith(ask) },
        latest,
        target(resource.target),
        'updated',
      ),
      changes: [
        saveFunction(row),
        change(clearLayerUse, { function: row.arn, version: LATEST }, 'any'),
        ...newLatest(latest),
        ...dropped.flatMap(({ code }) => sweep(code)),
      ],
    };

    /** Variables that are given, or the old ones for another key or role; undefined where nothing changes. */
    async function newEnvironment() {
      const given = input.Environment && (input.Environment.Variables ?? {});
      if (given) assertVariables(given, error);
      const keyArn = input.KMSKeyArn ?? before.kms_key;
      const role = input.Role ?? config.role;
      const isAnew = keyArn !== before.kms_key || (keyArn !== '' && role !== config.role);
      if (!given && !isAnew) return undefined;
      if (given && !isAnew && (await isSame(given))) return undefined;
      const variables = given ?? (before.environment === null ? undefined : await opened());
      return sealEnvironment(
        { keyring: parts.keyring, random },
        row.arn,
        variables && Object.keys(variables).length > 0 ? variables : undefined,
        keyArn === '' ? undefined : { arn: keyArn, encrypt: encryptWith(ask, keyArn, role) },
      );
    }

    function opened() {
      return openEnvironment(parts.keyring, before, decryptWith(ask));
    }

    /** What lies under a KMS key is not opened for this: whoever sets variables need not be let read them. */
    async function isSame(given: Variables): Promise<boolean> {
      return before.env_key === null && JSON.stringify(given) === JSON.stringify(await opened());
    }
  });

const ONLY_LATEST = 'The configuration of a published version cannot be changed.';
