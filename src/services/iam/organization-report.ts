/** What a report on a part of an organization is about: its accounts, and the services that its policies let them use. */
import type { GenerateOrganizationsAccessReportRequest } from '../../generated/iam.types.ts';
import { DescribePolicy, ListAccounts } from '../../generated/organizations.ts';
import { AwsError } from '../../model/model.ts';
import type { Membership } from '../../operation/identities.ts';
import type { Call } from '../../operation/operation.ts';
import { compile } from '../../policy/compile.ts';
import type { OrganizationInput } from './access-report.ts';
import { grants } from './granted-services.ts';
import type { Parts } from './parts.ts';
import { pages } from './root-features.ts';
import { KNOWN } from './service-names.ts';

type ReportCall = Pick<
  Call<Parts, GenerateOrganizationsAccessReportRequest, never, unknown, unknown>,
  'input' | 'caller' | 'store' | 'parts' | 'ask'
>;

interface Member {
  readonly account: string;
  /** `o-…/r-…/ou-…/111111111111` */
  readonly path: string;
  readonly membership: Membership;
}

/** The accounts under a path; or why there can be no report on them. */
export async function accountsUnder(call: ReportCall): Promise<OrganizationInput> {
  const { input, caller, store, parts } = call;
  const own = await parts.membership(store, caller.account);
  if (own?.managementAccount !== caller.account) return failed('AccessDenied', NOT_MANAGEMENT);
  const wanted = input.EntityPath.replace(/\/$/, '');
  const members = (await membersOf(call)).filter(({ path }) => `${path}/`.startsWith(`${wanted}/`));
  const [first] = members;
  if (!first) return failed('NoSuchEntity', `There is no account under ${input.EntityPath}.`);
  const namespaces = await namespacesOf(call, first, wanted);
  if (typeof namespaces === 'string') return failed('NoSuchEntity', namespaces);
  return { accounts: members.map(({ account, path }) => ({ account, path })), namespaces };
}

const failed = (Code: string, Message: string): OrganizationInput => ({
  accounts: [],
  namespaces: [],
  failure: { Code, Message },
});

async function membersOf({ ask, store, parts }: ReportCall): Promise<readonly Member[]> {
  const found: Member[] = [];
  for (const { Accounts } of await pages((NextToken) => ask(ListAccounts, NextToken))) {
    for (const { Id: account } of Accounts ?? []) {
      const membership = await parts.membership(store, account!);
      if (membership)
        found.push({ account: account!, path: membership.path + account, membership });
    }
  }
  return found;
}

/** The services that one policy allows, or all policies from the root down to the end of the path. */
async function namespacesOf(
  { input, ask }: ReportCall,
  { membership, path }: Member,
  wanted: string,
): Promise<readonly string[] | string> {
  const { OrganizationsPolicyId: PolicyId } = input;
  if (PolicyId !== undefined) {
    const described = await ask(DescribePolicy, { PolicyId }).catch((cause: unknown) => {
      if (cause instanceof AwsError) return cause.message;
      throw cause;
    });
    if (typeof described === 'string') return described;
    const document = compile(described.Policy?.Content ?? '{}', 'identity');
    return [...KNOWN.keys()].filter((namespace) => grants(document, namespace));
  }
  // The management account is bound by no policy of its organization.
  const isManagement = path === wanted && path.endsWith(`/${membership.managementAccount}`);
  if (isManagement) return [...KNOWN.keys()];
  // `o-…/r-…/ou-…` has two levels: the root's policies, and the unit's.
  const levels = membership.scps.slice(0, wanted.split('/').length - 1);
  return [...KNOWN.keys()].filter((namespace) =>
    levels.every((level) => level.some(({ document }) => grants(document, namespace))),
  );
}

const NOT_MANAGEMENT = 'The account is not the management account of an organization.';
