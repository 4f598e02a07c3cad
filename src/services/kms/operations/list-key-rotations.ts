import { ListKeyRotations } from '../../../generated/kms.ts';
import type { RotationsListEntry } from '../../../generated/kms.types.ts';
import type { Reader } from '../../../store/store.ts';
import { ownKey } from '../administration.ts';
import { isBound, isEverywhere, isImported, materialsOf } from '../material.ts';
import { kinOf } from '../multi-region.ts';
import { page, pageLength, pageStart } from '../page.ts';
import { operation } from '../parts.ts';
import type { KeyRow, MaterialRow } from '../tables.ts';

const LIMITS = { usual: 100, most: 1000 };

export const listKeyRotations = operation(ListKeyRotations)
  .access(ownKey('kms:ListKeyRotations'))
  .handle(async (call) => {
    const { input, resource: key, store, parts, error } = call;
    if (input.IncludeKeyMaterial !== undefined && key.row.spec !== 'SYMMETRIC_DEFAULT') {
      throw error('ValidationException', NOT_SYMMETRIC);
    }
    const all = await materialsOf(store, key.arn);
    const wanted =
      input.IncludeKeyMaterial === 'ALL_KEY_MATERIAL'
        ? all
        : all.filter(({ rotated_at }) => rotated_at !== null);
    const listing = { keyring: parts.keyring, asking: call, list: `ListKeyRotations ${key.arn}` };
    const last = pageStart(input, listing);
    const rest = wanted.slice(1 + wanted.findIndex(({ id }) => id === last));
    const { shown, more } = page(rest, pageLength(input, LIMITS), listing, ({ id }) => id);
    const entries = await Promise.all(shown.map((material) => entryOf(store, key.row, material)));
    return { output: { Rotations: entries, ...more } };
  });

async function entryOf(
  store: Reader,
  row: KeyRow,
  material: MaterialRow,
): Promise<RotationsListEntry> {
  const { id, rotated_at, rotation_type, expiration_model, valid_to, description } = material;
  return {
    KeyId: row.arn,
    KeyMaterialId: id,
    KeyMaterialState: await stateOf(store, row, material),
    ...(row.origin === 'EXTERNAL' && {
      ImportState: isImported(material) ? 'IMPORTED' : 'PENDING_IMPORT',
      ...(expiration_model !== null && { ExpirationModel: expiration_model }),
      ...(valid_to !== null && { ValidTo: valid_to }),
      ...(description !== null && { KeyMaterialDescription: description }),
    }),
    ...(rotated_at !== null && { RotationDate: rotated_at }),
    ...(rotation_type !== null && { RotationType: rotation_type }),
  };
}

/** Material that waits for its rotation waits for its import in the other Regions before. */
async function stateOf(
  store: Reader,
  row: KeyRow,
  material: MaterialRow,
): Promise<RotationsListEntry['KeyMaterialState']> {
  if (isBound(material)) return material.state;
  const kin = (await kinOf(store, row)).map(({ arn }) => arn);
  return (await isEverywhere(store, [...kin, row.arn], material.id))
    ? 'PENDING_ROTATION'
    : 'PENDING_MULTI_REGION_IMPORT_AND_ROTATION';
}

const NOT_SYMMETRIC =
  'Input parameter includeKeyMaterial can only be used with KMS keys that support automatic or on-demand key rotation.';
