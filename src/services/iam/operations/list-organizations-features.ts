import { ListOrganizationsFeatures } from '../../../generated/iam.ts';
import { anything } from '../../../operation/operation.ts';
import { operation } from '../parts.ts';
import { governedOrganization, rootFeatures } from '../root-features.ts';

export const listOrganizationsFeatures = operation(ListOrganizationsFeatures)
  .access({ action: 'iam:ListOrganizationsFeatures', on: anything })
  .handle(async (call) => {
    const { organizationId } = await governedOrganization(call);
    const EnabledFeatures = await rootFeatures(call.store, organizationId);
    return { output: { OrganizationId: organizationId, EnabledFeatures } };
  });
