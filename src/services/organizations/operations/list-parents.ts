import { ListParents } from '../../../generated/organizations.ts';
import { asReader } from '../caller.ts';
import { findChild } from '../child.ts';
import { rootIdOf } from '../organization.ts';
import { pageStart } from '../page.ts';
import { operation } from '../parts.ts';

export const listParents = operation(ListParents)
  .access({
    action: 'organizations:ListParents',
    on: ({ ChildId }, asking) => findChild(asReader, ChildId, asking),
  })
  .handle(async ({ input, resource: { organization, parent }, caller, parts, error }) => {
    // A child has one parent, so no page of them is ever followed by another.
    const of = { operation: 'ListParents', account: caller.account, keyring: parts.keyring };
    pageStart(input, of, error);
    const Type = parent === rootIdOf(organization) ? 'ROOT' : 'ORGANIZATIONAL_UNIT';
    return { output: { Parents: [{ Id: parent, Type }] } };
  });
