import type * as T from '../../generated/organizations.types.ts';
import type { Membership } from '../../operation/identities.ts';
import { unitArn } from './place.ts';
import type { UnitRow } from './unit-tables.ts';

/** A unit as the API shows it. */
export const shownUnit = (
  of: Membership,
  { id, name, path }: Pick<UnitRow, 'id' | 'name' | 'path'>,
): T.OrganizationalUnit => ({ Id: id, Arn: unitArn(of, id), Name: name, Path: path });

/** How deep units may be nested: the root is 0. */
export const DEEPEST = 5;
export const MOST_UNITS = 2000;

export const SAME_NAME = 'An OU with the same name already exists.';
export const TOO_DEEP = 'You have exceeded the maximum depth of nested organizational units.';
export const TOO_MANY_UNITS =
  'You have exceeded the number of organizational units that you can have in an organization.';
