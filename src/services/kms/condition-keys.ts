import type { Asking, ConditionKeys } from '../../operation/operation.ts';
import type { EncryptionContext } from './encryption-context.ts';
import type { Key } from './key.ts';
import { requestAliasOf } from './key-id.ts';

type Keys = { [key: string]: string | readonly string[] | undefined };

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
}): Keys => ({
  'kms:KeySpec': of.spec,
  'kms:CustomerMasterKeySpec': of.spec,
  'kms:KeyUsage': of.usage,
  'kms:CustomerMasterKeyUsage': of.usage,
  'kms:KeyOrigin': of.origin,
  'kms:MultiRegion': 'false',
});

/** What a cryptographic request says of itself. */
export interface Crypto {
  readonly KeyId?: string | undefined;
  readonly EncryptionContext?: EncryptionContext | undefined;
  readonly EncryptionAlgorithm?: string | undefined;
}

/** The keys of an operation that encrypts or decrypts. */
export function cryptoKeys(of: Crypto, key: Key | undefined, asking: Asking): ConditionKeys {
  const keys = keyKeys(key, asking);
  keys['kms:RequestAlias'] = requestAliasOf(of.KeyId);
  keys['kms:EncryptionAlgorithm'] = of.EncryptionAlgorithm ?? 'SYMMETRIC_DEFAULT';
  const context = of.EncryptionContext;
  if (!context) return keys;
  const names = Object.keys(context);
  if (names.length === 0) return keys;
  keys['kms:EncryptionContextKeys'] = names;
  for (const name of names) keys[`kms:EncryptionContext:${name}`] = context[name];
  return keys;
}
