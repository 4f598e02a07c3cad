import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash, createPublicKey, hash, verify } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { missing } from '../process.ts';
import { type Client, javascript, type Told } from './client.ts';
import { world } from './world.ts';

// What KMS signs, `openssl` believes; what `openssl` encrypts with the public key, KMS opens.

const message = Buffer.from('to whom it may concern');

interface Desk {
  readonly kms: (operation: string, input?: object) => Promise<Told>;
  readonly file: (name: string, bytes: Uint8Array) => string;
  readonly read: (name: string) => Buffer;
  /** Makes a key and leaves its public half as `NAME.pem`. */
  readonly key: (KeySpec: string, KeyUsage: string) => Promise<readonly [id: string, pem: string]>;
}

async function desk(t: TestContext): Promise<Desk> {
  const folder = mkdtempSync(join(tmpdir(), 'lockstead-openssl-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const { url, administrator } = await world(t);
  const client: Client = javascript(url, administrator);
  const kms: Desk['kms'] = (operation, input = {}) => client.ask('kms', operation, input);
  const file = (name: string, bytes: Uint8Array): string => {
    writeFileSync(join(folder, name), bytes);
    return join(folder, name);
  };
  return {
    kms,
    file,
    read: (name) => readFileSync(join(folder, name)),
    key: async (KeySpec, KeyUsage) => {
      const { KeyMetadata } = await kms('CreateKey', { KeySpec, KeyUsage });
      const { PublicKey } = await kms('GetPublicKey', { KeyId: KeyMetadata.KeyId });
      const key = createPublicKey({ key: PublicKey, format: 'der', type: 'spki' });
      const pem = key.export({ format: 'pem', type: 'spki' });
      return [KeyMetadata.KeyId, file(`${KeySpec}.pem`, Buffer.from(pem))];
    },
  };
}

const openssl = (...args: string[]): Buffer => execFileSync('openssl', args);

const PSS = ['-sigopt', 'rsa_padding_mode:pss', '-sigopt', 'rsa_pss_saltlen:digest'];
const SIGNING: readonly [spec: string, algorithm: string, options?: readonly string[]][] = [
  ['RSA_2048', 'RSASSA_PSS_SHA_256', PSS],
  ['RSA_3072', 'RSASSA_PSS_SHA_384', PSS],
  ['RSA_4096', 'RSASSA_PSS_SHA_512', PSS],
  ['RSA_2048', 'RSASSA_PKCS1_V1_5_SHA_256'],
  ['RSA_3072', 'RSASSA_PKCS1_V1_5_SHA_384'],
  ['RSA_4096', 'RSASSA_PKCS1_V1_5_SHA_512'],
  ['ECC_NIST_P256', 'ECDSA_SHA_256'],
  ['ECC_NIST_P384', 'ECDSA_SHA_384'],
  ['ECC_NIST_P521', 'ECDSA_SHA_512'],
  ['ECC_SECG_P256K1', 'ECDSA_SHA_256'],
];

test('openssl verifies what KMS signs, messages and digests', {
  skip: missing('openssl'),
}, async (t) => {
  const { kms, key, file } = await desk(t);
  for (const [spec, SigningAlgorithm, options = []] of SIGNING) {
    const [KeyId, pem] = await key(spec, 'SIGN_VERIFY');
    const name = `sha${SigningAlgorithm.slice(-3)}`;
    for (const said of [
      { Message: message },
      { Message: hash(name, message, 'buffer'), MessageType: 'DIGEST' },
    ]) {
      const { Signature } = await kms('Sign', { KeyId, SigningAlgorithm, ...said });
      const signature = ['-signature', file('signature', Signature)];
      const args = ['dgst', `-${name}`, '-verify', pem, ...options, ...signature];
      assert.match(openssl(...args, file('message', message)).toString(), /Verified OK/);
    }
  }
});

test('openssl verifies what KMS signs with Ed25519', { skip: missing('openssl') }, async (t) => {
  const { kms, key, file } = await desk(t);
  const [KeyId, pem] = await key('ECC_NIST_EDWARDS25519', 'SIGN_VERIFY');
  const asked = { KeyId, SigningAlgorithm: 'ED25519_SHA_512', Message: message };
  const { Signature } = await kms('Sign', asked);
  const args = ['-rawin', '-in', file('message', message), '-sigfile', file('sig', Signature)];
  const said = openssl('pkeyutl', '-verify', '-pubin', '-inkey', pem, ...args).toString();
  assert.match(said, /Signature Verified Successfully/);
});

test('KMS opens what openssl encrypts with the public key', {
  skip: missing('openssl'),
}, async (t) => {
  const { kms, key, file } = await desk(t);
  for (const spec of ['RSA_2048', 'RSA_3072', 'RSA_4096']) {
    const [KeyId, pem] = await key(spec, 'ENCRYPT_DECRYPT');
    for (const [EncryptionAlgorithm, name] of [
      ['RSAES_OAEP_SHA_1', 'sha1'],
      ['RSAES_OAEP_SHA_256', 'sha256'],
    ]) {
      const oaep = ['rsa_padding_mode:oaep', `rsa_oaep_md:${name}`, `rsa_mgf1_md:${name}`];
      const args = ['pkeyutl', '-encrypt', '-pubin', '-inkey', pem, '-in', file('m', message)];
      const CiphertextBlob = openssl(...args, ...oaep.flatMap((option) => ['-pkeyopt', option]));
      const opened = await kms('Decrypt', { KeyId, EncryptionAlgorithm, CiphertextBlob });
      assert.deepEqual(opened.Plaintext, message);
    }
  }
});

test('openssl agrees with KMS on a secret', { skip: missing('openssl') }, async (t) => {
  const { kms, key, file, read } = await desk(t);
  for (const [spec, curve] of [
    ['ECC_NIST_P256', 'P-256'],
    ['ECC_NIST_P384', 'P-384'],
    ['ECC_NIST_P521', 'P-521'],
  ] as const) {
    const [KeyId, pem] = await key(spec, 'KEY_AGREEMENT');
    const mine = file('mine.pem', new Uint8Array(0));
    openssl('genpkey', '-algorithm', 'EC', '-pkeyopt', `ec_paramgen_curve:${curve}`, '-out', mine);
    const PublicKey = openssl('pkey', '-in', mine, '-pubout', '-outform', 'DER');
    const asked = { KeyId, KeyAgreementAlgorithm: 'ECDH', PublicKey };
    const { SharedSecret } = await kms('DeriveSharedSecret', asked);
    openssl(
      'pkeyutl',
      '-derive',
      '-inkey',
      mine,
      '-peerkey',
      pem,
      '-out',
      file('s', new Uint8Array(0)),
    );
    assert.deepEqual(SharedSecret, read('s'));
  }
});

test('a private half that GenerateDataKeyPair gives is one for openssl', {
  skip: missing('openssl'),
}, async (t) => {
  const { kms, file } = await desk(t);
  const { KeyMetadata } = await kms('CreateKey');
  for (const KeyPairSpec of [
    'RSA_2048',
    'ECC_NIST_P256',
    'ECC_SECG_P256K1',
    'ECC_NIST_EDWARDS25519',
  ]) {
    const pair = await kms('GenerateDataKeyPair', { KeyId: KeyMetadata.KeyId, KeyPairSpec });
    const der = ['-inform', 'DER', '-in', file('private.der', pair.PrivateKeyPlaintext)];
    const told = openssl('pkey', ...der, '-pubout', '-outform', 'DER');
    assert.deepEqual(told, pair.PublicKey, KeyPairSpec);
  }
});

const knowsMlDsa = (): boolean =>
  spawnSync('openssl', ['list', '-signature-algorithms']).stdout?.includes('ML-DSA-65') ?? false;

test('OpenSSL 3.5 verifies what KMS signs with ML-DSA, messages and what was made of them', async (t) => {
  const { kms, key, file } = await desk(t);
  const shake = (...parts: Uint8Array[]) =>
    createHash('shake256', { outputLength: 64 }).update(Buffer.concat(parts)).digest();
  for (const spec of ['ML_DSA_44', 'ML_DSA_65', 'ML_DSA_87']) {
    const [KeyId, pem] = await key(spec, 'SIGN_VERIFY');
    const publicKey = createPublicKey(readFileSync(pem));
    const point = Buffer.from((publicKey.export({ format: 'jwk' }) as any).pub, 'base64url');
    for (const said of [
      { Message: message },
      { Message: shake(shake(point), Buffer.of(0, 0), message), MessageType: 'EXTERNAL_MU' },
    ]) {
      const asked = { KeyId, SigningAlgorithm: 'ML_DSA_SHAKE_256', ...said };
      const { Signature } = await kms('Sign', asked);
      // Node's own OpenSSL; the command line of most systems is older.
      assert.ok(verify(null, message, publicKey, Signature), spec);
      if (!knowsMlDsa()) continue;
      const args = ['-rawin', '-in', file('message', message), '-sigfile', file('sig', Signature)];
      const told = openssl('pkeyutl', '-verify', '-pubin', '-inkey', pem, ...args).toString();
      assert.match(told, /Signature Verified Successfully/);
    }
  }
});
