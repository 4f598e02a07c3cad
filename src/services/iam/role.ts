/** Roles: permissions that somebody takes on for a while, and a policy about who may. */
import { lastUse } from '../../audit/last-use.ts';
import type { Role, RoleLastUsed } from '../../generated/iam.types.ts';
import type { Asking, Principals, Resource } from '../../operation/operation.ts';
import { shownBoundary } from './boundary.ts';
import { shownDocument } from './documents.ts';
import { entityArn } from './paths.ts';
import type { RoleRow } from './tables.ts';
import { shownTags } from './tag-pairs.ts';
import { showTrust } from './trust.ts';

/** A role that is to be made. */
export const roleToBe = (
  account: string,
  { path, name }: { readonly path: string; readonly name: string },
): Resource => ({
  arn: entityArn(account, 'role', { path, name }),
  account,
  type: 'AWS::IAM::Role',
});

/** Roles as lists show them: without their tags and their boundaries. */
export async function listedRoles(
  rows: readonly RoleRow[],
  principals: Principals,
): Promise<readonly Role[]> {
  const texts = await showTrust(
    rows.map(({ trust }) => trust),
    principals,
  );
  return rows.map((row, i) => ({
    ...bareRole(row, texts[i]!),
    Description: row.description ?? undefined,
    MaxSessionDuration: row.max_session,
  }));
}

/** A role as it is shown alone. */
export async function shownRole(
  row: RoleRow,
  call: Pick<Asking, 'store' | 'now'> & { readonly principals: Principals },
): Promise<Role> {
  const [listed] = await listedRoles([row], call.principals);
  return { ...listed!, ...extras(row), RoleLastUsed: await lastUseOfRole(call, row) };
}

/** When and where a role's sessions last asked for something; empty where the trail has nothing of them. */
export async function lastUseOfRole(
  asking: Pick<Asking, 'store' | 'now'>,
  { account, id: subject }: RoleRow,
): Promise<RoleLastUsed> {
  const use = await lastUse(asking, { account, subject });
  return use ? { LastUsedDate: use.at, Region: use.region } : {};
}

/** A role as it is shown when it is made: its description and its longest session are not told. */
export const madeRole = (row: RoleRow, trust: string): Role => ({
  ...bareRole(row, trust),
  ...extras(row),
});

/** A role as an instance profile shows it. */
export const roleInside = (row: RoleRow, trust: string): Role => bareRole(row, trust);

const bareRole = (row: RoleRow, trust: string): Role => ({
  Path: row.path,
  RoleName: row.name,
  RoleId: row.id,
  Arn: row.arn,
  CreateDate: row.created_at,
  AssumeRolePolicyDocument: shownDocument(trust),
});

const extras = (row: RoleRow): Pick<Role, 'PermissionsBoundary' | 'Tags'> => ({
  PermissionsBoundary: shownBoundary(row.boundary),
  Tags: shownTags(row.tags),
});

/** Where roles stand that belong to a service. */
export const SERVICE_ROLES = '/aws-service-role/';

/** Refuses to change a role that belongs to a service. */
export function assertOurs(
  { path, name }: RoleRow,
  error: (code: 'UnmodifiableEntity', message: string) => Error,
): void {
  if (path.startsWith(SERVICE_ROLES)) throw error('UnmodifiableEntity', protectedRole(name));
}

/** AWS's own limit, before a role has another. */
export const MAX_SESSION_SECONDS = 3600;

export const roleTaken = (name: string): string => `Role with name ${name} already exists.`;

const protectedRole = (name: string): string =>
  `Cannot perform the operation on the protected role '${name}' - this role is only modifiable by AWS`;
