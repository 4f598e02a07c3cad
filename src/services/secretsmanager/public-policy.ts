/**
 * Whether a resource policy opens a secret to the public.
 *
 * Public is what lets in callers of whom nothing fixed is known: everyone is named, no condition
 * ties the statement to accounts, principals, an organization or a network, and no Deny takes the others
 * out again. The rules for "fixed" are AWS's for public S3 bucket policies, which the same reasoner judges.
 */
import { fold } from '../../policy/fold.ts';
import type { Document, Statement } from '../../policy/document.ts';

/** The statements that let the public in, by their places from 0; none where the policy is not public. */
export function publicStatements(document: Document): readonly number[] {
  const conditions = conditionsOf(document);
  const fences = document.denies.filter(
    (statement) => statement.principals && isFence(statement, conditions[statement.index]!),
  );
  return document.allows
    .filter((statement) => namesEveryone(statement))
    .filter((statement) => !conditions[statement.index]!.some(narrows))
    .filter((statement) => !fences.some((fence) => surrounds(fence, statement)))
    .map((statement) => statement.index);
}

/** One operator over one key, as the policy writes it. */
interface Written {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

/** The text is a policy already: what is read here has been parsed before. */
function conditionsOf({ text }: Document): readonly (readonly Written[])[] {
  const { Statement: statements } = JSON.parse(text);
  return list(statements).map(({ Condition = {} }: any) =>
    Object.entries(Condition).flatMap(([operator, keys]) =>
      Object.entries(keys as object).map(([key, values]) => ({
        operator: fold(operator),
        key: fold(key),
        values: list(values).map(String),
      })),
    ),
  );
}

/** A variable is filled by the request, and may be filled with the very key that it is compared to. */
const isConstant = (value: string): boolean => !value.includes('${');

const list = (value: any): any[] => (Array.isArray(value) ? value : [value]);

/** An Allow with NotPrincipal lets in everyone but a few. */
const namesEveryone = ({ principals }: Statement): boolean =>
  principals !== undefined && (principals.negated || principals.everyone);

/**
 * A condition of an Allow that only known callers can meet. With `IfExists` and `ForAllValues` it
 * is met by requests that lack the key, so these narrow nothing.
 */
function narrows({ operator, key, values }: Written): boolean {
  const fixed = FIXED[key];
  const base = operator.startsWith('foranyvalue:')
    ? operator.slice('foranyvalue:'.length)
    : operator;
  const comparison = POSITIVE[base];
  return (
    fixed !== undefined &&
    comparison !== undefined &&
    values.every((v) => isConstant(v) && fixed(v, comparison))
  );
}

/**
 * A Deny that takes out all but known callers: it spares those whom NotPrincipal lists, or those
 * who have one of some fixed values. A further condition of another kind would be a hole in it.
 */
function isFence({ principals }: Statement, conditions: readonly Written[]): boolean {
  if (principals!.negated) return conditions.length === 0 && !principals!.everyone;
  return principals!.everyone && conditions.length > 0 && conditions.every(deniesOthers);
}

/** A negated operator is true of requests that lack the key, with `ForAnyValue` it is not. */
function deniesOthers({ operator, key, values }: Written): boolean {
  const fixed = FIXED[key];
  const base = operator.replace(/^forallvalues:/, '').replace(/ifexists$/, '');
  const comparison = NEGATIVE[base];
  return (
    fixed !== undefined &&
    comparison !== undefined &&
    values.every((v) => isConstant(v) && fixed(v, comparison))
  );
}

/** Whether the Deny bears on everything that the Allow gives. */
const surrounds = (fence: Statement, allow: Statement): boolean =>
  contains(fence.actions, allow.actions, fold) && contains(fence.resources, allow.resources, same);

interface Patterns {
  readonly negated: boolean;
  readonly written: readonly string[];
}

function contains(wide: Patterns, narrow: Patterns, form: (text: string) => string): boolean {
  if (wide.negated) return false;
  const patterns = wide.written.map(form);
  if (patterns.includes('*')) return true;
  return (
    !narrow.negated && narrow.written.every((text) => patterns.some((p) => holds(p, form(text))))
  );
}

/** Whether all that fits `narrow` fits `wide`; only what is plain to see counts. */
const holds = (wide: string, narrow: string): boolean =>
  wide === narrow || (/^[^*?$]*\*$/.test(wide) && narrow.startsWith(wide.slice(0, -1)));

const same = (text: string): string => text;

type Comparison = 'exact' | 'pattern' | 'arn' | 'address';

const POSITIVE: { readonly [operator: string]: Comparison | undefined } = {
  stringequals: 'exact',
  stringequalsignorecase: 'exact',
  stringlike: 'pattern',
  arnequals: 'arn',
  arnlike: 'arn',
  ipaddress: 'address',
};

const NEGATIVE: { readonly [operator: string]: Comparison | undefined } = {
  stringnotequals: 'exact',
  stringnotequalsignorecase: 'exact',
  stringnotlike: 'pattern',
  arnnotequals: 'arn',
  arnnotlike: 'arn',
  notipaddress: 'address',
};

type Fixed = (value: string, comparison: Comparison) => boolean;

const text: Fixed = (value, comparison) =>
  comparison === 'exact' || (comparison === 'pattern' && !/[*?]/.test(value));

/** `o-abc/*` is one organization, `o-*` is anybody's. */
const path: Fixed = (value, comparison) =>
  comparison === 'exact' || (comparison === 'pattern' && /^o-[a-z0-9]{10,32}\//.test(value));

/** Whatever else an ARN leaves open, its account must be told. */
const accountArn: Fixed = (value, comparison) =>
  comparison === 'exact' ||
  ((comparison === 'arn' || comparison === 'pattern') &&
    /^arn:[^:]*:[^:]*:[^:]*:\d{12}:/.test(value));

/** A role's or user's id, with any session name behind it. */
const userId: Fixed = (value, comparison) =>
  comparison === 'exact' ||
  (comparison === 'pattern' && /^(A[A-Z0-9]{15,}|\d{12})(:|$)/.test(value));

const network: Fixed = (value, comparison) => {
  if (comparison !== 'address') return false;
  const [address, prefix] = value.split('/');
  const bits = prefix === undefined ? Number.POSITIVE_INFINITY : Number(prefix);
  return bits >= (address!.includes(':') ? 32 : 8);
};

/** Keys that say who or where a caller is, and which values of them tell one from the public. */
const FIXED: { readonly [key: string]: Fixed | undefined } = {
  'aws:principalaccount': text,
  'aws:principalarn': accountArn,
  'aws:principalorgid': text,
  'aws:principalorgpaths': path,
  'aws:principalservicename': text,
  'aws:sourceaccount': text,
  'aws:sourceowner': text,
  'aws:sourcearn': accountArn,
  'aws:sourceorgid': text,
  'aws:sourceorgpaths': path,
  'aws:sourceip': network,
  'aws:sourcevpc': text,
  'aws:sourcevpce': text,
  'aws:userid': userId,
};
