/** What a request names by its id: the root, a unit, an account. */
import { arn } from '../../base/arn.ts';
import type { Membership } from '../../operation/identities.ts';
import type { Reader } from '../../store/store.ts';
import { accountArn, rootPath } from './account.ts';
import type { Standing } from './caller.ts';
import { organizationRootArn, readOrganization, rootIdOf } from './organization.ts';
import { type MemberRow, type OrganizationRow, selectMember } from './tables.ts';
import { selectUnit, type UnitRow } from './unit-tables.ts';

/** Something in an organization that has a place in its tree. */
export type Place = Standing & {
  readonly id: string;
  readonly name: string;
  /** `o-…/r-…/…/`: of a root or a unit its own, of an account that of what it is in. */
  readonly path: string;
  readonly tags: { readonly [key: string]: string };
} & (
    | { readonly kind: 'ROOT'; readonly row: OrganizationRow }
    | { readonly kind: 'ORGANIZATIONAL_UNIT'; readonly row: UnitRow }
    | { readonly kind: 'ACCOUNT'; readonly row: MemberRow }
  );

export type Container = Extract<Place, { readonly kind: 'ROOT' | 'ORGANIZATIONAL_UNIT' }>;

/** The root, unit or account that has this id in the organization. */
export async function findPlace(
  standing: Standing,
  id: string,
  store: Reader,
): Promise<Place | undefined> {
  const { organization } = standing;
  if (!/^\d{12}$/.test(id)) return findContainer(standing, id, store);
  const row = await store.one(selectMember, { id, organization: organization.organizationId });
  if (!row) return undefined;
  return {
    ...standing,
    arn: accountArn(organization, id),
    type: 'AWS::Organizations::Account',
    kind: 'ACCOUNT',
    id,
    name: row.name,
    path: row.unit_path || rootPath(organization),
    tags: JSON.parse(row.tags),
    row,
  };
}

/** The root or unit that has this id in the organization. */
export async function findContainer(
  standing: Standing,
  id: string,
  store: Reader,
): Promise<Container | undefined> {
  const { organization } = standing;
  if (id === rootIdOf(organization)) {
    const row = await readOrganization(store, organization);
    return {
      ...standing,
      arn: organizationRootArn(organization),
      kind: 'ROOT',
      id,
      name: 'Root',
      path: rootPath(organization),
      tags: JSON.parse(row.root_tags),
      row,
    };
  }
  const row = await store.one(selectUnit, { id });
  if (row?.organization !== organization.organizationId) return undefined;
  return {
    ...standing,
    arn: unitArn(organization, id),
    type: 'AWS::Organizations::OrganizationalUnit',
    kind: 'ORGANIZATIONAL_UNIT',
    id,
    name: row.name,
    path: row.path,
    tags: JSON.parse(row.tags),
    row,
  };
}

export const unitArn = (of: Membership, id: string): string =>
  arn('organizations', '', of.managementAccount, `ou/${of.organizationId}/${id}`);
