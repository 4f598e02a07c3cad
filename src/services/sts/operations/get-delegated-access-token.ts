import { SECOND } from '../../../base/clock.ts';
import { GetDelegatedAccessToken } from '../../../generated/sts.ts';
import { issueCredentials } from '../credentials.ts';
import { unlessExchanged } from '../exchanged-session.ts';
import { operation } from '../parts.ts';
import { packedPercent, tooLarge } from '../session-policies.ts';

export const getDelegatedAccessToken = operation(GetDelegatedAccessToken)
  .access({
    action: 'sts:GetDelegatedAccessToken',
    on: unlessExchanged('GetDelegatedAccessToken'),
  })
  .handle(async (call) => {
    const { input, caller, store, parts, now, error } = call;
    const lent = await parts.roles.findDelegated(store, input.TradeInToken);
    // A token that was given to somebody else means no more than one that nobody gave.
    if (lent?.requestor !== caller.account) throw error('ValidationError', NO_TOKEN);
    if (now >= lent.until) throw error('ExpiredTradeInTokenException', EXPIRED);
    const policies = { inline: lent.policy };
    const packed = packedPercent(policies, {});
    if (packed > 100) throw error('PackedPolicyTooLarge', tooLarge(packed, true));
    const Credentials = issueCredentials(
      {
        caller: lent.approver,
        session: { tags: {}, transitiveTagKeys: [], chained: false, delegated: true },
        policies,
        seconds: Math.max(Math.floor((lent.until - now) / SECOND), 1),
      },
      call,
    );
    const { arn, role } = lent.approver;
    return {
      output: { Credentials, PackedPolicySize: packed, AssumedPrincipal: role?.arn ?? arn },
    };
  });

const NO_TOKEN = 'The trade-in token is not valid.';
const EXPIRED =
  'The trade-in token provided in the request has expired and can no longer be exchanged for credentials. Request a new token and retry the operation.';
