import { uuid } from '../../../base/random.ts';
import { EnableOutboundWebIdentityFederation } from '../../../generated/iam.ts';
import { anything } from '../../../operation/operation.ts';
import { change } from '../../../store/statement.ts';
import { findIssuer, ISSUER, issuerUrl } from '../outbound-federation.ts';
import { operation } from '../parts.ts';
import { insertSetting } from '../setting-tables.ts';

export const enableOutboundWebIdentityFederation = operation(EnableOutboundWebIdentityFederation)
  .access({ action: 'iam:EnableOutboundWebIdentityFederation', on: anything })
  .handle(async ({ caller: { account }, store, parts, random, now, error }) => {
    if (await findIssuer(store, account, parts.tokenIssuer)) throw error('FeatureEnabled', ENABLED);
    const id = uuid(random);
    const setting = { owner: account, name: ISSUER, value: id, at: now };
    return {
      output: { IssuerIdentifier: issuerUrl(id, parts.tokenIssuer) },
      changes: [change(insertSetting, setting)],
    };
  });

const ENABLED = 'Outbound web identity federation is already enabled for this account.';
