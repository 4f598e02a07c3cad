import { DeleteResourcePolicy } from '../../../generated/secretsmanager.ts';
import { operation } from '../parts.ts';
import { assertAlive, findSecret, saveSecret, secretKeys } from '../secret.ts';

export const deleteResourcePolicy = operation(DeleteResourcePolicy)
  .access({
    action: 'secretsmanager:DeleteResourcePolicy',
    on: ({ SecretId }, asking) => findSecret(asking, SecretId),
    keys: ({ SecretId }, secret) => secretKeys(SecretId, secret),
  })
  .handle(async ({ resource: secret, now, error }) => {
    assertAlive(secret, error);
    return {
      output: { ARN: secret.arn, Name: secret.name },
      changes: secret.policyText === null ? [] : [saveSecret(secret, { policyText: null }, now)],
    };
  });
