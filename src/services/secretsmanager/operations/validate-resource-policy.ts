import { ValidateResourcePolicy } from '../../../generated/secretsmanager.ts';
import type { ValidateResourcePolicyRequest } from '../../../generated/secretsmanager.types.ts';
import { anything, type Asking } from '../../../operation/operation.ts';
import { operation } from '../parts.ts';
import { publicStatements } from '../public-policy.ts';
import { bindPolicy, withPolicy } from '../resource-policy.ts';
import { findSecret, secretKeys } from '../secret.ts';

export const validateResourcePolicy = operation(ValidateResourcePolicy)
  .access({
    action: 'secretsmanager:ValidateResourcePolicy',
    on: (input: ValidateResourcePolicyRequest, asking: Asking) =>
      input.SecretId === undefined ? anything(input, asking) : findSecret(asking, input.SecretId),
    keys: ({ SecretId }, found) =>
      SecretId === undefined ? {} : secretKeys(SecretId, secretIn(found)),
  })
  .handle(async ({ input, resource, principals, error, would }) => {
    const policy = await bindPolicy(input.ResourcePolicy, principals, error);
    const failed: { CheckName: string; ErrorMessage: string }[] = [];
    if (publicStatements(policy.document).length > 0) {
      failed.push({ CheckName: 'PUBLIC_POLICY', ErrorMessage: TOO_BROAD });
    }
    const secret = secretIn(resource);
    if (secret) {
      const after = withPolicy(secret, policy.text);
      const keys = secretKeys(input.SecretId!, after);
      const keeps = await would('secretsmanager:PutResourcePolicy', after, keys);
      if (!keeps.allowed) failed.push({ CheckName: 'LOCKOUT', ErrorMessage: LOCKED_OUT });
    }
    return { output: { PolicyValidationPassed: failed.length === 0, ValidationErrors: failed } };
  });

type Found = Awaited<ReturnType<typeof findSecret>> | ReturnType<typeof anything>;

/** The secret that the request names; undefined where it names none. */
const secretIn = (found: Found | undefined) => (found && 'policyText' in found ? found : undefined);

const TOO_BROAD = 'This resource policy allows broad access to the secret.';
const LOCKED_OUT = 'This resource policy would lock you out of the secret.';
