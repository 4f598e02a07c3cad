/** Who may ask what: members, the management account, and those to whom it left something. */
import { arn } from '../../base/arn.ts';
import type { Membership } from '../../operation/identities.ts';
import type { Asking, Missing, Resource } from '../../operation/operation.ts';
import { compile } from '../../policy/compile.ts';
import type { Policy } from '../../policy/policy.ts';
import type { Reader } from '../../store/store.ts';
import {
  type ResourcePolicyRow,
  selectDelegationsOf,
  selectResourcePolicy,
} from './delegation-tables.ts';
import { membership } from './standing.ts';

/** What an operation is about that looks at an organization as a whole: `*`, and where the caller stands. */
export type Standing = Resource & { readonly organization: Membership };

export type NotMember = Missing<'AWSOrganizationsNotInUseException'>;

/** Why an operation of the management account has nothing to be about. */
export type NotManager = Missing<'AWSOrganizationsNotInUseException' | 'AccessDeniedException'>;

/** For operations that every member account may ask. */
export async function asMember(
  _input: unknown,
  { caller, store }: Asking,
): Promise<Standing | NotMember> {
  const organization = caller.account ? await membership(store, caller.account) : undefined;
  if (!organization) {
    return { missing: '*', error: 'AWSOrganizationsNotInUseException', message: NOT_IN_USE };
  }
  return { arn: '*', account: caller.account, organization };
}

/** For operations of the management account alone. */
export async function asManager(input: unknown, asking: Asking): Promise<Standing | NotManager> {
  const standing = await asMember(input, asking);
  if ('missing' in standing) return standing;
  return manages(standing, asking) ? standing : NO_MANAGER;
}

/** For operations that the management account may delegate by the organization's resource policy. */
export async function asAdministrator(
  input: unknown,
  asking: Asking,
): Promise<Standing | NotManager> {
  const standing = await asMember(input, asking);
  if ('missing' in standing) return standing;
  const policy = await delegationPolicy(asking.store, standing.organization);
  if (manages(standing, asking)) return policy ? { ...standing, policy } : standing;
  // The organization is the management account's: who asks from another needs a policy on either side.
  return policy
    ? { ...standing, account: standing.organization.managementAccount, policy }
    : NO_MANAGER;
}

/** For operations that tell of the organization: whoever administers one of its services may look. */
export async function asReader(input: unknown, asking: Asking): Promise<Standing | NotManager> {
  const standing = await asMember(input, asking);
  if ('missing' in standing) return standing;
  if (!manages(standing, asking)) {
    const { organizationId } = standing.organization;
    const services = await asking.store.all(selectDelegationsOf, {
      organization: organizationId,
      account: asking.caller.account,
    });
    if (services.length > 0) return standing;
  }
  return asAdministrator(input, asking);
}

/** Something that is not there, to be told to those who might have seen it. */
export const missingFrom = <const Code extends string>(
  { account, policy }: Standing,
  what: { readonly missing: string; readonly error: Code; readonly message: string },
): Missing<Code> => ({ ...what, account, ...(policy && { policy }) });

/** The organization's resource policy, where it has one. */
export async function delegationPolicy(
  store: Reader,
  { organizationId }: Membership,
): Promise<Policy | undefined> {
  const row = await store.one(selectResourcePolicy, { organization: organizationId });
  if (!row) return undefined;
  let policy = policies.get(row);
  if (!policy) {
    policy = {
      type: 'resource',
      label: 'resource policy of the organization',
      document: compile(row.content, 'resource'),
    };
    policies.set(row, policy);
  }
  return policy;
}

/** The ARN of the organization's resource policy. */
export const resourcePolicyArn = (of: Membership, id: string): string =>
  arn('organizations', '', of.managementAccount, `resourcepolicy/${of.organizationId}/${id}`);

const policies = new WeakMap<ResourcePolicyRow, Policy>();

const manages = ({ organization }: Standing, { caller }: Asking): boolean =>
  organization.managementAccount === caller.account;

export const NOT_IN_USE = 'Your account is not a member of an organization.';
export const NOT_MANAGER = "You don't have permissions to access this resource.";

const NO_MANAGER: NotManager = {
  missing: '*',
  error: 'AccessDeniedException',
  message: NOT_MANAGER,
};
