import { DescribeOrganization } from '../../../generated/organizations.ts';
import { asMember } from '../caller.ts';
import { managementEmail, readOrganization, shownOrganization } from '../organization.ts';
import { operation } from '../parts.ts';

export const describeOrganization = operation(DescribeOrganization)
  .access({ action: 'organizations:DescribeOrganization', on: asMember })
  .handle(async ({ resource: { organization }, store }) => {
    const row = await readOrganization(store, organization);
    const email = await managementEmail(store, organization);
    return { output: { Organization: shownOrganization(organization, row, email) } };
  });
