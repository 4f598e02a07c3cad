import type { Asking, Missing } from '../../operation/operation.ts';
import { missingFrom, type NotManager, type Standing } from './caller.ts';
import { findContainer, type Place } from './place.ts';

type By = (input: unknown, asking: Asking) => Promise<Standing | NotManager>;

/** Finds the organization's root by its id. */
export async function findRoot(
  by: By,
  id: string,
  asking: Asking,
): Promise<
  Extract<Place, { readonly kind: 'ROOT' }> | NotManager | Missing<'RootNotFoundException'>
> {
  const standing = await by(id, asking);
  if ('missing' in standing) return standing;
  const found = await findContainer(standing, id, asking.store);
  if (found?.kind === 'ROOT') return found;
  return missingFrom(standing, {
    missing: id,
    error: 'RootNotFoundException',
    message: NO_SUCH_ROOT,
  });
}

const NO_SUCH_ROOT = "You specified a root that doesn't exist.";
