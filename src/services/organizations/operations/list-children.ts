import { ListChildren } from '../../../generated/organizations.ts';
import { pageOf, pageStart } from '../page.ts';
import { findParent } from '../parent.ts';
import { operation } from '../parts.ts';
import { selectAccountsIn } from '../tables.ts';

export const listChildren = operation(ListChildren)
  .access({
    action: 'organizations:ListChildren',
    on: ({ ParentId }, asking) => findParent(ParentId, asking),
  })
  .handle(async ({ input, resource: { organization }, caller, store, parts, error }) => {
    const list = `ListChildren ${input.ParentId} ${input.ChildType}`;
    const of = { operation: list, account: caller.account, keyring: parts.keyring };
    const { after, count } = pageStart(input, of, error);
    // There are no organizational units yet, so nobody has one for a child.
    if (input.ChildType === 'ORGANIZATIONAL_UNIT') return { output: { Children: [] } };
    const rows = await store.all(selectAccountsIn, {
      organization: organization.organizationId,
      parent: input.ParentId,
      after,
      count,
    });
    const { shown, next } = pageOf(rows, count, of);
    return {
      output: { Children: shown.map(({ id }) => ({ Id: id, Type: 'ACCOUNT' as const })), ...next },
    };
  });
