import { type ConditionKeys, requestTagKeys } from '../../operation/operation.ts';

export interface Tags {
  readonly [key: string]: string;
}

type Fail = (code: 'InvalidParameterValueException', message: string) => Error;

/** Refuses tags that AWS would refuse. */
export function assertTags(tags: Tags, error: Fail): void {
  const refuse = (message: string) => error('InvalidParameterValueException', message);
  if (Object.keys(tags).length > MAX_TAGS) throw refuse(TOO_MANY);
  for (const [key, value] of Object.entries(tags)) {
    if (/^aws:/i.test(key)) throw refuse(RESERVED);
    if (key.length === 0 || key.length > 128 || !CHARACTERS.test(key)) throw refuse(BAD_KEY);
    if (value.length > 256 || !CHARACTERS.test(value)) throw refuse(BAD_VALUE);
  }
}

/** The condition keys of tags that a request sets. */
export const tagKeys = (tags: Tags | undefined): ConditionKeys =>
  requestTagKeys(Object.entries(tags ?? {}).map(([Key, Value]) => ({ Key, Value })));

const MAX_TAGS = 50;
const CHARACTERS = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

const TOO_MANY = 'The number of tags exceeds the limit of 50.';
const RESERVED =
  'Your tag contains invalid characters or reserved words: tag keys that begin with aws: are reserved for AWS use.';
const BAD_KEY = 'A tag key has 1 to 128 letters, digits, spaces, or characters of _.:/=+-@.';
const BAD_VALUE = 'A tag value has at most 256 letters, digits, spaces, or characters of _.:/=+-@.';
