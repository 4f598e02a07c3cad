import { ListParents } from '../../../generated/organizations.ts';
import type { Asking, Missing } from '../../../operation/operation.ts';
import { accountArn } from '../account.ts';
import { asManager, type NotManager, type Standing } from '../organization.ts';
import { pageStart } from '../page.ts';
import { operation } from '../parts.ts';
import { selectAccount } from '../tables.ts';

export const listParents = operation(ListParents)
  .access({
    action: 'organizations:ListParents',
    on: ({ ChildId }, asking) => findChild(ChildId, asking),
  })
  .handle(async ({ input, resource: { parent }, caller, parts, error }) => {
    // A child has one parent, so no page of them is ever followed by another.
    const of = { operation: 'ListParents', account: caller.account, keyring: parts.keyring };
    pageStart(input, of, error);
    return { output: { Parents: [{ Id: parent, Type: 'ROOT' as const }] } };
  });

async function findChild(
  id: string,
  asking: Asking,
): Promise<
  (Standing & { readonly parent: string }) | NotManager | Missing<'ChildNotFoundException'>
> {
  const standing = await asManager(id, asking);
  if ('missing' in standing) return standing;
  const row = await asking.store.one(selectAccount, { id });
  if (row?.organization !== standing.organization.organizationId || row.parent === null) {
    return { missing: id, error: 'ChildNotFoundException', message: NO_SUCH_CHILD };
  }
  return { ...standing, arn: accountArn(standing.organization, id), parent: row.parent };
}

const NO_SUCH_CHILD = "You specified a child that doesn't exist.";
