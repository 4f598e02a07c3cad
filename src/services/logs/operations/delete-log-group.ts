import { DeleteLogGroup } from '../../../generated/logs.ts';
import { change } from '../../../store/statement.ts';
import { findGroup } from '../group.ts';
import { operation } from '../parts.ts';
import { unscheduleRetention } from '../retention.ts';
import { deleteEvents, deleteGroup, deleteStreams } from '../tables.ts';

export const deleteLogGroup = operation(DeleteLogGroup)
  .access({
    action: 'logs:DeleteLogGroup',
    on: ({ logGroupName }, asking) => findGroup({ logGroupName }, asking),
  })
  .handle(async ({ resource: { row } }) => ({
    output: {},
    // The group first: who writes into it meanwhile waits for this row.
    changes: [
      change(deleteGroup, { arn: row.arn }),
      change(deleteStreams, { group_arn: row.arn }, 'any'),
      change(deleteEvents, { group_arn: row.arn }, 'any'),
      unscheduleRetention(row.arn),
    ],
  }));
