import { arn } from '../../../base/arn.ts';
import { GetFederationToken } from '../../../generated/sts.ts';
import type { GetFederationTokenRequest } from '../../../generated/sts.types.ts';
import { AwsError } from '../../../model/model.ts';
import { type Asking, type Resource, requestTagKeys } from '../../../operation/operation.ts';
import { issueCredentials } from '../credentials.ts';
import { operation } from '../parts.ts';
import { packedPercent, readPolicies, tooLarge } from '../session-policies.ts';
import { readTags } from '../session-tags.ts';
import { exchangeSeconds } from './get-session-token.ts';

const federatedUser = {
  on: ({ Name }: GetFederationTokenRequest, { caller }: Asking): Resource => {
    if (caller.session) throw new AwsError('AccessDenied', NOT_WITH_SESSION, 403);
    return {
      arn: arn('sts', '', caller.account, `federated-user/${Name}`),
      account: caller.account,
    };
  },
  keys: ({ Tags }: GetFederationTokenRequest) => requestTagKeys(Tags),
};

export const getFederationToken = operation(GetFederationToken)
  .access({ action: 'sts:GetFederationToken', ...federatedUser })
  .also('tags', {
    action: 'sts:TagSession',
    ...federatedUser,
    when: ({ Tags }) => (Tags?.length ?? 0) > 0,
  })
  .handle(async (call) => {
    const { input, resource, caller, store, parts, error } = call;
    const { account } = caller;
    const tags = readTags(input, caller, error);
    const policies = await readPolicies(input, { account, store, roles: parts.roles, error });
    const packed = packedPercent(policies, tags.tags);
    if (packed > 100) throw error('PackedPolicyTooLarge', tooLarge(packed, policies !== undefined));

    const userId = `${account}:${input.Name}`;
    const issuer = {
      arn: caller.arn,
      ...(caller.userName !== undefined && { userName: caller.userName }),
    };
    const Credentials = issueCredentials(
      {
        caller: { kind: 'federated-user', account, arn: resource.arn, userId },
        session: { ...tags, chained: false, issuer },
        // Without policies of his own a federated user may do nothing but what resources grant him by name.
        policies: policies ?? {},
        seconds: exchangeSeconds(input.DurationSeconds, caller.kind),
      },
      call,
    );
    return {
      output: {
        Credentials,
        FederatedUser: { FederatedUserId: userId, Arn: resource.arn },
        PackedPolicySize: packed,
      },
    };
  });

const NOT_WITH_SESSION = 'Cannot call GetFederationToken with session credentials';
