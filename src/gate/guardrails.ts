/** Whom and what the policies of an organization bind: AWS's exemptions from them. */
import type { Caller } from '../operation/caller.ts';
import type { Membership } from '../operation/identities.ts';
import type { Resource } from '../operation/operation.ts';

/** Service control policies spare the management account, service-linked roles and services themselves. */
export function boundByScps(caller: Caller, ours: Membership | undefined): boolean {
  if (!ours || ours.scps.length === 0 || caller.account === ours.managementAccount) return false;
  return caller.kind !== 'service' && !isServiceLinked(caller);
}

/**
 * Resource control policies follow the resource: they bind whoever asks, services and strangers
 * too. They spare what the management account owns, what AWS manages, service-linked roles, and
 * services that know nothing of them.
 */
export function boundByRcps(
  { caller }: { readonly caller: Caller },
  action: string,
  asked: Pick<Resource, 'account' | 'managedByAws'>,
  theirs: Membership | undefined,
): boolean {
  if (!theirs || theirs.rcps.length === 0 || asked.account === theirs.managementAccount)
    return false;
  if (asked.managedByAws || isServiceLinked(caller)) return false;
  return COVERED.has(action.slice(0, action.indexOf(':'))) && action !== 'kms:RetireGrant';
}

const isServiceLinked = ({ role }: Caller): boolean =>
  role !== undefined && role.arn.includes(':role/aws-service-role/');

/** The services whose resources they govern. */
const COVERED: ReadonlySet<string> = new Set(['s3', 'sts', 'sqs', 'kms', 'secretsmanager']);
