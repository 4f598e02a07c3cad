import type { AwsError } from '../../model/model.ts';

/** A key's tags in the order in which they were set. */
export type Tags = readonly (readonly [key: string, value: string])[];

type Wire = readonly { readonly TagKey: string; readonly TagValue: string }[];

const TAGS_PER_KEY = 50;

export const parseTags = (json: string): Tags => JSON.parse(json);
export const printTags = (tags: Tags): string => JSON.stringify(tags);
export const tagRecord = (tags: Tags): { readonly [key: string]: string } =>
  Object.fromEntries(tags);

/** KMS spells a tag's members in its own way. */
export const wireTags = (tags: Tags): Wire =>
  tags.map(([TagKey, TagValue]) => ({ TagKey, TagValue }));

/** The tags as a policy's conditions know them. */
export const plainTags = (tags: Wire | undefined) =>
  tags?.map(({ TagKey, TagValue }) => ({ Key: TagKey, Value: TagValue }));

/** What a key's tags become: a known key keeps its place. */
export function withTags(
  tags: Tags,
  added: Wire,
  error: (code: 'TagException', message: string) => AwsError,
): Tags {
  const merged = new Map(tags);
  const seen = new Set<string>();
  for (const { TagKey, TagValue } of added) {
    if (/^aws:/i.test(TagKey)) throw error('TagException', RESERVED);
    if (seen.has(TagKey)) throw error('TagException', 'Duplicate tag keys');
    seen.add(TagKey);
    merged.set(TagKey, TagValue);
  }
  if (merged.size > TAGS_PER_KEY) throw error('TagException', 'Too many tags');
  return [...merged];
}

/** What a key's tags become without some of them. */
export function withoutTags(
  tags: Tags,
  names: readonly string[],
  error: (code: 'TagException', message: string) => AwsError,
): Tags {
  if (names.some((name) => /^aws:/i.test(name))) throw error('TagException', RESERVED);
  return tags.filter(([name]) => !names.includes(name));
}

const RESERVED = 'Tags beginning with aws: are reserved';
