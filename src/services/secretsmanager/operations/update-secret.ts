import { UpdateSecret } from '../../../generated/secretsmanager.ts';
import type { Change } from '../../../store/statement.ts';
import { change } from '../../../store/statement.ts';
import { operation } from '../parts.ts';
import { assertToken, assertUntyped } from '../request.ts';
import {
  assertKeyReaches,
  kmsKeyArn,
  normalKmsKeyId,
  probeKey,
  rewrap,
  sealValue,
} from '../sealing.ts';
import { assertAlive, findSecret, saveSecret, type SecretChange, secretKeys } from '../secret.ts';
import { CURRENT, type Stages } from '../stages.ts';
import { rewrapVersion } from '../tables.ts';
import { readValue } from '../value.ts';
import { addVersion, assertLabelsFit, findVersion, tokenInUse, versionsInUse } from '../version.ts';

export const updateSecret = operation(UpdateSecret)
  .access({
    action: 'secretsmanager:UpdateSecret',
    on: ({ SecretId }, asking) => findSecret(asking, SecretId),
    keys: (input, secret, { caller, request }) => ({
      ...secretKeys(input.SecretId, secret),
      'secretsmanager:Description': input.Description,
      'secretsmanager:KmsKeyId': input.KmsKeyId || undefined,
      'secretsmanager:KmsKeyArn': kmsKeyArn(
        input.KmsKeyId,
        secret ?? { account: caller.account, region: request.region },
      ),
      'secretsmanager:Type': input.Type || undefined,
    }),
  })
  .handle(async (call) => {
    const { input, resource: secret, caller, store, now, error } = call;
    assertAlive(secret, error);
    assertUntyped(input, error);
    const value = readValue(input, error);
    const id = value && assertToken(input.ClientRequestToken, error);
    const known = { ARN: secret.arn, Name: secret.name };

    const more: SecretChange = {
      ...(input.Description !== undefined && { description: input.Description }),
      ...(input.KmsKeyId !== undefined && { kmsKeyId: normalKmsKeyId(input.KmsKeyId, secret) }),
    };
    const next = { ...secret, ...more };
    const newKey = next.kmsKeyId !== secret.kmsKeyId;
    if (value || newKey) assertKeyReaches(caller, secret, error);
    if (newKey) assertKeyReaches(caller, next, error);
    if (input.KmsKeyId !== undefined) await probeKey(call, next);

    if (!value || id === undefined) {
      if (Object.keys(more).length === 0) return { output: known };
      const rewrapped = newKey ? await rewrapInUse(secret.stages) : [];
      return { output: known, changes: [saveSecret(secret, more, now), ...rewrapped] };
    }
    if (await findVersion(store, secret, id)) {
      throw error('ResourceExistsException', tokenInUse(id, secret.arn));
    }
    const added = { id, labels: [CURRENT], value: await sealValue(call, next, { id, value }) };
    const { stages, changes } = await addVersion(call, secret, { added, more });
    assertLabelsFit(stages, error);
    const rewrapped = newKey ? await rewrapInUse(stages) : [];
    return { output: { ...known, VersionId: id }, changes: [...changes, ...rewrapped] };

    /** The versions in use move to the new key; older ones stay readable under the old one. */
    async function rewrapInUse(stages: Stages): Promise<Change[]> {
      const changes: Change[] = [];
      for (const used of versionsInUse(stages)) {
        const version = await findVersion(store, secret, used);
        const wrapped = version && (await rewrap(call, next, version));
        if (!wrapped) continue;
        const { dataKey, kmsKey } = wrapped;
        const values = { secret: secret.arn, id: used, data_key: dataKey, kms_key: kmsKey };
        changes.push(change(rewrapVersion, values));
      }
      return changes;
    }
  });
