/** Users: somebody with a name, and keys of his own. */
import type { User } from '../../generated/iam.types.ts';
import type { Resource } from '../../operation/operation.ts';
import { shownBoundary } from './boundary.ts';
import { entityArn } from './paths.ts';
import type { UserRow } from './tables.ts';
import { shownTags } from './tag-pairs.ts';

/** A user who is to be made, or to get another name. */
export const userToBe = (
  account: string,
  { path, name }: { readonly path: string; readonly name: string },
): Resource => ({
  arn: entityArn(account, 'user', { path, name }),
  account,
  type: 'AWS::IAM::User',
});

/** A user as lists show him: without his tags and his boundary. */
export const listedUser = (row: UserRow): User => ({
  Path: row.path,
  UserName: row.name,
  UserId: row.id,
  Arn: row.arn,
  CreateDate: row.created_at,
});

/** A user as he is shown alone. */
export const shownUser = (row: UserRow): User => ({
  ...listedUser(row),
  PermissionsBoundary: shownBoundary(row.boundary),
  Tags: shownTags(row.tags),
});

export const userTaken = (name: string): string => `User with name ${name} already exists.`;
