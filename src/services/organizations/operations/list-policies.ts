import { ListPolicies } from '../../../generated/organizations.ts';
import { awsPolicyOf } from '../aws-policies.ts';
import { asReader } from '../caller.ts';
import { pageOf, pageStart } from '../page.ts';
import { operation } from '../parts.ts';
import { type PolicyFacts, shownPolicy } from '../policy.ts';
import { selectPoliciesOf } from '../policy-tables.ts';

export const listPolicies = operation(ListPolicies)
  .access({
    action: 'organizations:ListPolicies',
    on: asReader,
    keys: ({ Filter }) => ({ 'organizations:PolicyType': Filter }),
  })
  .handle(async ({ input, resource: { organization }, caller, store, parts, error }) => {
    const list = `ListPolicies ${input.Filter}`;
    const of = { operation: list, account: caller.account, keyring: parts.keyring };
    const { after, count } = pageStart(input, of, error);
    const rows: readonly PolicyFacts[] = await store.all(selectPoliciesOf, {
      organization: organization.organizationId,
      type: input.Filter,
      after,
      count,
    });
    const own = awsPolicyOf(input.Filter);
    // AWS's own has its place among the others, for a page begins after the last id of the one before.
    const all = own && own.id > after ? [...rows, own].sort(byId).slice(0, count) : rows;
    const { shown, next } = pageOf(all, count, of);
    return { output: { Policies: shown.map((row) => shownPolicy(organization, row)), ...next } };
  });

const byId = (one: PolicyFacts, other: PolicyFacts): number => (one.id < other.id ? -1 : 1);
