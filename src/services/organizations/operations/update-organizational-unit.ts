import { UpdateOrganizationalUnit } from '../../../generated/organizations.ts';
import { change } from '../../../store/statement.ts';
import { asManager } from '../caller.ts';
import { readOrganization, takeTurn } from '../organization.ts';
import { findUnit } from '../parent.ts';
import { operation } from '../parts.ts';
import { SAME_NAME, shownUnit } from '../unit.ts';
import { renameUnit, selectUnitNamed } from '../unit-tables.ts';

export const updateOrganizationalUnit = operation(UpdateOrganizationalUnit)
  .access({
    action: 'organizations:UpdateOrganizationalUnit',
    on: ({ OrganizationalUnitId }, asking) => findUnit(asManager, OrganizationalUnitId, asking),
  })
  .handle(async ({ input, resource: { organization, row }, store, error }) => {
    const name = input.Name ?? row.name;
    const output = { OrganizationalUnit: shownUnit(organization, { ...row, name }) };
    if (name === row.name) return { output };
    if (await store.one(selectUnitNamed, { parent: row.parent, name })) {
      throw error('DuplicateOrganizationalUnitException', SAME_NAME);
    }
    return {
      output,
      changes: [
        takeTurn(await readOrganization(store, organization)),
        change(renameUnit, { id: row.id, name, revision: row.revision }),
      ],
    };
  });
