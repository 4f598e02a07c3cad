import { hex, unmovedBytes } from '../../base/bytes.ts';
import type { Random } from '../../base/random.ts';
import { open, seal } from '../../crypto/aes-gcm.ts';
import { agree } from '../../crypto/ecdh.ts';
import { sha256 } from '../../crypto/hash.ts';
import { importPrivateKey, type PairKey } from '../../crypto/key-pair.ts';
import type { Keyring } from '../../crypto/keyring.ts';
import { importMacKey, type MacHash, type MacKey, macOf } from '../../crypto/mac.ts';
import type { OaepHash } from '../../crypto/rsa.ts';
import { slow } from '../../crypto/slow.ts';
import type { Permitted } from '../../operation/operation.ts';
import { type Ciphertext, printHeader, SALT_BYTES } from './ciphertext.ts';
import { contextText, type EncryptionContext, withContext } from './encryption-context.ts';
import type { Key } from './key.ts';
import type { KeySpec } from './key-spec.ts';
import type { Form } from './signing.ts';
import { givenMaterial, newMaterial, type OpenMaterial } from './new-material.ts';
import type { MaterialRow, NewMaterial } from './tables.ts';

/** A key that may encrypt for this caller. */
export type Sealing = Permitted<
  Key,
  | 'kms:Encrypt'
  | 'kms:GenerateDataKey'
  | 'kms:GenerateDataKeyPair'
  | 'kms:GenerateDataKeyPairWithoutPlaintext'
  | 'kms:GenerateDataKeyWithoutPlaintext'
  | 'kms:ReEncryptTo'
>;
/** A key that may decrypt for this caller. */
export type Opening = Permitted<Key, 'kms:Decrypt' | 'kms:ReEncryptFrom'>;
/** A key that may sign for this caller. */
export type Signing = Permitted<Key, 'kms:Sign'>;
/** A key that may authenticate messages for this caller. */
export type Authenticating = Permitted<Key, 'kms:GenerateMac' | 'kms:VerifyMac'>;
/** A key that may agree on secrets for this caller. */
export type Agreeing = Permitted<Key, 'kms:DeriveSharedSecret'>;

/** Where key material is used. It comes in and out sealed; in the open it never leaves this file. */
export interface Vault {
  /** New material of a key, fit to be stored. */
  readonly make: (spec: KeySpec, keyArn: string, random: Random) => Promise<NewMaterial>;
  /**
   * Material that somebody brought, in the open: secret bytes, or a private key in PKCS #8. Undefined
   * where it is none for a key of this spec. The same material for the same key (and for its kin in
   * other Regions) has the same id, also when it was deleted meanwhile.
   */
  readonly accept: (
    spec: KeySpec,
    keyArn: string,
    bytes: Uint8Array,
  ) => Promise<NewMaterial | undefined>;
  /** The same material for a related multi-Region key, under the same id. */
  readonly copy: (material: MaterialRow, toKeyArn: string) => NewMaterial;
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
  /** The plaintext of what was encrypted with the public half of an RSA key; undefined where there is none. */
  readonly openOaep: (
    key: Opening,
    material: MaterialRow,
    hash: OaepHash,
    ciphertext: Uint8Array,
  ) => Promise<Uint8Array | undefined>;
  readonly sign: (
    key: Signing,
    material: MaterialRow,
    form: Form,
    message: Uint8Array,
    random: Random,
  ) => Promise<Uint8Array>;
  readonly mac: (
    key: Authenticating,
    material: MaterialRow,
    hash: MacHash,
    message: Uint8Array,
  ) => Uint8Array;
  /** The secret that a pair shares with a public key of its curve. */
  readonly agree: (key: Agreeing, material: MaterialRow, publicKey: PairKey) => Promise<Uint8Array>;
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
 * Each message is sealed under a key of its own, derived from the material and a random salt (NIST
 * SP 800-56C, one-step derivation with SHA-256): AES-GCM with random ivs must stop after 2^32 messages
 * under one key (NIST SP 800-38D, 8.3), and a busy KMS key sees more than that.
 */
export function createVault(keyring: Keyring): Vault {
  // By the row: a row that was written anew is another object, and one that is gone takes its secret along.
  const secrets = new WeakMap<MaterialRow, Derivation>();
  const privateKeys = new WeakMap<MaterialRow, PairKey>();
  const macKeys = new WeakMap<MaterialRow, MacKey>();

  // A data key that lies sealed in memory, in a row that is kept there, is opened once. Whoever could read
  // it here could read the material beside it; who may use it is judged each time, before it comes here.
  const dataKeys = new WeakMap<Ciphertext, OpenedDataKey>();

  const bytesOf = (material: MaterialRow): Uint8Array => {
    const bytes = keyring.open(PURPOSE, placeOf(material.key, material.id), material.sealed);
    if (!bytes) throw new Error(`the material ${material.id} of ${material.key} does not open`);
    return bytes;
  };

  /** What the bytes are read into, once a row; the bytes themselves are wiped. */
  const openedBy =
    <Opened extends object>(
      known: WeakMap<MaterialRow, Opened>,
      read: (bytes: Uint8Array) => Opened,
    ) =>
    (material: MaterialRow): Opened => {
      let opened = known.get(material);
      if (!opened) {
        const bytes = bytesOf(material);
        opened = read(bytes);
        bytes.fill(0);
        known.set(material, opened);
      }
      return opened;
    };

  const secretOf = openedBy(secrets, derivation);
  const privateKeyOf = openedBy(privateKeys, importPrivateKey);
  const macKeyOf = openedBy(macKeys, importMacKey);

  /** Sealed for its key; what lay in the open is wiped. */
  const sealedFor = (keyArn: string, id: string, { secret, publicKey }: OpenMaterial) => {
    const sealed = keyring.seal(PURPOSE, placeOf(keyArn, id), secret);
    secret.fill(0);
    return { id, sealed, public_key: publicKey };
  };

  return {
    make: async (spec, keyArn, random) =>
      sealedFor(keyArn, hex(random.bytes(MATERIAL_ID_BYTES)), await newMaterial(spec, random)),
    accept: async (spec, keyArn, bytes) => {
      const given = await givenMaterial(spec, bytes);
      if (!given) return undefined;
      const id = hex(keyring.fingerprint(PURPOSE, kinOf(keyArn), given.secret));
      return sealedFor(keyArn, id, given);
    },
    copy: (material, toKeyArn) =>
      sealedFor(toKeyArn, material.id, {
        secret: bytesOf(material),
        publicKey: material.public_key,
      }),
    seal: (key, material, { plaintext, context }, random) => {
      const salt = random.bytes(SALT_BYTES);
      const header = printHeader({
        account: key.account,
        region: key.region,
        keyId: key.id,
        materialId: material.id,
        salt,
      });
      const messageKey = secretOf(material)(salt);
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
      const text = contextText(context);
      const before = dataKeys.get(ciphertext);
      if (before?.material === material && before.context === text) return before.plaintext.slice();
      const messageKey = secretOf(material)(ciphertext.salt);
      const plaintext = open(messageKey, ciphertext.seal, withContext(ciphertext.header, context));
      messageKey.fill(0);
      if (plaintext && plaintext.length <= DATA_KEY_BYTES_MAX) {
        dataKeys.set(ciphertext, { material, context: text, plaintext: plaintext.slice() });
      }
      return plaintext;
    },
    openOaep: (_key, material, hash, ciphertext) =>
      slow('decryptOaep', privateKeyOf(material), hash, ciphertext),
    sign: (_key, material, form, message, random) =>
      form.sign(privateKeyOf(material), message, random),
    mac: (_key, material, hash, message) => macOf(macKeyOf(material), hash, message),
    agree: (_key, material, publicKey) => agree(privateKeyOf(material), publicKey),
    toJSON: () => 'vault',
  };
}

interface OpenedDataKey {
  readonly material: MaterialRow;
  readonly context: string;
  readonly plaintext: Uint8Array;
}

/** Longer plaintexts are no keys, and are not kept. */
const DATA_KEY_BYTES_MAX = 64;

/** Gives a message's key for its salt. */
type Derivation = (salt: Uint8Array) => Buffer;

/** The key is SHA-256 of a counter (1), the material and the salt: one block, and nothing to be wiped. */
function derivation(material: Uint8Array): Derivation {
  const input = unmovedBytes(4 + MATERIAL_BYTES + SALT_BYTES);
  input[3] = 1;
  input.set(material, 4);
  return (salt) => {
    input.set(salt, 4 + MATERIAL_BYTES);
    return sha256(input);
  };
}

/** Material that was moved to another row does not open there. */
const placeOf = (keyArn: string, materialId: string): string => `${keyArn}/${materialId}`;

/** A key and its kin in other Regions: what their ARNs have in common. */
const kinOf = (keyArn: string): string => keyArn.split(':').slice(4).join(':');
