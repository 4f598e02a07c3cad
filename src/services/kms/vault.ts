import { hex } from '../../base/bytes.ts';
import type { Random } from '../../base/random.ts';
import { open, seal } from '../../crypto/aes-gcm.ts';
import { type HmacKey, hmac, hmacKey } from '../../crypto/hmac.ts';
import type { Keyring } from '../../crypto/keyring.ts';
import type { Permitted } from '../../operation/operation.ts';
import { type Ciphertext, printHeader, SALT_BYTES } from './ciphertext.ts';
import { type EncryptionContext, withContext } from './encryption-context.ts';
import type { Key } from './key.ts';
import type { MaterialRow } from './tables.ts';

/** A key that may encrypt for this caller. */
export type Sealing = Permitted<
  Key,
  'kms:Encrypt' | 'kms:GenerateDataKey' | 'kms:GenerateDataKeyWithoutPlaintext' | 'kms:ReEncryptTo'
>;
/** A key that may decrypt for this caller. */
export type Opening = Permitted<Key, 'kms:Decrypt' | 'kms:ReEncryptFrom'>;

/** Where key material is used. It comes in and out sealed; in the open it never leaves this file. */
export interface Vault {
  /** New material of a key, fit to be stored. */
  readonly make: (keyArn: string, random: Random) => Pick<MaterialRow, 'id' | 'sealed'>;
  /** A ciphertext blob that names its key and material. */
  readonly seal: (
    key: Sealing,
    material: MaterialRow,
    message: { readonly plaintext: Uint8Array; readonly context: EncryptionContext | undefined },
    random: Random,
  ) => Uint8Array;
  /** The plaintext; undefined for another context and a forged text alike. */
  readonly open: (
    key: Opening,
    material: MaterialRow,
    ciphertext: Ciphertext,
    context: EncryptionContext | undefined,
  ) => Uint8Array | undefined;
  /** Never shown: a vault that ends up in a log or a dump says only that it is one. */
  readonly toJSON: () => string;
}

const MATERIAL_BYTES = 32;
const MATERIAL_ID_BYTES = 32;
const IV_BYTES = 12;
const PURPOSE = 'kms-key-material';

/**
 * A vault over the keyring.
 *
 * Each message is sealed under a key of its own, HMAC-SHA-256 of the material over a random salt:
 * AES-GCM with random ivs must stop after 2^32 messages under one key (NIST SP 800-38D, 8.3), and a
 * busy KMS key sees more than that.
 */
export function createVault(keyring: Keyring): Vault {
  // By the row: a row that was written anew is another object, and one that is gone takes its secret along.
  const opened = new WeakMap<MaterialRow, HmacKey>();

  const secretOf = (material: MaterialRow): HmacKey => {
    const known = opened.get(material);
    if (known) return known;
    const bytes = keyring.open(PURPOSE, placeOf(material.key, material.id), material.sealed);
    if (!bytes) throw new Error(`the material ${material.id} of ${material.key} does not open`);
    const secret = hmacKey(bytes);
    bytes.fill(0);
    opened.set(material, secret);
    return secret;
  };

  return {
    make: (keyArn, random) => {
      const id = hex(random.bytes(MATERIAL_ID_BYTES));
      const bytes = random.bytes(MATERIAL_BYTES);
      const sealed = keyring.seal(PURPOSE, placeOf(keyArn, id), bytes);
      bytes.fill(0);
      return { id, sealed };
    },
    seal: (key, material, { plaintext, context }, random) => {
      const salt = random.bytes(SALT_BYTES);
      const header = printHeader({
        account: key.account,
        region: key.region,
        keyId: key.id,
        materialId: material.id,
        salt,
      });
      const messageKey = hmac(secretOf(material), salt);
      const body = seal(
        messageKey,
        plaintext,
        withContext(header, context),
        random.bytes(IV_BYTES),
      );
      messageKey.fill(0);
      const blob = new Uint8Array(header.length + body.length);
      blob.set(header);
      blob.set(body, header.length);
      return blob;
    },
    open: (_key, material, ciphertext, context) => {
      const messageKey = hmac(secretOf(material), ciphertext.salt);
      const plaintext = open(messageKey, ciphertext.seal, withContext(ciphertext.header, context));
      messageKey.fill(0);
      return plaintext;
    },
    toJSON: () => 'vault',
  };
}

/** Material that was moved to another row does not open there. */
const placeOf = (keyArn: string, materialId: string): string => `${keyArn}/${materialId}`;
