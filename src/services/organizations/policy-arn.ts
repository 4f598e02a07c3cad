import { arn } from '../../base/arn.ts';
import type { Membership } from '../../operation/identities.ts';
import { awsPolicy } from './aws-policies.ts';

/** The ARN of a policy of an organization; those of AWS belong to nobody else. */
export function policyArn(
  { organizationId, managementAccount }: Pick<Membership, 'organizationId' | 'managementAccount'>,
  { id, type }: { readonly id: string; readonly type: string },
): string {
  const kind = type.toLowerCase();
  return awsPolicy(id)
    ? arn('organizations', '', 'aws', `policy/${kind}/${id}`)
    : arn('organizations', '', managementAccount, `policy/${organizationId}/${kind}/${id}`);
}
