/** Links under which the code of a function or a layer can be fetched for a while, by whoever holds one. */
import { fromBase64, text, utf8 } from '../../base/bytes.ts';
import { type Instant, MINUTE } from '../../base/clock.ts';
import type { Keyring } from '../../crypto/keyring.ts';
import type { Reader } from '../../store/store.ts';
import { loadCode } from './code.ts';

/** Where the links begin. */
export const CODE_PATH = '/lockstead/function-code/';

/** A link like S3's presigned ones: it carries its own permission, and ends after ten minutes. */
export function codeLink(
  { keyring, endpoint }: { readonly keyring: Keyring; readonly endpoint: () => string },
  code: string,
  now: Instant,
): string {
  const told = utf8(JSON.stringify([code, now + LIFETIME]));
  const sealed = Buffer.from(keyring.seal('page-token', CODE_PATH, told)).toString('base64url');
  return `${endpoint()}${CODE_PATH}${sealed}`;
}

/** The zip behind a link; undefined where it is forged, too old, or the code is gone. */
export async function codeBehind(
  { keyring, store }: { readonly keyring: Keyring; readonly store: Reader },
  path: string,
  now: Instant,
): Promise<Uint8Array | undefined> {
  const sealed = fromBase64(path.slice(CODE_PATH.length).replaceAll('-', '+').replaceAll('_', '/'));
  const opened = sealed && keyring.open('page-token', CODE_PATH, sealed);
  if (!opened) return undefined;
  const [code, until] = JSON.parse(text(opened)) as [string, Instant];
  if (now > until) return undefined;
  return loadCode(store, keyring, code).catch(() => undefined);
}

const LIFETIME = 10 * MINUTE;
