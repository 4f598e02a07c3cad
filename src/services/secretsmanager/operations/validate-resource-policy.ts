import { ValidateResourcePolicy } from '../../../generated/secretsmanager.ts';
import type { ValidateResourcePolicyRequest } from '../../../generated/secretsmanager.types.ts';
import { anything, type Asking, type ConditionKeys } from '../../../operation/operation.ts';
import { operation } from '../parts.ts';
import { isPublic } from '../public-access.ts';
import { bindPolicy, withPolicy } from '../resource-policy.ts';
import { findSecret, resourcePolicy, secretKeys } from '../secret.ts';

export const validateResourcePolicy = operation(ValidateResourcePolicy)
  .access({
    action: 'secretsmanager:ValidateResourcePolicy',
    on: secretOrAny,
    keys: ({ SecretId }, found) => keysOf(SecretId, found),
  })
  // Who may not put a policy learns nothing about what it would do.
  .also('put', {
    action: 'secretsmanager:PutResourcePolicy',
    on: secretOrAny,
    keys: ({ SecretId }, found) => keysOf(SecretId, found),
  })
  .handle(async ({ input, resource, caller, principals, error, would }) => {
    const policy = await bindPolicy(input.ResourcePolicy, principals, error);
    const failed: { CheckName: string; ErrorMessage: string }[] = [];
    if (isPublic(policy.document)) {
      failed.push({ CheckName: 'PUBLIC_POLICY', ErrorMessage: TOO_BROAD });
    }
    if (await locksOut()) failed.push({ CheckName: 'LOCKOUT', ErrorMessage: LOCKED_OUT });
    return { output: { PolicyValidationPassed: failed.length === 0, ValidationErrors: failed } };

    async function locksOut(): Promise<boolean> {
      const action = 'secretsmanager:PutResourcePolicy';
      const secret = secretIn(resource);
      if (secret) {
        const after = withPolicy(secret, policy.text);
        return !(await would(action, after, keysOf(input.SecretId, after))).allowed;
      }
      // Of a secret that is not told, only what the policy itself refuses is known.
      const anySecret = {
        arn: '*',
        account: caller.account,
        policy: resourcePolicy(policy.text),
      };
      const decision = await would(action, anySecret);
      return (
        !decision.allowed &&
        decision.kind === 'explicit' &&
        decision.because.policy === anySecret.policy
      );
    }
  });

type Found = Awaited<ReturnType<typeof findSecret>> | ReturnType<typeof anything>;

function secretOrAny(input: ValidateResourcePolicyRequest, asking: Asking) {
  return input.SecretId === undefined
    ? anything(input, asking)
    : findSecret(asking, input.SecretId);
}

const keysOf = (secretId: string | undefined, found: Found | undefined): ConditionKeys =>
  secretId === undefined ? {} : secretKeys(secretId, secretIn(found));

/** The secret that the request names; undefined where it names none. */
const secretIn = (found: Found | undefined) => (found && 'policyText' in found ? found : undefined);

const TOO_BROAD =
  'This resource policy grants broad access to your secret. Secrets Manager does not allow creating and applying such policies in the console.';
const LOCKED_OUT = 'Your requested changes will not allow you to manage this secret in the future.';
