import type { KeyMetadata } from '../../generated/kms.types.ts';
import type { Reader } from '../../store/store.ts';
import { algorithmNames, stateOf } from './key.ts';
import { isBound, isImported, materialsOf } from './material.ts';
import { kinOf, multiRegionConfiguration } from './multi-region.ts';
import type { KeyRow } from './tables.ts';

/** What DescribeKey tells of a key, and the operations that make one. */
export async function metadataOf(store: Reader, row: KeyRow): Promise<KeyMetadata> {
  const state = await stateOf(store, row);
  return {
    AWSAccountId: row.account,
    KeyId: row.id,
    Arn: row.arn,
    CreationDate: row.created_at,
    Enabled: state === 'Enabled',
    Description: row.description,
    KeyUsage: row.usage,
    KeyState: state,
    ...(row.deletion_at !== null && { DeletionDate: row.deletion_at }),
    ...(row.deletion_days !== null && { PendingDeletionWindowInDays: row.deletion_days }),
    Origin: row.origin,
    KeyManager: row.manager,
    CustomerMasterKeySpec: row.spec as KeyMetadata['CustomerMasterKeySpec'],
    KeySpec: row.spec,
    ...algorithmNames(row),
    ...(row.custom_key_store !== null && { CustomKeyStoreId: row.custom_key_store }),
    ...(row.external_key !== null && { XksKeyConfiguration: { Id: row.external_key } }),
    ...(row.origin === 'EXTERNAL' && (await expirationOf(store, row))),
    MultiRegion: row.multi_region !== '',
    ...(row.multi_region !== '' && {
      MultiRegionConfiguration: multiRegionConfiguration(row, await kinOf(store, row)),
    }),
    ...(isTold(row) && { CurrentKeyMaterialId: row.material }),
  };
}

/** Only symmetric keys have several materials, and whose lies elsewhere has its own name for it. */
const isTold = ({ spec, material, custom_key_store }: KeyRow): boolean =>
  spec === 'SYMMETRIC_DEFAULT' && material !== '' && custom_key_store === null;

/** A key is as short-lived as the first of its materials to go. */
async function expirationOf(
  store: Reader,
  { arn }: KeyRow,
): Promise<Pick<KeyMetadata, 'ExpirationModel' | 'ValidTo'>> {
  const held = (await materialsOf(store, arn)).filter((each) => isBound(each) && isImported(each));
  if (held.length === 0) return {};
  const ends = held.map(({ valid_to }) => valid_to).filter((end) => end !== null);
  return ends.length === 0
    ? { ExpirationModel: 'KEY_MATERIAL_DOES_NOT_EXPIRE' }
    : { ExpirationModel: 'KEY_MATERIAL_EXPIRES', ValidTo: Math.min(...ends) };
}
