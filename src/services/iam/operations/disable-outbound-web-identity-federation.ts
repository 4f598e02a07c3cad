import { DisableOutboundWebIdentityFederation } from '../../../generated/iam.ts';
import { anything } from '../../../operation/operation.ts';
import { change } from '../../../store/statement.ts';
import { findIssuer, ISSUER } from '../outbound-federation.ts';
import { operation } from '../parts.ts';
import { deleteSetting } from '../setting-tables.ts';

export const disableOutboundWebIdentityFederation = operation(DisableOutboundWebIdentityFederation)
  .access({ action: 'iam:DisableOutboundWebIdentityFederation', on: anything })
  .handle(async ({ caller: { account }, store, parts, error }) => {
    if (!(await findIssuer(store, account, parts.tokenIssuer)))
      throw error('FeatureDisabled', DISABLED);
    return { output: {}, changes: [change(deleteSetting, { owner: account, name: ISSUER })] };
  });

const DISABLED = 'Outbound web identity federation is not enabled for this account.';
