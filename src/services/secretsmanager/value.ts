import { asBuffer, utf8 } from '../../base/bytes.ts';

/** A secret's value, as text or as bytes: it comes back as what it was given. */
export interface SecretValue {
  readonly bytes: Uint8Array;
  readonly isText: boolean;
}

interface ValueMembers {
  readonly SecretString?: string | undefined;
  readonly SecretBinary?: Uint8Array | undefined;
}

type Fail = (code: 'InvalidParameterException' | 'ValidationException', message: string) => Error;

/** In bytes; the model counts the characters of a text. */
const VALUE_BYTES_MAX = 65_536;

/** The value of a request; undefined where it has none. */
export function readValue(input: ValueMembers, error: Fail): SecretValue | undefined {
  const { SecretString, SecretBinary } = input;
  if (SecretString !== undefined && SecretBinary !== undefined) {
    throw error('InvalidParameterException', TEXT_AND_BINARY);
  }
  if (SecretBinary !== undefined) return { bytes: SecretBinary, isText: false };
  if (SecretString === undefined) return undefined;
  const bytes = utf8(SecretString);
  if (bytes.length > VALUE_BYTES_MAX) throw error('ValidationException', TOO_LONG);
  return { bytes, isText: true };
}

/** The value as answers show it. */
export const showValue = ({ bytes, isText }: SecretValue): ValueMembers =>
  // A TextDecoder would swallow a byte order mark.
  isText ? { SecretString: asBuffer(bytes).toString('utf8') } : { SecretBinary: bytes };

export const sameValue = (one: SecretValue, other: SecretValue): boolean =>
  one.isText === other.isText && asBuffer(one.bytes).equals(other.bytes);

const TEXT_AND_BINARY =
  "You can't specify both a binary secret value and a string secret value in the same secret.";
const TOO_LONG = `1 validation error detected: Value at 'secretString' failed to satisfy constraint: Member must have length less than or equal to ${VALUE_BYTES_MAX}`;
