import { base64, fromBase64 } from '../../base/bytes.ts';
import { comparing } from './operator.ts';

/** One spelling per content: base64 may or may not be padded. */
function read(text: string): string | undefined {
  const bytes = fromBase64(text.trim());
  return bytes && base64(bytes);
}

export const BINARY = { BinaryEquals: comparing(read, (request, policy) => request === policy) };
