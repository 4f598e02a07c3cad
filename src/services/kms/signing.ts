/** The signing algorithms: what each takes for a message, and how it signs and verifies. */
import type { Random } from '../../base/random.ts';
import { type EcdsaHash, signEcdsa, verifyEcdsa } from '../../crypto/ecdsa.ts';
import { signEd25519, verifyEd25519 } from '../../crypto/ed25519.ts';
import type { PairKey } from '../../crypto/key-pair.ts';
import { signMlDsa, verifyMlDsa } from '../../crypto/ml-dsa.ts';
import { type RsaSigning, signRsa, verifyRsa, verifyRsaDigest } from '../../crypto/rsa.ts';
import { slow } from '../../crypto/slow.ts';
import type { SignRequest } from '../../generated/kms.types.ts';
import type { AwsError } from '../../model/model.ts';
import type { SigningAlgorithm } from './key-spec.ts';

export type MessageType = NonNullable<SignRequest['MessageType']>;

/** What is to be signed: a message, or what was made of it elsewhere. */
export interface Message {
  readonly type: MessageType;
  readonly bytes: Uint8Array;
}

/** What signs and verifies one form of message. */
export interface Form {
  /** How long the message must be, where that is given. */
  readonly bytes?: number;
  readonly sign: (key: PairKey, message: Uint8Array, random: Random) => Promise<Uint8Array>;
  readonly verify: (
    key: PairKey,
    message: Uint8Array,
    signature: Uint8Array,
  ) => Promise<boolean> | boolean;
}

/** How an algorithm signs and verifies messages of this form. */
export function formOf(
  algorithm: SigningAlgorithm,
  { type, bytes }: Message,
  error: (code: 'ValidationException', message: string) => AwsError,
): Form {
  const form = FORMS[algorithm][type];
  if (!form) throw error('ValidationException', notTaken(algorithm, type));
  if (form.bytes !== undefined && form.bytes !== bytes.length) {
    throw error('ValidationException', `Digest is invalid length for algorithm ${algorithm}.`);
  }
  return form;
}

type Forms = { readonly [Type in MessageType]?: Form };

const DIGEST_BYTES = { sha256: 32, sha384: 48, sha512: 64 } as const;

const rsa = (signing: RsaSigning): Forms => ({
  RAW: {
    sign: (key, message) => signRsa(key, signing, message),
    verify: (key, message, signature) => verifyRsa(key, signing, message, signature),
  },
  DIGEST: {
    bytes: DIGEST_BYTES[signing.hash],
    sign: (key, digest, random) =>
      slow('signRsaDigest', key, signing, digest, random.bytes(digest.length)),
    verify: (key, digest, signature) => verifyRsaDigest(key, signing, digest, signature),
  },
});

const ecdsa = (hash: EcdsaHash): Forms => ({
  RAW: {
    sign: (key, message) => signEcdsa(key, hash, message),
    verify: (key, message, signature) => verifyEcdsa(key, hash, message, signature),
  },
  DIGEST: {
    bytes: DIGEST_BYTES[hash],
    sign: (key, digest) => slow('signEcdsaDigest', key, digest),
    verify: (key, digest, signature) => slow('verifyEcdsaDigest', key, digest, signature),
  },
});

const ED25519: Forms = {
  RAW: { sign: async (key, message) => signEd25519(key, message), verify: verifyEd25519 },
};

const ED25519_PH: Forms = {
  DIGEST: {
    bytes: 64,
    sign: (key, digest) => slow('signEd25519Digest', key, digest),
    verify: (key, digest, signature) => slow('verifyEd25519Digest', key, digest, signature),
  },
};

const ML_DSA: Forms = {
  RAW: { sign: signMlDsa, verify: verifyMlDsa },
  EXTERNAL_MU: {
    bytes: 64,
    sign: (key, mu, random) => slow('signMlDsaMu', key, mu, random.bytes(32)),
    verify: (key, mu, signature) => slow('verifyMlDsaMu', key, mu, signature),
  },
};

const FORMS: { readonly [A in SigningAlgorithm]: Forms } = {
  RSASSA_PSS_SHA_256: rsa({ scheme: 'pss', hash: 'sha256' }),
  RSASSA_PSS_SHA_384: rsa({ scheme: 'pss', hash: 'sha384' }),
  RSASSA_PSS_SHA_512: rsa({ scheme: 'pss', hash: 'sha512' }),
  RSASSA_PKCS1_V1_5_SHA_256: rsa({ scheme: 'pkcs1', hash: 'sha256' }),
  RSASSA_PKCS1_V1_5_SHA_384: rsa({ scheme: 'pkcs1', hash: 'sha384' }),
  RSASSA_PKCS1_V1_5_SHA_512: rsa({ scheme: 'pkcs1', hash: 'sha512' }),
  ECDSA_SHA_256: ecdsa('sha256'),
  ECDSA_SHA_384: ecdsa('sha384'),
  ECDSA_SHA_512: ecdsa('sha512'),
  ED25519_SHA_512: ED25519,
  ED25519_PH_SHA_512: ED25519_PH,
  ML_DSA_SHAKE_256: ML_DSA,
  // No key here knows it: SM2 exists in AWS's China Regions alone.
  SM2DSA: {},
};

const notTaken = (algorithm: SigningAlgorithm, type: MessageType): string =>
  `MessageType ${type} is not valid for algorithm ${algorithm}.`;
