import { ListOrganizationalUnitsForParent } from '../../../generated/organizations.ts';
import { asReader } from '../caller.ts';
import { pageOf, pageStart } from '../page.ts';
import { findParent } from '../parent.ts';
import { operation } from '../parts.ts';
import { shownUnit } from '../unit.ts';
import { selectUnitsIn } from '../unit-tables.ts';

export const listOrganizationalUnitsForParent = operation(ListOrganizationalUnitsForParent)
  .access({
    action: 'organizations:ListOrganizationalUnitsForParent',
    on: ({ ParentId }, asking) => findParent(asReader, ParentId, asking),
  })
  .handle(async ({ input, resource, caller, store, parts, error }) => {
    const list = `ListOrganizationalUnitsForParent ${input.ParentId}`;
    const of = { operation: list, account: caller.account, keyring: parts.keyring };
    const { after, count } = pageStart(input, of, error);
    const rows = await store.all(selectUnitsIn, { parent: resource.id, after, count });
    const { shown, next } = pageOf(rows, count, of);
    const units = shown.map((row) => shownUnit(resource.organization, row));
    return { output: { OrganizationalUnits: units, ...next } };
  });
