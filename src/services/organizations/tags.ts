import type { Tag } from '../../generated/organizations.types.ts';

type TagError = (
  code: 'InvalidInputException' | 'ConstraintViolationException',
  message: string,
  members: { readonly Reason: string },
) => Error;

/** The tags of a request as a row keeps them. */
export function readTags(
  tags: readonly Tag[] = [],
  error: TagError,
): { readonly [key: string]: string } {
  const all = new Map(tags.map(({ Key, Value }) => [Key, Value]));
  if (all.size < tags.length)
    throw error('InvalidInputException', DUPLICATE, { Reason: 'DUPLICATE_TAG_KEY' });
  if ([...all.keys()].some((key) => /^aws:/i.test(key))) {
    throw error('InvalidInputException', SYSTEM, { Reason: 'INVALID_SYSTEM_TAGS_PARAMETER' });
  }
  if (all.size > MOST_TAGS) {
    throw error('ConstraintViolationException', TOO_MANY, { Reason: 'MAX_TAG_LIMIT_EXCEEDED' });
  }
  return Object.fromEntries(all);
}

/** A resource's tags with those of a request put over them. */
export function addTags(
  there: { readonly [key: string]: string },
  tags: readonly Tag[],
  error: TagError,
): { readonly [key: string]: string } {
  const all = { ...there, ...readTags(tags, error) };
  if (Object.keys(all).length > MOST_TAGS) {
    throw error('ConstraintViolationException', TOO_MANY, { Reason: 'MAX_TAG_LIMIT_EXCEEDED' });
  }
  return all;
}

const MOST_TAGS = 50;
const DUPLICATE = 'You provided duplicate tag keys.';
const SYSTEM =
  "You specified a tag key that is a system tag. You can't add, edit, or delete system tag keys.";
const TOO_MANY = 'You have exceeded the number of tags allowed on this resource.';
