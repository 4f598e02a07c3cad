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
  'account' | 'region' | 'manager' | 'description' | 'policy' | 'tags' | 'created_at'
>;

/** A symmetric key with its first material, and the changes that store both. */
export function makeKey(
  vault: Vault,
  random: Random,
  given: NewKey,
): { readonly row: KeyRow; readonly changes: readonly Change[] } {
  const id = uuid(random);
  const arn = keyArn(given.region, given.account, id);
  const material = vault.make(arn, random);
  const row: KeyRow = {
    ...given,
    arn,
    id,
    spec: 'SYMMETRIC_DEFAULT',
    usage: 'ENCRYPT_DECRYPT',
    origin: 'AWS_KMS',
    state: 'Enabled',
    material: material.id,
    deletion_at: null,
    multi_region: '',
    primary_region: '',
    rotation_days: null,
    rotation_at: null,
    custom_key_store: null,
    external_key: null,
    revision: 1,
  };
  return {
    row,
    changes: [
      change(insertKey, row),
      change(insertMaterial, firstMaterial(arn, material, given.created_at)),
    ],
  };
}

/** The row of a key's first material. */
const firstMaterial = (key: string, material: NewMaterial, createdAt: number): MaterialRow => ({
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
