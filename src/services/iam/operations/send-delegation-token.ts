import { SendDelegationToken } from '../../../generated/iam.ts';
import type { CreateDelegationRequestRequest } from '../../../generated/iam.types.ts';
import { PutSecretValue } from '../../../generated/secretsmanager.ts';
import { AwsError } from '../../../model/model.ts';
import { serviceCaller } from '../../../operation/caller.ts';
import { uuid } from '../../../base/random.ts';
import { delegationToken, movedOn, onOwnDelegation, standingArn } from '../delegation.ts';
import { operation } from '../parts.ts';

export const sendDelegationToken = operation(SendDelegationToken)
  .access(onOwnDelegation('iam:SendDelegationToken'))
  .handle(async ({ resource: { row }, caller, parts, random, now, error, askAs }) => {
    const asked = JSON.parse(row.asked) as CreateDelegationRequestRequest;
    if (asked.OnlySendByOwner && row.owner_id !== standingArn(caller))
      throw error('InvalidInput', ONLY_OWNER);
    const step = { from: ['ACCEPTED'] as const, to: 'FINALIZED' as const, now };
    const finalized = movedOn(row, step, error);
    const message = {
      DelegationRequestId: row.id,
      RequestorWorkflowId: asked.RequestorWorkflowId,
      ExchangeToken: delegationToken(parts.keyring, row.id),
    };
    await askAs(serviceCaller('iam.amazonaws.com'), PutSecretValue, {
      SecretId: asked.NotificationChannel,
      SecretString: JSON.stringify(message),
      ClientRequestToken: uuid(random),
    }).catch((cause: unknown) => {
      // Why it did not work is the other account's affair.
      if (cause instanceof AwsError) throw error('InvalidInput', NOT_TAKEN);
      throw cause;
    });
    return { output: {}, changes: [finalized] };
  });

const ONLY_OWNER = 'Only the owner of this delegation request can send its token.';
const NOT_TAKEN = 'The notification channel of this delegation request did not take the token.';
