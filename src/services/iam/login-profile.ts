/** Passwords: hashed by Argon2id, and the hashes sealed, so that a stolen table is nothing to guess at. */
import { base64, fromBase64, text, utf8 } from '../../base/bytes.ts';
import { DAY, type Instant } from '../../base/clock.ts';
import type { Random } from '../../base/random.ts';
import type { Keyring } from '../../crypto/keyring.ts';
import {
  hashPassword,
  isAmong,
  PASSWORD_COST,
  type PasswordCost,
  SALT_BYTES,
} from '../../crypto/password.ts';
import type { LoginProfile } from '../../generated/iam.types.ts';
import type { Asking } from '../../operation/operation.ts';
import { holderId, holderName, type KeyHolder } from './access-key.ts';
import { selectAliasOf } from './account-tables.ts';
import { type LoginProfileRow, selectLoginProfile } from './login-profile-tables.ts';
import { findPasswordPolicy, passwordFault, type PasswordPolicy } from './password-policy.ts';

/** The hashes of somebody's passwords, the one in force first: all under one salt, so that one hash compares with all. */
export interface Passwords {
  readonly salt: string;
  readonly cost: PasswordCost;
  readonly hashes: readonly string[];
}

type Owner = { readonly account: string; readonly user_id: string };

/** The login profile of a user or the root user, or the refusal that there is none. */
export async function readLoginProfile(
  call: Pick<Asking, 'store'> & {
    readonly resource: KeyHolder;
    readonly error: (code: 'NoSuchEntity', message: string) => Error;
  },
): Promise<LoginProfileRow> {
  const row = await findLoginProfile(call, call.resource);
  if (!row) throw call.error('NoSuchEntity', noProfile(holderName(call.resource)));
  return row;
}

/** The login profile of a user or the root user. */
export const findLoginProfile = (
  { store }: Pick<Asking, 'store'>,
  holder: KeyHolder,
): Promise<LoginProfileRow | undefined> =>
  store.one(selectLoginProfile, { account: holder.account, user_id: holderId(holder) });

/** A login profile as answers show it. The root user has no name. */
export const shownLoginProfile = (row: LoginProfileRow, holder: KeyHolder): LoginProfile =>
  ({
    UserName: holderName(holder),
    CreateDate: row.created_at,
    PasswordResetRequired: row.must_reset === 1,
  }) as LoginProfile;

/** No password yet: nothing that anybody types opens it. */
export const noPasswords = (random: Random): Passwords => ({
  salt: base64(random.bytes(SALT_BYTES)),
  cost: PASSWORD_COST,
  hashes: [],
});

/** The passwords with a new one in force, if the account's policy takes it. */
export async function withPassword(
  passwords: Passwords,
  password: string,
  of: Asking & {
    readonly resource: KeyHolder;
    readonly error: (code: 'PasswordPolicyViolation', message: string) => Error;
  },
): Promise<Passwords> {
  const { account } = of.resource;
  const policy = await findPasswordPolicy(of.store, account);
  const alias = await of.store.one(selectAliasOf, { account });
  const fault = passwordFault(password, policy, [account, alias?.alias ?? account]);
  if (fault) throw of.error('PasswordPolicyViolation', fault);
  const hash = await hashOf(passwords, password);
  const remembered = policy?.PasswordReusePrevention ?? 0;
  const earlier = passwords.hashes.slice(0, remembered).map((one) => fromBase64(one)!);
  if (isAmong(hash, earlier)) throw of.error('PasswordPolicyViolation', USED_BEFORE);
  return { ...passwords, hashes: [base64(hash), ...passwords.hashes].slice(0, KEPT) };
}

/** Whether this is the password in force. */
export async function isPassword(passwords: Passwords, password: string): Promise<boolean> {
  const hash = await hashOf(passwords, password);
  return isAmong(
    hash,
    passwords.hashes.slice(0, 1).map((one) => fromBase64(one)!),
  );
}

/** Whether the password is too old, and only an administrator can give another. */
export const isLockedOut = (
  row: LoginProfileRow,
  policy: PasswordPolicy | undefined,
  now: Instant,
): boolean =>
  policy !== undefined &&
  policy.HardExpiry &&
  policy.MaxPasswordAge > 0 &&
  now >= row.changed_at + policy.MaxPasswordAge * DAY;

const hashOf = ({ salt, cost }: Passwords, password: string): Promise<Uint8Array> =>
  hashPassword(password, fromBase64(salt)!, cost);

/** Opens what a row keeps of passwords. */
export function openPasswords(keyring: Keyring, row: LoginProfileRow): Passwords {
  const opened = keyring.open('password', placeOf(row), row.sealed);
  if (!opened) throw new Error(`the password of ${placeOf(row)} does not open`);
  return JSON.parse(text(opened)) as Passwords;
}

/** Seals passwords for their owner's row. */
export const sealPasswords = (keyring: Keyring, owner: Owner, passwords: Passwords): Uint8Array =>
  keyring.seal('password', placeOf(owner), utf8(JSON.stringify(passwords)));

const placeOf = ({ account, user_id }: Owner): string => `${account} ${user_id}`;

/** AWS prevents the reuse of 24 passwords at most. */
const KEPT = 24;

const noProfile = (name: string | undefined): string =>
  `Login Profile for User ${name ?? 'root'} cannot be found.`;
const USED_BEFORE = 'Password was used before and cannot be reused.';
