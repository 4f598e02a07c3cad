/** What the management account of an organization may do about the root users of its members. */
import {
  DescribeOrganization,
  ListAWSServiceAccessForOrganization,
  ListDelegatedAdministrators,
} from '../../generated/organizations.ts';
import { AwsError } from '../../model/model.ts';
import type { Membership } from '../../operation/identities.ts';
import type { Call } from '../../operation/operation.ts';
import type { Reader } from '../../store/store.ts';
import type { Parts } from './parts.ts';
import { selectSetting } from './setting-tables.ts';

export const ROOT_CREDENTIALS = 'RootCredentialsManagement';
export const ROOT_SESSIONS = 'RootSessions';
export type RootFeature = typeof ROOT_CREDENTIALS | typeof ROOT_SESSIONS;

/** The features that an organization has enabled: what AssumeRoot asks as well. */
export async function rootFeatures(
  store: Reader,
  organizationId: string,
): Promise<readonly RootFeature[]> {
  const row = await store.one(selectSetting, { owner: organizationId, name: ROOT_FEATURES });
  return row ? (JSON.parse(row.value) as RootFeature[]) : [];
}

/** The name under which an organization's features are kept. */
export const ROOT_FEATURES = 'root-features';

type Codes =
  | 'ServiceAccessNotEnabledException'
  | 'AccountNotManagementOrDelegatedAdministratorException'
  | 'OrganizationNotFoundException'
  | 'OrganizationNotInAllFeaturesModeException';

type FeatureCall = Pick<
  Call<Parts, unknown, Codes, unknown, unknown>,
  'caller' | 'store' | 'parts' | 'ask'
> & {
  readonly error: (code: Codes, message: string) => Error;
};

/**
 * The caller's organization, where he speaks for it: as its management account, or as an account to which
 * the management of root users was delegated. Organizations is asked on his behalf.
 */
export async function governedOrganization(call: FeatureCall): Promise<Membership> {
  const { caller, store, parts, ask, error } = call;
  const membership = await parts.membership(store, caller.account);
  if (!membership) throw error('OrganizationNotFoundException', NO_ORGANIZATION);
  if (membership.managementAccount !== caller.account && !(await isDelegate(call)))
    throw error('AccountNotManagementOrDelegatedAdministratorException', NOT_GOVERNOR);
  const { Organization } = await ask(DescribeOrganization, {});
  if (Organization?.FeatureSet !== 'ALL')
    throw error('OrganizationNotInAllFeaturesModeException', NOT_ALL_FEATURES);
  if (!(await hasAccess(call))) throw error('ServiceAccessNotEnabledException', NO_ACCESS);
  return membership;
}

async function isDelegate({ caller, ask }: FeatureCall): Promise<boolean> {
  const delegates = await pages((NextToken) =>
    ask(ListDelegatedAdministrators, { ServicePrincipal: IAM, ...NextToken }),
  ).catch((cause: unknown) => {
    // Organizations answers nobody but the management account and its delegates.
    if (cause instanceof AwsError) return [];
    throw cause;
  });
  return delegates
    .flatMap(({ DelegatedAdministrators }) => DelegatedAdministrators ?? [])
    .some(({ Id }) => Id === caller.account);
}

async function hasAccess({ ask }: FeatureCall): Promise<boolean> {
  const enabled = await pages((NextToken) => ask(ListAWSServiceAccessForOrganization, NextToken));
  return enabled
    .flatMap(({ EnabledServicePrincipals }) => EnabledServicePrincipals ?? [])
    .some(({ ServicePrincipal }) => ServicePrincipal === IAM);
}

/** All pages of a list. */
export async function pages<Page extends { readonly NextToken?: string | undefined }>(
  read: (from: { readonly NextToken?: string }) => Promise<Page>,
): Promise<readonly Page[]> {
  const found: Page[] = [];
  for (let from: { readonly NextToken?: string } = {}; ; ) {
    const page = await read(from);
    found.push(page);
    if (page.NextToken === undefined) return found;
    from = { NextToken: page.NextToken };
  }
}

const IAM = 'iam.amazonaws.com';
const NO_ORGANIZATION = 'The account is not a member of an organization.';
const NOT_GOVERNOR =
  'The account is not the management account or a delegated administrator of the organization.';
const NOT_ALL_FEATURES = 'The organization does not have all features enabled.';
const NO_ACCESS = 'Trusted access for IAM is not enabled in the organization.';
