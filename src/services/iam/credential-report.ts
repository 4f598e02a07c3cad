/** The credential report: one line a user about his password, his second factors, his keys and certificates. */
import { lastUse } from '../../audit/last-use.ts';
import { DAY, HOUR, type Instant, isoSeconds } from '../../base/clock.ts';
import type { Job, JobCall } from '../../operation/job.ts';
import { change } from '../../store/statement.ts';
import type { Reader } from '../../store/store.ts';
import { accessKeysOf, type KeyHolder, keyHolder } from './access-key.ts';
import { findLoginProfile } from './login-profile.ts';
import { devicesOf } from './mfa.ts';
import type { Parts } from './parts.ts';
import { findPasswordPolicy, type PasswordPolicy } from './password-policy.ts';
import { finishCredentialReport } from './report-tables.ts';
import { signingCertificatesOf } from './signing-certificate.ts';
import type { AccessKeyRow } from './tables.ts';
import { selectUsers } from './user-tables.ts';

/** A report is made anew when the last one is older. */
export const REPORT_LIFE = 4 * HOUR;

/** Makes the report of an account: its subject. */
export const credentialReport: Job<Parts> = {
  kind: 'iam.credential-report',
  run: async ({ subject: account, store, parts, now }: JobCall<Parts>) => {
    const madeAt = await parts.accountMadeAt(store, account);
    const content = await reportOf({ store, now, madeAt }, account);
    const done = { account, content, generated_at: now };
    return { changes: [change(finishCredentialReport, done, 'any')] };
  },
};

interface Looking {
  readonly store: Reader;
  readonly now: Instant;
  /** When the account was made. */
  readonly madeAt: Instant;
}

async function reportOf(looking: Looking, account: string): Promise<string> {
  const { store } = looking;
  const policy = await findPasswordPolicy(store, account);
  const lines = [COLUMNS, await lineOf(looking, keyHolder(account, undefined), policy)];
  for (let after = ''; ; ) {
    const users = await store.all(selectUsers, { account, prefix: '/', after, count: PAGE });
    for (const user of users) lines.push(await lineOf(looking, keyHolder(account, user), policy));
    if (users.length < PAGE) return lines.map((line) => line.map(field).join(',')).join('\n');
    after = users.at(-1)!.name_key;
  }
}

const PAGE = 100;

const COLUMNS = [
  'user',
  'arn',
  'user_creation_time',
  'password_enabled',
  'password_last_used',
  'password_last_changed',
  'password_next_rotation',
  'mfa_active',
  'access_key_1_active',
  'access_key_1_last_rotated',
  'access_key_1_last_used_date',
  'access_key_1_last_used_region',
  'access_key_1_last_used_service',
  'access_key_2_active',
  'access_key_2_last_rotated',
  'access_key_2_last_used_date',
  'access_key_2_last_used_region',
  'access_key_2_last_used_service',
  'cert_1_active',
  'cert_1_last_rotated',
  'cert_2_active',
  'cert_2_last_rotated',
];

const NONE = 'N/A';
const UNKNOWN = 'no_information';
const NEVER = 'not_supported';

async function lineOf(
  looking: Looking,
  holder: KeyHolder,
  policy: PasswordPolicy | undefined,
): Promise<readonly string[]> {
  const byAge = (a: { created_at: number }, b: { created_at: number }) =>
    a.created_at - b.created_at;
  const keys = [...(await accessKeysOf(looking, holder))].sort(byAge);
  const certificates = [...(await signingCertificatesOf(looking, holder))].sort(byAge);
  const devices = await devicesOf(looking, holder);
  return [
    ...namesOf(holder, looking.madeAt),
    ...(await passwordOf(looking, holder, policy)),
    String(devices.length > 0),
    ...(await keyColumns(looking, keys[0])),
    ...(await keyColumns(looking, keys[1])),
    ...[0, 1].flatMap((i) => {
      const one = certificates[i];
      return one ? [String(one.status === 'Active'), date(one.created_at)] : ['false', NONE];
    }),
  ];
}

function namesOf(holder: KeyHolder, madeAt: Instant): readonly string[] {
  if (holder.kind === 'user') return [holder.row.name, holder.arn, date(holder.row.created_at)];
  return ['<root_account>', holder.arn, date(madeAt)];
}

async function passwordOf(
  looking: Looking,
  holder: KeyHolder,
  policy: PasswordPolicy | undefined,
): Promise<readonly string[]> {
  const profile = await findLoginProfile(looking, holder);
  const days = policy?.MaxPasswordAge ?? 0;
  const rotates = profile !== undefined && days > 0;
  // No policy makes the root user change his password.
  const next =
    holder.kind === 'root' ? NEVER : rotates ? date(profile.changed_at + days * DAY) : NONE;
  if (!profile) return ['false', NONE, NONE, next];
  return ['true', UNKNOWN, date(profile.changed_at), next];
}

async function keyColumns(
  looking: Looking,
  key: AccessKeyRow | undefined,
): Promise<readonly string[]> {
  if (!key) return ['false', NONE, NONE, NONE, NONE];
  const use = await lastUse(looking, { account: key.account, subject: key.id });
  return [
    String(key.status === 'Active'),
    date(key.created_at),
    ...(use ? [date(use.at), use.region, use.source.split('.')[0]!] : [NONE, NONE, NONE]),
  ];
}

const date = (at: Instant): string => isoSeconds(at).replace('Z', '+00:00');

/** Names may have a comma in them. */
const field = (text: string): string =>
  /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
