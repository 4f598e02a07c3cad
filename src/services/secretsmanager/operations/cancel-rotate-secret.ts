import { CancelRotateSecret } from '../../../generated/secretsmanager.ts';
import { change } from '../../../store/statement.ts';
import { assertOwned } from '../owner.ts';
import { operation } from '../parts.ts';
import { findRotation, unscheduleRotation } from '../rotation.ts';
import { NEVER } from '../rotation-schedule.ts';
import { deleteRotation } from '../rotation-tables.ts';
import { assertAlive, assertPrimary, findSecret, saveSecret, secretKeys } from '../secret.ts';

export const cancelRotateSecret = operation(CancelRotateSecret)
  .access({
    action: 'secretsmanager:CancelRotateSecret',
    on: ({ SecretId }, asking) => findSecret(asking, SecretId),
    keys: ({ SecretId }, secret) => secretKeys(SecretId, secret),
  })
  .handle(async (call) => {
    const { resource: secret, store, now, error } = call;
    assertAlive(secret, error);
    assertPrimary(secret, error);
    assertOwned(secret, call, error);
    const output = { ARN: secret.arn, Name: secret.name };
    const { rotation } = secret;
    if (!rotation) return { output };
    const under = await findRotation(store, secret);
    // Its labels stay as they are: whether the version is good, only its owner can tell.
    return {
      output: { ...output, ...(under && { VersionId: under.version }) },
      changes: [
        saveSecret(secret, { rotation: { ...rotation, enabled: false }, ...NEVER }, now),
        ...(under ? [change(deleteRotation, { secret: secret.arn, version: under.version })] : []),
        unscheduleRotation(secret.arn),
      ],
    };
  });
