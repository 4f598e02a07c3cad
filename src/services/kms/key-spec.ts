/** What each kind of key is for, and the algorithms that it knows: AWS's tables of key specs. */
import type { PairKind } from '../../crypto/key-pair.ts';
import type { KeyMetadata } from '../../generated/kms.types.ts';

export type KeySpec = NonNullable<KeyMetadata['KeySpec']>;
export type KeyUsage = NonNullable<KeyMetadata['KeyUsage']>;
export type EncryptionAlgorithm = NonNullable<KeyMetadata['EncryptionAlgorithms']>[number];
export type SigningAlgorithm = NonNullable<KeyMetadata['SigningAlgorithms']>[number];
export type KeyAgreementAlgorithm = NonNullable<KeyMetadata['KeyAgreementAlgorithms']>[number];
export type MacAlgorithm = NonNullable<KeyMetadata['MacAlgorithms']>[number];

/** The algorithms of a key, under the one heading that its usage gives it. */
export interface Algorithms {
  readonly encryption?: readonly EncryptionAlgorithm[];
  readonly signing?: readonly SigningAlgorithm[];
  readonly keyAgreement?: readonly KeyAgreementAlgorithm[];
  readonly mac?: readonly MacAlgorithm[];
}

/** The algorithms of a key of this spec and usage; undefined where the two do not go together. */
export const algorithmsOf = (spec: KeySpec, usage: KeyUsage): Algorithms | undefined =>
  SPECS[spec].usages[usage];

/** What a key is made of: secret bytes of a length, or a pair of keys. */
export type Material =
  | { readonly kind: 'symmetric' | 'hmac'; readonly bytes: number }
  | { readonly kind: 'pair'; readonly pair: PairKind };

/** What a key of this spec is made of. */
export function materialOf(spec: KeySpec): Material {
  const { material } = SPECS[spec];
  if (!material) throw new Error(`no key is made for ${spec}`);
  return material;
}

/** What the Regions outside China say to SM2. */
export const SM2_REFUSAL = 'KeySpec SM2 is supported in China Regions only.';

/** Whether a key of this spec has a public half. */
export const isAsymmetric = (spec: KeySpec): boolean => materialOf(spec).kind === 'pair';

interface Spec {
  /** Absent where no key is made: SM2 exists in AWS's China Regions alone. */
  readonly material?: Material;
  readonly usages: { readonly [Usage in KeyUsage]?: Algorithms };
}

const rsa = (bits: number): Spec => ({
  material: { kind: 'pair', pair: { type: 'rsa', bits } },
  usages: {
    ENCRYPT_DECRYPT: { encryption: ['RSAES_OAEP_SHA_1', 'RSAES_OAEP_SHA_256'] },
    SIGN_VERIFY: {
      signing: [
        'RSASSA_PKCS1_V1_5_SHA_256',
        'RSASSA_PKCS1_V1_5_SHA_384',
        'RSASSA_PKCS1_V1_5_SHA_512',
        'RSASSA_PSS_SHA_256',
        'RSASSA_PSS_SHA_384',
        'RSASSA_PSS_SHA_512',
      ],
    },
  },
});

const signing = (pair: PairKind, ...algorithms: SigningAlgorithm[]): Spec => ({
  material: { kind: 'pair', pair },
  usages: { SIGN_VERIFY: { signing: algorithms } },
});

const ecc = (pair: PairKind, algorithm: SigningAlgorithm): Spec => ({
  material: { kind: 'pair', pair },
  usages: {
    SIGN_VERIFY: { signing: [algorithm] },
    KEY_AGREEMENT: { keyAgreement: ['ECDH'] },
  },
});

const hmac = (bytes: number, algorithm: MacAlgorithm): Spec => ({
  material: { kind: 'hmac', bytes },
  usages: { GENERATE_VERIFY_MAC: { mac: [algorithm] } },
});

const SPECS: { readonly [S in KeySpec]: Spec } = {
  SYMMETRIC_DEFAULT: {
    material: { kind: 'symmetric', bytes: 32 },
    usages: { ENCRYPT_DECRYPT: { encryption: ['SYMMETRIC_DEFAULT'] } },
  },
  RSA_2048: rsa(2048),
  RSA_3072: rsa(3072),
  RSA_4096: rsa(4096),
  ECC_NIST_P256: ecc({ type: 'ec', curve: 'prime256v1' }, 'ECDSA_SHA_256'),
  ECC_NIST_P384: ecc({ type: 'ec', curve: 'secp384r1' }, 'ECDSA_SHA_384'),
  ECC_NIST_P521: ecc({ type: 'ec', curve: 'secp521r1' }, 'ECDSA_SHA_512'),
  // Signing alone: AWS agrees on keys over the NIST curves, and in China over SM2.
  ECC_SECG_P256K1: signing({ type: 'ec', curve: 'secp256k1' }, 'ECDSA_SHA_256'),
  ECC_NIST_EDWARDS25519: signing({ type: 'ed25519' }, 'ED25519_SHA_512', 'ED25519_PH_SHA_512'),
  HMAC_224: hmac(28, 'HMAC_SHA_224'),
  HMAC_256: hmac(32, 'HMAC_SHA_256'),
  HMAC_384: hmac(48, 'HMAC_SHA_384'),
  HMAC_512: hmac(64, 'HMAC_SHA_512'),
  ML_DSA_44: signing({ type: 'ml-dsa-44' }, 'ML_DSA_SHAKE_256'),
  ML_DSA_65: signing({ type: 'ml-dsa-65' }, 'ML_DSA_SHAKE_256'),
  ML_DSA_87: signing({ type: 'ml-dsa-87' }, 'ML_DSA_SHAKE_256'),
  SM2: { usages: {} },
};
