/**
 * Whether a resource policy lets the public in: callers of whom nothing is known.
 *
 * A stranger is one whom no statement names, with an account, a network and an organization that occur in no
 * condition. The policy is public where a request of his can meet an Allow and escape every Deny; what he
 * may choose about it, `public-stranger.ts` knows. An answer of "not public" is a proof.
 */
import type { Document, Statement } from './document.ts';
import { fold } from './fold.ts';
import { glob, matches } from './match.ts';
import { coversAction, type Resources } from './patterns.ts';
import { follows, isPossible, type Literal, type Way, waysOf } from './public-stranger.ts';

/** The statements that let strangers in to any of these actions, by their places from 0; none where the policy is not public. */
export function publicStatements(
  { allows, denies }: Document,
  actions: readonly string[],
): readonly number[] {
  const fences = denies.filter(isAboutStrangers).map((statement) => ({
    statement,
    escapes: statement.conditions.flatMap((condition) => waysOf(condition).fails),
  }));
  const effort = { left: MOST_EFFORT };
  return allows
    .filter(isAboutStrangers)
    .filter((allow) => letsIn(allow, { fences, actions: actions.map(fold), effort }))
    .map(({ index }) => index);
}

/** A Deny that strangers must escape, and the ways out. */
interface Fence {
  readonly statement: Statement;
  readonly escapes: readonly Way[];
}

/** Policies are short. One that takes more thought than this was made to, and counts as public. */
const MOST_EFFORT = 10_000;

/** Everyone is named, or everyone but a few. */
const isAboutStrangers = ({ principals }: Statement): boolean =>
  principals !== undefined && principals.everyone !== principals.negated;

function letsIn(
  allow: Statement,
  of: {
    readonly fences: readonly Fence[];
    readonly actions: readonly string[];
    readonly effort: { left: number };
  },
): boolean {
  const around = of.fences.filter(({ statement }) =>
    surrounds(statement.resources, allow.resources),
  );
  const met = allow.conditions.map((condition) => waysOf(condition).holds);
  // Most actions meet the same fences, and one of them will do.
  const tried = new Set<string>();
  return of.actions.some((action) => {
    if (!coversAction(allow.actions, action)) return false;
    const inTheWay = around.filter(({ statement }) => coversAction(statement.actions, action));
    const which = inTheWay.map(({ statement }) => statement.index).join();
    if (tried.has(which)) return false;
    tried.add(which);
    // Those that leave no choice first: they settle most of the others.
    const needed = [...met, ...inTheWay.map(({ escapes }) => escapes)].sort(
      (a, b) => a.length - b.length,
    );
    return canBe(needed, [], of.effort);
  });
}

/** Whether all requirements can be met at once, beside what is settled already. */
function canBe(
  [first, ...others]: readonly (readonly Way[])[],
  settled: readonly Literal[],
  effort: { left: number },
): boolean {
  if (!first) return true;
  for (const way of first) {
    if (effort.left-- <= 0) return true;
    const known = settle(settled, way);
    if (known && canBe(others, known, effort)) return true;
  }
  return false;
}

/** What is known with these facts added; undefined where they cannot be. */
function settle(settled: readonly Literal[], way: Way): readonly Literal[] | undefined {
  let known = settled;
  for (const literal of way) {
    if (!isPossible(literal)) return undefined;
    for (const other of known) {
      const forced = follows(other, literal.fact);
      if (forced !== undefined && forced !== literal.is) return undefined;
    }
    known = [...known, literal];
  }
  return known;
}

/** Whether the Deny bears on every resource of the Allow; only what is plain to see counts. */
function surrounds(wide: Resources, narrow: Resources): boolean {
  if (wide.negated) return false;
  if (wide.written.includes('*')) return true;
  return (
    !narrow.negated && narrow.written.every((text) => wide.written.some((w) => contains(w, text)))
  );
}

/** A star of `narrow` is taken by one of `wide`, and so is all that the star stands for. */
const contains = (wide: string, narrow: string): boolean =>
  wide === narrow ||
  (!/\?|\$\{/.test(wide) && !narrow.includes('${') && matches(glob(wide), narrow));
