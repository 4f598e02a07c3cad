/** The organization's resource policy: what the management account leaves to its members. */
import type { Membership } from '../../operation/identities.ts';
import type { Principals } from '../../operation/operation.ts';
import { compile } from '../../policy/compile.ts';
import { parseDocument } from '../../policy/document.ts';
import { itemsOf, member, parseJson } from '../../policy/json.ts';
import { glob, matches } from '../../policy/match.ts';
import { type NamedPrincipal, principalsOf, rewritePrincipals } from '../../policy/principals.ts';
import type { Reader } from '../../store/store.ts';
import { membership } from './standing.ts';

type Refuse = (
  code: 'InvalidInputException',
  message: string,
  members: { readonly Reason: string },
) => Error;

interface Given {
  readonly store: Reader;
  readonly principals: Principals;
  readonly error: Refuse;
}

/** The policy of a request as it is stored: its users and roles bound to their unique ids. */
export async function bindResourcePolicy(
  text: string,
  of: Membership,
  { store, principals, error }: Given,
): Promise<string> {
  const refuse = (Reason: string, message: string) =>
    error('InvalidInputException', message, { Reason });
  const parsed = parseDocument(text, 'resource');
  if ('malformed' in parsed) {
    throw parsed.fault === 'principal'
      ? refuse('INVALID_PRINCIPAL', PRINCIPAL)
      : refuse('INVALID_RESOURCE_POLICY_JSON', JSON_SYNTAX);
  }
  for (const { action, resource } of statementsOf(text)) {
    if (!action || !action.every(isDelegable)) {
      throw refuse('UNSUPPORTED_ACTION_IN_RESOURCE_POLICY', ACTION);
    }
    if (!resource || !resource.every(isOfOrganizations)) {
      throw refuse('UNSUPPORTED_RESOURCE_IN_RESOURCE_POLICY', RESOURCE);
    }
  }
  const named = principalsOf(parsed.document);
  const arns = named.map(({ value }) => value).filter((value) => USER_OR_ROLE.test(value));
  const ids = await principals.idsOf(arns);
  for (const one of named) {
    if (await isMember(one, of, store, ids)) continue;
    throw refuse('INVALID_PRINCIPAL', PRINCIPAL);
  }
  return rewritePrincipals(text, ids);
}

/** The policy as people read it. */
export async function shownResourcePolicy(stored: string, principals: Principals): Promise<string> {
  const ids = principalsOf(compile(stored, 'resource'))
    .filter(({ type, value }) => type === 'AWS' && UNIQUE_ID.test(value))
    .map(({ value }) => value);
  return ids.length === 0 ? stored : rewritePrincipals(stored, await principals.arnsOf(ids));
}

/** Everyone, or somebody in an account of this organization. */
async function isMember(
  { type, value }: NamedPrincipal,
  of: Membership,
  store: Reader,
  ids: ReadonlyMap<string, string>,
): Promise<boolean> {
  if (type !== 'AWS') return false;
  if (value === '*') return true;
  if (USER_OR_ROLE.test(value) && !ids.has(value)) return false;
  const account = /^(?:arn:[^:]+:(?:iam|sts)::)?(\d{12})(?::|$)/.exec(value)?.[1];
  if (account === undefined) return false;
  return (await membership(store, account))?.organizationId === of.organizationId;
}

function statementsOf(text: string) {
  const statements = member(parseJson(text), 'Statement');
  return (statements ? itemsOf(statements) : []).map((statement) => {
    const listed = (name: string): readonly string[] | undefined => {
      const value = member(statement, name);
      return value && itemsOf(value).map((item) => (item.kind === 'string' ? item.value : ''));
    };
    return { action: listed('Action'), resource: listed('Resource') };
  });
}

/** Whether an action, or a pattern, stands for something that can be left to others. */
function isDelegable(action: string): boolean {
  const pattern = glob(action.toLowerCase());
  return action.includes(':') && DELEGABLE.some((name) => matches(pattern, name));
}

const isOfOrganizations = (resource: string): boolean =>
  resource === '*' || /^arn:[^:]+:organizations:/.test(resource);

const DELEGABLE = [
  'AttachPolicy',
  'CreatePolicy',
  'DeletePolicy',
  'DescribeAccount',
  'DescribeCreateAccountStatus',
  'DescribeEffectivePolicy',
  'DescribeHandshake',
  'DescribeOrganization',
  'DescribeOrganizationalUnit',
  'DescribePolicy',
  'DescribeResourcePolicy',
  'DetachPolicy',
  'DisablePolicyType',
  'EnablePolicyType',
  'ListAccounts',
  'ListAccountsForParent',
  'ListAccountsWithInvalidEffectivePolicy',
  'ListAWSServiceAccessForOrganization',
  'ListChildren',
  'ListCreateAccountStatus',
  'ListDelegatedAdministrators',
  'ListDelegatedServicesForAccount',
  'ListEffectivePolicyValidationErrors',
  'ListHandshakesForAccount',
  'ListHandshakesForOrganization',
  'ListOrganizationalUnitsForParent',
  'ListParents',
  'ListPolicies',
  'ListPoliciesForTarget',
  'ListRoots',
  'ListTagsForResource',
  'ListTargetsForPolicy',
  'TagResource',
  'UntagResource',
  'UpdatePolicy',
].map((name) => `organizations:${name.toLowerCase()}`);

const USER_OR_ROLE = /^arn:[^:]+:iam::\d{12}:(user|role)\//;
const UNIQUE_ID = /^A[A-Z0-9]{15,127}$/;

const JSON_SYNTAX =
  'You specified a resource policy that is not valid JSON, or that breaks the grammar of policies.';
const PRINCIPAL = 'You specified an invalid principal element in the policy.';
const ACTION = 'You specified an action that is not supported in a resource policy.';
const RESOURCE = 'You specified a resource that is not supported in a resource policy.';
export const NO_RESOURCE_POLICY =
  "We can't find a resource policy request with the parameter that you specified.";
