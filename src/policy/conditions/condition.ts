import { fold } from '../fold.ts';
import { type KeyName, keyName, valueOf } from '../context.ts';
import type { Context } from '../policy.ts';
import { parseTemplate, resolveText, type Variable } from '../variables.ts';
import { ADDRESSES } from './addresses.ts';
import { ARNS } from './arns.ts';
import { BINARY } from './binary.ts';
import { BOOLEANS } from './booleans.ts';
import { DATES } from './dates.ts';
import { NUMBERS } from './numbers.ts';
import type { Operator, Test } from './operator.ts';
import { STRINGS } from './strings.ts';

/** One key under one operator. All of a statement's conditions must hold. */
export interface Condition {
  readonly key: KeyName;
  /** The variables in its values. */
  readonly variables: readonly Variable[];
  readonly holds: (context: Context) => boolean;
  /** What it was made from, for those who reason about it without a request. */
  readonly written: Written;
}

/** What a policy writes: operator, key, values. */
export interface Written {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
  /** Whether the document's version knows variables. */
  readonly variables: boolean;
}

/** A condition made ready, `unknown` where there is no such operator, `invalid` where a value is not to be read. */
export function compileCondition(written: Written): Condition | 'unknown' | 'invalid' {
  const parsed = parseOperator(written.operator);
  if (!parsed) return 'unknown';
  const { base, quantifier, ifExists } = parsed;
  const key = keyName(written.key);
  if (base === 'null') return quantifier || ifExists ? 'unknown' : nullCondition(key, written);

  const operator = OPERATORS.get(base);
  if (!operator) return 'unknown';
  const reading = { variables: written.variables, wildcards: operator.wildcards };
  const values = written.values.map((text) => parseTemplate(text, reading));
  const { accepts } = operator;
  if (
    accepts &&
    !written.values.every((text, i) => values[i]!.variables.length > 0 || accepts(text))
  )
    return 'invalid';

  const test = operator.compile(values);
  const holdsFor = quantifiers[quantifier ?? 'plain'](operator.negated, test);
  const whenMissing = ifExists || MISSING[quantifier ?? 'plain'](operator.negated);
  return {
    key,
    variables: values.flatMap((value) => value.variables),
    written,
    holds: (context) => {
      const value = valueOf(context, key);
      if (value === undefined) return whenMissing;
      return holdsFor(value, context);
    },
  };
}

type Quantifier = 'forallvalues' | 'foranyvalue';
type Quantified = (
  negated: boolean,
  test: Test,
) => (value: string | readonly string[], context: Context) => boolean;

/** A missing key makes an operator false and its negation true. */
const MISSING: Record<Quantifier | 'plain', (negated: boolean) => boolean> = {
  plain: (negated) => negated,
  forallvalues: () => true,
  foranyvalue: () => false,
};

const quantifiers: Record<Quantifier | 'plain', Quantified> = {
  /** Several values of a negated operator are NOR: one that fits is enough to fail. */
  plain: (negated, test) => (value, context) => {
    if (typeof value === 'string') return test(value, context) !== negated;
    return value.some((one) => test(one, context)) !== negated;
  },
  /** True of nothing, too: an empty text counts as none. */
  forallvalues: (negated, test) => (value, context) =>
    present(value).every((one) => test(one, context) !== negated),
  foranyvalue: (negated, test) => (value, context) =>
    present(value).some((one) => test(one, context) !== negated),
};

function present(value: string | readonly string[]): readonly string[] {
  const values = typeof value === 'string' ? [value] : value;
  return values.length === 1 && values[0] === '' ? [] : values;
}

/** `"Null": {"key": "true"}` asks that the request lack the key. */
function nullCondition(key: KeyName, written: Written): Condition {
  const values = written.values.map((text) =>
    parseTemplate(text, { variables: written.variables, wildcards: false }),
  );
  return {
    key,
    variables: values.flatMap((value) => value.variables),
    written,
    holds: (context) => {
      const value = valueOf(context, key);
      // An empty text is a value; an empty list is none.
      const isNull = value === undefined || (typeof value !== 'string' && value.length === 0);
      return values.some(
        (template) => resolveText(template, context)?.toLowerCase() === String(isNull),
      );
    },
  };
}

const OPERATORS: ReadonlyMap<string, Operator> = new Map(
  Object.entries({
    ...STRINGS,
    ...NUMBERS,
    ...DATES,
    ...BOOLEANS,
    ...BINARY,
    ...ADDRESSES,
    ...ARNS,
  }).map(([name, operator]) => [fold(name), operator]),
);

const FORM = /^(?:(forallvalues|foranyvalue):)?([a-z]+?)(ifexists)?$/;

/** An operator's name taken apart, in lower case; undefined where it has no such form. */
export function parseOperator(name: string):
  | {
      readonly quantifier: Quantifier | undefined;
      readonly base: string;
      readonly ifExists: boolean;
    }
  | undefined {
  const parts = FORM.exec(name.toLowerCase());
  if (!parts) return undefined;
  const [, quantifier, base, ifExists] = parts;
  return {
    quantifier: quantifier as Quantifier | undefined,
    base: base!,
    ifExists: ifExists !== undefined,
  };
}
