/** Groups: names under which users share policies. A group is no principal and nobody's caller. */
import type { Group } from '../../generated/iam.types.ts';
import type { Asking } from '../../operation/operation.ts';
import { findOwner, type OwnerOf } from './inline-policy.ts';
import { entityArn } from './paths.ts';
import type { GroupRow } from './tables.ts';

/** The access of an operation on a group of the caller's account. */
export const ownGroup = <const Action extends `iam:${string}`>(action: Action) => ({
  action,
  on: ({ GroupName }: { readonly GroupName: string }, asking: Asking) =>
    findOwner(asking, 'group', GroupName),
});

/** The access of an operation that makes a group, or gives it another name. */
export const groupToBe = (
  account: string,
  { path, name }: { readonly path: string; readonly name: string },
) => ({ arn: entityArn(account, 'group', { path, name }), account, type: 'AWS::IAM::Group' });

/** A group as answers show it. */
export const shownGroup = (row: GroupRow): Group => ({
  Path: row.path,
  GroupName: row.name,
  GroupId: row.id,
  Arn: row.arn,
  CreateDate: row.created_at,
});

/** The user of this name, or the refusal that there is none: asked for beside a group that was permitted. */
export async function readUser(
  call: Pick<Asking, 'store' | 'caller'> & {
    readonly error: (code: 'NoSuchEntity', message: string) => Error;
  },
  name: string,
): Promise<OwnerOf<'user'>> {
  const user = await findOwner(call, 'user', name);
  if ('missing' in user) throw call.error(user.error, user.message);
  return user;
}

/** AWS's own limit, before anybody has it raised. */
export const GROUPS_PER_USER = 10;

export const groupTaken = (name: string): string => `Group with name ${name} already exists.`;
