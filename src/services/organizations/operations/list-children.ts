import { ListChildren } from '../../../generated/organizations.ts';
import { asReader } from '../caller.ts';
import { pageOf, pageStart } from '../page.ts';
import { findParent } from '../parent.ts';
import { operation } from '../parts.ts';
import { selectAccountsIn } from '../tables.ts';
import { selectUnitsIn } from '../unit-tables.ts';

export const listChildren = operation(ListChildren)
  .access({
    action: 'organizations:ListChildren',
    on: ({ ParentId }, asking) => findParent(asReader, ParentId, asking),
  })
  .handle(
    async ({ input, resource: { id: parent, organization }, caller, store, parts, error }) => {
      const { ChildType } = input;
      const list = `ListChildren ${input.ParentId} ${ChildType}`;
      const of = { operation: list, account: caller.account, keyring: parts.keyring };
      const { after, count } = pageStart(input, of, error);
      const rows: readonly { readonly id: string }[] =
        ChildType === 'ACCOUNT'
          ? await store.all(selectAccountsIn, {
              organization: organization.organizationId,
              parent,
              after,
              count,
            })
          : await store.all(selectUnitsIn, { parent, after, count });
      const { shown, next } = pageOf(rows, count, of);
      return {
        output: { Children: shown.map(({ id }) => ({ Id: id, Type: ChildType })), ...next },
      };
    },
  );
