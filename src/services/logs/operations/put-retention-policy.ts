import { PutRetentionPolicy } from '../../../generated/logs.ts';
import { change } from '../../../store/statement.ts';
import { findGroup } from '../group.ts';
import { operation } from '../parts.ts';
import { scheduleRetention } from '../retention.ts';
import { updateRetention } from '../tables.ts';

export const putRetentionPolicy = operation(PutRetentionPolicy)
  .access({
    action: 'logs:PutRetentionPolicy',
    on: ({ logGroupName }, asking) => findGroup({ logGroupName }, asking),
  })
  .handle(async ({ input, resource: { row }, now, error }) => {
    const { retentionInDays: days } = input;
    if (!DAYS.includes(days)) throw error('InvalidParameterException', NO_SUCH_RETENTION);
    return {
      output: {},
      changes: [
        change(updateRetention, { arn: row.arn, retention_days: days }),
        scheduleRetention(row.arn, now),
      ],
    };
  });

/** The only values that AWS takes. */
const DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288,
  3653,
];
const NO_SUCH_RETENTION = `Retention in days must be one of [${DAYS.join(', ')}]`;
