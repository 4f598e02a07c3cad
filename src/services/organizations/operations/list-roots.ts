import { ListRoots } from '../../../generated/organizations.ts';
import { asManager, organizationRootArn, rootIdOf } from '../organization.ts';
import { pageStart } from '../page.ts';
import { operation } from '../parts.ts';

export const listRoots = operation(ListRoots)
  .access({ action: 'organizations:ListRoots', on: asManager })
  .handle(async ({ input, resource: { organization }, caller, parts, error }) => {
    // An organization has one root, so no page of them is ever followed by another.
    pageStart(
      input,
      { operation: 'ListRoots', account: caller.account, keyring: parts.keyring },
      error,
    );
    return {
      output: {
        Roots: [
          {
            Id: rootIdOf(organization),
            Arn: organizationRootArn(organization),
            Name: 'Root',
            PolicyTypes: [],
          },
        ],
      },
    };
  });
