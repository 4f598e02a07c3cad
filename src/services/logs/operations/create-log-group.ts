import { CreateLogGroup } from '../../../generated/logs.ts';
import { requestTagKeys } from '../../../operation/operation.ts';
import { change } from '../../../store/statement.ts';
import { plannedGroup } from '../group.ts';
import { operation } from '../parts.ts';
import { insertGroup, selectGroup } from '../tables.ts';

export const createLogGroup = operation(CreateLogGroup)
  .access({
    action: 'logs:CreateLogGroup',
    on: ({ logGroupName }, asking) => plannedGroup({ logGroupName }, asking),
    keys: ({ tags }) =>
      requestTagKeys(Object.entries(tags ?? {}).map(([Key, Value]) => ({ Key, Value }))),
  })
  .handle(async ({ input, resource, store, now, error }) => {
    const { groupArn, account, region, name } = resource;
    if (input.kmsKeyId !== undefined) throw error('InvalidParameterException', NO_KEYS);
    if ((input.logGroupClass ?? 'STANDARD') !== 'STANDARD')
      throw error('InvalidParameterException', ONE_CLASS);
    // Nothing here could take the protection away again.
    if (input.deletionProtectionEnabled) throw error('InvalidParameterException', NO_PROTECTION);
    if (await store.one(selectGroup, { arn: groupArn }))
      throw error('ResourceAlreadyExistsException', TAKEN);
    return {
      output: {},
      changes: [
        change(insertGroup, {
          arn: groupArn,
          account,
          region,
          name,
          created_at: now,
          retention_days: 0,
          tags: JSON.stringify(input.tags ?? {}),
        }),
      ],
    };
  });

const TAKEN = 'The specified log group already exists';
const NO_KEYS =
  'kmsKeyId cannot be given: all log events are sealed under the keyring of this server.';
const ONE_CLASS = 'Lockstead serves log groups of the class STANDARD alone.';
const NO_PROTECTION = 'Lockstead does not serve deletion protection for log groups.';
