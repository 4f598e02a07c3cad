import assert from 'node:assert/strict';
import {
  constants,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  publicEncrypt,
  verify,
} from 'node:crypto';
import { type Client, refused, type Told } from './client.ts';

type Ask = (operation: string, input?: object) => Promise<Told>;

const SPKI = { format: 'der', type: 'spki' } as const;
const message = Buffer.from('to whom it may concern');

/** Keys of every kind, their signatures judged and their ciphertexts made outside. */
export async function kmsKindsJourney({ ask, knows }: Client): Promise<void> {
  const kms: Ask = (operation, input = {}) => ask('kms', operation, input);
  await signatures(kms);
  await encryption(kms);
  await macs(kms);
  await pairs(kms);
  // Releases before June 2024 do not know this one.
  if (await knows('kms', 'DeriveSharedSecret')) await agreement(kms);
}

const made = async (kms: Ask, KeySpec: string, KeyUsage: string): Promise<string> =>
  (await kms('CreateKey', { KeySpec, KeyUsage })).KeyMetadata.Arn;

async function signatures(kms: Ask): Promise<void> {
  const pss = {
    padding: constants.RSA_PKCS1_PSS_PADDING,
    saltLength: constants.RSA_PSS_SALTLEN_DIGEST,
  };
  const kinds: [spec: string, algorithm: string, hash: string | null, options?: object][] = [
    ['RSA_2048', 'RSASSA_PSS_SHA_256', 'sha256', pss],
    ['RSA_2048', 'RSASSA_PKCS1_V1_5_SHA_512', 'sha512'],
    ['ECC_NIST_P256', 'ECDSA_SHA_256', 'sha256'],
    ['ECC_SECG_P256K1', 'ECDSA_SHA_256', 'sha256'],
    ['ECC_NIST_EDWARDS25519', 'ED25519_SHA_512', null],
    ['ML_DSA_65', 'ML_DSA_SHAKE_256', null],
  ];
  for (const [spec, SigningAlgorithm, hash, options] of kinds) {
    const KeyId = await made(kms, spec, 'SIGN_VERIFY');
    const request = { KeyId, Message: message, SigningAlgorithm };
    const { Signature } = await kms('Sign', request);
    const { PublicKey, SigningAlgorithms } = await kms('GetPublicKey', { KeyId });
    assert.ok(SigningAlgorithms.includes(SigningAlgorithm));
    const key = createPublicKey({ key: PublicKey, ...SPKI });
    assert.ok(verify(hash, message, { key, ...options }, Signature), spec);
    assert.equal((await kms('Verify', { ...request, Signature })).SignatureValid, true);
    await refused(
      kms('Verify', { ...request, Message: Buffer.from('another'), Signature }),
      'KMSInvalidSignatureException',
      /^(?:UnknownError)?$/,
    );
  }
}

async function encryption(kms: Ask): Promise<void> {
  const KeyId = await made(kms, 'RSA_2048', 'ENCRYPT_DECRYPT');
  const EncryptionAlgorithm = 'RSAES_OAEP_SHA_256';
  const { PublicKey } = await kms('GetPublicKey', { KeyId });
  const key = createPublicKey({ key: PublicKey, ...SPKI });
  const padding = constants.RSA_PKCS1_OAEP_PADDING;
  const CiphertextBlob = publicEncrypt({ key, padding, oaepHash: 'sha256' }, message);
  const opened = await kms('Decrypt', { KeyId, EncryptionAlgorithm, CiphertextBlob });
  assert.deepEqual(opened.Plaintext, message);
  const asked = { KeyId, EncryptionAlgorithm, Plaintext: Buffer.alloc(191) };
  await refused(
    kms('Encrypt', asked),
    'ValidationException',
    'Algorithm RSAES_OAEP_SHA_256 and key spec RSA_2048 cannot encrypt data larger than 190 bytes.',
  );
}

async function macs(kms: Ask): Promise<void> {
  const KeyId = await made(kms, 'HMAC_384', 'GENERATE_VERIFY_MAC');
  const request = { KeyId, Message: message, MacAlgorithm: 'HMAC_SHA_384' };
  const { Mac } = await kms('GenerateMac', request);
  assert.equal(Mac.length, 48);
  assert.equal((await kms('VerifyMac', { ...request, Mac })).MacValid, true);
  await refused(
    kms('VerifyMac', { ...request, Message: Buffer.from('another'), Mac }),
    'KMSInvalidMacException',
    /^(?:UnknownError)?$/,
  );
}

async function pairs(kms: Ask): Promise<void> {
  const { KeyMetadata } = await kms('CreateKey');
  const request = { KeyId: KeyMetadata.Arn, KeyPairSpec: 'ECC_NIST_P384' };
  const pair = await kms('GenerateDataKeyPair', request);
  const key = createPrivateKey({ key: pair.PrivateKeyPlaintext, format: 'der', type: 'pkcs8' });
  assert.deepEqual(Buffer.from(createPublicKey(key).export(SPKI)), pair.PublicKey);
  const opened = await kms('Decrypt', { CiphertextBlob: pair.PrivateKeyCiphertextBlob });
  assert.deepEqual(opened.Plaintext, pair.PrivateKeyPlaintext);
  const hidden = await kms('GenerateDataKeyPairWithoutPlaintext', request);
  assert.equal(hidden.PrivateKeyPlaintext, undefined);
}

async function agreement(kms: Ask): Promise<void> {
  const KeyId = await made(kms, 'ECC_NIST_P256', 'KEY_AGREEMENT');
  const { PublicKey } = await kms('GetPublicKey', { KeyId });
  const theirs = createPublicKey({ key: PublicKey, ...SPKI });
  const mine = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const { SharedSecret } = await kms('DeriveSharedSecret', {
    KeyId,
    KeyAgreementAlgorithm: 'ECDH',
    PublicKey: mine.publicKey.export(SPKI),
  });
  const expected = diffieHellman({ privateKey: mine.privateKey, publicKey: theirs });
  assert.deepEqual(SharedSecret, expected);
}
