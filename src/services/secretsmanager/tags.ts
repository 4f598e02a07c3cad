import type { Tag } from '../../generated/secretsmanager.types.ts';

/** Tags in the order in which they were set. */
export type TagPairs = readonly (readonly [key: string, value: string])[];

type Fail = (code: 'InvalidParameterException', message: string) => Error;

/** Per secret (Secrets Manager quotas). */
const TAGS_MAX = 50;

/** The tags of a request, or a refusal of what cannot be one; AWS's own tags are its services' to set. */
export function readTags(
  tags: readonly Tag[] | undefined,
  error: Fail,
  byService = false,
): TagPairs {
  const pairs = (tags ?? []).map(({ Key, Value }) => {
    if (Key === undefined) throw error('InvalidParameterException', NO_KEY);
    if (isReserved(Key) && !byService) throw error('InvalidParameterException', RESERVED);
    return [Key, Value ?? ''] as const;
  });
  if (new Map(pairs).size < pairs.length) throw error('InvalidParameterException', DUPLICATE);
  if (pairs.length > TAGS_MAX) throw error('InvalidParameterException', TOO_MANY);
  return pairs;
}

/** The tags once `added` are set: a key that is there keeps its place and gets the new value. */
export function addTags(tags: TagPairs, added: TagPairs, error: Fail): TagPairs {
  const merged = [...new Map([...tags, ...added])];
  if (merged.length > TAGS_MAX) throw error('InvalidParameterException', TOO_MANY);
  return merged;
}

/** Keys that nobody but AWS's services may set or take away. */
export const isReserved = (key: string): boolean => key.toLowerCase().startsWith('aws:');

export const removeTags = (tags: TagPairs, keys: readonly string[]): TagPairs =>
  tags.filter(([key]) => !keys.includes(key));

/** As answers show them. */
export const showTags = (tags: TagPairs): Tag[] => tags.map(([Key, Value]) => ({ Key, Value }));

const NO_KEY = 'A tag must have a key.';
export const RESERVED = 'Tag keys that begin with aws: are reserved for AWS use.';
const DUPLICATE = 'Each tag key can be given once in a request.';
const TOO_MANY = `A secret can have ${TAGS_MAX} tags at most.`;
