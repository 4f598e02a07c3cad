import { DescribeOrganizationalUnit } from '../../../generated/organizations.ts';
import { asReader } from '../caller.ts';
import { findUnit } from '../parent.ts';
import { operation } from '../parts.ts';
import { shownUnit } from '../unit.ts';

export const describeOrganizationalUnit = operation(DescribeOrganizationalUnit)
  .access({
    action: 'organizations:DescribeOrganizationalUnit',
    on: ({ OrganizationalUnitId }, asking) => findUnit(asReader, OrganizationalUnitId, asking),
  })
  .handle(async ({ resource: { organization, row } }) => ({
    output: { OrganizationalUnit: shownUnit(organization, row) },
  }));
