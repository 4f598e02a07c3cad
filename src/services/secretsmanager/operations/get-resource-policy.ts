import { GetResourcePolicy } from '../../../generated/secretsmanager.ts';
import { operation } from '../parts.ts';
import { showPolicy } from '../resource-policy.ts';
import { assertAlive, findSecret, secretKeys } from '../secret.ts';

export const getResourcePolicy = operation(GetResourcePolicy)
  .access({
    action: 'secretsmanager:GetResourcePolicy',
    on: ({ SecretId }, asking) => findSecret(asking, SecretId),
    keys: ({ SecretId }, secret) => secretKeys(SecretId, secret),
  })
  .handle(async ({ resource: secret, principals, error }) => {
    assertAlive(secret, error);
    const { arn, name, policyText } = secret;
    return {
      output: {
        ARN: arn,
        Name: name,
        ...(policyText !== null && { ResourcePolicy: await showPolicy(policyText, principals) }),
      },
    };
  });
