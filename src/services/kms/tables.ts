import type { KeyMetadata } from '../../generated/kms.types.ts';
import { cachedStatement, statement } from '../../store/statement.ts';
import type { Migrations } from '../../store/store.ts';
import { CUSTOM_KEY_STORES } from './custom-key-store-tables.ts';
import { FIRST } from './first-tables.ts';
import { GRANTS } from './grant-tables.ts';
import { USES } from './usage-tables.ts';

export const migrations: Migrations = {
  owner: 'kms',
  steps: [...FIRST, GRANTS, USES, CUSTOM_KEY_STORES],
};

export type KeyRow = {
  readonly arn: string;
  readonly account: string;
  readonly region: string;
  readonly id: string;
  readonly manager: 'CUSTOMER' | 'AWS';
  readonly spec: NonNullable<KeyMetadata['KeySpec']>;
  readonly usage: NonNullable<KeyMetadata['KeyUsage']>;
  readonly origin: NonNullable<KeyMetadata['Origin']>;
  readonly state: NonNullable<KeyMetadata['KeyState']>;
  readonly description: string;
  /** Its principals are bound to unique ids. */
  readonly policy: string;
  /** JSON: pairs in the order in which they were set. */
  readonly tags: string;
  /** The id of the material that encrypts; the others only decrypt. */
  readonly material: string;
  readonly created_at: number;
  readonly deletion_at: number | null;
  /** The waiting period of a primary key, which begins when the last of its replicas is gone. */
  readonly deletion_days: number | null;
  /** What a multi-Region key is among its kin; empty for a key of one Region. */
  readonly multi_region: '' | 'PRIMARY' | 'REPLICA';
  /** Where the primary key of a multi-Region key lies; empty for a key of one Region. */
  readonly primary_region: string;
  /** Days from one automatic rotation to the next, and when the next one is due; null where it is off. */
  readonly rotation_days: number | null;
  readonly rotation_at: number | null;
  readonly custom_key_store: string | null;
  /** How an external key store calls the key. */
  readonly external_key: string | null;
  readonly revision: number;
};

export type MaterialRow = {
  readonly key: string;
  readonly id: string;
  /** Empty where imported material was deleted or has expired: only its id is still known. */
  readonly sealed: Uint8Array;
  /** The public half of a pair, as a DER-encoded SubjectPublicKeyInfo. */
  readonly public_key: Uint8Array | null;
  /** What it is to its key: who waits for its rotation is not bound to the key yet. */
  readonly state: 'CURRENT' | 'NON_CURRENT' | 'PENDING_ROTATION';
  readonly created_at: number;
  /** When it took over from the material before it, and why; null for the first one. */
  readonly rotated_at: number | null;
  readonly rotation_type: 'AUTOMATIC' | 'ON_DEMAND' | null;
  /** Of imported material alone. */
  readonly expiration_model: 'KEY_MATERIAL_EXPIRES' | 'KEY_MATERIAL_DOES_NOT_EXPIRE' | null;
  readonly valid_to: number | null;
  readonly description: string | null;
};

/** What makes material, before it is stored as a key's. */
export type NewMaterial = Pick<MaterialRow, 'id' | 'sealed' | 'public_key'>;

export type AliasRow = {
  readonly account: string;
  readonly region: string;
  readonly name: string;
  readonly key: string;
  readonly created_at: number;
  readonly updated_at: number;
  readonly revision: number;
};

const KEY = `arn, account, region, id, manager, spec, usage, origin, state, description, policy, tags,
         material, created_at, deletion_at, deletion_days, multi_region, primary_region, rotation_days,
         rotation_at, custom_key_store, external_key, revision`;

export const selectKey = cachedStatement<{ arn: string }, KeyRow>(`
  select ${KEY} from kms_key where arn = :arn`);

export const selectKeys = statement<
  { account: string; region: string; after: string; count: number },
  { readonly id: string; readonly arn: string }
>(`
  select id, arn from kms_key
   where account = :account and region = :region and id > :after
   order by id limit :count`);

export const insertKey = statement<KeyRow>(`
  insert into kms_key (${KEY})
  values (:arn, :account, :region, :id, :manager, :spec, :usage, :origin, :state, :description, :policy,
          :tags, :material, :created_at, :deletion_at, :deletion_days, :multi_region, :primary_region,
          :rotation_days, :rotation_at, :custom_key_store, :external_key, :revision)`);

/** A multi-Region key in all of its Regions. */
export const selectKin = statement<{ account: string; id: string }, KeyRow>(`
  select ${KEY} from kms_key where account = :account and id = :id order by region`);

export const updateState = statement<{
  arn: string;
  revision: number;
  state: string;
  deletion_at: number | null;
  deletion_days: number | null;
}>(`
  update kms_key set state = :state, deletion_at = :deletion_at, deletion_days = :deletion_days,
         revision = revision + 1
   where arn = :arn and revision = :revision`);

/** What changes in the life of a key, all of it at once: one request changes a row once. */
export const updateLife = statement<{
  arn: string;
  revision: number;
  state: string;
  material: string;
  rotation_days: number | null;
  rotation_at: number | null;
  multi_region: string;
  primary_region: string;
}>(`
  update kms_key set state = :state, material = :material, rotation_days = :rotation_days,
         rotation_at = :rotation_at, multi_region = :multi_region, primary_region = :primary_region,
         revision = revision + 1
   where arn = :arn and revision = :revision`);

export const updateDescription = statement<{ arn: string; revision: number; description: string }>(`
  update kms_key set description = :description, revision = revision + 1
   where arn = :arn and revision = :revision`);

export const updatePolicy = statement<{ arn: string; revision: number; policy: string }>(`
  update kms_key set policy = :policy, revision = revision + 1
   where arn = :arn and revision = :revision`);

export const updateTags = statement<{ arn: string; revision: number; tags: string }>(`
  update kms_key set tags = :tags, revision = revision + 1
   where arn = :arn and revision = :revision`);

export const touchKey = statement<{ arn: string; revision: number }>(`
  update kms_key set revision = revision + 1 where arn = :arn and revision = :revision`);

export const deleteKey = statement<{ arn: string; revision: number }>(`
  delete from kms_key where arn = :arn and revision = :revision`);

const MATERIAL = `key, id, sealed, public_key, state, created_at, rotated_at, rotation_type,
         expiration_model, valid_to, description`;

export const selectMaterial = cachedStatement<{ key: string; id: string }, MaterialRow>(`
  select ${MATERIAL} from kms_key_material where key = :key and id = :id`);

export const selectMaterials = statement<{ key: string }, MaterialRow>(`
  select ${MATERIAL} from kms_key_material where key = :key order by created_at, id`);

export const insertMaterial = statement<MaterialRow>(`
  insert into kms_key_material (${MATERIAL})
  values (:key, :id, :sealed, :public_key, :state, :created_at, :rotated_at, :rotation_type,
          :expiration_model, :valid_to, :description)`);

/** Another material encrypts in its place. */
export const retireMaterial = statement<{ key: string; id: string }>(`
  update kms_key_material set state = 'NON_CURRENT' where key = :key and id = :id`);

/** Material that waited for it encrypts from now on. */
export const updateMaterialState = statement<{
  key: string;
  id: string;
  state: string;
  rotated_at: number | null;
  rotation_type: string | null;
}>(`
  update kms_key_material set state = :state, rotated_at = :rotated_at, rotation_type = :rotation_type
   where key = :key and id = :id`);

/** Imported material comes in, or goes: then nothing is left of it but its id. */
export const updateImported = statement<{
  key: string;
  id: string;
  sealed: Uint8Array;
  public_key: Uint8Array | null;
  expiration_model: string | null;
  valid_to: number | null;
  description: string | null;
}>(`
  update kms_key_material set sealed = :sealed, public_key = :public_key,
         expiration_model = :expiration_model, valid_to = :valid_to, description = :description
   where key = :key and id = :id`);

export const deleteMaterial = statement<{ key: string; id: string }>(`
  delete from kms_key_material where key = :key and id = :id`);

export const deleteMaterials = statement<{ key: string }>(`
  delete from kms_key_material where key = :key`);

const ALIAS = 'account, region, name, key, created_at, updated_at, revision';

export const selectAlias = cachedStatement<
  { account: string; region: string; name: string },
  AliasRow
>(`
  select ${ALIAS} from kms_alias
   where account = :account and region = :region and name = :name`);

export const selectAliasesOfKey = cachedStatement<{ key: string }, AliasRow>(`
  select ${ALIAS} from kms_alias where key = :key order by name`);

export const selectAliases = statement<
  { account: string; region: string; after: string; count: number },
  AliasRow
>(`
  select ${ALIAS} from kms_alias
   where account = :account and region = :region and name > :after
   order by name limit :count`);

export const insertAlias = statement<AliasRow>(`
  insert into kms_alias (${ALIAS})
  values (:account, :region, :name, :key, :created_at, :updated_at, :revision)`);

export const updateAliasKey = statement<{
  account: string;
  region: string;
  name: string;
  revision: number;
  key: string;
  updated_at: number;
}>(`
  update kms_alias set key = :key, updated_at = :updated_at, revision = revision + 1
   where account = :account and region = :region and name = :name and revision = :revision`);

export const removeAlias = statement<{
  account: string;
  region: string;
  name: string;
  revision: number;
}>(`
  delete from kms_alias
   where account = :account and region = :region and name = :name and revision = :revision`);

export const removeAliasesOfKey = statement<{ key: string }>(
  'delete from kms_alias where key = :key',
);
