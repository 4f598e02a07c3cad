/**
 * The `kms:` condition keys of AWS's service authorization reference. A key that takes its value from a
 * parameter is there only when the request has that parameter, unless a default of it is told here.
 */
import type { Asking, ConditionKeys } from '../../operation/operation.ts';
import type { EncryptionContext } from './encryption-context.ts';
import type { Key } from './key.ts';
import { requestAliasOf } from './key-id.ts';

type Keys = { [key: string]: string | readonly string[] | undefined };

/** What an operation says in `access.keys`: the input, the key where there is one, who asks. */
export type KeysOf<Input> = (input: Input, key: Key | undefined, asking: Asking) => ConditionKeys;

/** Who asks, and through which service: known to every request. */
export function callerKeys({ caller, request, via }: Asking): Keys {
  return {
    'kms:CallerAccount': caller.account || undefined,
    'kms:ViaService':
      via.length === 0 ? undefined : `${via.at(-1)}.${request.region}.amazonaws.com`,
  };
}

/** What the key is; known where there is one. */
export function keyKeys(key: Key | undefined, asking: Asking): Keys {
  const keys = callerKeys(asking);
  if (!key) return keys;
  Object.assign(keys, specKeys(key.row));
  if (key.aliases.length > 0) keys['kms:ResourceAliases'] = key.aliases;
  return keys;
}

/** The keys of an operation on aliases: AWS leaves out which aliases its key has. */
export const aliasKeys = (key: Key | undefined, asking: Asking): ConditionKeys =>
  key ? { ...callerKeys(asking), ...specKeys(key.row) } : callerKeys(asking);

/** The kind of a key, there or to be made. */
export const specKeys = (of: {
  readonly spec: string;
  readonly usage: string;
  readonly origin: string;
  readonly multi_region?: '' | 'PRIMARY' | 'REPLICA';
}): Keys => ({
  'kms:KeySpec': of.spec,
  'kms:CustomerMasterKeySpec': of.spec,
  'kms:KeyUsage': of.usage,
  'kms:CustomerMasterKeyUsage': of.usage,
  'kms:KeyOrigin': of.origin,
  'kms:MultiRegion': String(Boolean(of.multi_region)),
  'kms:MultiRegionKeyType': of.multi_region || undefined,
});

/** How a request names the key that it uses. */
export interface Using {
  readonly KeyId?: string | undefined;
}

/** The keys of an operation that uses a key, and of DescribeKey and GetPublicKey: aliases will do, and are seen. */
export function usingKeys(of: Using, key: Key | undefined, asking: Asking): Keys {
  const keys = keyKeys(key, asking);
  keys['kms:RequestAlias'] = requestAliasOf(of.KeyId);
  return keys;
}

/** What a cryptographic request says of itself. */
export interface Crypto extends Using {
  readonly EncryptionContext?: EncryptionContext | undefined;
  readonly EncryptionAlgorithm?: string | undefined;
}

/** The keys of an operation that encrypts or decrypts. */
export function cryptoKeys(of: Crypto, key: Key | undefined, asking: Asking): ConditionKeys {
  const keys = usingKeys(of, key, asking);
  keys['kms:EncryptionAlgorithm'] = of.EncryptionAlgorithm ?? 'SYMMETRIC_DEFAULT';
  addContext(keys, of.EncryptionContext);
  return keys;
}

function addContext(keys: Keys, context: EncryptionContext | undefined): void {
  if (!context) return;
  const names = Object.keys(context);
  if (names.length === 0) return;
  keys['kms:EncryptionContextKeys'] = names;
  for (const name of names) keys[`kms:EncryptionContext:${name}`] = context[name];
}

/** GenerateDataKeyPair and GenerateDataKeyPairWithoutPlaintext. */
export const dataKeyPairKeys: KeysOf<Crypto & { readonly KeyPairSpec: string }> = (
  input,
  key,
  asking,
) => ({ ...cryptoKeys(input, key, asking), 'kms:DataKeyPairSpec': input.KeyPairSpec });

/** Sign and Verify. */
export const signingKeys: KeysOf<
  Using & { readonly SigningAlgorithm: string; readonly MessageType?: string | undefined }
> = (input, key, asking) => ({
  ...usingKeys(input, key, asking),
  'kms:SigningAlgorithm': input.SigningAlgorithm,
  'kms:MessageType': input.MessageType ?? 'RAW',
});

/** GenerateMac and VerifyMac. */
export const macKeys: KeysOf<Using & { readonly MacAlgorithm: string }> = (input, key, asking) => ({
  ...usingKeys(input, key, asking),
  'kms:MacAlgorithm': input.MacAlgorithm,
});

/** DeriveSharedSecret. */
export const keyAgreementKeys: KeysOf<Using & { readonly KeyAgreementAlgorithm: string }> = (
  input,
  key,
  asking,
) => ({
  ...usingKeys(input, key, asking),
  'kms:KeyAgreementAlgorithm': input.KeyAgreementAlgorithm,
});

/** GetParametersForImport. */
export const wrappingKeys: KeysOf<{
  readonly WrappingAlgorithm: string;
  readonly WrappingKeySpec: string;
}> = (input, key, asking) => ({
  ...keyKeys(key, asking),
  'kms:WrappingAlgorithm': input.WrappingAlgorithm,
  'kms:WrappingKeySpec': input.WrappingKeySpec,
});

/** ImportKeyMaterial; policies know the moment in seconds since 1970. */
export const importKeys: KeysOf<{
  readonly ExpirationModel?: string | undefined;
  readonly ValidTo?: number | undefined;
}> = (input, key, asking) => ({
  ...keyKeys(key, asking),
  'kms:ExpirationModel': input.ExpirationModel ?? 'KEY_MATERIAL_EXPIRES',
  'kms:ValidTo': input.ValidTo === undefined ? undefined : String(input.ValidTo / 1000),
});

/** EnableKeyRotation. */
export const rotationKeys: KeysOf<{ readonly RotationPeriodInDays?: number | undefined }> = (
  input,
  key,
  asking,
) => ({
  ...keyKeys(key, asking),
  'kms:RotationPeriodInDays': told(input.RotationPeriodInDays),
});

/** ScheduleKeyDeletion. */
export const deletionKeys: KeysOf<{ readonly PendingWindowInDays?: number | undefined }> = (
  input,
  key,
  asking,
) => ({
  ...keyKeys(key, asking),
  'kms:ScheduleKeyDeletionPendingWindowInDays': told(input.PendingWindowInDays),
});

/** ReplicateKey. */
export const replicaKeys: KeysOf<{ readonly ReplicaRegion: string } & Bypassing> = (
  input,
  key,
  asking,
) => ({
  ...keyKeys(key, asking),
  ...bypassKeys(input),
  'kms:ReplicaRegion': input.ReplicaRegion,
});

/** UpdatePrimaryRegion. */
export const primaryRegionKeys: KeysOf<{ readonly PrimaryRegion: string }> = (
  input,
  key,
  asking,
) => ({ ...keyKeys(key, asking), 'kms:PrimaryRegion': input.PrimaryRegion });

/** A request that sets a policy. */
export interface Bypassing {
  readonly BypassPolicyLockoutSafetyCheck?: boolean | undefined;
}

/** PutKeyPolicy, and in part CreateKey and ReplicateKey. */
export const bypassKeys = ({ BypassPolicyLockoutSafetyCheck }: Bypassing): Keys => ({
  'kms:BypassPolicyLockoutSafetyCheck': told(BypassPolicyLockoutSafetyCheck),
});

/** What a request says of the grant that it is to make. */
export interface Granting {
  readonly GranteePrincipal?: string | undefined;
  readonly RetiringPrincipal?: string | undefined;
  readonly GranteeServicePrincipal?: string | undefined;
  readonly RetiringServicePrincipal?: string | undefined;
  readonly Operations: readonly string[];
  readonly Constraints?:
    | {
        readonly EncryptionContextEquals?: EncryptionContext | undefined;
        readonly EncryptionContextSubset?: EncryptionContext | undefined;
        readonly SourceArn?: string | undefined;
      }
    | undefined;
}

/** CreateGrant. */
export const grantingKeys: KeysOf<Granting> = (input, key, asking) => {
  const { EncryptionContextEquals, EncryptionContextSubset, SourceArn } = input.Constraints ?? {};
  const types = [
    EncryptionContextEquals && 'EncryptionContextEquals',
    EncryptionContextSubset && 'EncryptionContextSubset',
    SourceArn && 'SourceArn',
  ].filter((type) => type !== undefined && type !== '');
  const keys = managingGrantsKeys(key, asking);
  Object.assign(keys, {
    'kms:GrantConstraintType': types.length > 0 ? types : undefined,
    'kms:GrantConstraintSourceArn': SourceArn,
    'kms:GrantOperations': input.Operations,
    'kms:GranteePrincipal': input.GranteePrincipal,
    'kms:GranteeServicePrincipal': input.GranteeServicePrincipal,
    'kms:RetiringPrincipal': input.RetiringPrincipal,
    'kms:RetiringServicePrincipal': input.RetiringServicePrincipal,
  });
  addContext(keys, { ...EncryptionContextSubset, ...EncryptionContextEquals });
  return keys;
};

/** ListGrants and RevokeGrant: whether a service asks for what it does with a resource of the caller's. */
export function managingGrantsKeys(key: Key | undefined, asking: Asking): Keys {
  const keys = keyKeys(key, asking);
  keys['kms:GrantIsForAWSResource'] = String(asking.via.length > 0);
  return keys;
}

const told = (value: number | boolean | undefined): string | undefined =>
  value === undefined ? undefined : String(value);
