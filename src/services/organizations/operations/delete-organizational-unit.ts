import { DeleteOrganizationalUnit } from '../../../generated/organizations.ts';
import { change } from '../../../store/statement.ts';
import { asManager } from '../caller.ts';
import { readOrganization, takeTurn } from '../organization.ts';
import { findUnit } from '../parent.ts';
import { operation } from '../parts.ts';
import { detachAllFrom } from '../policy-tables.ts';
import { countChildren, deleteLineage, deleteUnit } from '../unit-tables.ts';

export const deleteOrganizationalUnit = operation(DeleteOrganizationalUnit)
  .access({
    action: 'organizations:DeleteOrganizationalUnit',
    on: ({ OrganizationalUnitId }, asking) => findUnit(asManager, OrganizationalUnitId, asking),
  })
  .handle(async ({ resource: { organization, row }, store, error }) => {
    const children = await store.one(countChildren, { parent: row.id });
    if (children!.count > 0) throw error('OrganizationalUnitNotEmptyException', NOT_EMPTY);
    return {
      output: {},
      changes: [
        takeTurn(await readOrganization(store, organization)),
        change(deleteUnit, { id: row.id, revision: row.revision }),
        change(deleteLineage, { place: row.id }, 'any'),
        change(detachAllFrom, { target: row.id }, 'any'),
      ],
    };
  });

const NOT_EMPTY =
  'The specified OU is not empty. Move all accounts to another root or to other OUs, remove all child OUs, and try the operation again.';
