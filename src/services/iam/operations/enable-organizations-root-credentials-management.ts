import { EnableOrganizationsRootCredentialsManagement } from '../../../generated/iam.ts';
import { anything } from '../../../operation/operation.ts';
import { operation } from '../parts.ts';
import { ROOT_CREDENTIALS } from '../root-features.ts';
import { enableRootFeature } from '../switch-root-feature.ts';

export const enableOrganizationsRootCredentialsManagement = operation(
  EnableOrganizationsRootCredentialsManagement,
)
  .access({ action: 'iam:EnableOrganizationsRootCredentialsManagement', on: anything })
  .handle((call) => enableRootFeature(call, ROOT_CREDENTIALS));
