import { ListAccountsWithInvalidEffectivePolicy } from '../../../generated/organizations.ts';
import { shownAccount } from '../account.ts';
import { asReader } from '../caller.ts';
import { faultsOf } from '../effective-faults.ts';
import { effectivePolicy } from '../effective-policy.ts';
import { NO_EFFECTIVE_POLICY } from '../governed.ts';
import { enabledTypes } from '../organization.ts';
import { pageOf, pageStart } from '../page.ts';
import { operation } from '../parts.ts';
import { type MemberRow, selectAccountsOf } from '../tables.ts';

export const listAccountsWithInvalidEffectivePolicy = operation(
  ListAccountsWithInvalidEffectivePolicy,
)
  .access({
    action: 'organizations:ListAccountsWithInvalidEffectivePolicy',
    on: asReader,
    keys: ({ PolicyType }) => ({ 'organizations:PolicyType': PolicyType }),
  })
  .handle(async ({ input, resource: { organization }, caller, store, parts, error }) => {
    const { PolicyType: type } = input;
    const list = `ListAccountsWithInvalidEffectivePolicy ${type}`;
    const page = { operation: list, account: caller.account, keyring: parts.keyring };
    const { after, count } = pageStart(input, page, error);
    if (!(await enabledTypes(store, organization)).includes(type)) {
      throw error('EffectivePolicyNotFoundException', NO_EFFECTIVE_POLICY);
    }
    const of = { organization: organization.organizationId, count: AT_A_TIME };
    const found: MemberRow[] = [];
    let last = after;
    for (let more = true; more && found.length < count; ) {
      const rows = await store.all(selectAccountsOf, { ...of, after: last });
      for (const row of rows) {
        const governed = { account: row.id, place: row.parent!, type };
        const effective = await effectivePolicy(store, governed);
        if (effective && faultsOf(type, effective).length > 0) found.push(row);
      }
      more = rows.length === AT_A_TIME;
      last = rows.at(-1)?.id ?? last;
    }
    const { shown, next } = pageOf(found.slice(0, count), count, page);
    const accounts = shown.map((row) => shownAccount(organization, row));
    return { output: { Accounts: accounts, PolicyType: type, ...next } };
  });

const AT_A_TIME = 100;
