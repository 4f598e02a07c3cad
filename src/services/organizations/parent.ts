import type { Asking, Missing } from '../../operation/operation.ts';
import {
  asManager,
  type NotManager,
  organizationRootArn,
  rootIdOf,
  type Standing,
} from './organization.ts';

/** Finds the root that a request names as a parent. */
export async function findParent(
  parentId: string,
  asking: Asking,
): Promise<Standing | NotManager | Missing<'ParentNotFoundException'>> {
  const standing = await asManager(parentId, asking);
  if ('missing' in standing) return standing;
  if (parentId === rootIdOf(standing.organization)) {
    return { ...standing, arn: organizationRootArn(standing.organization) };
  }
  return { missing: parentId, error: 'ParentNotFoundException', message: NO_SUCH_PARENT };
}

const NO_SUCH_PARENT = "You specified a parent that doesn't exist.";
