import { PutResourcePolicy } from '../../../generated/secretsmanager.ts';
import { operation } from '../parts.ts';
import { publicStatements } from '../public-policy.ts';
import { bindPolicy, withPolicy } from '../resource-policy.ts';
import { assertAlive, findSecret, saveSecret, secretKeys } from '../secret.ts';

export const putResourcePolicy = operation(PutResourcePolicy)
  .access({
    action: 'secretsmanager:PutResourcePolicy',
    on: ({ SecretId }, asking) => findSecret(asking, SecretId),
    keys: (input, secret) => keysOf(input, secret),
  })
  .handle(async ({ input, resource: secret, principals, now, error, would }) => {
    assertAlive(secret, error);
    const policy = await bindPolicy(input.ResourcePolicy, principals, error);
    if (input.BlockPublicPolicy && publicStatements(policy.document).length > 0) {
      throw error('PublicPolicyException', TOO_BROAD);
    }
    const after = withPolicy(secret, policy.text);
    const keeps = await would('secretsmanager:PutResourcePolicy', after, keysOf(input, after));
    if (!keeps.allowed) throw error('InvalidRequestException', LOCKED_OUT);
    return {
      output: { ARN: secret.arn, Name: secret.name },
      changes: [saveSecret(secret, { policyText: policy.text }, now)],
    };
  });

const keysOf = (
  input: { readonly SecretId: string; readonly BlockPublicPolicy?: boolean | undefined },
  secret: Parameters<typeof secretKeys>[1],
) => ({
  ...secretKeys(input.SecretId, secret),
  'secretsmanager:BlockPublicPolicy': input.BlockPublicPolicy?.toString(),
});

const TOO_BROAD =
  'The BlockPublicPolicy parameter is set to true, and the resource policy did not prevent broad access to the secret.';
const LOCKED_OUT =
  'This resource policy would lock you out of the secret: it would not allow you to change the policy again.';
