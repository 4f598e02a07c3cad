/** A password that somebody has asked for: kept first, and then set in the server, however often it takes. */
import { HOUR, MINUTE, type Instant } from '../../base/clock.ts';
import { DatabaseError } from '../../operation/databases.ts';
import { type Job, type JobAnswer, schedule, unschedule } from '../../operation/job.ts';
import type { Change } from '../../store/statement.ts';
import { databaseOf } from './database.ts';
import { engineNamed } from './engines.ts';
import { findMasterUser, passwordsOf, saveMasterUser, withInForce } from './master-user.ts';
import type { Parts } from './parts.ts';
import { putInForce, serverOf } from './server.ts';
import { selectDatabase } from './tables.ts';

const KIND = 'rds-master-password';

export const scheduleNewPassword = (arn: string, at: Instant): Change => schedule(KIND, arn, at);

export const unscheduleNewPassword = (arn: string): Change => unschedule(KIND, arn);

export const newPassword: Job<Parts> = {
  kind: KIND,
  isSlow: true,
  run: async ({ subject: arn, store, parts, now }): Promise<JobAnswer> => {
    const before = await findMasterUser(store, arn);
    const row = await store.one(selectDatabase, { arn });
    if (!row || !before || before.is_changing === 0) return {};
    const database = databaseOf(row);
    const passwords = passwordsOf(parts, before);
    const server = serverOf({
      kind: row.kind,
      tags: database.tagPairs,
      settings: JSON.parse(row.settings),
    });
    const told = (error?: { readonly code: string; readonly message: string }) => ({
      name: 'ResetMasterUserPassword',
      account: row.account,
      region: row.region,
      resource: { arn, type: database.type! },
      ...(error && { error }),
    });
    try {
      await putInForce(parts.databases, server, passwords);
    } catch (cause) {
      if (!(cause instanceof DatabaseError)) throw cause;
      const is_changing = before.is_changing + 1;
      const again =
        now + Math.min(HOUR, MINUTE * 2 ** Math.min(before.is_changing - 1, MOST_DOUBLED));
      return {
        changes: [saveMasterUser(parts, before, { is_changing }).change],
        events: [told({ code: cause.fault, message: cause.message })],
        again,
      };
    }
    const saved = saveMasterUser(
      parts,
      before,
      { is_changing: 0 },
      withInForce(passwords, passwords.next!),
    );
    return { changes: [saved.change], events: [told()] };
  },
};

const MOST_DOUBLED = 6;

type Fail = (code: 'InvalidParameterValue', message: string) => Error;

/** Refuses a new password that RDS would not take. */
export function assertPassword(password: string, engine: string, error: Fail): void {
  const most = engineNamed(engine)!.passwordMost;
  const refuse = (why: string) =>
    error(
      'InvalidParameterValue',
      `The parameter MasterUserPassword is not a valid password${why}`,
    );
  if (password.length < LEAST) throw refuse(` because it is shorter than ${LEAST} characters.`);
  if (password.length > most) throw refuse(` because it is longer than ${most} characters.`);
  if (!PASSWORD.test(password))
    throw refuse(`. Only printable ASCII characters besides '/', '@', '"', ' ' may be used.`);
}

const LEAST = 8;
const PASSWORD = /^[!#-.0-?A-~]+$/;
