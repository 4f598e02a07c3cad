import { DeleteRetentionPolicy } from '../../../generated/logs.ts';
import { change } from '../../../store/statement.ts';
import { findGroup } from '../group.ts';
import { operation } from '../parts.ts';
import { unscheduleRetention } from '../retention.ts';
import { updateRetention } from '../tables.ts';

export const deleteRetentionPolicy = operation(DeleteRetentionPolicy)
  .access({
    action: 'logs:DeleteRetentionPolicy',
    on: ({ logGroupName }, asking) => findGroup({ logGroupName }, asking),
  })
  .handle(async ({ resource: { row } }) => ({
    output: {},
    changes: [
      change(updateRetention, { arn: row.arn, retention_days: 0 }),
      unscheduleRetention(row.arn),
    ],
  }));
