import type { Tag } from '../../generated/rds.types.ts';
import type { ConditionKeys } from '../../operation/operation.ts';

/** Tags in the order in which they were set. */
export type TagPairs = readonly (readonly [key: string, value: string])[];

type Fail = (code: 'InvalidParameterValue', message: string) => Error;

/** The tags of a request, or a refusal of what cannot be one. */
export function readTags(tags: readonly Tag[] | undefined, error: Fail): TagPairs {
  const pairs = (tags ?? []).map(({ Key = '', Value = '' }) => {
    if (!KEY.test(Key)) throw error('InvalidParameterValue', invalidKey(Key));
    if (Key.toLowerCase().startsWith('aws:')) throw error('InvalidParameterValue', RESERVED);
    if (!VALUE.test(Value)) throw error('InvalidParameterValue', invalidValue(Key));
    return [Key, Value] as const;
  });
  if (new Map(pairs).size < pairs.length) throw error('InvalidParameterValue', DUPLICATE);
  return withTags([], pairs, error);
}

/** The tags once `added` are set: a key that is there keeps its place and gets the new value. */
export function withTags(tags: TagPairs, added: TagPairs, error: Fail): TagPairs {
  const merged = [...new Map([...tags, ...added])];
  if (merged.length > TAGS_MAX) throw error('InvalidParameterValue', TOO_MANY);
  return merged;
}

export const withoutTags = (tags: TagPairs, keys: readonly string[]): TagPairs =>
  tags.filter(([key]) => !keys.includes(key));

export const parseTags = (text: string): TagPairs => JSON.parse(text);
export const printTags = (tags: TagPairs): string => JSON.stringify(tags);

/** As answers show them. */
export const showTags = (tags: TagPairs): Tag[] => tags.map(([Key, Value]) => ({ Key, Value }));

/** RDS's own keys for the tags of a request, beside `aws:RequestTag`. */
export const requestKeys = (tags: readonly Tag[] | undefined): ConditionKeys =>
  Object.fromEntries((tags ?? []).map(({ Key, Value = '' }) => [`rds:req-tag/${Key}`, Value]));

const KEY = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/u;
const VALUE = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{0,256}$/u;
/** Per resource (RDS quotas). */
const TAGS_MAX = 50;

const invalidKey = (key: string): string =>
  `The tag key ${JSON.stringify(key)} is not valid. It must have 1 to 128 letters, digits, white space, or _ . : / = + - @`;
const invalidValue = (key: string): string =>
  `The value of the tag ${key} is not valid. It must have at most 256 letters, digits, white space, or _ . : / = + - @`;
const RESERVED = 'Tag keys that begin with aws: are reserved for AWS use.';
const DUPLICATE = 'Each tag key can be given once in a request.';
const TOO_MANY = `A resource can have ${TAGS_MAX} tags at most.`;
