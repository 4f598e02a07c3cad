/** A file under a passphrase: argon2id makes the key, AES-256-GCM seals, and all that is not secret is bound to it. */
import { base64, fromBase64, utf8 } from '../base/bytes.ts';
import type { Random } from '../base/random.ts';
import { IV_BYTES, open, seal } from './aes-gcm.ts';
import { type Derivation, newDerivation, stretch } from './root-key.ts';

/** What a sealed file says in the open. */
export interface Box {
  readonly format: string;
  readonly version: number;
  readonly derivation: Derivation;
  readonly sealed: string;
}

/** Seals bytes under a passphrase. */
export async function sealBox(
  plain: Uint8Array,
  of: { readonly format: string; readonly passphrase: string },
  random: Random,
): Promise<Box> {
  const { format, passphrase } = of;
  const head = { format, version: VERSION, derivation: newDerivation(random) };
  const key = await stretch(passphrase, head.derivation);
  const sealed = seal(key, plain, binding(head), random.bytes(IV_BYTES));
  key.fill(0);
  return { ...head, sealed: base64(sealed) };
}

/** The bytes; or what is wrong: a wrong passphrase and a damaged box look alike. */
export async function openBox(
  box: Box,
  passphrase: string,
): Promise<Uint8Array | 'shut' | 'unknown-version' | 'malformed'> {
  if (box.version !== VERSION) return 'unknown-version';
  const sealed = typeof box.sealed === 'string' ? fromBase64(box.sealed) : undefined;
  if (!sealed || !isReasonable(box.derivation)) return 'malformed';
  const key = await stretch(passphrase, box.derivation);
  const plain = open(key, sealed, binding(box));
  key.fill(0);
  return plain ?? 'shut';
}

const VERSION = 1;

/** Who hands us a file must not be able to take all memory with it. */
function isReasonable(derivation: Derivation | undefined): boolean {
  if (!derivation) return false;
  const { algorithm, salt, memoryKib, passes, lanes } = derivation;
  const isWithin = (value: unknown, least: number, most: number) =>
    Number.isInteger(value) && Number(value) >= least && Number(value) <= most;
  return (
    algorithm === 'argon2id' &&
    typeof salt === 'string' &&
    (fromBase64(salt)?.length ?? 0) >= 8 &&
    isWithin(lanes, 1, 64) &&
    isWithin(memoryKib, 8 * lanes, 1024 * 1024) &&
    isWithin(passes, 1, 64)
  );
}

function binding({ format, version, derivation }: Omit<Box, 'sealed'>): Uint8Array {
  const { algorithm, salt, memoryKib, passes, lanes } = derivation;
  return utf8(JSON.stringify([format, version, algorithm, salt, memoryKib, passes, lanes]));
}
