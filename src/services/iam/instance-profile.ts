/** Instance profiles: what carries a role to a machine. */
import type { InstanceProfile } from '../../generated/iam.types.ts';
import type { Asking, Missing, Principals, Resource } from '../../operation/operation.ts';
import type { Reader } from '../../store/store.ts';
import { type InstanceProfileRow, selectInstanceProfileByName } from './instance-profile-tables.ts';
import { entityArn } from './paths.ts';
import { roleInside } from './role.ts';
import { type RoleRow, selectRoleById } from './tables.ts';
import { shownTags, tagRecord } from './tag-pairs.ts';
import { showTrust } from './trust.ts';

/** An instance profile of the caller's account. */
export interface OwnInstanceProfile extends Resource {
  readonly row: InstanceProfileRow;
}

/** The access of an operation on an instance profile. */
export const onInstanceProfile = <const Action extends `iam:${string}`>(action: Action) => ({
  action,
  on: ({ InstanceProfileName }: { readonly InstanceProfileName: string }, asking: Asking) =>
    findInstanceProfile(asking, InstanceProfileName),
});

async function findInstanceProfile(
  { store, caller: { account } }: Asking,
  name: string,
): Promise<OwnInstanceProfile | Missing<'NoSuchEntity'>> {
  const row = await store.one(selectInstanceProfileByName, {
    account,
    name_key: name.toLowerCase(),
  });
  const shown = shownAs(name);
  if (row) return { row, arn: row.arn, account, shown, type: TYPE, tags: tagRecord(row.tags) };
  return {
    missing: entityArn(account, 'instance-profile', { path: '/', name }),
    shown,
    account,
    error: 'NoSuchEntity',
    message: `Instance Profile ${name} cannot be found.`,
  };
}

/** An instance profile that is to be made. */
export const instanceProfileToBe = (
  account: string,
  { path, name }: { readonly path: string; readonly name: string },
): Resource => ({
  arn: entityArn(account, 'instance-profile', { path, name }),
  account,
  shown: shownAs(name),
  type: TYPE,
});

/** Instance profiles as lists show them: without their tags. */
export async function listedInstanceProfiles(
  rows: readonly InstanceProfileRow[],
  { store, principals }: { readonly store: Reader; readonly principals: Principals },
): Promise<readonly InstanceProfile[]> {
  const shown: InstanceProfile[] = [];
  for (const row of rows) {
    const role = row.role_id ? await store.one(selectRoleById, { id: row.role_id }) : undefined;
    shown.push(await bare(row, role, principals));
  }
  return shown;
}

/** An instance profile as it is shown alone. */
export async function shownInstanceProfile(
  row: InstanceProfileRow,
  call: { readonly store: Reader; readonly principals: Principals },
): Promise<InstanceProfile> {
  const [listed] = await listedInstanceProfiles([row], call);
  return { ...listed!, Tags: shownTags(row.tags) ?? [] };
}

async function bare(
  row: InstanceProfileRow,
  role: RoleRow | undefined,
  principals: Principals,
): Promise<InstanceProfile> {
  const trusts = await showTrust(role ? [role.trust] : [], principals);
  return {
    Path: row.path,
    InstanceProfileName: row.name,
    InstanceProfileId: row.id,
    Arn: row.arn,
    CreateDate: row.created_at,
    Roles: role ? [roleInside(role, trusts[0]!)] : [],
  };
}

const TYPE = 'AWS::IAM::InstanceProfile';
const shownAs = (name: string): string => `instance profile ${name}`;
