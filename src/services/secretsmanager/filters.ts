import type { Filter } from '../../generated/secretsmanager.types.ts';
import type { Listed } from './secret.ts';

/** Filters made ready: a secret is listed if it meets them all. */
export interface Filters {
  readonly meets: (secret: Listed) => boolean;
  /** What all names begin with, where a filter says so: an index knows names. */
  readonly namePrefix: string | undefined;
  readonly none: boolean;
}

type Fail = (code: 'InvalidParameterException', message: string) => Error;
type Key = NonNullable<Filter['Key']>;

/** Reads the filters of a request. */
export function readFilters(filters: readonly Filter[] | undefined, error: Fail): Filters {
  const tests = (filters ?? []).map(({ Key: key, Values: values }) => {
    if (key === undefined) throw error('InvalidParameterException', NO_KEY);
    if (values === undefined) throw error('InvalidParameterException', noValues(key));
    return testOf(key, values);
  });
  return {
    meets: (secret) => tests.every((test) => test(secret)),
    namePrefix: namePrefixOf(filters ?? []),
    none: tests.length === 0,
  };
}

type Test = (secret: Listed) => boolean;

/** One of the values must fit, and none of those that a `!` negates may. */
function testOf(key: Key, values: readonly string[]): Test {
  const wanted = values.filter((value) => !isNegated(value)).map(MATCHERS[key]);
  const unwanted = values.filter(isNegated).map((value) => MATCHERS[key](value.slice(1)));
  return (secret) =>
    (wanted.length === 0 || wanted.some((fits) => fits(secret))) &&
    !unwanted.some((fits) => fits(secret));
}

const isNegated = (value: string): boolean => value.startsWith('!');

function namePrefixOf(filters: readonly Filter[]): string | undefined {
  const prefixes = filters
    .filter(({ Key: key, Values: values }) => key === 'name' && values?.length === 1)
    .map(({ Values: values }) => values![0]!)
    .filter((value) => value !== '' && !isNegated(value));
  // Of several the longest narrows most; that a name has the others too is tested later.
  return prefixes.sort((a, b) => b.length - a.length)[0];
}

/** How a value fits a secret, by the filter's key (ListSecrets and Filter API pages). */
const MATCHERS: { readonly [key in Key]: (value: string) => Test } = {
  name: (value) => (secret) => secret.name.startsWith(value),
  description: (value) => {
    const wanted = wordsOf(value);
    return (secret) => allBegin(wanted, wordsOf(secret.description));
  },
  'tag-key': (value) => (secret) => tagsOf(secret).some(([key]) => key.startsWith(value)),
  'tag-value': (value) => (secret) => tagsOf(secret).some(([, tag]) => tag.startsWith(value)),
  'primary-region': (value) => (secret) => primaryRegionOf(secret).startsWith(value),
  'owning-service': (value) => (secret) =>
    secret.owningService !== '' && secret.owningService.startsWith(value),
  all: (value) => {
    const wanted = wordsOf(value);
    return (secret) => allBegin(wanted, attributesOf(secret));
  },
};

const primaryRegionOf = (secret: Listed) => secret.primaryRegion || secret.region;

const tagsOf = (secret: Listed) => secret.tagPairs ?? [];

const wordsOf = (text: string): readonly string[] =>
  text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');

/** Every word, and every name or tag whole and in the parts that its signs make. */
function attributesOf(secret: Listed): readonly string[] {
  const { name, description, owningService } = secret;
  const texts = [
    name,
    primaryRegionOf(secret),
    owningService,
    ...tagsOf(secret).flat(),
    description,
  ];
  return texts.flatMap((text) => {
    const words = wordsOf(text);
    return [text.toLowerCase(), ...words, ...words.flatMap((word) => word.split(/[/_+=.@:-]+/))];
  });
}

const allBegin = (wanted: readonly string[], words: readonly string[]): boolean =>
  wanted.every((begin) => words.some((word) => word.startsWith(begin)));

const NO_KEY = 'Invalid filter key';
const noValues = (key: string) => `Invalid filter values for key: ${key}`;
