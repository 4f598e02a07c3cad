/** Roles: who may take one on is said by its trust policy, what he then may by its policies. */
import type { Role } from '../../generated/iam.types.ts';
import type { Principals, Resource } from '../../operation/operation.ts';
import { shownDocument } from './documents.ts';
import { entityArn } from './paths.ts';
import type { RoleRow } from './tables.ts';
import { shownTags } from './tag-pairs.ts';
import { shownTrust } from './trust.ts';
import { shownBoundary } from './user.ts';

/** A role that is to be made. */
export const roleToBe = (
  account: string,
  { path, name }: { readonly path: string; readonly name: string },
): Resource => ({
  arn: entityArn(account, 'role', { path, name }),
  account,
  type: 'AWS::IAM::Role',
});

/** A role as CreateRole shows it: without what it was given beside its tags and its boundary. */
export const createdRole = async (row: RoleRow, principals: Principals): Promise<Role> => ({
  Path: row.path,
  RoleName: row.name,
  RoleId: row.id,
  Arn: row.arn,
  CreateDate: row.created_at,
  AssumeRolePolicyDocument: shownDocument(await shownTrust(row.trust, principals)),
  PermissionsBoundary: shownBoundary(row.boundary),
  Tags: shownTags(row.tags),
});

/** A role as lists show it: without its tags and its boundary. */
export const listedRole = async (row: RoleRow, principals: Principals): Promise<Role> => ({
  ...(await createdRole(row, principals)),
  PermissionsBoundary: undefined,
  Tags: undefined,
  Description: row.description ?? undefined,
  MaxSessionDuration: row.max_session,
});

/** A role as it is shown alone. */
export const shownRole = async (row: RoleRow, principals: Principals): Promise<Role> => ({
  ...(await createdRole(row, principals)),
  Description: row.description ?? undefined,
  MaxSessionDuration: row.max_session,
});

/** AWS's own limit, before anybody has it raised. */
export const ROLES_PER_ACCOUNT = 1000;
/** Seconds that a session lasts at most, unless told. */
export const USUAL_SESSION = 3600;

export const roleTaken = (name: string): string => `Role with name ${name} already exists.`;

/** Service-linked roles belong to the service that they are linked to. */
export function assertOurs(
  role: RoleRow,
  error: (code: 'UnmodifiableEntity', message: string) => Error,
): void {
  if (role.path.startsWith('/aws-service-role/'))
    throw error(
      'UnmodifiableEntity',
      `Cannot perform the operation on the protected role '${role.name}' - this role is only modifiable by AWS`,
    );
}
