/** Whether somebody has himself what he is asked to give. */
import type { Document } from '../../policy/document.ts';

export type Coverage = 'ALLOWED' | 'DENIED' | 'UNSURE';

/**
 * Asks for every action on every resource that a policy allows. A pattern that is allowed as it is written
 * may still have something in it that is not, and conditions depend on the moment: then nobody is sure.
 */
export async function coverageOf(
  { statements }: Document,
  isAllowed: (action: string, resource: string) => Promise<boolean>,
): Promise<Coverage> {
  let sure = true;
  for (const { effect, actions, resources, conditions } of statements) {
    if (effect !== 'Allow') continue;
    if (actions.negated || resources.negated || conditions.length > 0) sure = false;
    if (actions.negated || resources.negated) continue;
    for (const action of actions.written) {
      for (const resource of resources.written) {
        if (!(await isAllowed(action, resource))) return 'DENIED';
        if (/[*?$]/.test(action + resource)) sure = false;
      }
    }
  }
  return sure ? 'ALLOWED' : 'UNSURE';
}
