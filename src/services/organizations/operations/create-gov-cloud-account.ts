import { CreateGovCloudAccount } from '../../../generated/organizations.ts';
import { requestTagKeys } from '../../../operation/operation.ts';
import { asManager } from '../caller.ts';
import { operation } from '../parts.ts';

/** Lockstead speaks for one partition: there is no GovCloud for an account to be in. */
export const createGovCloudAccount = operation(CreateGovCloudAccount)
  .access({
    action: 'organizations:CreateGovCloudAccount',
    on: asManager,
    keys: ({ Tags }) => requestTagKeys(Tags),
  })
  .handle(async ({ error }) => {
    throw error('ConstraintViolationException', NOT_ENABLED, {
      Reason: 'MASTER_ACCOUNT_NOT_GOVCLOUD_ENABLED',
    });
  });

const NOT_ENABLED =
  'To complete this operation, the management account must have an associated account in the Amazon Web Services GovCloud (US-West) Region.';
