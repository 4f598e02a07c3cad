/** The materials of a key: one encrypts, those before it still decrypt, and one may wait for its turn. */
import type { Reader } from '../../store/store.ts';
import { type MaterialRow, selectMaterial, selectMaterials } from './tables.ts';

/** What is left of material that was deleted, and what a replica has of material before its import. */
export const ABSENT = {
  sealed: new Uint8Array(0),
  public_key: null,
  expiration_model: null,
  valid_to: null,
  description: null,
} as const satisfies Partial<MaterialRow>;

/** Whether the material is there; imported material can be absent. */
export const isImported = ({ sealed }: Pick<MaterialRow, 'sealed'>): boolean => sealed.length > 0;

/** Whether the material is the key's for good: ciphertext may need it. */
export const isBound = ({ state }: Pick<MaterialRow, 'state'>): boolean =>
  state !== 'PENDING_ROTATION';

/** All materials of a key in the order of their use; one that waits for its rotation comes last. */
export async function materialsOf(store: Reader, key: string): Promise<readonly MaterialRow[]> {
  const rows = await store.all(selectMaterials, { key });
  return [...rows].sort((a, b) => turnOf(a) - turnOf(b));
}

/** Whether all of these keys have the material itself, and not only its id. */
export async function isEverywhere(
  store: Reader,
  keys: readonly string[],
  id: string,
): Promise<boolean> {
  const found = await Promise.all(keys.map((key) => store.one(selectMaterial, { key, id })));
  return found.every((material) => material !== undefined && isImported(material));
}

const turnOf = (material: MaterialRow): number =>
  isBound(material) ? (material.rotated_at ?? 0) : Number.MAX_SAFE_INTEGER;
