import { RestoreSecret } from '../../../generated/secretsmanager.ts';
import { assertOwned } from '../owner.ts';
import { operation } from '../parts.ts';
import { unschedulePurge } from '../purge.ts';
import { scheduleRotation } from '../rotation.ts';
import { assertPrimary, findSecret, saveSecret, secretKeys } from '../secret.ts';

export const restoreSecret = operation(RestoreSecret)
  .access({
    action: 'secretsmanager:RestoreSecret',
    on: ({ SecretId }, asking) => findSecret(asking, SecretId),
    keys: ({ SecretId }, secret) => secretKeys(SecretId, secret),
  })
  .handle(async (call) => {
    const { resource: secret, now, error } = call;
    assertPrimary(secret, error);
    assertOwned(secret, call, error);
    const output = { ARN: secret.arn, Name: secret.name };
    if (secret.deletedAt === null) return { output };
    return {
      output,
      changes: [
        saveSecret(secret, { deletedAt: null, purgeAt: null }, now),
        unschedulePurge(secret.arn),
        // What was under way goes on, and what has become due is made up for.
        ...(secret.rotation?.enabled ? [scheduleRotation(secret.arn, now)] : []),
      ],
    };
  });
