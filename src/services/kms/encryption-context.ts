/** Pairs that a caller binds to a ciphertext: not secret, and needed word for word to decrypt. */
export type EncryptionContext = { readonly [key: string]: string };

/**
 * `prefix` and the context in one piece of bytes, for the seal to vouch for.
 *
 * Pairs are sorted by key and each text stands behind its length, so that equal contexts have equal
 * bytes and different ones never do. In UTF-16 (little-endian; a length is two units, the high one
 * first), because every JavaScript string has its own: UTF-8 would write all lone surrogates alike. An
 * empty context is none.
 */
export function withContext(
  prefix: Uint8Array,
  context: EncryptionContext | undefined,
): Uint8Array {
  const text = contextText(context);
  const bytes = Buffer.allocUnsafe(prefix.length + 2 * text.length);
  bytes.set(prefix);
  bytes.write(text, prefix.length, 'utf16le');
  return bytes;
}

/** The same as text: equal contexts, and no others, have equal texts. */
export function contextText(context: EncryptionContext | undefined): string {
  let text = '';
  if (context) {
    for (const name of Object.keys(context).sort())
      text += measured(name) + measured(context[name]!);
  }
  return text;
}

const measured = (text: string): string =>
  String.fromCharCode(text.length >>> 16, text.length & 0xffff) + text;
