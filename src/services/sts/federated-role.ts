/** A role that is asked for from outside. */
import { parseArn } from '../../base/arn.ts';
import type { RoleForSts, RolesForSts } from '../../operation/identities.ts';
import {
  type Asking,
  type ConditionKeys,
  type Missing,
  type Resource,
  requestTagKeys,
} from '../../operation/operation.ts';
import type { Claimed } from './claims.ts';

/** The role and its trust policy. */
export type FederatedRole = RoleForSts & Resource;

/** Finds the role; who asks for one that is not there learns no more than who is refused by one that is. */
export async function findFederatedRole(
  roles: RolesForSts,
  RoleArn: string,
  { store }: Asking,
  action: string,
): Promise<FederatedRole | Missing<'AccessDenied'>> {
  const role = await roles.findRole(store, RoleArn);
  if (role) return { ...role, type: 'AWS::IAM::Role', weight: 'trust' };
  return {
    missing: RoleArn,
    account: parseArn(RoleArn)!.account,
    error: 'AccessDenied',
    message: `Not authorized to perform ${action}`,
  };
}

/** What trust policies may ask of the session that is to be made. */
export const sessionKeys = ({ tags, sourceIdentity }: Claimed, name: string): ConditionKeys => ({
  ...requestTagKeys(tags.Tags),
  'sts:RoleSessionName': name,
  'sts:SourceIdentity': sourceIdentity,
  'sts:TransitiveTagKeys': tags.TransitiveTagKeys?.length ? tags.TransitiveTagKeys : undefined,
});
