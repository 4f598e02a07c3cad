/** Which things look alike to somebody's policies, so that one of them answers for all. */
import type { Context, Policy } from '../policy.ts';
import { coversResource, type Resources, resourceVariables } from '../patterns.ts';

/** A thing with its place among all. */
export interface Numbered {
  readonly index: number;
  readonly arn: string;
}

/**
 * What is known already of `Resource` elements without variables: for each thing by its place whether it is
 * covered (2), is not (1), or was not looked at yet (0).
 */
export type Coverage = Map<string, Uint8Array>;

/** Parts things into those that none of the policies' `Resource` elements tells apart; undefined where each may differ. */
export function partition<T extends Numbered>(
  things: readonly T[],
  policies: readonly Policy[],
  of: {
    /** Keys that are the same for all the things. */
    readonly settled: (lowerCasedName: string) => boolean;
    readonly context: Context;
    readonly coverage: Coverage;
    /** How many things there are in all. */
    readonly count: number;
  },
): readonly (readonly T[])[] | undefined {
  const elements = new Map<string, Resources>();
  for (const { document } of policies) {
    for (const { resources } of document.statements) {
      if (resources.written.length === 1 && resources.written[0] === '*') continue;
      elements.set(JSON.stringify([resources.negated, resources.written]), resources);
    }
  }
  let parts: readonly (readonly T[])[] = [things];
  for (const [name, resources] of elements) {
    if (resourceVariables(resources).some(({ folded }) => !of.settled(folded))) return undefined;
    const isCovered = coverageOf(name, resources, of);
    parts = parts.flatMap((part) => {
      const inside: T[] = [];
      const outside: T[] = [];
      for (const thing of part) (isCovered(thing) ? inside : outside).push(thing);
      return [inside, outside].filter(({ length }) => length > 0);
    });
  }
  return parts;
}

function coverageOf(
  name: string,
  resources: Resources,
  of: { readonly context: Context; readonly coverage: Coverage; readonly count: number },
): (thing: Numbered) => boolean {
  if (resources.open.length > 0) return ({ arn }) => coversResource(resources, arn, of.context);
  const known = of.coverage.get(name) ?? new Uint8Array(of.count);
  of.coverage.set(name, known);
  return ({ index, arn }) => {
    if (known[index] === 0) known[index] = coversResource(resources, arn, of.context) ? 2 : 1;
    return known[index] === 2;
  };
}
