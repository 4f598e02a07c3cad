/** Imported material: which comes in for the first time, which comes back, and which waits for a rotation. */
import type { Instant } from '../../base/clock.ts';
import type { ImportKeyMaterialRequest } from '../../generated/kms.types.ts';
import type { AwsError } from '../../model/model.ts';
import { type Change, change } from '../../store/statement.ts';
import type { Reader } from '../../store/store.ts';
import { expiryJob } from './expiry.ts';
import { changeLife, type Key } from './key.ts';
import { ABSENT, isBound, isImported, materialsOf } from './material.ts';
import { assertLeads, kinOf } from './multi-region.ts';
import { firstMaterial } from './new-key.ts';
import { wrongOrigin } from './rotation-rules.ts';
import {
  insertMaterial,
  type KeyRow,
  type MaterialRow,
  type NewMaterial,
  updateImported,
} from './tables.ts';

/** Only keys that were made for it take material from outside. */
export function assertTakesImports(
  { row: { arn, origin } }: Key,
  error: (code: 'UnsupportedOperationException', message: string) => AwsError,
): void {
  if (origin !== 'EXTERNAL') throw error('UnsupportedOperationException', wrongOrigin(arn, origin));
}

/** Material that was unwrapped, and what the request says of it. */
export interface Import {
  readonly given: NewMaterial;
  readonly type: ImportKeyMaterialRequest['ImportType'];
  readonly materialId: string | undefined;
  readonly description: string | undefined;
  /** Null where it does not expire. */
  readonly validTo: Instant | null;
}

type Refuse = (
  code:
    | 'KMSInvalidStateException'
    | 'IncorrectKeyMaterialException'
    | 'UnsupportedOperationException'
    | 'ValidationException',
  message: string,
) => AwsError;

/** The changes that bring material into a key. */
export async function importMaterial(
  { store, now }: { readonly store: Reader; readonly now: Instant },
  row: KeyRow,
  wanted: Import,
  error: Refuse,
): Promise<readonly Change[]> {
  const materials = await materialsOf(store, row.arn);
  // A replica has the ids of its primary's materials from the start: what it imports is known already.
  const isFirst = materials.length === 0 && row.multi_region !== 'REPLICA';
  const isNew = wanted.type ? wanted.type === 'NEW_KEY_MATERIAL' : isFirst;
  if (!isNew) return importAgain(row, materials, wanted, error);

  assertLeads(row, error);
  if (wanted.materialId !== undefined) throw error('ValidationException', ID_OF_NEW);
  assertIsNew(row, materials, wanted.given.id, error);
  const material: MaterialRow = {
    ...firstMaterial(row.arn, wanted.given, now),
    state: isFirst ? 'CURRENT' : 'PENDING_ROTATION',
    ...expirationOf(wanted),
    description: wanted.description ?? null,
  };
  const kin = await kinOf(store, row);
  return [
    changeLife(row, isFirst ? { material: material.id, state: 'Enabled' } : {}),
    change(insertMaterial, material),
    expiryJob(row.arn, [...materials, material]),
    // Replicas come after the first material, and learn of each one that follows.
    ...kin.flatMap((each) => [
      changeLife(each, {}),
      change(insertMaterial, { ...material, key: each.arn, ...ABSENT }),
    ]),
  ];
}

/** The same material comes back, or gets another time to expire. */
function importAgain(
  row: KeyRow,
  materials: readonly MaterialRow[],
  wanted: Import,
  error: Refuse,
): Change[] {
  const { given, materialId } = wanted;
  const known = materials.find(({ id }) => id === given.id);
  if (!known || (materialId !== undefined && materialId !== given.id)) {
    throw error('IncorrectKeyMaterialException', OTHER_MATERIAL);
  }
  const back: MaterialRow = {
    ...known,
    ...given,
    ...expirationOf(wanted),
    description: wanted.description ?? known.description,
  };
  const after = materials.map((each) => (each === known ? back : each));
  const isWhole = after.every((each) => !isBound(each) || isImported(each));
  const { key, id, sealed, public_key, expiration_model, valid_to, description } = back;
  return [
    changeLife(row, isWhole && row.state === 'PendingImport' ? { state: 'Enabled' } : {}),
    change(updateImported, {
      key,
      id,
      sealed,
      public_key,
      expiration_model,
      valid_to,
      description,
    }),
    expiryJob(row.arn, after),
  ];
}

function assertIsNew(
  { arn }: KeyRow,
  materials: readonly MaterialRow[],
  id: string,
  error: Refuse,
): void {
  if (materials.some((material) => material.id === id)) {
    throw error('IncorrectKeyMaterialException', KNOWN_MATERIAL);
  }
  const waiting = materials.find((material) => !isBound(material));
  if (waiting) {
    throw error(
      'KMSInvalidStateException',
      `New key material (id: ${id}) cannot be imported into KMS key ${arn}, because another key material (id: ${waiting.id}) is pending rotation.`,
    );
  }
}

const expirationOf = ({ validTo }: Import): Pick<MaterialRow, 'expiration_model' | 'valid_to'> => ({
  expiration_model: validTo === null ? 'KEY_MATERIAL_DOES_NOT_EXPIRE' : 'KEY_MATERIAL_EXPIRES',
  valid_to: validTo,
});

const ID_OF_NEW = 'You cannot specify a key material ID with ImportType set to NEW_KEY_MATERIAL.';
const OTHER_MATERIAL =
  'The key material in the request is not the same key material that was previously imported.';
const KNOWN_MATERIAL =
  'The key material in the request is already associated with the specified KMS key.';
