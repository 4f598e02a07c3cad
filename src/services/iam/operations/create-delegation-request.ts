import { parseArn } from '../../../base/arn.ts';
import { uuid } from '../../../base/random.ts';
import { CreateDelegationRequest } from '../../../generated/iam.ts';
import { change } from '../../../store/statement.ts';
import { delegationArn } from '../delegation.ts';
import { filledPolicy } from '../delegation-policy.ts';
import { insertDelegation } from '../delegation-tables.ts';
import { operation } from '../parts.ts';

export const createDelegationRequest = operation(CreateDelegationRequest)
  .access({
    action: 'iam:CreateDelegationRequest',
    on: (_input, { caller: { account } }) => ({ arn: delegationArn(account, '*'), account }),
    keys: (input) => ({
      'iam:DelegationDuration': String(input.SessionDuration),
      'iam:NotificationChannel': input.NotificationChannel,
      'iam:TemplateArn': input.Permissions.PolicyTemplateArn,
    }),
  })
  .handle(async ({ input, caller: { account }, store, principals, random, now, error }) => {
    const { OwnerAccountId: owner = '', NotificationChannel: channel } = input;
    if (owner && !(await principals.accountExists(owner)))
      throw error('InvalidInput', `The account ${owner} does not exist.`);
    const place = parseArn(channel);
    if (place?.service !== 'secretsmanager' || place.account !== account)
      throw error('InvalidInput', NO_CHANNEL);
    const policy = await filledPolicy({ store, account, error }, input.Permissions);
    const id = uuid(random);
    const row = {
      id,
      requestor: account,
      owner,
      state: 'UNASSIGNED',
      policy,
      asked: JSON.stringify(input),
      owner_id: '',
      approver: '',
      notes: null,
      reason: null,
      created_at: now,
      updated_at: now,
      revision: 1,
    };
    return { output: { DelegationRequestId: id }, changes: [change(insertDelegation, row)] };
  });

/** AWS tells its partners by SNS. Here the token is put into a secret, whose policy lets IAM do so. */
const NO_CHANNEL =
  'The notification channel must be the ARN of a secret of this account, whose resource policy allows iam.amazonaws.com to call secretsmanager:PutSecretValue.';
