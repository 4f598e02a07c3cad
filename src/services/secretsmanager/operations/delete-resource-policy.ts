import { DeleteResourcePolicy } from '../../../generated/secretsmanager.ts';
import { operation } from '../parts.ts';
import { changeSecret } from '../replication.ts';
import { assertAlive, assertPrimary, findSecret, secretKeys } from '../secret.ts';

export const deleteResourcePolicy = operation(DeleteResourcePolicy)
  .access({
    action: 'secretsmanager:DeleteResourcePolicy',
    on: ({ SecretId }, asking) => findSecret(asking, SecretId),
    keys: ({ SecretId }, secret) => secretKeys(SecretId, secret),
  })
  .handle(async (call) => {
    const { resource: secret, error } = call;
    assertAlive(secret, error);
    assertPrimary(secret, error);
    const output = { ARN: secret.arn, Name: secret.name };
    if (secret.policyText === null) return { output };
    return { output, changes: await changeSecret(call, secret, { policyText: null }) };
  });
