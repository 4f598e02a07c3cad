import { hex } from '../../base/bytes.ts';
import { DAY } from '../../base/clock.ts';
import { type Random, uuid } from '../../base/random.ts';
import { type Change, change } from '../../store/statement.ts';
import { keyArn } from './key-id.ts';
import {
  insertKey,
  insertMaterial,
  type KeyRow,
  type MaterialRow,
  type NewMaterial,
} from './tables.ts';
import type { Vault } from './vault.ts';

/** What a key is made of; the rest follows. */
export type NewKey = Pick<
  KeyRow,
  | 'account'
  | 'region'
  | 'manager'
  | 'spec'
  | 'usage'
  | 'description'
  | 'policy'
  | 'tags'
  | 'created_at'
> & {
  /** Whose material it is: made here, or to be imported later. */
  readonly origin: 'AWS_KMS' | 'EXTERNAL' | 'EXTERNAL_KEY_STORE';
  readonly multiRegion: boolean;
  /** The key of an external key store that seals what this one has sealed. */
  readonly external?: { readonly store: string | null; readonly key: string | null };
  /** Days from rotation to rotation, where the key rotates from the start. */
  readonly rotationDays?: number;
};

/** A key with its first material, where that is made here, and the changes that store both. */
export async function makeKey(
  vault: Vault,
  random: Random,
  { multiRegion, external, rotationDays, ...given }: NewKey,
): Promise<{ readonly row: KeyRow; readonly changes: readonly Change[] }> {
  const id = multiRegion ? `mrk-${hex(random.bytes(16))}` : uuid(random);
  const arn = keyArn(given.region, given.account, id);
  const isImported = given.origin === 'EXTERNAL';
  const material = isImported ? undefined : await vault.make(given.spec, arn, random);
  const row: KeyRow = {
    ...given,
    arn,
    id,
    state: isImported ? 'PendingImport' : 'Enabled',
    material: material?.id ?? '',
    deletion_at: null,
    deletion_days: null,
    multi_region: multiRegion ? 'PRIMARY' : '',
    primary_region: multiRegion ? given.region : '',
    rotation_days: rotationDays ?? null,
    rotation_at: rotationDays === undefined ? null : given.created_at + rotationDays * DAY,
    custom_key_store: external?.store ?? null,
    external_key: external?.key ?? null,
    revision: 1,
  };
  const changes = [change(insertKey, row)];
  if (material)
    changes.push(change(insertMaterial, firstMaterial(arn, material, given.created_at)));
  return { row, changes };
}

/** The row of a key's first material. */
export const firstMaterial = (
  key: string,
  material: NewMaterial,
  createdAt: number,
): MaterialRow => ({
  ...material,
  key,
  state: 'CURRENT',
  created_at: createdAt,
  rotated_at: null,
  rotation_type: null,
  expiration_model: null,
  valid_to: null,
  description: null,
});
