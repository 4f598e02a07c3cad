import { unmovedBytes } from '../../base/bytes.ts';
import type { Random } from '../../base/random.ts';
import { generatePair, parsePair } from '../../crypto/key-pair.ts';
import { type KeySpec, materialOf } from './key-spec.ts';

/** Material in the open; only the vault sees it, and wipes it. */
export interface OpenMaterial {
  /** The secret bytes, or the private key in PKCS #8. */
  readonly secret: Uint8Array;
  readonly publicKey: Uint8Array | null;
}

/** Material that nobody has ever seen. */
export async function newMaterial(spec: KeySpec, random: Random): Promise<OpenMaterial> {
  const material = materialOf(spec);
  if (material.kind !== 'pair') return { secret: random.bytes(material.bytes), publicKey: null };
  const { privateKey, publicKey } = await generatePair(material.pair);
  return { secret: privateKey, publicKey };
}

/** Material that somebody brought; undefined where the bytes are none for a key of this spec. */
export async function givenMaterial(
  spec: KeySpec,
  bytes: Uint8Array,
): Promise<OpenMaterial | undefined> {
  const material = materialOf(spec);
  if (material.kind !== 'pair') {
    if (bytes.length !== material.bytes) return undefined;
    const secret = unmovedBytes(bytes.length);
    secret.set(bytes);
    return { secret, publicKey: null };
  }
  const pair = await parsePair(material.pair, bytes);
  return pair && { secret: pair.privateKey, publicKey: pair.publicKey };
}
