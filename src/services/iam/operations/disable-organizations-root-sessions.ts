import { DisableOrganizationsRootSessions } from '../../../generated/iam.ts';
import { anything } from '../../../operation/operation.ts';
import { operation } from '../parts.ts';
import { ROOT_SESSIONS } from '../root-features.ts';
import { disableRootFeature } from '../switch-root-feature.ts';

export const disableOrganizationsRootSessions = operation(DisableOrganizationsRootSessions)
  .access({ action: 'iam:DisableOrganizationsRootSessions', on: anything })
  .handle((call) => disableRootFeature(call, ROOT_SESSIONS));
