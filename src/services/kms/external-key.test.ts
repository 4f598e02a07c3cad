import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { house, REGION, START } from '../../../test/house.ts';
import { CA } from '../../../test/own-ca.ts';
import { type Misbehaviour, newXksKey, refusal, xksProxy } from '../../../test/xks-proxy.ts';
import { standingClock } from '../../base/clock.ts';
import { text, utf8 } from '../../base/bytes.ts';
import {
  ConnectCustomKeyStore,
  CreateCustomKeyStore,
  CreateGrant,
  CreateKey,
  Decrypt,
  DescribeKey,
  DisableKey,
  DisconnectCustomKeyStore,
  EnableKey,
  Encrypt,
  GenerateDataKey,
  GenerateDataKeyPair,
  GenerateDataKeyWithoutPlaintext,
  ReEncrypt,
  ScheduleKeyDeletion,
} from '../../generated/kms.ts';
import { CreateSecret, GetSecretValue } from '../../generated/secretsmanager.ts';
import { createOutbound } from '../../server/outbound.ts';
import { parseAllowances } from '../../server/outbound-addresses.ts';
import { parseCiphertext } from './ciphertext.ts';

async function setUp(t: TestContext) {
  const proxy = await xksProxy(t, () => START);
  const clock = standingClock(START);
  const outbound = createOutbound({ clock, allow: parseAllowances(proxy.place), ca: [CA] });
  const h = await house({ outbound });
  t.after(async () => {
    outbound.close();
    await h.close();
  });
  const admin = await h.admin();
  const { CustomKeyStoreId } = await h.ask(admin, CreateCustomKeyStore, {
    CustomKeyStoreName: 'mine',
    CustomKeyStoreType: 'EXTERNAL_KEY_STORE',
    XksProxyConnectivity: 'PUBLIC_ENDPOINT',
    XksProxyUriEndpoint: proxy.endpoint,
    XksProxyUriPath: proxy.path,
    XksProxyAuthenticationCredential: proxy.credential,
  });
  const named = { CustomKeyStoreId: CustomKeyStoreId! };
  await h.ask(admin, ConnectCustomKeyStore, named);
  const create = (more: object = {}) =>
    h.ask(admin, CreateKey, {
      ...named,
      Origin: 'EXTERNAL_KEY_STORE',
      XksKeyId: 'key-1',
      ...more,
    } as const);
  return { ...h, proxy, admin, named, create, outClock: clock };
}

const code = (name: string, message?: RegExp) => ({ code: name, ...(message && { message }) });
const EncryptionContext = { purpose: 'test' };

test('a key in an external key store names both, and encrypts for nobody without its proxy', async (t) => {
  const { ask, admin, create, named, proxy } = await setUp(t);
  const { KeyMetadata } = await create();
  const { KeyId, Arn } = KeyMetadata!;
  const told = (await ask(admin, DescribeKey, { KeyId })).KeyMetadata!;
  assert.deepEqual(
    [told.Origin, told.CustomKeyStoreId, told.XksKeyConfiguration, told.KeyState, told.Enabled],
    ['EXTERNAL_KEY_STORE', named.CustomKeyStoreId, { Id: 'key-1' }, 'Enabled', true],
  );
  assert.equal(told.CurrentKeyMaterialId, undefined);
  assert.deepEqual(proxy.asked.at(-1), {
    path: '/keys/key-1/metadata',
    body: {
      requestMetadata: {
        awsPrincipalArn: admin.arn,
        kmsOperation: 'CreateKey',
        kmsRequestId: proxy.asked.at(-1)!.body.requestMetadata.kmsRequestId,
      },
    },
  });

  const Plaintext = utf8('a secret that is long enough to be recognized');
  const { CiphertextBlob } = await ask(admin, Encrypt, { KeyId, Plaintext, EncryptionContext });
  const { path, body } = proxy.asked.at(-1)!;
  assert.equal(path, '/keys/key-1/encrypt');
  assert.deepEqual(
    [body.requestMetadata.kmsKeyArn, body.requestMetadata.kmsOperation],
    [Arn, 'Encrypt'],
  );
  // What leaves the house is sealed already, and tells nothing of the context.
  assert.ok(!Buffer.from(body.plaintext, 'base64').includes(Plaintext));
  assert.equal(Buffer.from(body.additionalAuthenticatedData, 'base64').length, 32);

  const opened = await ask(admin, Decrypt, { CiphertextBlob: CiphertextBlob!, EncryptionContext });
  assert.equal(text(opened.Plaintext!), text(Plaintext));
  assert.deepEqual([opened.KeyId, opened.KeyMaterialId], [Arn, undefined]);
  assert.equal(proxy.asked.at(-1)!.body.requestMetadata.kmsOperation, 'Decrypt');
  assert.equal(
    Buffer.from(proxy.asked.at(-1)!.body.ciphertextMetadata, 'base64').toString(),
    'version=1',
  );
});

test('data keys, their like without plaintext, and the longest plaintext go both ways', async (t) => {
  const { ask, admin, create } = await setUp(t);
  const KeyId = (await create()).KeyMetadata!.KeyId;
  const made = await ask(admin, GenerateDataKey, { KeyId, KeySpec: 'AES_256' });
  const opened = await ask(admin, Decrypt, { KeyId, CiphertextBlob: made.CiphertextBlob! });
  assert.deepEqual([...opened.Plaintext!], [...made.Plaintext!]);
  assert.equal(made.KeyMaterialId, undefined);
  const blind = await ask(admin, GenerateDataKeyWithoutPlaintext, { KeyId, NumberOfBytes: 64 });
  const { Plaintext } = await ask(admin, Decrypt, { CiphertextBlob: blind.CiphertextBlob! });
  assert.equal(Plaintext!.length, 64);
  const long = new Uint8Array(4096).fill(7);
  const { CiphertextBlob } = await ask(admin, Encrypt, { KeyId, Plaintext: long });
  assert.ok(CiphertextBlob!.length <= 6144);
  const back = await ask(admin, Decrypt, { CiphertextBlob: CiphertextBlob! });
  assert.deepEqual(Buffer.from(back.Plaintext!), Buffer.from(long));
  await assert.rejects(
    ask(admin, GenerateDataKeyPair, { KeyId, KeyPairSpec: 'ECC_NIST_P256' }),
    code('UnsupportedOperationException'),
  );
});

test('ReEncrypt moves a ciphertext between keys here and outside', async (t) => {
  const { ask, admin, create, proxy } = await setUp(t);
  proxy.keys.set('key-2', newXksKey());
  const [one, two, own] = [
    (await create()).KeyMetadata!.KeyId,
    (await create({ XksKeyId: 'key-2' })).KeyMetadata!.KeyId,
    (await ask(admin, CreateKey, {})).KeyMetadata!.KeyId,
  ];
  let { CiphertextBlob } = await ask(admin, Encrypt, { KeyId: own, Plaintext: utf8('moved') });
  for (const DestinationKeyId of [one, two, own, two])
    ({ CiphertextBlob } = await ask(admin, ReEncrypt, {
      CiphertextBlob: CiphertextBlob!,
      DestinationKeyId,
    }));
  assert.equal(proxy.asked.at(-1)!.body.requestMetadata.kmsOperation, 'ReEncrypt');
  const { Plaintext } = await ask(admin, Decrypt, { CiphertextBlob: CiphertextBlob! });
  assert.equal(text(Plaintext!), 'moved');
});

test('a wrong context, a forged text and a proxy that lies are refused, the first two alike', async (t) => {
  const { ask, admin, create, proxy } = await setUp(t);
  const KeyId = (await create()).KeyMetadata!.KeyId;
  const { CiphertextBlob } = await ask(admin, Encrypt, {
    KeyId,
    Plaintext: utf8('x'),
    EncryptionContext,
  });
  const blob = CiphertextBlob!;
  const REJECTED = /^The external key store proxy rejected the request because the specified/;
  await assert.rejects(
    ask(admin, Decrypt, { CiphertextBlob: blob }),
    code('KMSInvalidStateException', REJECTED),
  );
  const sealAt = blob.length - parseCiphertext(blob)!.seal.length;
  for (let at = sealAt; at < blob.length; at++) {
    const forged = blob.slice();
    forged[at]! ^= 1;
    await assert.rejects(
      ask(admin, Decrypt, { KeyId, CiphertextBlob: forged, EncryptionContext }),
      code('KMSInvalidStateException', REJECTED),
      `byte ${at}`,
    );
  }
  for (const end of [sealAt + 28, blob.length - 1])
    await assert.rejects(
      ask(admin, Decrypt, { KeyId, CiphertextBlob: blob.slice(0, end), EncryptionContext }),
      code('KMSInvalidStateException'),
    );
  proxy.tamper = (_path, answer) => {
    const bytes = Buffer.from(answer.plaintext, 'base64');
    bytes[20]! ^= 1;
    return { plaintext: bytes.toString('base64') };
  };
  await assert.rejects(
    ask(admin, Decrypt, { CiphertextBlob: blob, EncryptionContext }),
    code('KMSInvalidStateException', /^The ciphertext that the external key store proxy submitted/),
  );
  for (const broken of [
    (answer: any) => ({ ...answer, ciphertextDataIntegrityValue: undefined }),
    (answer: any) => ({ ...answer, authenticationTag: answer.initializationVector }),
    (answer: any) => ({ ...answer, ciphertext: `AAAA${answer.ciphertext.slice(4)}` }),
    (answer: any) => ({ ...answer, ciphertextMetadata: Buffer.alloc(21).toString('base64') }),
    (answer: any) => ({ ...answer, initializationVector: 7 }),
  ]) {
    proxy.tamper = (_path, answer) => broken(answer);
    await assert.rejects(
      ask(admin, Encrypt, { KeyId, Plaintext: utf8('x') }),
      code('KMSInvalidStateException', /^AWS KMS cannot interpret the response/),
    );
  }
});

test('while its store is disconnected a key is unavailable, and can be managed all the same', async (t) => {
  const { ask, admin, create, named, user } = await setUp(t);
  const { KeyId } = (await create()).KeyMetadata!;
  const { CiphertextBlob } = await ask(admin, Encrypt, { KeyId, Plaintext: utf8('x') });
  const state = async () => {
    const { KeyMetadata } = await ask(admin, DescribeKey, { KeyId });
    return [KeyMetadata!.KeyState, KeyMetadata!.Enabled];
  };
  await ask(admin, DisconnectCustomKeyStore, named);
  assert.deepEqual(await state(), ['Unavailable', false]);
  const NOT_CONNECTED = code(
    'KMSInvalidStateException',
    /^This KMS key is in a custom key store that is not connected to its external key store proxy\./,
  );
  await assert.rejects(ask(admin, Encrypt, { KeyId, Plaintext: utf8('x') }), NOT_CONNECTED);
  await assert.rejects(ask(admin, Decrypt, { CiphertextBlob: CiphertextBlob! }), NOT_CONNECTED);
  await assert.rejects(ask(admin, GenerateDataKey, { KeyId, KeySpec: 'AES_256' }), NOT_CONNECTED);
  await assert.rejects(create({ XksKeyId: 'key-2' }), code('CustomKeyStoreInvalidStateException'));

  const grantee = await user('grantee', []);
  await ask(admin, CreateGrant, { KeyId, GranteePrincipal: grantee.arn, Operations: ['Decrypt'] });
  await ask(admin, DisableKey, { KeyId });
  assert.deepEqual(await state(), ['Unavailable', false]);
  await ask(admin, ConnectCustomKeyStore, named);
  assert.deepEqual(await state(), ['Disabled', false]);
  await ask(admin, EnableKey, { KeyId });
  assert.deepEqual(await state(), ['Enabled', true]);
  const opened = await ask(grantee, Decrypt, {
    KeyId: `arn:aws:kms:${REGION}:${grantee.account}:key/${KeyId}`,
    CiphertextBlob: CiphertextBlob!,
  });
  assert.equal(text(opened.Plaintext!), 'x');
  await ask(admin, ScheduleKeyDeletion, { KeyId });
  await ask(admin, DisconnectCustomKeyStore, named);
  assert.deepEqual(await state(), ['PendingDeletion', false]);
});

test('what CreateKey is told must go together', async (t) => {
  const { ask, admin, create, named, proxy } = await setUp(t);
  for (const input of [
    { XksKeyId: undefined },
    { CustomKeyStoreId: undefined },
    { Origin: undefined },
    { Origin: undefined, XksKeyId: undefined },
    { Origin: 'EXTERNAL', CustomKeyStoreId: undefined },
    { Origin: 'AWS_CLOUDHSM', XksKeyId: undefined },
    { Origin: 'AWS_CLOUDHSM', XksKeyId: undefined, CustomKeyStoreId: undefined },
  ])
    await assert.rejects(create(input), code('ValidationException'), JSON.stringify(input));
  for (const input of [
    { KeySpec: 'RSA_2048', KeyUsage: 'SIGN_VERIFY' },
    { KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' },
    { MultiRegion: true },
  ])
    await assert.rejects(create(input), code('UnsupportedOperationException'));
  await assert.rejects(
    create({ CustomKeyStoreId: 'cks-0' }),
    code('CustomKeyStoreNotFoundException'),
  );
  await assert.rejects(
    ask(
      admin,
      CreateKey,
      { ...named, Origin: 'EXTERNAL_KEY_STORE', XksKeyId: 'key-1' },
      'eu-west-1',
    ),
    code('CustomKeyStoreNotFoundException'),
  );
  await create();
  await assert.rejects(create(), code('XksKeyAlreadyInUseException'));
  for (const XksKeyId of ['nothing', '.', '..'])
    await assert.rejects(
      create({ XksKeyId }),
      code(
        'XksKeyNotFoundException',
        /^The external key associated with this KMS key .* was not found/,
      ),
      XksKeyId,
    );
  proxy.keys.set('off', { ...newXksKey(), status: 'DISABLED' });
  proxy.keys.set('halved', { ...newXksKey(), usage: ['ENCRYPT'] });
  for (const XksKeyId of ['off', 'halved'])
    await assert.rejects(create({ XksKeyId }), code('XksKeyInvalidConfigurationException'));
  proxy.misbehave = () => refusal(403, 'AccessDeniedException');
  await assert.rejects(
    create({ XksKeyId: 'key-2' }),
    code('CustomKeyStoreInvalidStateException', /denied access/),
  );
});

test('every refusal of a proxy is told in its own sentence', async (t) => {
  const { ask, admin, create, proxy } = await setUp(t);
  const { KeyId } = (await create()).KeyMetadata!;
  const cases: readonly (readonly [Misbehaviour, RegExp])[] = [
    [refusal(400, 'ValidationException'), /cannot interpret the response/],
    [refusal(400, 'InvalidStateException'), /is not enabled in the external key manager/],
    [refusal(400, 'InvalidKeyUsageException'), /does not support the requested operation/],
    [refusal(401, 'AuthenticationFailedException'), /could not authenticate AWS KMS/],
    [refusal(403, 'AccessDeniedException'), /denied access to the operation/],
    [refusal(404, 'KeyNotFoundException'), /was not found in its external key manager/],
    [refusal(404, 'InvalidUriPathException'), /invalid URI path/],
    [refusal(429, 'ThrottlingException'), /very high request rate/],
    [refusal(500, 'InternalException'), /cannot communicate with the external key manager/],
    [refusal(501, 'UnsupportedOperationException'), /does not support the requested operation/],
    [refusal(503, 'DependencyTimeoutException'), /in the time allotted/],
    [{ status: 500, body: '<html>' }, /cannot interpret the response/],
  ];
  for (const [odd, message] of cases) {
    proxy.misbehave = () => odd;
    await assert.rejects(
      ask(admin, Encrypt, { KeyId, Plaintext: utf8('x') }),
      code('KMSInvalidStateException', message),
    );
  }
});

test('a dry run asks nobody outside', async (t) => {
  const { ask, admin, create, proxy } = await setUp(t);
  const { KeyId } = (await create()).KeyMetadata!;
  const before = proxy.asked.length;
  await assert.rejects(
    ask(admin, Encrypt, { KeyId, Plaintext: utf8('x'), DryRun: true }),
    code('DryRunOperationException'),
  );
  assert.equal(proxy.asked.length, before);
});

test('a secret under an external key is read through its proxy, on behalf of the reader', async (t) => {
  const { ask, admin, create, proxy } = await setUp(t);
  const { Arn } = (await create()).KeyMetadata!;
  await ask(admin, CreateSecret, {
    Name: 'outside',
    SecretString: 'kept',
    KmsKeyId: Arn!,
    ClientRequestToken: '11111111-1111-4111-8111-111111111111',
  });
  const { SecretString } = await ask(admin, GetSecretValue, { SecretId: 'outside' });
  assert.equal(SecretString, 'kept');
  const { requestMetadata } = proxy.asked.at(-1)!.body;
  assert.deepEqual(
    [requestMetadata.kmsOperation, requestMetadata.kmsViaService, requestMetadata.awsPrincipalArn],
    ['Decrypt', 'secretsmanager', admin.arn],
  );
  proxy.keys.get('key-1')!.status = 'DISABLED';
  await assert.rejects(ask(admin, GetSecretValue, { SecretId: 'outside' }));
});
