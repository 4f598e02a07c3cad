import type { Asking, Missing } from '../../operation/operation.ts';
import { accountArn } from './account.ts';
import { missingFrom, type NotManager, type Standing } from './caller.ts';
import { findPlace, type Place, unitArn } from './place.ts';
import type { MemberRow } from './tables.ts';

type By = (input: unknown, asking: Asking) => Promise<Standing | NotManager>;

/** An account of the organization. */
export type Member = Extract<Place, { readonly kind: 'ACCOUNT' }>;

/** Finds a member account by its id. */
export async function findMember(
  by: By,
  id: string,
  asking: Asking,
): Promise<Member | NotManager | Missing<'AccountNotFoundException'>> {
  const standing = await by(id, asking);
  if ('missing' in standing) return standing;
  const found = await findPlace(standing, id, asking.store);
  if (found?.kind === 'ACCOUNT') return found;
  return missingFrom(standing, {
    missing: accountArn(standing.organization, id),
    error: 'AccountNotFoundException',
    message: NO_SUCH_ACCOUNT,
  });
}

/** Finds the unit or the account that a request names as a child. */
export async function findChild(
  by: By,
  id: string,
  asking: Asking,
): Promise<
  (Standing & { readonly parent: string }) | NotManager | Missing<'ChildNotFoundException'>
> {
  const standing = await by(id, asking);
  if ('missing' in standing) return standing;
  const found = await findPlace(standing, id, asking.store);
  if (found && found.kind !== 'ROOT') return { ...found, parent: parentOf(found.row) };
  return missingFrom(standing, {
    missing: unitArn(standing.organization, id),
    error: 'ChildNotFoundException',
    message: NO_SUCH_CHILD,
  });
}

/** Finds the root, unit or account that a request names as a policy's target, or to be tagged. */
export async function findTarget(
  by: By,
  id: string,
  asking: Asking,
): Promise<Place | NotManager | Missing<'TargetNotFoundException'>> {
  const standing = await by(id, asking);
  if ('missing' in standing) return standing;
  const found = await findPlace(standing, id, asking.store);
  if (found) return found;
  return missingFrom(standing, {
    missing: unitArn(standing.organization, id),
    error: 'TargetNotFoundException',
    message: NO_SUCH_TARGET,
  });
}

/** What an account or a unit is directly in. */
export const parentOf = (row: Pick<MemberRow, 'parent'>): string => row.parent!;

export const NO_SUCH_ACCOUNT = "You specified an account that doesn't exist.";
export const NO_SUCH_TARGET = "You specified a target that doesn't exist.";
const NO_SUCH_CHILD = "You specified a child that doesn't exist.";
