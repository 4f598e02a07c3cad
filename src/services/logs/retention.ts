/** Takes away what has been kept long enough. */
import { DAY, type Instant } from '../../base/clock.ts';
import { type Job, type JobAnswer, schedule, unschedule } from '../../operation/job.ts';
import { type Change, change } from '../../store/statement.ts';
import { keptSince } from './group.ts';
import type { Parts } from './parts.ts';
import { deleteEventsBefore, selectGroup } from './tables.ts';

const KIND = 'logs-retention';

/** Has a group's old events removed, now and every day. */
export const scheduleRetention = (groupArn: string, now: Instant): Change =>
  schedule(KIND, groupArn, now);

export const unscheduleRetention = (groupArn: string): Change => unschedule(KIND, groupArn);

export const retention: Job<Parts> = {
  kind: KIND,
  run: async ({ subject: arn, now, store }): Promise<JobAnswer> => {
    const group = await store.one(selectGroup, { arn });
    if (!group || group.retention_days === 0) return {};
    const before = keptSince(group, now);
    return {
      changes: [change(deleteEventsBefore, { group_arn: arn, before }, 'any')],
      again: now + DAY,
    };
  },
};
