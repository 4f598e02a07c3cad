/** The master user's password: the one in force, those that may be, and the one that is on its way. */
import { text, utf8 } from '../../base/bytes.ts';
import { type Change, change } from '../../store/statement.ts';
import type { Reader } from '../../store/store.ts';
import type { Parts } from './parts.ts';
import {
  deleteMasterUser,
  insertMasterUser,
  type MasterUserRow,
  selectMasterUser,
  updateMasterUser,
} from './tables.ts';

export interface Passwords {
  /** The one that was last seen to be in force. */
  readonly current: string;
  /** Others that the server may have been left with: a change may end after its effect and before it is told. */
  readonly others: readonly string[];
  /** The one that is to be set; `token` is the version of the secret that it is for, empty where there is none. */
  readonly next?: { readonly token: string; readonly password: string };
}

type SealParts = Pick<Parts, 'keyring'>;

export const findMasterUser = (store: Reader, arn: string): Promise<MasterUserRow | undefined> =>
  store.one(selectMasterUser, { arn });

export function passwordsOf({ keyring }: SealParts, { arn, sealed }: MasterUserRow): Passwords {
  const opened = keyring.open(PURPOSE, arn, sealed);
  if (!opened) throw new Error(`the password of ${arn} does not open`);
  return JSON.parse(text(opened)) as Passwords;
}

const sealed = ({ keyring }: SealParts, arn: string, passwords: Passwords): Uint8Array =>
  keyring.seal(PURPOSE, arn, utf8(JSON.stringify(passwords)));

const PURPOSE = 'master-user-password';

/** What is known of a master user besides his password. */
export type MasterUserFacts = Partial<
  Pick<MasterUserRow, 'is_changing' | 'secret_arn' | 'secret_status' | 'kms_key'>
>;

/** A row as it will be, and the change that makes it so. */
export interface Kept {
  readonly row: MasterUserRow;
  readonly change: Change;
}

/** Keeps the password of a database that has just been registered. */
export function keepMasterUser(
  parts: SealParts,
  arn: string,
  passwords: Passwords,
  facts: MasterUserFacts,
): Kept {
  const row: MasterUserRow = {
    is_changing: 0,
    ...NO_SECRET,
    ...facts,
    arn,
    sealed: sealed(parts, arn, passwords),
    revision: 1,
  };
  return { row, change: change(insertMasterUser, row) };
}

/** The master user with these changes, if nobody else has changed him meanwhile. */
export function saveMasterUser(
  parts: SealParts,
  before: MasterUserRow,
  facts: MasterUserFacts,
  passwords?: Passwords,
): Kept {
  const row = {
    ...before,
    ...facts,
    ...(passwords && { sealed: sealed(parts, before.arn, passwords) }),
  };
  return { row, change: change(updateMasterUser, row) };
}

export const NO_SECRET = { secret_arn: '', secret_status: '', kms_key: '' } as const;

export const forgetMasterUser = (arn: string): Change => change(deleteMasterUser, { arn }, 'any');

/** With a new password on its way: what was on its way before may have been set, and is remembered. */
export const withNext = (
  { current, others, next }: Passwords,
  coming: NonNullable<Passwords['next']>,
): Passwords => ({
  current,
  others: remembered([next?.password, ...others], current),
  next: coming,
});

/** Once the new password is known to be in force. */
export const withNextInForce = ({ current, others, next }: Passwords): Passwords => ({
  current: next!.password,
  others: remembered([current, ...others], next!.password),
});

/** Who knows more of an unlucky server than these passwords must say so himself. */
const REMEMBERED = 4;

const remembered = (all: readonly (string | undefined)[], but: string): readonly string[] =>
  [...new Set(all)]
    .filter((password) => password !== undefined && password !== but)
    .slice(0, REMEMBERED) as string[];
