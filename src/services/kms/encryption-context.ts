import { asBuffer } from '../../base/bytes.ts';

/** Pairs that a caller binds to a ciphertext: not secret, and needed word for word to decrypt. */
export type EncryptionContext = { readonly [key: string]: string };

/**
 * `prefix` and the context in one piece of bytes, for the seal to vouch for.
 *
 * Pairs are sorted by key and each text stands behind its length, so that equal contexts have equal
 * bytes and different ones never do. UTF-16, because every JavaScript string has its own: UTF-8 would
 * write all lone surrogates alike. An empty context is none.
 */
export function withContext(
  prefix: Uint8Array,
  context: EncryptionContext | undefined,
): Uint8Array<ArrayBuffer> {
  const names = context ? Object.keys(context).sort() : [];
  let size = prefix.length;
  for (const name of names) size += 8 + 2 * (name.length + context![name]!.length);
  const bytes = new Uint8Array(size);
  bytes.set(prefix);
  if (names.length === 0) return bytes;
  const buffer = asBuffer(bytes);
  let at = prefix.length;
  const write = (text: string) => {
    at = buffer.writeUInt32BE(text.length, at);
    at += buffer.write(text, at, 'utf16le');
  };
  for (const name of names) {
    write(name);
    write(context![name]!);
  }
  return bytes;
}
