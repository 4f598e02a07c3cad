/** What functions are given: JSON, within limits. */
import { strictText, utf8 } from '../../base/bytes.ts';

type InvocationType = 'Event' | 'RequestResponse' | 'DryRun';
type Fail = (
  code: 'InvalidRequestContentException' | 'RequestEntityTooLargeException',
  message: string,
) => Error;

/** The payload as the function gets it; nothing stands for an empty object. */
export function readPayload(
  payload: Uint8Array | undefined,
  type: InvocationType,
  error: Fail,
): Uint8Array {
  if (payload === undefined || payload.length === 0) return EMPTY;
  const limit = type === 'Event' ? MAX_EVENT_BYTES : MAX_PAYLOAD_BYTES;
  if (payload.length > limit)
    throw error('RequestEntityTooLargeException', tooLarge(payload.length, type, limit));
  const text = strictText(payload);
  if (text === undefined) throw error('InvalidRequestContentException', NOT_UTF8);
  try {
    JSON.parse(text);
  } catch {
    throw error('InvalidRequestContentException', NOT_JSON);
  }
  return payload;
}

/** X-Amz-Client-Context: base64 of JSON. */
export function readClientContext(sent: string | undefined, error: Fail): string | undefined {
  if (sent === undefined) return undefined;
  const text = strictText(Buffer.from(sent, 'base64'));
  try {
    JSON.parse(text ?? '');
  } catch {
    throw error('InvalidRequestContentException', BAD_CONTEXT);
  }
  return text;
}

const EMPTY = utf8('{}');
const MAX_PAYLOAD_BYTES = 6 * 1024 * 1024;
/** 1 MB since October 2025. */
const MAX_EVENT_BYTES = 1024 * 1024;

const tooLarge = (size: number, type: InvocationType, limit: number): string =>
  `${size} byte payload is too large for the ${type} invocation type (limit ${limit} bytes)`;
const NOT_JSON =
  'Could not parse request body into json: Could not parse payload into json: the payload is no JSON.';
const NOT_UTF8 =
  'Could not parse request body into json: Could not parse payload into json: Invalid UTF-8.';
const BAD_CONTEXT = 'Client context must be a valid Base64-encoded JSON object.';
