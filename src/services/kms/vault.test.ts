import assert from 'node:assert/strict';
import { createDecipheriv, createHash } from 'node:crypto';
import { test } from 'node:test';
import { utf8 } from '../../base/bytes.ts';
import { seededRandom } from '../../base/random.ts';
import { generatePair } from '../../crypto/key-pair.ts';
import { keyring } from '../../crypto/keyring.ts';
import { parseCiphertext } from './ciphertext.ts';
import type { EncryptionContext } from './encryption-context.ts';
import type { MaterialRow } from './tables.ts';
import { createVault, type Opening, type Sealing } from './vault.ts';

const random = seededRandom('vault');
const ring = keyring(new Map([[1, new Uint8Array(32).fill(1)]]), random);
const ARN = 'arn:aws:kms:eu-central-1:012345678901:key/1234abcd-12ab-34cd-56ef-1234567890ab';

// Never change these: what such bytes protect lies in other people's stores.
const SEALED =
  '01000000018fb0c785dc752b4bb4dace4774ec7ce0bc79415fd249ccb509200a14128774f78fac626ca139dc7a2a89618daef750d749d6040ae6a8ec7c07217569';
const BLOB =
  '01000002dfdc1c351234abcd12ab34cd56ef1234567890ab5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a46699f7ed4203eca4d9b0a0f3643cbd30c65752d63656e7472616c2d31a6ea62d7e400728c2ad33cd56b345b9afbf89598461478ae6e6e6a751f3435f8397e8c';
const CONTEXT = { Purpose: 'test', tenant: 'ä' };

const key = {
  account: '012345678901',
  region: 'eu-central-1',
  id: '1234abcd-12ab-34cd-56ef-1234567890ab',
} as Sealing & Opening;
const material: MaterialRow = {
  key: ARN,
  id: '5a'.repeat(32),
  sealed: bytes(SEALED),
  public_key: null,
  state: 'CURRENT',
  created_at: 0,
  rotated_at: null,
  rotation_type: null,
  expiration_model: null,
  valid_to: null,
  description: null,
};

const open = (blob: Uint8Array, context?: EncryptionContext, of = material) =>
  createVault(ring).open(key, of, parseCiphertext(blob)!, context);

test('a blob of the first layout opens for as long as there is a Lockstead', () => {
  assert.deepEqual(open(bytes(BLOB), CONTEXT), utf8('hunter2'));
});

test('the layout is what its description says', () => {
  const blob = Buffer.from(BLOB, 'hex');
  const counter = Buffer.from([0, 0, 0, 1]);
  const messageKey = createHash('sha256')
    .update(Buffer.concat([counter, Buffer.alloc(32, 2), blob.subarray(56, 72)]))
    .digest();
  const end = 73 + blob[72]!;
  const measured = (text: string) =>
    Buffer.concat([Buffer.from([0, 0, text.length, 0]), Buffer.from(text, 'utf16le')]);
  const decipher = createDecipheriv('aes-256-gcm', messageKey, blob.subarray(end, end + 12));
  decipher.setAAD(
    Buffer.concat([blob.subarray(0, end), ...['Purpose', 'test', 'tenant', 'ä'].map(measured)]),
  );
  decipher.setAuthTag(blob.subarray(-16));
  const text = decipher.update(blob.subarray(end + 12, -16)).toString() + decipher.final('utf8');
  assert.equal(text, 'hunter2');
});

test('a blob with any byte changed does not open, header and seal alike', () => {
  for (let at = 0; at < BLOB.length / 2; at++) {
    const forged = bytes(BLOB);
    forged[at]! ^= 1;
    const parsed = parseCiphertext(forged);
    if (parsed) assert.equal(createVault(ring).open(key, material, parsed, CONTEXT), undefined);
  }
});

test('a wrong context opens nothing', () => {
  for (const context of [
    undefined,
    {},
    { ...CONTEXT, more: '' },
    { purpose: 'test', tenant: 'ä' },
  ]) {
    assert.equal(open(bytes(BLOB), context), undefined);
  }
});

test('no two blobs of one text are alike', () => {
  const vault = createVault(ring);
  const message = { plaintext: utf8('hunter2'), context: undefined };
  const [a, b] = [1, 2].map(() => vault.seal(key, material, message, random));
  assert.notDeepEqual(a, b);
  assert.deepEqual(open(a!), utf8('hunter2'));
  assert.deepEqual(open(b!), utf8('hunter2'));
});

test('material that was moved to another key is a broken store, and no key', () => {
  const moved = { ...material, key: ARN.replace('1234abcd', '00000000') };
  assert.throws(() => open(bytes(BLOB), CONTEXT, moved), /does not open/);
});

test('new material opens what it sealed, and other material does not', async () => {
  const vault = createVault(ring);
  const make = async () => ({
    ...material,
    ...(await vault.make('SYMMETRIC_DEFAULT', ARN, random)),
  });
  const [mine, other] = [await make(), await make()];
  assert.match(mine.id, /^[0-9a-f]{64}$/);
  const blob = vault.seal(key, mine, { plaintext: utf8('x'), context: undefined }, random);
  assert.deepEqual(open(blob, undefined, mine), utf8('x'));
  assert.equal(open(blob, undefined, other), undefined);
});

const KIN = ARN.replace('eu-central-1', 'us-east-1');

test('material that was brought has one id for its key and kin, and another for everybody else', async () => {
  const vault = createVault(ring);
  const accept = async (arn: string, fill = 9) =>
    (await vault.accept('SYMMETRIC_DEFAULT', arn, new Uint8Array(32).fill(fill)))!;
  const { id, public_key } = await accept(ARN);
  assert.match(id, /^[0-9a-f]{64}$/);
  assert.equal(public_key, null);
  assert.equal((await accept(ARN)).id, id);
  assert.equal((await accept(KIN)).id, id);
  assert.notEqual((await accept(ARN, 8)).id, id);
  assert.notEqual((await accept(ARN.replace('1234abcd', '00000000'))).id, id);
  assert.notEqual((await accept(ARN.replace('012345678901', '999999999999'))).id, id);
  const rekeyed = keyring(new Map([[1, new Uint8Array(32).fill(3)]]), random);
  const elsewhere = await createVault(rekeyed).accept(
    'SYMMETRIC_DEFAULT',
    ARN,
    new Uint8Array(32).fill(9),
  );
  assert.notEqual(elsewhere!.id, id);
});

test('another key on the ring changes no id', async () => {
  const keys: [number, Uint8Array][] = [
    [1, new Uint8Array(32).fill(1)],
    [2, new Uint8Array(32).fill(2)],
  ];
  const [before, after] = await Promise.all(
    [keys.slice(0, 1), keys].map((some) =>
      createVault(keyring(new Map(some), random)).accept('HMAC_256', ARN, new Uint8Array(32)),
    ),
  );
  assert.equal(before!.id, after!.id);
});

test('material of another length, or of another kind, is none', async () => {
  const vault = createVault(ring);
  for (const [spec, bytes] of [
    ['SYMMETRIC_DEFAULT', 31],
    ['SYMMETRIC_DEFAULT', 33],
    ['HMAC_224', 32],
    ['HMAC_512', 32],
    ['RSA_2048', 32],
    ['ML_DSA_44', 32],
  ] as const) {
    assert.equal(await vault.accept(spec, ARN, new Uint8Array(bytes)), undefined);
  }
  assert.ok(await vault.accept('HMAC_224', ARN, new Uint8Array(28)));
  const { privateKey } = await generatePair({ type: 'ec', curve: 'prime256v1' });
  assert.equal(await vault.accept('ECC_NIST_P384', ARN, privateKey), undefined);
  const before = privateKey.slice();
  assert.ok((await vault.accept('ECC_NIST_P256', ARN, privateKey))?.public_key);
  assert.deepEqual(privateKey, before, 'what was given is not ours to wipe');
});

test('a copy opens for the kin alone, and opens what the first one sealed', async () => {
  const vault = createVault(ring);
  const made = await vault.make('SYMMETRIC_DEFAULT', ARN, random);
  const mine = { ...material, ...made };
  const copied = vault.copy(mine, KIN);
  assert.equal(copied.id, mine.id);
  const blob = vault.seal(key, mine, { plaintext: utf8('x'), context: undefined }, random);
  assert.deepEqual(open(blob, undefined, { ...mine, ...copied, key: KIN }), utf8('x'));
  assert.throws(() => open(blob, undefined, { ...mine, ...copied }), /does not open/);
});

test('a vault shows nothing of itself', () => {
  assert.equal(JSON.stringify({ vault: createVault(ring) }), '{"vault":"vault"}');
});

function bytes(hex: string): Uint8Array {
  return new Uint8Array(Buffer.from(hex, 'hex'));
}
