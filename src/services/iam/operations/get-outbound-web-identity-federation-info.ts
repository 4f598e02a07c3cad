import { GetOutboundWebIdentityFederationInfo } from '../../../generated/iam.ts';
import { anything } from '../../../operation/operation.ts';
import { findIssuer } from '../outbound-federation.ts';
import { operation } from '../parts.ts';

export const getOutboundWebIdentityFederationInfo = operation(GetOutboundWebIdentityFederationInfo)
  .access({ action: 'iam:GetOutboundWebIdentityFederationInfo', on: anything })
  .handle(async ({ caller: { account }, store, parts, error }) => {
    const IssuerIdentifier = await findIssuer(store, account, parts.tokenIssuer);
    if (!IssuerIdentifier) throw error('FeatureDisabled', DISABLED);
    return { output: { IssuerIdentifier, JwtVendingEnabled: true } };
  });

const DISABLED = 'Outbound web identity federation is not enabled for this account.';
