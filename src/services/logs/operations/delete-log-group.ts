import { DeleteLogGroup } from '../../../generated/logs.ts';
import { change } from '../../../store/statement.ts';
import { findGroup } from '../group.ts';
import { operation } from '../parts.ts';
import { unscheduleRetention } from '../retention.ts';
import { deleteGroup } from '../tables.ts';

export const deleteLogGroup = operation(DeleteLogGroup)
  .access({
    action: 'logs:DeleteLogGroup',
    on: ({ logGroupName }, asking) => findGroup({ logGroupName }, asking),
  })
  .handle(async ({ resource: { row } }) => ({
    output: {},
    changes: [change(deleteGroup, { arn: row.arn }), unscheduleRetention(row.arn)],
  }));
