import { DisableOrganizationsRootCredentialsManagement } from '../../../generated/iam.ts';
import { anything } from '../../../operation/operation.ts';
import { operation } from '../parts.ts';
import { ROOT_CREDENTIALS } from '../root-features.ts';
import { disableRootFeature } from '../switch-root-feature.ts';

export const disableOrganizationsRootCredentialsManagement = operation(
  DisableOrganizationsRootCredentialsManagement,
)
  .access({ action: 'iam:DisableOrganizationsRootCredentialsManagement', on: anything })
  .handle((call) => disableRootFeature(call, ROOT_CREDENTIALS));
