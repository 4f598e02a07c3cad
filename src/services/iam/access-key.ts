/** Access keys, and whose they are: a user's, or the account's root user's. */
import { rootArn } from '../../base/arn.ts';
import { AwsError } from '../../model/model.ts';
import type { Asking, Missing, Resource } from '../../operation/operation.ts';
import { type Change } from '../../store/statement.ts';
import { resourceTagKeys } from './condition-keys.ts';
import { selectAccessKeysOf } from './access-key-tables.ts';
import { quotaExceeded } from './documents.ts';
import { findOwner, type OwnerOf, touch } from './inline-policy.ts';
import { type Counted, oneMore } from './quota.ts';
import { type AccessKeyRow, selectUserById, type UserRow } from './tables.ts';
import { tagRecord } from './tag-pairs.ts';

/** The root user, who has no row. */
export interface RootUser extends Resource {
  readonly kind: 'root';
}

export type KeyHolder = OwnerOf<'user'> | RootUser;

/** The access of an operation about a user who is named, or about the caller himself. */
export const onUserOrCaller = <const Action extends `iam:${string}`>(action: Action) => ({
  action,
  on: ({ UserName }: { readonly UserName?: string | undefined }, asking: Asking) =>
    UserName === undefined ? findCaller(asking) : findOwner(asking, 'user', UserName),
  keys: (_input: unknown, holder: KeyHolder | undefined) => resourceTagKeys(holder?.tags),
});

/** The user who asks. Roles and federated users have no keys and no name of their own. */
async function findCaller({ caller, store }: Asking): Promise<KeyHolder | Missing<'NoSuchEntity'>> {
  const { account, arn } = caller;
  if (caller.kind === 'root') return keyHolder(account, undefined);
  if (caller.kind !== 'user') throw new AwsError('ValidationError', NAME_NEEDED);
  const row = await store.one(selectUserById, { id: caller.userId });
  if (row) return keyHolder(account, row);
  const message = `The user with name ${caller.userName} cannot be found.`;
  return { missing: arn, error: 'NoSuchEntity', message };
}

/** A user as the holder of keys; without a row it is the root user. */
export function keyHolder(account: string, row: UserRow | undefined): KeyHolder {
  if (!row) return { kind: 'root', arn: rootArn(account), account };
  const tags = tagRecord(row.tags);
  return { kind: 'user', arn: row.arn, account, type: 'AWS::IAM::User', tags, row };
}

/** The holder's id in rows of access keys: empty for the root user. */
export const holderId = (holder: KeyHolder): string =>
  holder.kind === 'root' ? '' : holder.row.id;

/** The name that answers show: the root user has none. */
export const holderName = (holder: KeyHolder): string | undefined =>
  holder.kind === 'root' ? undefined : holder.row.name;

/** One of the holder's keys; somebody else's is as good as none. */
export async function readAccessKey(
  call: Pick<Asking, 'store'> & {
    readonly resource: KeyHolder;
    readonly error: (code: 'NoSuchEntity', message: string) => Error;
  },
  id: string,
): Promise<AccessKeyRow> {
  const key = (await accessKeysOf(call, call.resource)).find((one) => one.id === id);
  if (!key) throw call.error('NoSuchEntity', `The Access Key with id ${id} cannot be found.`);
  return key;
}

/** The holder's keys, by id. */
export const accessKeysOf = (
  { store }: Pick<Asking, 'store'>,
  holder: KeyHolder,
): Promise<readonly AccessKeyRow[]> =>
  store.all(selectAccessKeysOf, { account: holder.account, user_id: holderId(holder) });

/**
 * What must be written so that a user, or the root user, may have one more of something.
 *
 * @throws where there are as many as there may be.
 */
export async function oneMoreOf(
  call: Pick<Asking, 'store'> & {
    readonly resource: KeyHolder;
    readonly error: (code: 'LimitExceeded', message: string) => Error;
  },
  { there, root, ...quota }: HolderQuota & { readonly there: number },
): Promise<readonly Change[]> {
  const { resource: holder, error } = call;
  if (there >= quota.most) throw error('LimitExceeded', quotaExceeded(quota));
  // Two who write about one user come one after the other; the root user has no row to wait for.
  return holder.kind === 'user' ? [touch(holder)] : oneMore(call, root, holder.account);
}

/** How many of something a user may have, and what the root user's are counted as. */
export interface HolderQuota {
  readonly name: string;
  readonly most: number;
  readonly root: Counted;
}

export const ACCESS_KEYS_PER_USER = {
  name: 'AccessKeysPerUser',
  most: 2,
  root: 'rootKey',
} as const;

const NAME_NEEDED = 'Must specify userName when calling with non-User credentials';
