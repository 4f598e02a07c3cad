import { EnableOrganizationsRootSessions } from '../../../generated/iam.ts';
import { anything } from '../../../operation/operation.ts';
import { operation } from '../parts.ts';
import { ROOT_SESSIONS } from '../root-features.ts';
import { enableRootFeature } from '../switch-root-feature.ts';

export const enableOrganizationsRootSessions = operation(EnableOrganizationsRootSessions)
  .access({ action: 'iam:EnableOrganizationsRootSessions', on: anything })
  .handle((call) => enableRootFeature(call, ROOT_SESSIONS));
