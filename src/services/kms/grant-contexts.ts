import type { GrantConstraints } from '../../generated/kms.types.ts';
import type { Condition } from '../../policy/conditions/condition.ts';
import { compileCondition } from '../../policy/conditions/condition.ts';
import type { Context } from '../../policy/policy.ts';
import { contextText, type EncryptionContext } from './encryption-context.ts';
import { includesAll } from './grant-rules.ts';

/**
 * A condition that holds for a request whose encryption context one of these constraints allows.
 *
 * A service that works on many things for one principal makes a grant for each, all alike but for the
 * context: so the constraints are looked up and not walked through. An exact context is found by its text; one
 * that must be included, under that pair of it which fewest others have.
 */
export function contextCondition(constraints: readonly GrantConstraints[]): Condition {
  const exact = new Set<string>();
  const included = new Map<string, EncryptionContext[]>();
  const frequency = new Map<string, number>();
  const subsets: EncryptionContext[] = [];
  let whatever = false;
  for (const { EncryptionContextEquals: equals, EncryptionContextSubset: subset } of constraints) {
    if (equals) {
      // Both at once: the exact one decides, and the other is in it or the two allow nothing.
      if (!subset || includesAll(equals, subset)) exact.add(contextText(equals));
    } else if (subset && Object.keys(subset).length > 0) subsets.push(subset);
    else whatever = true;
  }
  for (const pair of subsets.flatMap(pairsOf)) frequency.set(pair, (frequency.get(pair) ?? 0) + 1);
  for (const subset of subsets) {
    const rarest = pairsOf(subset).reduce((a, b) =>
      frequency.get(b)! < frequency.get(a)! ? b : a,
    );
    if (!included.get(rarest)?.push(subset)) included.set(rarest, [subset]);
  }
  const holds = (context: Context): boolean => {
    const pairs = requestContext(context);
    if (!pairs) return false;
    if (whatever || (exact.size > 0 && exact.has(contextText(pairs)))) return true;
    return pairsOf(pairs).some((pair) =>
      included.get(pair)?.some((subset) => includesAll(pairs, subset)),
    );
  };
  return { ...IN_PLACE, holds };
}

const pairsOf = (context: EncryptionContext): string[] =>
  Object.keys(context).map((name) => contextText({ [name]: context[name]! }));

const KEYS = 'kms:encryptioncontextkeys';
// The engine's own conditions compare names without case: this one stands in place of one of them.
const IN_PLACE = compileCondition({
  operator: 'Null',
  key: 'kms:EncryptionContextKeys',
  values: ['false'],
  variables: false,
}) as Condition;

/**
 * The encryption context of a request. Policies compare the names in it without case, grants with it; of two
 * names that differ by case alone the judge knows one value, so such a context satisfies no constraint.
 */
function requestContext(context: Context): EncryptionContext | undefined {
  const listed = context.get(KEYS) ?? [];
  const keys = typeof listed === 'string' ? [listed] : listed;
  if (new Set(keys.map((name) => name.toLowerCase())).size < keys.length) return undefined;
  const pairs: { [name: string]: string } = Object.create(null);
  for (const name of keys) {
    pairs[name] = String(context.get(`kms:encryptioncontext:${name.toLowerCase()}`));
  }
  return pairs;
}
