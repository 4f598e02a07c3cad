import { ListRoots } from '../../../generated/organizations.ts';
import { asReader } from '../caller.ts';
import { shownRoot } from '../organization.ts';
import { pageStart } from '../page.ts';
import { operation } from '../parts.ts';

export const listRoots = operation(ListRoots)
  .access({ action: 'organizations:ListRoots', on: asReader })
  .handle(async ({ input, resource: { organization }, caller, store, parts, error }) => {
    // An organization has one root, so no page of them is ever followed by another.
    const of = { operation: 'ListRoots', account: caller.account, keyring: parts.keyring };
    pageStart(input, of, error);
    return { output: { Roots: [await shownRoot(store, organization)] } };
  });
