import { parseArn } from '../../base/arn.ts';
import type { Instant } from '../../base/clock.ts';
import {
  type Job,
  type JobAnswer,
  type ServiceEvent,
  schedule,
  unschedule,
} from '../../operation/job.ts';
import { type Change, change } from '../../store/statement.ts';
import type { Parts } from './parts.ts';
import { forgetRotation } from './rotation-tables.ts';
import { SECRET_TYPE } from './secret.ts';
import { deleteSecretRow, deleteVersions, selectSecret, selectVersionIds } from './tables.ts';

const KIND = 'secretsmanager-purge';

/** Has a secret's versions, and the secret if it is still there, removed for good. */
export const schedulePurge = (secretArn: string, at: Instant): Change =>
  schedule(KIND, secretArn, at);

export const unschedulePurge = (secretArn: string): Change => unschedule(KIND, secretArn);

/**
 * Removes a secret whose recovery window has ended, and the versions of one that was deleted without.
 * A secret that was restored meanwhile, or deleted anew with a later end, is left alone.
 */
export const purge: Job<Parts> = {
  kind: KIND,
  run: async ({ subject: arn, now, store }): Promise<JobAnswer> => {
    const secret = await store.one(selectSecret, { arn });
    if (secret) {
      if (secret.purge_at === null) return {};
      if (secret.purge_at > now) return { again: secret.purge_at };
    }
    const versions = await store.all(selectVersionIds, { secret: arn });
    const { account, region } = parseArn(arn)!;
    const event = (name: string, id: string): ServiceEvent => ({
      name,
      account,
      region,
      resource: { arn, type: SECRET_TYPE },
      data: { SecretId: arn, SecretVersionId: id },
    });
    return {
      changes: [
        ...(secret ? [change(deleteSecretRow, { arn, revision: secret.revision })] : []),
        change(deleteVersions, { secret: arn }, versions.length),
        change(forgetRotation, { secret: arn }, 'any'),
      ],
      events: versions.flatMap(({ id }) => [
        event('StartSecretVersionDelete', id),
        event('EndSecretVersionDelete', id),
      ]),
    };
  },
};
