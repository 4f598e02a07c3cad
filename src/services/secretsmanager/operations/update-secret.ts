import { UpdateSecret } from '../../../generated/secretsmanager.ts';
import type { Change } from '../../../store/statement.ts';
import { change } from '../../../store/statement.ts';
import { assertOwned } from '../owner.ts';
import { operation } from '../parts.ts';
import { rekeyReplica } from '../replica.ts';
import { carry } from '../replication.ts';
import { assertToken } from '../request.ts';
import { valueArrives } from '../rotation.ts';
import { readType } from '../secret-type.ts';
import {
  assertKeyReaches,
  kmsKeyArn,
  normalKmsKeyId,
  probeKey,
  rewrap,
  sealValue,
} from '../sealing.ts';
import {
  assertAlive,
  assertPrimary,
  findSecret,
  isReplica,
  saveSecret,
  type SecretChange,
  secretKeys,
} from '../secret.ts';
import { CURRENT, type Stages } from '../stages.ts';
import { rewrapVersion } from '../tables.ts';
import { readValue } from '../value.ts';
import {
  addVersion,
  assertLabelsFit,
  findVersion,
  opener,
  tokenInUse,
  versionsInUse,
} from '../version.ts';

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
    assertOwned(secret, call, error);
    // A replica may have a key of its own, and nothing else.
    const { KmsKeyId: _, SecretId: __, ClientRequestToken: ___, ...content } = input;
    if (Object.values(content).some((given) => given !== undefined)) assertPrimary(secret, error);
    const value = readValue(input, error);
    const id = value && assertToken(input.ClientRequestToken, error);
    const known = { ARN: secret.arn, Name: secret.name };

    const more: SecretChange = {
      ...(input.Description !== undefined && { description: input.Description }),
      ...(input.Type !== undefined && { secretType: readType(input.Type, error) }),
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
      const carried = isReplica(secret)
        ? [rekeyReplica(secret, next.kmsKeyId)]
        : await carry(call, secret, more, opener(call, secret));
      return { output: known, changes: [saveSecret(secret, more, now), ...rewrapped, ...carried] };
    }
    if (await findVersion(store, secret, id)) {
      throw error('ResourceExistsException', tokenInUse(id, secret.arn));
    }
    const added = { id, labels: [CURRENT], value: await sealValue(call, next, { id, value }) };
    const effect = await valueArrives(call, secret, added);
    const { stages, changes } = await addVersion(call, secret, {
      added,
      more: { ...more, ...effect.more },
      relabelled: effect.stages,
    });
    assertLabelsFit(stages, error);
    const rewrapped = newKey ? await rewrapInUse(stages) : [];
    const open = opener(call, secret, { id, value });
    const carried = await carry(call, secret, { ...more, stages }, open);
    return {
      output: { ...known, VersionId: id },
      changes: [...changes, ...rewrapped, ...carried, ...effect.changes],
      events: effect.events,
    };

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
