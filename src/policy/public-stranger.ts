/**
 * What a request of a stranger can be, as far as a policy's conditions see it.
 *
 * Nothing of a request is known but which facts about it a policy asks for: whether a key is there, whether
 * a value of it fits. A stranger has each as it suits him, but for what only known callers can have.
 * So a stranger who gets in is found if there is one; now and then one is found who cannot be.
 */
import { parseOperator, type Condition } from './conditions/condition.ts';
import { type Comparison, isFixed } from './public-keys.ts';

/** A fact about a request, or its opposite. */
export interface Literal {
  readonly fact: Fact;
  readonly is: boolean;
}

/** `there`: the key is. `null`: it is missing or empty. `fits`: a value does. `misfits`: a value does not. */
type Kind = 'there' | 'null' | 'fits' | 'misfits';

interface Fact {
  readonly kind: Kind;
  readonly key: string;
  /** What values are compared to; absent for `there` and `null`. */
  readonly test?: Test;
  /** Tells facts apart. */
  readonly id: string;
}

interface Test {
  /** Positive, in lower case. */
  readonly operator: string;
  readonly values: ReadonlySet<string>;
  /** Whether `${` begins a variable. */
  readonly variables: boolean;
  /** Tests of one name differ by their values alone. */
  readonly name: string;
}

/** One way in which something comes about: all of these at once. */
export type Way = readonly Literal[];

/** The ways in which a condition holds, and those in which it does not. */
export interface Ways {
  readonly holds: readonly Way[];
  readonly fails: readonly Way[];
}

/** How a stranger meets this condition, and how he does not. */
export function waysOf({ key: { folded: key }, written }: Condition): Ways {
  const { quantifier, base, ifExists } = parseOperator(written.operator)!;
  const fact = (kind: Kind, test?: Test): Fact => ({
    kind,
    key,
    ...(test && { test }),
    id: JSON.stringify([kind, key, ...(test ? [test.name, ...[...test.values].sort()] : [])]),
  });
  if (base === 'null') return nullWays(fact('null'), written);

  const isNegated = base.includes('not');
  const test = testOf(base.replace('not', ''), quantifier !== undefined, written);
  // Missing keys, quantifiers and negations come down to these four.
  const wanted: Literal =
    quantifier === 'forallvalues'
      ? { fact: fact(isNegated ? 'fits' : 'misfits', test), is: false }
      : quantifier === 'foranyvalue'
        ? { fact: fact(isNegated ? 'misfits' : 'fits', test), is: true }
        : { fact: fact('fits', test), is: !isNegated };
  const missing: Literal = { fact: fact('there'), is: false };
  return ifExists && wanted.is
    ? { holds: [[missing], [wanted]], fails: [[opposite(missing), opposite(wanted)]] }
    : { holds: [[wanted]], fails: [[opposite(wanted)]] };
}

/** Whether a stranger's request can be so. */
export function isPossible({ fact, is }: Literal): boolean {
  return !is || fact.kind !== 'fits' || !isForKnownOnly(fact.key, fact.test!);
}

/** What follows for another fact from this one; undefined where nothing does. */
export function follows(given: Literal, other: Fact): boolean | undefined {
  const { fact, is } = given;
  if (fact.key !== other.key) return undefined;
  if (fact.id === other.id) return is;
  const isAbout = (kind: Kind) => kind === 'fits' || kind === 'misfits';
  if (is && isAbout(fact.kind)) {
    if (other.kind === 'there') return true;
    if (other.kind === 'null') return false;
  }
  const isMissing = (fact.kind === 'there' && !is) || (fact.kind === 'null' && is);
  if (isMissing && isAbout(other.kind)) return false;
  if (fact.kind === 'there' && !is && other.kind === 'null') return true;
  if (fact.kind === 'null' && !is && other.kind === 'there') return true;
  const { test } = fact;
  return fact.kind === other.kind && test && other.test && test.name === other.test.name
    ? followsByValues(given, test.values, other.test.values)
    : undefined;
}

export const opposite = ({ fact, is }: Literal): Literal => ({ fact, is: !is });

/** What fits few values fits more, too; what does not fit many does not fit some of them. */
function followsByValues(
  { fact, is }: Literal,
  values: ReadonlySet<string>,
  others: ReadonlySet<string>,
): boolean | undefined {
  const isFits = fact.kind === 'fits';
  if (values.isSubsetOf(others) && is === isFits) return is;
  return others.isSubsetOf(values) && is !== isFits ? is : undefined;
}

function testOf(operator: string, isQuantified: boolean, written: Condition['written']): Test {
  const { values, variables } = written;
  const isPlain = operator === 'stringlike' && values.every((v) => !/[*?]|\$\{/.test(v));
  // AWS gives `ArnEquals` and `ArnLike` the same meaning.
  const same = operator === 'arnequals' ? 'arnlike' : isPlain ? 'stringequals' : operator;
  // Quantifiers take an empty text for no value, the plain operators for one.
  const name = `${same} ${isQuantified} ${variables}`;
  return { operator: same, values: new Set(values), variables, name };
}

const COMPARISONS: { readonly [operator: string]: Comparison | undefined } = {
  stringequals: 'exact',
  stringequalsignorecase: 'exact',
  stringlike: 'pattern',
  arnlike: 'arn',
  ipaddress: 'address',
};

function isForKnownOnly(key: string, { operator, values, variables }: Test): boolean {
  const comparison = COMPARISONS[operator];
  // A variable is filled by the request, perhaps with the very key that it is compared to.
  const isOpen = (value: string) => variables && value.includes('${');
  // A list without values is nobody's.
  return [...values].every(
    (value) => comparison !== undefined && !isOpen(value) && isFixed(key, value, comparison),
  );
}

function nullWays(fact: Fact, { values, variables }: Condition['written']): Ways {
  const always: readonly Way[] = [[]];
  if (variables && values.some((value) => value.includes('${')))
    return { holds: always, fails: always };
  const asked = new Set(values.map((value) => value.toLowerCase()));
  const [missing, there]: readonly Way[] = [[{ fact, is: true }], [{ fact, is: false }]];
  const ways = (isFor: boolean) => [
    ...(asked.has('true') === isFor ? [missing!] : []),
    ...(asked.has('false') === isFor ? [there!] : []),
  ];
  return { holds: ways(true), fails: ways(false) };
}
