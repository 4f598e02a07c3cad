import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { test, type TestContext } from 'node:test';
import { house, OTHER_ACCOUNT, START, type TestHouse } from '../../../test/house.ts';
import { wrapHybrid, wrapOaep } from '../../../test/wrapping.ts';
import { utf8 } from '../../base/bytes.ts';
import { DAY, HOUR } from '../../base/clock.ts';
import {
  CreateKey,
  Decrypt,
  DeleteImportedKeyMaterial,
  DescribeKey,
  DisableKey,
  EnableKey,
  Encrypt,
  GenerateMac,
  GetParametersForImport,
  GetPublicKey,
  ImportKeyMaterial,
  ListKeyRotations,
  RotateKeyOnDemand,
  ScheduleKeyDeletion,
} from '../../generated/kms.ts';
import type {
  CreateKeyRequest,
  GetParametersForImportRequest,
  ImportKeyMaterialRequest,
} from '../../generated/kms.types.ts';
import { selectMaterials } from './tables.ts';

type Algorithm = GetParametersForImportRequest['WrappingAlgorithm'];
type Wish = Partial<GetParametersForImportRequest>;
type More = Partial<ImportKeyMaterialRequest>;

const FOREVER = { ExpirationModel: 'KEY_MATERIAL_DOES_NOT_EXPIRE' } as const;
const bytes = (seed: number, length = 32) => new Uint8Array(length).fill(seed);

function wrap(algorithm: Algorithm, publicKey: Uint8Array, material: Uint8Array): Uint8Array {
  const hash = algorithm.endsWith('SHA_1') ? 'sha1' : 'sha256';
  return algorithm.startsWith('RSA_AES')
    ? wrapHybrid(publicKey, hash, material)
    : wrapOaep(publicKey, hash, material);
}

/** A key that waits for material, and the ways to bring it. */
async function withKey(t: TestContext, made: CreateKeyRequest = {}, given?: TestHouse) {
  const h = given ?? (await house());
  if (!given) t.after(h.close);
  const me = h.root();
  const { KeyMetadata } = await h.ask(me, CreateKey, { Origin: 'EXTERNAL', ...made });
  const arn = KeyMetadata!.Arn!;
  const key = { KeyId: arn };
  const parameters = (wish: Wish = {}) =>
    h.ask(me, GetParametersForImport, {
      ...key,
      WrappingAlgorithm: 'RSAES_OAEP_SHA_256',
      WrappingKeySpec: 'RSA_2048',
      ...wish,
    });
  // One wrapping key will do for all that a test imports: they take their time.
  let known: ReturnType<typeof parameters> | undefined;
  const token = async () => {
    const { ImportToken, PublicKey } = await (known ??= parameters());
    return { ImportToken: ImportToken!, PublicKey: PublicKey! };
  };
  const bring = async (material: Uint8Array, more: More = {}) => {
    const { ImportToken, PublicKey } = await token();
    return h.ask(me, ImportKeyMaterial, {
      ...key,
      ImportToken,
      EncryptedKeyMaterial: wrap('RSAES_OAEP_SHA_256', PublicKey, material),
      ...(more.ValidTo === undefined && FOREVER),
      ...more,
    });
  };
  const describe = async () => (await h.ask(me, DescribeKey, key)).KeyMetadata!;
  const materials = async () =>
    (await h.ask(me, ListKeyRotations, { ...key, IncludeKeyMaterial: 'ALL_KEY_MATERIAL' }))
      .Rotations!;
  const remove = (KeyMaterialId?: string) =>
    h.ask(me, DeleteImportedKeyMaterial, { ...key, ...(KeyMaterialId && { KeyMaterialId }) });
  const seal = async (text: string) =>
    (await h.ask(me, Encrypt, { ...key, Plaintext: utf8(text) })).CiphertextBlob!;
  const open = async (CiphertextBlob: Uint8Array) =>
    (await h.ask(me, Decrypt, { CiphertextBlob })).Plaintext;
  return { ...h, me, key, arn, parameters, token, bring, describe, materials, remove, seal, open };
}

test('a key works with the material that was brought to it, and waits again when that is deleted', async (t) => {
  const { arn, bring, describe, remove, seal, open } = await withKey(t);
  await assert.rejects(seal('x'), {
    code: 'KMSInvalidStateException',
    message: `${arn} is pending import.`,
  });
  const { KeyId, KeyMaterialId } = await bring(bytes(1));
  assert.equal(KeyId, arn);
  const { KeyState, CurrentKeyMaterialId, ExpirationModel } = await describe();
  assert.deepEqual(
    [KeyState, CurrentKeyMaterialId, ExpirationModel],
    ['Enabled', KeyMaterialId, 'KEY_MATERIAL_DOES_NOT_EXPIRE'],
  );
  const blob = await seal('hunter2');
  assert.deepEqual(await remove(), { KeyId: arn, KeyMaterialId });
  assert.deepEqual(await remove(), { KeyId: arn, KeyMaterialId });
  const after = await describe();
  assert.deepEqual(
    [after.KeyState, after.Enabled, after.ExpirationModel],
    ['PendingImport', false, undefined],
  );
  await assert.rejects(open(blob), { code: 'KMSInvalidStateException' });
  await assert.rejects(bring(bytes(2)), { code: 'IncorrectKeyMaterialException' });
  assert.equal((await bring(bytes(1))).KeyMaterialId, KeyMaterialId);
  assert.deepEqual(await open(blob), utf8('hunter2'));
});

test('each algorithm and wrapping key brings what it is made for', async (t) => {
  const h = await house();
  t.after(h.close);
  const me = h.root();
  const p521 = generateKeyPairSync('ec', { namedCurve: 'secp521r1' });
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const edwards = generateKeyPairSync('ed25519');
  const der = { format: 'der', type: 'pkcs8' } as const;
  const spki = { format: 'der', type: 'spki' } as const;
  const pairs = [
    ['ECC_NIST_P521', p521, 'RSAES_OAEP_SHA_256', 'RSA_4096'],
    ['ECC_NIST_P521', p521, 'RSA_AES_KEY_WRAP_SHA_1', 'RSA_2048'],
    ['RSA_2048', rsa, 'RSA_AES_KEY_WRAP_SHA_256', 'RSA_3072'],
    ['ECC_NIST_EDWARDS25519', edwards, 'RSAES_OAEP_SHA_1', 'RSA_2048'],
  ] as const;
  for (const [KeySpec, pair, WrappingAlgorithm, WrappingKeySpec] of pairs) {
    const made = await withKey(t, { KeySpec, KeyUsage: 'SIGN_VERIFY' }, h);
    const { ImportToken, PublicKey } = await made.parameters({
      WrappingAlgorithm,
      WrappingKeySpec,
    });
    const output = await h.ask(me, ImportKeyMaterial, {
      ...made.key,
      ...FOREVER,
      ImportToken: ImportToken!,
      EncryptedKeyMaterial: wrap(WrappingAlgorithm, PublicKey!, pair.privateKey.export(der)),
    });
    assert.deepEqual(output, made.key, KeySpec);
    const shown = await h.ask(me, GetPublicKey, made.key);
    assert.deepEqual(Buffer.from(shown.PublicKey!), pair.publicKey.export(spki));
  }
  const mac = await withKey(t, { KeySpec: 'HMAC_512', KeyUsage: 'GENERATE_VERIFY_MAC' }, h);
  await mac.bring(bytes(7, 64));
  const { Mac } = await h.ask(me, GenerateMac, {
    ...mac.key,
    Message: utf8('message'),
    MacAlgorithm: 'HMAC_SHA_512',
  });
  const { createHmac } = await import('node:crypto');
  assert.deepEqual(
    Buffer.from(Mac!),
    createHmac('sha512', bytes(7, 64)).update('message').digest(),
  );
});

test('algorithms that do not suit the key, and those that AWS gave up, are refused', async (t) => {
  const h = await house();
  t.after(h.close);
  const symmetric = await withKey(t, {}, h);
  for (const wish of [
    { WrappingAlgorithm: 'RSAES_PKCS1_V1_5' },
    { WrappingAlgorithm: 'SM2PKE' },
    { WrappingKeySpec: 'SM2' },
  ] as const) {
    await assert.rejects(symmetric.parameters(wish), { code: 'UnsupportedOperationException' });
  }
  await assert.rejects(symmetric.parameters({ WrappingAlgorithm: 'RSA_AES_KEY_WRAP_SHA_256' }), {
    code: 'ValidationException',
    message:
      'Wrapping algorithm RSA_AES_KEY_WRAP_SHA_256 and wrapping key spec RSA_2048 cannot be used to import a SYMMETRIC_DEFAULT key.',
  });
  const usage = { KeyUsage: 'SIGN_VERIFY' } as const;
  for (const [KeySpec, WrappingKeySpec] of [
    ['RSA_2048', 'RSA_4096'],
    ['ECC_NIST_P521', 'RSA_2048'],
  ] as const) {
    const { KeyMetadata } = await h.ask(h.root(), CreateKey, {
      KeySpec,
      ...usage,
      Origin: 'EXTERNAL',
    });
    await assert.rejects(
      h.ask(h.root(), GetParametersForImport, {
        KeyId: KeyMetadata!.KeyId,
        WrappingAlgorithm: 'RSAES_OAEP_SHA_256',
        WrappingKeySpec,
      }),
      { code: 'ValidationException' },
    );
  }
});

test('a token is good for a day and for its own key', async (t) => {
  const h = await house();
  t.after(h.close);
  const mine = await withKey(t, {}, h);
  const other = await withKey(t, {}, h);
  const { ParametersValidTo } = await mine.parameters();
  assert.equal(ParametersValidTo, START + 24 * HOUR);
  const foreign = await other.token();
  for (const ImportToken of [foreign.ImportToken, utf8('forged'), bytes(0, 1200)]) {
    await assert.rejects(mine.bring(bytes(1), { ImportToken }), {
      code: 'InvalidImportTokenException',
    });
  }
  await assert.rejects(
    mine.bring(bytes(1), {
      EncryptedKeyMaterial: wrapOaep(foreign.PublicKey, 'sha256', bytes(1)),
    }),
    { code: 'InvalidCiphertextException' },
  );
  for (const length of [32, 255, 257]) {
    await assert.rejects(mine.bring(bytes(1), { EncryptedKeyMaterial: bytes(1, length) }), {
      code: 'ValidationException',
      message: 'Invalid encrypted key size.',
    });
  }
  h.clock.advance(24 * HOUR - 1);
  await mine.bring(bytes(1));
  h.clock.advance(1);
  await assert.rejects(mine.bring(bytes(1)), { code: 'ExpiredImportTokenException' });
});

test('material of the wrong size or kind is none', async (t) => {
  const h = await house();
  t.after(h.close);
  const symmetric = await withKey(t, {}, h);
  for (const length of [0, 16, 31, 33, 64]) {
    await assert.rejects(symmetric.bring(bytes(1, length)), {
      code: 'IncorrectKeyMaterialException',
    });
  }
  const p256 = await withKey(t, { KeySpec: 'ECC_NIST_P256', KeyUsage: 'SIGN_VERIFY' }, h);
  const p384 = generateKeyPairSync('ec', { namedCurve: 'secp384r1' }).privateKey;
  for (const material of [p384.export({ format: 'der', type: 'pkcs8' }), bytes(1)]) {
    await assert.rejects(p256.bring(material), { code: 'IncorrectKeyMaterialException' });
  }
  assert.equal((await p256.describe()).KeyState, 'PendingImport');
});

test('material expires on its date, and the trail tells so', async (t) => {
  const { arn, key, bring, describe, clock, tick, open, seal, events } = await withKey(t);
  const ValidTo = START + 10 * DAY;
  const { KeyMaterialId } = await bring(bytes(1), { ValidTo });
  const { ExpirationModel, ValidTo: shown } = await describe();
  assert.deepEqual([ExpirationModel, shown], ['KEY_MATERIAL_EXPIRES', ValidTo]);
  const blob = await seal('x');
  clock.advance(10 * DAY - 1);
  await tick();
  assert.deepEqual(await open(blob), utf8('x'));
  clock.advance(1);
  await tick();
  assert.equal((await describe()).KeyState, 'PendingImport');
  const told = (await events()).find(({ eventName }) => eventName === 'DeleteExpiredKeyMaterial');
  assert.equal(told.eventType, 'AwsServiceEvent');
  assert.deepEqual(told.serviceEventDetails, {
    keyId: arn.split('/')[1],
    keyMaterialId: KeyMaterialId,
  });
  assert.equal(told.resources[0].ARN, key.KeyId);
});

test('who brings the same material again sets another date, or none', async (t) => {
  const { bring, describe, clock, tick } = await withKey(t);
  await bring(bytes(1), { ValidTo: START + 2 * HOUR, KeyMaterialDescription: 'first' });
  await bring(bytes(1), { ValidTo: START + 5 * HOUR });
  clock.advance(3 * HOUR);
  await tick();
  assert.equal((await describe()).KeyState, 'Enabled');
  await bring(bytes(1));
  clock.advance(3 * HOUR);
  await tick();
  const { KeyState, ValidTo } = await describe();
  assert.deepEqual([KeyState, ValidTo], ['Enabled', undefined]);
});

test('dates must be told, lie ahead, and lie within a year', async (t) => {
  const { ask, me, key, token, bring } = await withKey(t);
  const { ImportToken, PublicKey } = await token();
  const EncryptedKeyMaterial = wrapOaep(PublicKey, 'sha256', bytes(1));
  await assert.rejects(ask(me, ImportKeyMaterial, { ...key, ImportToken, EncryptedKeyMaterial }), {
    code: 'ValidationException',
  });
  for (const more of [
    { ValidTo: START },
    { ValidTo: START + 365 * DAY + 1 },
    { ValidTo: START + DAY, ...FOREVER },
  ]) {
    await assert.rejects(bring(bytes(1), more), { code: 'ValidationException' }, String(more));
  }
  await bring(bytes(1), { ValidTo: START + 365 * DAY });
});

test('new material waits for a rotation, and may be taken back until then', async (t) => {
  const { ask, me, key, arn, bring, describe, materials, remove, seal, open } = await withKey(t);
  const { KeyMaterialId: first } = await bring(bytes(1), { KeyMaterialDescription: 'one' });
  const old = await seal('old');
  const NEW = { ImportType: 'NEW_KEY_MATERIAL' } as const;
  const { KeyMaterialId: second } = await bring(bytes(2), NEW);
  assert.equal((await describe()).CurrentKeyMaterialId, first);
  assert.deepEqual(
    (await materials()).map((each) => [
      each.KeyMaterialId,
      each.KeyMaterialState,
      each.ImportState,
      each.KeyMaterialDescription,
    ]),
    [
      [first, 'CURRENT', 'IMPORTED', 'one'],
      [second, 'PENDING_ROTATION', 'IMPORTED', undefined],
    ],
  );
  await assert.rejects(bring(bytes(1), NEW), { code: 'IncorrectKeyMaterialException' });
  await remove(second);
  assert.equal((await describe()).KeyState, 'Enabled');
  assert.equal((await materials()).length, 1);
  await assert.rejects(ask(me, RotateKeyOnDemand, key), {
    code: 'KMSInvalidStateException',
    message: `No available key material pending rotation for the key: ${arn}.`,
  });

  const { KeyMaterialId: third } = await bring(bytes(3), NEW);
  await ask(me, RotateKeyOnDemand, key);
  assert.equal((await describe()).CurrentKeyMaterialId, third);
  const young = await seal('young');
  assert.deepEqual([await open(old), await open(young)], [utf8('old'), utf8('young')]);

  // The key needs all that it ever used: one that is gone stops it.
  await remove(first);
  assert.equal((await describe()).KeyState, 'PendingImport');
  await assert.rejects(open(young), { code: 'KMSInvalidStateException' });
  await assert.rejects(bring(bytes(3), { KeyMaterialId: first! }), {
    code: 'IncorrectKeyMaterialException',
  });
  await bring(bytes(1), { KeyMaterialId: first!, ImportType: 'EXISTING_KEY_MATERIAL' });
  assert.equal((await materials())[0]!.KeyMaterialDescription, 'one');
  assert.deepEqual([await open(old), await open(young)], [utf8('old'), utf8('young')]);
});

test('the parameters about several materials are for symmetric keys, and an id is for known ones', async (t) => {
  const h = await house();
  t.after(h.close);
  const mac = await withKey(t, { KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' }, h);
  for (const more of [
    { ImportType: 'NEW_KEY_MATERIAL' },
    { KeyMaterialId: '0'.repeat(64) },
    { KeyMaterialDescription: 'x' },
  ] as const) {
    await assert.rejects(mac.bring(bytes(1), more), { code: 'ValidationException' });
  }
  await mac.bring(bytes(1));
  await assert.rejects(mac.bring(bytes(2)), { code: 'IncorrectKeyMaterialException' });
  const symmetric = await withKey(t, {}, h);
  await assert.rejects(symmetric.bring(bytes(1), { KeyMaterialId: '0'.repeat(64) }), {
    code: 'ValidationException',
  });
  await assert.rejects(symmetric.bring(bytes(1), { ImportType: 'EXISTING_KEY_MATERIAL' }), {
    code: 'IncorrectKeyMaterialException',
  });
  await assert.rejects(symmetric.remove('0'.repeat(64)), { code: 'NotFoundException' });
  assert.deepEqual(await symmetric.remove(), symmetric.key);
});

test('only a key that was made for it takes material, and only while it has a future', async (t) => {
  const h = await house();
  t.after(h.close);
  const { KeyMetadata } = await h.ask(h.root(), CreateKey, {});
  const key = { KeyId: KeyMetadata!.KeyId };
  const refusal = {
    code: 'UnsupportedOperationException',
    message: `${KeyMetadata!.Arn} origin is AWS_KMS which is not valid for this operation.`,
  };
  await assert.rejects(h.ask(h.root(), DeleteImportedKeyMaterial, key), refusal);
  await assert.rejects(
    h.ask(h.root(), ImportKeyMaterial, {
      ...key,
      ImportToken: bytes(1),
      EncryptedKeyMaterial: bytes(1),
    }),
    refusal,
  );
  const external = await withKey(t, {}, h);
  await external.bring(bytes(1));
  await h.ask(h.root(), ScheduleKeyDeletion, external.key);
  for (const attempt of [external.parameters(), external.bring(bytes(1))]) {
    await assert.rejects(attempt, {
      code: 'KMSInvalidStateException',
      message: `${external.arn} is pending deletion.`,
    });
  }
  // Material may go before its key does.
  await external.remove();
  assert.equal((await external.describe()).KeyState, 'PendingDeletion');
});

test('a key that waits for material is neither enabled nor disabled', async (t) => {
  const { ask, me, key, arn, bring, describe } = await withKey(t);
  for (const operation of [EnableKey, DisableKey]) {
    await assert.rejects(ask(me, operation, key), {
      code: 'KMSInvalidStateException',
      message: `${arn} is pending import.`,
    });
  }
  await bring(bytes(1));
  await ask(me, DisableKey, key);
  await bring(bytes(1));
  assert.equal((await describe()).KeyState, 'Disabled');
});

test('the same material in another key has another id, which tells nothing of it', async (t) => {
  const h = await house();
  t.after(h.close);
  const one = await (await withKey(t, {}, h)).bring(bytes(1));
  const other = await (await withKey(t, {}, h)).bring(bytes(1));
  assert.match(one.KeyMaterialId!, /^[0-9a-f]{64}$/);
  assert.notEqual(one.KeyMaterialId, other.KeyMaterialId);
});

test('of deleted material nothing is left, and neither trail nor token holds it in the open', async (t) => {
  const { arn, token, store, bring, remove, events } = await withKey(t);
  const material = Buffer.from('thirty-two bytes, easy to search!').subarray(0, 32);
  await bring(material);
  const sealed = async () =>
    (await (await store.fresh()).all(selectMaterials, { key: arn })).map(
      (row) => row.sealed.length,
    );
  assert.ok((await sealed())[0]! > 32);
  await remove();
  assert.deepEqual(await sealed(), [0]);
  const trail = JSON.stringify(await events());
  for (const form of ['latin1', 'base64', 'hex'] as const) {
    assert.ok(!trail.includes(material.toString(form)), form);
  }
  const imported = (await events()).find(({ eventName }) => eventName === 'ImportKeyMaterial');
  assert.deepEqual(Object.keys(imported.requestParameters).sort(), ['expirationModel', 'keyId']);
  // A private key in DER would show where an RSA key says that it is one.
  const rsa = Buffer.from('2a864886f70d010101', 'hex');
  const { ImportToken, PublicKey } = await token();
  assert.ok(Buffer.from(PublicKey).includes(rsa));
  assert.ok(!Buffer.from(ImportToken).includes(rsa));
});

test('no other account imports into a key', async (t) => {
  const { ask, root, key } = await withKey(t);
  await assert.rejects(
    ask(root(OTHER_ACCOUNT), GetParametersForImport, {
      ...key,
      WrappingAlgorithm: 'RSAES_OAEP_SHA_256',
      WrappingKeySpec: 'RSA_2048',
    }),
    { code: 'AccessDeniedException' },
  );
});
