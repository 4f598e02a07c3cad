/** Tags of a session: those it is made with, and those that its maker passes on. */
import type { Caller } from '../../operation/caller.ts';

export interface SessionTags {
  readonly tags: { readonly [key: string]: string };
  readonly transitiveTagKeys: readonly string[];
}

export interface TagsInput {
  readonly Tags?: readonly { readonly Key: string; readonly Value: string }[] | undefined;
  readonly TransitiveTagKeys?: readonly string[] | undefined;
}

/** The tags that a session of this caller hands to the roles that it assumes. */
export function inheritedTags(caller: Caller): { readonly [key: string]: string } {
  const { tags = {}, transitiveTagKeys = [] } = caller.session ?? {};
  return Object.fromEntries(transitiveTagKeys.map((key) => [key, tags[key]!]));
}

/** The new session's tags: keys are compared without case, and an inherited one cannot be changed. */
export function readTags(
  { Tags = [], TransitiveTagKeys = [] }: TagsInput,
  caller: Caller,
  error: (code: 'InvalidParameterValue', message: string) => Error,
): SessionTags {
  return tagsOver(inheritedTags(caller), { Tags, TransitiveTagKeys }, (message) =>
    error('InvalidParameterValue', message),
  );
}

/** The tags of a session that comes from outside: what is wrong with them is wrong with the token. */
export const claimedTags = (
  tags: TagsInput,
  error: (code: 'InvalidIdentityToken', message: string) => Error,
): SessionTags => tagsOver({}, tags, (message) => error('InvalidIdentityToken', message));

function tagsOver(
  inherited: { readonly [key: string]: string },
  { Tags = [], TransitiveTagKeys = [] }: TagsInput,
  refuse: (message: string) => Error,
): SessionTags {
  const taken = new Set(Object.keys(inherited).map(fold));
  const sent = new Map(Tags.map(({ Key, Value }) => [fold(Key), { Key, Value }]));
  if (sent.size < Tags.length) throw refuse(DUPLICATE_KEYS);
  if ([...sent.keys()].some((key) => key.startsWith('aws:'))) throw refuse(RESERVED_PREFIX);
  const transitive = [...new Set(TransitiveTagKeys.map(fold))];
  if ([...sent.keys(), ...transitive].some((key) => taken.has(key))) {
    throw refuse(TRANSITIVE_CONFLICT);
  }
  if (!transitive.every((key) => sent.has(key))) throw refuse(TRANSITIVE_NOT_SENT);
  const own = transitive.map((key) => sent.get(key)!.Key);
  return {
    tags: { ...inherited, ...Object.fromEntries(Tags.map(({ Key, Value }) => [Key, Value])) },
    transitiveTagKeys: [...Object.keys(inherited), ...own],
  };
}

const fold = (key: string): string => key.toLowerCase();

const DUPLICATE_KEYS = 'Duplicate tag keys found. Please note that Tag keys are case insensitive.';
const RESERVED_PREFIX = 'aws: prefixed tag key names are not allowed for external use.';
const TRANSITIVE_NOT_SENT =
  'The specified transitive tag key must be included in the requested tags.';
const TRANSITIVE_CONFLICT =
  "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling session.";
