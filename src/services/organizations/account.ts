/** Accounts: those of organizations, and those that stand alone. */
import { arn } from '../../base/arn.ts';
import { assert } from '../../base/assert.ts';
import type { Instant } from '../../base/clock.ts';
import { DIGITS, type Random, randomText } from '../../base/random.ts';
import type * as T from '../../generated/organizations.types.ts';
import type { Membership } from '../../operation/identities.ts';
import { type Change, change } from '../../store/statement.ts';
import type { Reader } from '../../store/store.ts';
import {
  type AccountRow,
  insertAccount,
  type MemberRow,
  selectAccount,
  selectAccountByEmail,
} from './tables.ts';

/** Registers an account that belongs to no organization: the first one, when the house is founded. */
export function registerAccount(of: {
  readonly account: string;
  readonly email: string;
  readonly name: string;
  readonly now: Instant;
}): Change[] {
  return [
    change(insertAccount, {
      ...newAccount({ id: of.account, email: of.email, name: of.name, now: of.now }),
      organization: null,
      parent: null,
      joined_method: null,
      joined_at: null,
      billing_access: 'DENY',
      tags: '{}',
      closed_at: null,
    }),
  ];
}

/** Whether there is such an account. */
export const accountExists = async (store: Reader, account: string): Promise<boolean> =>
  (await store.one(selectAccount, { id: account })) !== undefined;

/** When an account was made. */
export async function accountMadeAt(store: Reader, account: string): Promise<Instant> {
  const row = await store.one(selectAccount, { id: account });
  assert(row, `there is no account ${account}`);
  return row.created_at;
}

/** The address of an account's root user. */
export const emailOfRoot = async (store: Reader, account: string): Promise<string | undefined> =>
  (await store.one(selectAccount, { id: account }))?.email;

/** The account whose root user has this address, however its letters are written. */
export const accountOfEmail = async (store: Reader, email: string): Promise<string | undefined> =>
  (await findByEmail(store, email))?.id;

/** The account with this address. */
export const findByEmail = (store: Reader, email: string): Promise<AccountRow | undefined> =>
  store.one(selectAccountByEmail, { email_key: email.toLowerCase() });

/** The columns that every new account has. */
export const newAccount = (of: {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly now: Instant;
}) => ({
  id: of.id,
  name: of.name,
  email: of.email,
  email_key: of.email.toLowerCase(),
  status: 'ACTIVE',
  created_at: of.now,
  revision: 1,
});

/** Twelve digits, the first of them not zero: too many programs take an account id for a number. */
export async function freeAccountId(store: Reader, random: Random): Promise<string> {
  for (;;) {
    const id = randomText(random, DIGITS.slice(1), 1) + randomText(random, DIGITS, 11);
    if (!(await accountExists(store, id))) return id;
  }
}

/** As many as AWS lets an organization have that asks for it: there is nobody here to ask. */
export const MOST_ACCOUNTS = 10_000;

/** The ARN of an account in its organization. */
export const accountArn = (
  of: Pick<Membership, 'organizationId' | 'managementAccount'>,
  account: string,
): string =>
  arn('organizations', '', of.managementAccount, `account/${of.organizationId}/${account}`);

/** The path of the unit, or the root, that a member account is in. */
export const pathOf = (of: Membership, { unit_path }: MemberRow): string =>
  unit_path || rootPath(of);

/** `o-…/r-…/`: where every path of an organization begins. */
export const rootPath = ({ path }: Membership): string => path.split('/', 2).join('/') + '/';

/** A member account as the API shows it. */
export const shownAccount = (of: Membership, row: MemberRow): T.Account => ({
  Id: row.id,
  Arn: accountArn(of, row.id),
  Email: row.email,
  Name: row.name,
  Status: row.status as T.Account['Status'],
  State: row.status as T.Account['State'],
  Paths: [`${pathOf(of, row)}${row.id}/`],
  JoinedMethod: (row.joined_method ?? 'INVITED') as T.Account['JoinedMethod'],
  JoinedTimestamp: row.joined_at ?? row.created_at,
});
