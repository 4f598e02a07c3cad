import { importPublicKey, type PairKey } from '../../crypto/key-pair.ts';
import type { MaterialRow } from './tables.ts';

// By the row: the store gives the same one until it changes.
const imported = new WeakMap<MaterialRow, PairKey>();

/** The public half of a pair, ready for use. */
export function publicKeyOf(material: MaterialRow): PairKey {
  let key = imported.get(material);
  if (!key) {
    if (!material.public_key) throw new Error(`${material.key} is no pair`);
    key = importPublicKey(material.public_key);
    imported.set(material, key);
  }
  return key;
}
