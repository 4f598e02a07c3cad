/** Which things look alike to somebody's policies, so that one of them answers for all. */
import type { Context, Policy } from '../policy.ts';
import { coversResource, type Resources, resourceVariables } from '../patterns.ts';

/** Tells things apart by which of the policies' `Resource` elements cover them. */
export function discerner(
  policies: readonly Policy[],
  /** Keys that are the same for all the things. */
  settled: (lowerCasedName: string) => boolean,
  context: Context,
): (arn: string) => string {
  const elements = new Map<string, Resources>();
  for (const { document } of policies) {
    for (const { resources } of document.statements) {
      if (resources.written.length === 1 && resources.written[0] === '*') continue;
      elements.set(JSON.stringify([resources.negated, resources.written]), resources);
    }
  }
  const all = [...elements.values()];
  const isOpen = all.some((one) => resourceVariables(one).some(({ folded }) => !settled(folded)));
  // A variable that each thing fills otherwise leaves none like another.
  if (isOpen) return (arn) => arn;
  return (arn) => {
    let bits = '';
    for (const one of all) bits += coversResource(one, arn, context) ? '1' : '0';
    return bits;
  };
}
