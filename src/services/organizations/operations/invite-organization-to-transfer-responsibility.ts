import { InviteOrganizationToTransferResponsibility } from '../../../generated/organizations.ts';
import { requestTagKeys } from '../../../operation/operation.ts';
import { asManager } from '../caller.ts';
import { operation } from '../parts.ts';

/** Nothing here has a price, so there are no bills that another organization could answer for. */
export const inviteOrganizationToTransferResponsibility = operation(
  InviteOrganizationToTransferResponsibility,
)
  .access({
    action: 'organizations:InviteOrganizationToTransferResponsibility',
    on: asManager,
    keys: ({ Tags }) => requestTagKeys(Tags),
  })
  .handle(async ({ error }) => {
    throw error('ConstraintViolationException', NOT_ELIGIBLE, { Reason: 'UNSUPPORTED_PRICING' });
  });

const NOT_ELIGIBLE =
  'Ineligible for Billing Transfer. Your organization is subject to a pricing agreement with Amazon Web Services that Billing Transfer does not support.';
