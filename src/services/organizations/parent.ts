import type { Asking, Missing } from '../../operation/operation.ts';
import { missingFrom, type NotManager, type Standing } from './caller.ts';
import { type Container, findContainer, unitArn } from './place.ts';

type Found<Code extends string> = Promise<Container | NotManager | Missing<Code>>;
type By = (input: unknown, asking: Asking) => Promise<Standing | NotManager>;

/** Finds the root or the unit that a request names as a parent. */
export async function findParent(
  by: By,
  parentId: string,
  asking: Asking,
): Found<'ParentNotFoundException'> {
  const standing = await by(parentId, asking);
  if ('missing' in standing) return standing;
  const found = await findContainer(standing, parentId, asking.store);
  return (
    found ??
    missingFrom(standing, {
      missing: unitArn(standing.organization, parentId),
      error: 'ParentNotFoundException',
      message: NO_SUCH_PARENT,
    })
  );
}

/** Finds a unit by its id. */
export async function findUnit(
  by: By,
  id: string,
  asking: Asking,
): Promise<
  | Extract<Container, { kind: 'ORGANIZATIONAL_UNIT' }>
  | NotManager
  | Missing<'OrganizationalUnitNotFoundException'>
> {
  const standing = await by(id, asking);
  if ('missing' in standing) return standing;
  const found = await findContainer(standing, id, asking.store);
  if (found?.kind === 'ORGANIZATIONAL_UNIT') return found;
  return missingFrom(standing, {
    missing: unitArn(standing.organization, id),
    error: 'OrganizationalUnitNotFoundException',
    message: NO_SUCH_UNIT,
  });
}

const NO_SUCH_PARENT = "You specified a parent that doesn't exist.";
const NO_SUCH_UNIT = "You specified an organizational unit that doesn't exist.";
