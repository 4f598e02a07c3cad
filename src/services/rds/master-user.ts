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

/** A password, and the version of the secret that it is in; the token is empty where it is in none. */
export interface Known {
  readonly token: string;
  readonly password: string;
}

export interface Passwords {
  /** The one that was last seen to be in force. */
  readonly current: Known;
  /** Others that the server may have been left with: a change may end after its effect and before it is told. */
  readonly others: readonly Known[];
  /** The one that is to be set. */
  readonly next?: Known;
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

/** All that are known, the likeliest first. */
export const allKnown = ({ current, others, next }: Passwords): readonly Known[] => [
  current,
  ...(next ? [next] : []),
  ...others,
];

/** With this one seen to be in force, and nothing on its way. */
export const withInForce = (passwords: Passwords, current: Known): Passwords => ({
  current,
  others: besides(current, allKnown(passwords)),
});

/** With a new password on its way: what was on its way before may have been set, and is remembered. */
export const withNext = ({ current, others, next }: Passwords, coming: Known): Passwords => ({
  current,
  others: besides(current, [...(next ? [next] : []), ...others]),
  next: coming,
});

/** Who knows more of an unlucky server than these passwords must say so himself. */
const REMEMBERED = 4;

const besides = ({ password }: Known, all: readonly Known[]): readonly Known[] => {
  const byPassword = new Map(all.toReversed().map((known) => [known.password, known]));
  byPassword.delete(password);
  return [...byPassword.values()].reverse().slice(0, REMEMBERED);
};
