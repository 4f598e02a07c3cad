const encoder = new TextEncoder();
const decoder = new TextDecoder();
const strictDecoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Text as UTF-8. */
export const utf8 = (text: string): Uint8Array<ArrayBuffer> => encoder.encode(text);

/** UTF-8 as text; broken sequences become U+FFFD. */
export const text = (bytes: Uint8Array): string => decoder.decode(bytes);

/** UTF-8 as text, or undefined where the bytes are no UTF-8. */
export function strictText(bytes: Uint8Array): string | undefined {
  try {
    return strictDecoder.decode(bytes);
  } catch {
    return undefined;
  }
}

/**
 * Memory for what must be wiped, or must not be copied about: short arrays otherwise lie where the garbage
 * collector moves them, and leaves behind what they held.
 */
export const unmovedBytes = (length: number): Uint8Array<ArrayBuffer> =>
  new Uint8Array(new ArrayBuffer(length));

/** A view on the same memory with Buffer's methods; nothing is copied. */
export const asBuffer = (bytes: Uint8Array): Buffer =>
  Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

export const base64 = (bytes: Uint8Array): string => asBuffer(bytes).toString('base64');
export const hex = (bytes: Uint8Array): string => asBuffer(bytes).toString('hex');

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}(?:==)?|[A-Za-z0-9+/]{3}=?)?$/;

/** The bytes that base64 text stands for, or undefined where it is no base64. */
export const fromBase64 = (encoded: string): Uint8Array | undefined =>
  isBase64(encoded) ? Buffer.from(encoded, 'base64') : undefined;

/** A zip has tens of millions of characters, and no expression looks at so many at once. */
function isBase64(encoded: string): boolean {
  let from = 0;
  for (; encoded.length - from > CHUNK; from += CHUNK) {
    if (!WHOLE.test(encoded.slice(from, from + CHUNK))) return false;
  }
  return BASE64.test(from === 0 ? encoded : encoded.slice(from));
}

const WHOLE = /^(?:[A-Za-z0-9+/]{4})*$/;
/** In whole groups of four. */
const CHUNK = 64 * 1024;
