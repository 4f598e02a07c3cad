import type { Instant } from '../../base/clock.ts';
import type { AwsError } from '../../model/model.ts';
import type { Asking, Missing, Resource } from '../../operation/operation.ts';
import type { Policy } from '../../policy/policy.ts';
import { compile } from '../../policy/compile.ts';
import { type Change, change } from '../../store/statement.ts';
import type { Reader } from '../../store/store.ts';
import type { KeyMetadata } from '../../generated/kms.types.ts';
import { isConnected, NOT_CONNECTED } from './custom-key-store.ts';
import { grantsOf } from './grants.ts';
import { aliasNotFound, invalid, parseKeyId } from './key-id.ts';
import { algorithmsOf } from './key-spec.ts';
import {
  type AliasRow,
  type KeyRow,
  type MaterialRow,
  selectAlias,
  selectAliasesOfKey,
  selectKey,
  selectMaterial,
  touchKey,
  updateLife,
  updateState,
} from './tables.ts';
import { parseTags, tagRecord } from './tags.ts';

/** A KMS key. Nothing goes without its policy: IAM counts only where that lets the account in. */
export interface Key extends Resource {
  readonly type: 'AWS::KMS::Key';
  readonly weight: 'necessary';
  readonly policy: Policy;
  readonly region: string;
  readonly id: string;
  readonly state: KeyRow['state'];
  readonly aliases: readonly string[];
  readonly row: KeyRow;
}

export const TYPE = 'AWS::KMS::Key';

type Absent = Missing<'NotFoundException'>;

/** Finds a key by id, ARN, alias or alias ARN: the operations that use keys take all four. */
export async function findKey(
  asking: Asking,
  text: string,
  grantTokens?: readonly string[],
): Promise<Key | Absent> {
  const named = parseKeyId(text, hereOf(asking));
  if (named.kind === 'key')
    return withGrants(asking, await findByArn(asking.store, named.arn, named.account), grantTokens);
  const { account, arn, name } = named;
  const alias = await asking.store.one(selectAlias, {
    account,
    region: asking.request.region,
    name,
  });
  if (!alias)
    return { missing: arn, account, error: 'NotFoundException', message: aliasNotFound(arn) };
  return withGrants(asking, await findByArn(asking.store, alias.key, account), grantTokens);
}

/**
 * Finds a key by id or ARN alone, and of the caller's own account: the operations that administer
 * keys serve no other account, whatever the key's policy says.
 */
export async function findOwnKey(
  asking: Asking,
  text: string,
): Promise<Key | Missing<'NotFoundException' | 'AccessDeniedException'>> {
  const named = parseKeyId(text, hereOf(asking));
  if (named.kind === 'alias') throw invalid(text);
  const { account, arn } = named;
  if (account !== asking.caller.account) {
    return {
      missing: arn,
      account,
      error: 'AccessDeniedException',
      message: `${arn} belongs to another account.`,
    };
  }
  return findByArn(asking.store, arn, account);
}

/** Finds a key by id or ARN alone, of whatever account: the operations that read of it take no alias. */
export async function findNamedKey(asking: Asking, text: string): Promise<Key | Absent> {
  const named = parseKeyId(text, hereOf(asking));
  if (named.kind === 'alias') throw invalid(text);
  return withGrants(asking, await findByArn(asking.store, named.arn, named.account), undefined);
}

/** Finds a key by its ARN. */
export async function findByArn(
  store: Reader,
  arn: string,
  account: string,
): Promise<Key | Absent> {
  const row = await store.one(selectKey, { arn });
  if (!row)
    return {
      missing: arn,
      account,
      error: 'NotFoundException',
      message: `Key '${arn}' does not exist`,
    };
  const key = keyOf(row, await store.all(selectAliasesOfKey, { key: arn }));
  return row.custom_key_store === null ? key : { ...key, state: await stateOf(store, row) };
}

/** The state that a key is in: in a key store that is not connected it cannot be used, whatever its own is. */
export async function stateOf(store: Reader, row: KeyRow): Promise<KeyRow['state']> {
  if (row.state !== 'Enabled' && row.state !== 'Disabled') return row.state;
  return (await isConnected(store, row.custom_key_store)) ? row.state : 'Unavailable';
}

/** The material that a key encrypts with. */
export const readMaterial = async (store: Reader, key: Key): Promise<MaterialRow> => {
  const material = await store.one(selectMaterial, { key: key.arn, id: key.row.material });
  if (!material) throw new Error(`${key.arn} has no material`);
  return material;
};

/** The key must be able to encrypt and decrypt. */
export function assertUsable(
  key: Key,
  error: (code: 'DisabledException' | 'KMSInvalidStateException', message: string) => AwsError,
): void {
  if (key.state === 'Enabled') return;
  if (key.state === 'Disabled') throw error('DisabledException', `${key.arn} is disabled.`);
  assertNotDeleting(key, error);
  assertImported(key, error);
  if (key.state === 'Unavailable') throw error('KMSInvalidStateException', NOT_CONNECTED);
}

/** The key must have a future. */
export function assertNotDeleting(
  key: Key,
  error: (code: 'KMSInvalidStateException', message: string) => AwsError,
): void {
  if (key.state === 'PendingDeletion')
    throw error('KMSInvalidStateException', `${key.arn} is pending deletion.`);
  if (key.state === 'PendingReplicaDeletion')
    throw error('KMSInvalidStateException', `${key.arn} is pending replica deletion.`);
}

/** A key whose material was never imported, was deleted or has expired, has nothing to work with. */
export function assertImported(
  key: Key,
  error: (code: 'KMSInvalidStateException', message: string) => AwsError,
): void {
  if (key.state === 'PendingImport')
    throw error('KMSInvalidStateException', `${key.arn} is pending import.`);
}

/** Another state; when a key is to be deleted belongs to the states that wait for that alone. */
export const changeState = (
  { arn, revision }: Pick<KeyRow, 'arn' | 'revision'>,
  state: KeyRow['state'],
  deletion: { readonly at?: Instant; readonly days?: number } = {},
): Change =>
  change(updateState, {
    arn,
    revision,
    state,
    deletion_at: deletion.at ?? null,
    deletion_days: deletion.days ?? null,
  });

/** What changes in a key's life, in one change of its row. */
export function changeLife(
  row: KeyRow,
  life: Partial<
    Pick<
      KeyRow,
      'state' | 'material' | 'rotation_days' | 'rotation_at' | 'multi_region' | 'primary_region'
    >
  >,
): Change {
  const next = { ...row, ...life };
  const { state, material, rotation_days, rotation_at, multi_region, primary_region } = next;
  const { arn, revision } = row;
  return change(updateLife, {
    arn,
    revision,
    state,
    material,
    rotation_days,
    rotation_at,
    multi_region,
    primary_region,
  });
}

/** Notes that something about a key was decided: whoever changes the key meanwhile makes it a conflict. */
export const touch = ({ row }: Key): Change =>
  change(touchKey, { arn: row.arn, revision: row.revision });

/** The algorithms of a key as answers name them: under its usage's heading. */
export function algorithmNames({
  spec,
  usage,
}: Pick<KeyRow, 'spec' | 'usage'>): Pick<
  KeyMetadata,
  'EncryptionAlgorithms' | 'SigningAlgorithms' | 'KeyAgreementAlgorithms' | 'MacAlgorithms'
> {
  const { encryption, signing, keyAgreement, mac } = algorithmsOf(spec, usage) ?? {};
  return {
    ...(encryption && { EncryptionAlgorithms: encryption }),
    ...(signing && { SigningAlgorithms: signing }),
    ...(keyAgreement && { KeyAgreementAlgorithms: keyAgreement }),
    ...(mac && { MacAlgorithms: mac }),
  };
}

/** A row as the gate sees it. */
export function keyOf(row: KeyRow, aliases: readonly AliasRow[]): Key {
  const known = keys.get(row);
  if (known?.aliasRows === aliases) return known.key;
  const key: Key = {
    arn: row.arn,
    account: row.account,
    type: TYPE,
    tags: tagRecord(parseTags(row.tags)),
    policy: keyPolicy(row.policy),
    weight: 'necessary',
    ...(row.manager === 'AWS' && { managedByAws: true as const }),
    region: row.region,
    id: row.id,
    state: row.state,
    aliases: aliases.map(({ name }) => name),
    row,
  };
  keys.set(row, { aliasRows: aliases, key });
  return key;
}

// The store gives the same rows until one of them changes, and then other objects.
const keys = new WeakMap<KeyRow, { readonly aliasRows: readonly AliasRow[]; readonly key: Key }>();

/** A key policy's text, ready for the judge. */
export const keyPolicy = (text: string): Policy => ({
  type: 'resource',
  label: 'key policy',
  document: compile(text, 'resource'),
});

export const hereOf = ({ caller, request }: Asking) => ({
  account: caller.account,
  region: request.region,
});

/** The key with the grants that reach the caller; their tokens must be real. */
export async function withGrants(
  asking: Asking,
  found: Key | Absent,
  tokens: readonly string[] | undefined,
): Promise<Key | Absent> {
  const key = 'missing' in found ? undefined : found;
  const grants = await grantsOf(asking, key?.arn, tokens);
  return key && grants ? { ...key, grants } : found;
}
