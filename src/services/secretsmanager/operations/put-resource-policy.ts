import { PutResourcePolicy } from '../../../generated/secretsmanager.ts';
import { operation } from '../parts.ts';
import { isPublic } from '../public-access.ts';
import { changeSecret } from '../replication.ts';
import { bindPolicy, withPolicy } from '../resource-policy.ts';
import { assertAlive, assertPrimary, findSecret, secretKeys } from '../secret.ts';

export const putResourcePolicy = operation(PutResourcePolicy)
  .access({
    action: 'secretsmanager:PutResourcePolicy',
    on: ({ SecretId }, asking) => findSecret(asking, SecretId),
    keys: (input, secret) => keysOf(input, secret),
  })
  .handle(async (call) => {
    const { input, resource: secret, principals, error, would } = call;
    assertAlive(secret, error);
    assertPrimary(secret, error);
    const policy = await bindPolicy(input.ResourcePolicy, principals, error);
    if (input.BlockPublicPolicy && isPublic(policy.document)) {
      throw error('PublicPolicyException', TOO_BROAD);
    }
    const after = withPolicy(secret, policy.text);
    const keeps = await would('secretsmanager:PutResourcePolicy', after, keysOf(input, after));
    if (!keeps.allowed) throw error('InvalidRequestException', LOCKED_OUT);
    return {
      output: { ARN: secret.arn, Name: secret.name },
      changes: await changeSecret(call, secret, { policyText: policy.text }),
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
  "You can't attach a resource-based policy that allows broad access to the secret.";
const LOCKED_OUT = 'Your requested changes will not allow you to manage this secret in the future.';
