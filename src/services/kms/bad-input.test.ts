import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { ACCOUNT, house, OTHER_ACCOUNT, REGION, type TestHouse } from '../../../test/house.ts';
import { utf8 } from '../../base/bytes.ts';
import { DAY } from '../../base/clock.ts';
import * as kms from '../../generated/kms.ts';
import { AwsError, type OperationModel } from '../../model/model.ts';

// Whatever is wrong with a request, it is told as AWS tells it, to the caller and to the trail.

/** What each of the bad requests is about. */
async function scene() {
  const h = await house();
  const me = h.root();
  const made = async (input: object = {}) => {
    const { KeyMetadata } = await h.ask(me, kms.CreateKey, input);
    return { id: KeyMetadata!.KeyId!, arn: KeyMetadata!.Arn! };
  };
  const seal = async (KeyId: string, more: object = {}) => {
    const { CiphertextBlob } = await h.ask(me, kms.Encrypt, { KeyId, Plaintext: TEXT, ...more });
    return CiphertextBlob!;
  };
  const key = await made();
  const other = await made();
  const keys = {
    key,
    other,
    disabled: await made(),
    pending: await made(),
    deleted: await made(),
    empty: await made({ Origin: 'EXTERNAL' }),
    signing: await made({ KeySpec: 'ECC_NIST_P256', KeyUsage: 'SIGN_VERIFY' }),
    rsa: await made({ KeySpec: 'RSA_2048', KeyUsage: 'ENCRYPT_DECRYPT' }),
    mac: await made({ KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' }),
    agreeing: await made({ KeySpec: 'ECC_NIST_P256', KeyUsage: 'KEY_AGREEMENT' }),
  };
  const AliasName = 'alias/moving';
  await h.ask(me, kms.CreateAlias, { AliasName, TargetKeyId: key.id });
  const context = { EncryptionContext: CONTEXT };
  const blobs = {
    plain: await seal(key.id),
    bound: await seal(key.id, context),
    byAlias: await seal(AliasName, context),
    disabled: await seal(keys.disabled.id),
    pending: await seal(keys.pending.id),
    deleted: await seal(keys.deleted.id),
    rsa: await seal(keys.rsa.id, { EncryptionAlgorithm: 'RSAES_OAEP_SHA_256' }),
  };
  await h.ask(me, kms.UpdateAlias, { AliasName, TargetKeyId: other.id });
  const window = { PendingWindowInDays: 7 };
  await h.ask(me, kms.ScheduleKeyDeletion, { KeyId: keys.deleted.id, ...window });
  h.clock.advance(7 * DAY);
  await h.tick();
  await h.ask(me, kms.DisableKey, { KeyId: keys.disabled.id });
  await h.ask(me, kms.ScheduleKeyDeletion, { KeyId: keys.pending.id, ...window });
  return { h, keys, blobs };
}

type Scene = Awaited<ReturnType<typeof scene>>;

const TEXT = utf8('hunter2');
const CONTEXT = { app: 'shop', tenant: '7' };
const NOTHING = 'InvalidCiphertextException';
const ECDSA = { SigningAlgorithm: 'ECDSA_SHA_256', Message: TEXT } as const;
const OAEP = { EncryptionAlgorithm: 'RSAES_OAEP_SHA_256' } as const;

interface Case {
  readonly operation: keyof typeof kms;
  readonly input: (scene: Scene) => object;
  readonly code: string;
  /** Empty unless told. */
  readonly message?: string | ((scene: Scene) => string);
  readonly account?: string;
}

const changed = (blob: Uint8Array, at: number): Uint8Array =>
  blob.map((byte, i) => (i === (at < 0 ? blob.length + at : at) ? byte ^ 1 : byte));

const decrypt = (
  input: (blobs: Scene['blobs'], scene: Scene) => object,
  code = NOTHING,
  message: Case['message'] = '',
): Case => ({ operation: 'Decrypt', input: (s) => input(s.blobs, s), code, message });

/** A request that names one of the keys. */
const onKey = (
  operation: keyof typeof kms,
  key: keyof Scene['keys'],
  more: object,
  code: string,
  message: string | ((arn: string) => string),
): Case => ({
  operation,
  input: ({ keys }) => ({ KeyId: keys[key].id, ...more }),
  code,
  message: ({ keys }) => (typeof message === 'string' ? message : message(keys[key].arn)),
});

const tooLong = (member: string, max: number): string =>
  `1 validation error detected: Value at '${member}' failed to satisfy constraint: Member must have length less than or equal to ${max}`;
const UNKNOWN = (action: string): string =>
  `User: arn:aws:iam::${ACCOUNT}:root is not authorized to perform: ${action} on the resource associated with this ciphertext because the resource does not exist in this Region, no resource-based policies allow access, or a resource-based policy explicitly denies access`;
const INCORRECT =
  'The key ID in the request does not identify a CMK that can perform this operation.';
const disabled = (arn: string): string => `${arn} is disabled.`;
const pending = (arn: string): string => `${arn} is pending deletion.`;
const importing = (arn: string): string => `${arn} is pending import.`;
const absent = (arn: string): string => `Key '${arn}' does not exist`;
const usage = (is: string, operation: string) => (arn: string) =>
  `${arn} key usage is ${is} which is not valid for ${operation}.`;
const spec = (algorithm: string, is: string): string =>
  `Algorithm ${algorithm} is incompatible with key spec ${is}.`;

const CASES: { readonly [name: string]: Case } = {
  'no context where there was one': decrypt(({ bound }) => ({ CiphertextBlob: bound })),
  'a context where there was none': decrypt(({ plain }) => ({
    CiphertextBlob: plain,
    EncryptionContext: CONTEXT,
  })),
  'another value in the context': decrypt(({ bound }) => ({
    CiphertextBlob: bound,
    EncryptionContext: { ...CONTEXT, tenant: '8' },
  })),
  'another case in the context': decrypt(({ bound }) => ({
    CiphertextBlob: bound,
    EncryptionContext: { App: 'shop', tenant: '7' },
  })),
  'more in the context': decrypt(({ bound }) => ({
    CiphertextBlob: bound,
    EncryptionContext: { ...CONTEXT, more: '' },
  })),
  'a forged ciphertext': decrypt(({ plain }) => ({ CiphertextBlob: changed(plain, -1) })),
  'a forged material': decrypt(({ plain }) => ({ CiphertextBlob: changed(plain, 30) })),
  'a forged salt': decrypt(({ plain }) => ({ CiphertextBlob: changed(plain, 60) })),
  'a forged layout': decrypt(({ plain }) => ({ CiphertextBlob: changed(plain, 0) })),
  'a truncated ciphertext': decrypt(({ plain }) => ({ CiphertextBlob: plain.subarray(0, -1) })),
  'a ciphertext that is its header alone': decrypt(({ plain }) => ({
    CiphertextBlob: plain.subarray(0, 80),
  })),
  'a ciphertext with something behind it': decrypt(({ plain }) => ({
    CiphertextBlob: Buffer.concat([plain, Buffer.alloc(1)]),
  })),
  'a ciphertext of nobody': decrypt(() => ({ CiphertextBlob: utf8('nobody has made this') })),
  'a ciphertext of 6,144 bytes of nobody': decrypt(() => ({
    CiphertextBlob: new Uint8Array(6144),
  })),
  'a forged ciphertext of RSA': decrypt(({ rsa }, { keys }) => ({
    CiphertextBlob: changed(rsa, 9),
    KeyId: keys.rsa.id,
    ...OAEP,
  })),
  'a ciphertext of RSA by another algorithm': decrypt(({ rsa }, { keys }) => ({
    CiphertextBlob: rsa,
    KeyId: keys.rsa.id,
    EncryptionAlgorithm: 'RSAES_OAEP_SHA_1',
  })),
  'a ciphertext of RSA without its key': decrypt(({ rsa }) => ({ CiphertextBlob: rsa, ...OAEP })),
  'a ciphertext whose key is forged': decrypt(
    ({ plain }) => ({ CiphertextBlob: changed(plain, 9) }),
    'AccessDeniedException',
    UNKNOWN('kms:Decrypt'),
  ),
  'a ciphertext whose account is forged': decrypt(
    ({ plain }) => ({ CiphertextBlob: changed(plain, 7) }),
    'AccessDeniedException',
    UNKNOWN('kms:Decrypt'),
  ),
  'a ciphertext of another key': decrypt(
    ({ plain }, { keys }) => ({ CiphertextBlob: plain, KeyId: keys.other.id }),
    'IncorrectKeyException',
    INCORRECT,
  ),
  'an alias that moved': decrypt(
    ({ byAlias }) => ({
      CiphertextBlob: byAlias,
      EncryptionContext: CONTEXT,
      KeyId: 'alias/moving',
    }),
    'IncorrectKeyException',
    INCORRECT,
  ),
  'a wrong context to move on from': {
    operation: 'ReEncrypt',
    input: ({ keys, blobs }) => ({ CiphertextBlob: blobs.bound, DestinationKeyId: keys.other.id }),
    code: NOTHING,
  },
  'a ciphertext of another key to move on': {
    operation: 'ReEncrypt',
    input: ({ keys, blobs }) => ({
      CiphertextBlob: blobs.plain,
      SourceKeyId: keys.other.id,
      DestinationKeyId: keys.other.id,
    }),
    code: 'IncorrectKeyException',
    message: INCORRECT,
  },
  'a plaintext of 4,097 bytes': onKey(
    'Encrypt',
    'key',
    { Plaintext: new Uint8Array(4097) },
    'ValidationException',
    tooLong('plaintext', 4096),
  ),
  'a plaintext of none': onKey(
    'Encrypt',
    'key',
    { Plaintext: new Uint8Array(0) },
    'ValidationException',
    "1 validation error detected: Value at 'plaintext' failed to satisfy constraint: Member must have length greater than or equal to 1",
  ),
  'a ciphertext of 6,145 bytes': decrypt(
    () => ({ CiphertextBlob: new Uint8Array(6145) }),
    'ValidationException',
    tooLong('ciphertextBlob', 6144).replace(
      'Value',
      "Value 'java.nio.HeapByteBuffer[pos=0 lim=6145 cap=6145]'",
    ),
  ),
  'a plaintext that RSA has no room for': onKey(
    'Encrypt',
    'rsa',
    { Plaintext: new Uint8Array(191), ...OAEP },
    'ValidationException',
    'Algorithm RSAES_OAEP_SHA_256 and key spec RSA_2048 cannot encrypt data larger than 190 bytes.',
  ),
  'a context for RSA': onKey(
    'Encrypt',
    'rsa',
    { Plaintext: TEXT, ...OAEP, EncryptionContext: CONTEXT },
    'ValidationException',
    'EncryptionContext is not supported with asymmetric keys.',
  ),
  'a disabled key': onKey(
    'Encrypt',
    'disabled',
    { Plaintext: TEXT },
    'DisabledException',
    disabled,
  ),
  'a ciphertext of a disabled key': decrypt(
    (blobs) => ({ CiphertextBlob: blobs.disabled }),
    'DisabledException',
    ({ keys }) => disabled(keys.disabled.arn),
  ),
  'a key that is to be deleted': onKey(
    'GenerateDataKey',
    'pending',
    { KeySpec: 'AES_256' },
    'KMSInvalidStateException',
    pending,
  ),
  'a ciphertext of a key that is to be deleted': decrypt(
    (blobs) => ({ CiphertextBlob: blobs.pending }),
    'KMSInvalidStateException',
    ({ keys }) => pending(keys.pending.arn),
  ),
  'a deleted key': onKey('Encrypt', 'deleted', { Plaintext: TEXT }, 'NotFoundException', absent),
  'a deleted key looked at': onKey('DescribeKey', 'deleted', {}, 'NotFoundException', absent),
  'a ciphertext of a deleted key': decrypt(
    ({ deleted }) => ({ CiphertextBlob: deleted }),
    'AccessDeniedException',
    UNKNOWN('kms:Decrypt'),
  ),
  'a ciphertext of a deleted key, which is named': decrypt(
    ({ deleted }, { keys }) => ({ CiphertextBlob: deleted, KeyId: keys.deleted.id }),
    'NotFoundException',
    ({ keys }) => absent(keys.deleted.arn),
  ),
  'a key without material': onKey(
    'Encrypt',
    'empty',
    { Plaintext: TEXT },
    'KMSInvalidStateException',
    importing,
  ),
  'encryption by a key that signs': onKey(
    'Encrypt',
    'signing',
    { Plaintext: TEXT },
    'InvalidKeyUsageException',
    usage('SIGN_VERIFY', 'Encrypt'),
  ),
  'a data key under a key that authenticates': onKey(
    'GenerateDataKey',
    'mac',
    { KeySpec: 'AES_256' },
    'InvalidKeyUsageException',
    usage('GENERATE_VERIFY_MAC', 'GenerateDataKey'),
  ),
  'a signature by a key that encrypts': onKey(
    'Sign',
    'key',
    ECDSA,
    'InvalidKeyUsageException',
    usage('ENCRYPT_DECRYPT', 'Sign'),
  ),
  'a signature by a key that agrees': onKey(
    'Sign',
    'agreeing',
    ECDSA,
    'InvalidKeyUsageException',
    usage('KEY_AGREEMENT', 'Sign'),
  ),
  'a MAC by a key that signs': onKey(
    'GenerateMac',
    'signing',
    { MacAlgorithm: 'HMAC_SHA_256', Message: TEXT },
    'InvalidKeyUsageException',
    usage('SIGN_VERIFY', 'GenerateMac'),
  ),
  'an algorithm of another spec to encrypt by': onKey(
    'Encrypt',
    'key',
    { Plaintext: TEXT, ...OAEP },
    'InvalidKeyUsageException',
    spec('RSAES_OAEP_SHA_256', 'SYMMETRIC_DEFAULT'),
  ),
  'no algorithm for RSA': onKey(
    'Encrypt',
    'rsa',
    { Plaintext: TEXT },
    'InvalidKeyUsageException',
    spec('SYMMETRIC_DEFAULT', 'RSA_2048'),
  ),
  'an algorithm of another spec to sign by': onKey(
    'Sign',
    'signing',
    { ...ECDSA, SigningAlgorithm: 'ECDSA_SHA_384' },
    'InvalidKeyUsageException',
    spec('ECDSA_SHA_384', 'ECC_NIST_P256'),
  ),
  'an algorithm of another spec to authenticate by': onKey(
    'GenerateMac',
    'mac',
    { MacAlgorithm: 'HMAC_SHA_512', Message: TEXT },
    'InvalidKeyUsageException',
    spec('HMAC_SHA_512', 'HMAC_256'),
  ),
  'a digest of another length': onKey(
    'Sign',
    'signing',
    { ...ECDSA, MessageType: 'DIGEST' },
    'ValidationException',
    'Digest is invalid length for algorithm ECDSA_SHA_256.',
  ),
  'a message of 4,097 bytes': onKey(
    'Sign',
    'signing',
    { ...ECDSA, Message: new Uint8Array(4097) },
    'ValidationException',
    tooLong('message', 4096),
  ),
  'a forged signature': onKey(
    'Verify',
    'signing',
    { ...ECDSA, Signature: utf8('forged') },
    'KMSInvalidSignatureException',
    '',
  ),
  'a forged MAC': onKey(
    'VerifyMac',
    'mac',
    { MacAlgorithm: 'HMAC_SHA_256', Message: TEXT, Mac: new Uint8Array(32) },
    'KMSInvalidMacException',
    '',
  ),
  'a key of another account by its id': {
    ...onKey('Encrypt', 'key', { Plaintext: TEXT }, 'NotFoundException', ''),
    message: ({ keys }) => absent(`arn:aws:kms:${REGION}:${OTHER_ACCOUNT}:key/${keys.key.id}`),
    account: OTHER_ACCOUNT,
  },
  'a key of another account by its alias': {
    operation: 'Encrypt',
    input: () => ({ KeyId: 'alias/moving', Plaintext: TEXT }),
    code: 'NotFoundException',
    message: `Alias arn:aws:kms:${REGION}:${OTHER_ACCOUNT}:alias/moving is not found.`,
    account: OTHER_ACCOUNT,
  },
  'a key of another account that lets nobody in': {
    operation: 'Encrypt',
    input: ({ keys }) => ({ KeyId: keys.key.arn, Plaintext: TEXT }),
    code: 'AccessDeniedException',
    message: ({ keys }) =>
      `User: arn:aws:iam::${OTHER_ACCOUNT}:root is not authorized to perform: kms:Encrypt on resource: ${keys.key.arn} because no resource-based policy allows the kms:Encrypt action`,
    account: OTHER_ACCOUNT,
  },
  'a key that is none': {
    operation: 'Encrypt',
    input: () => ({ KeyId: 'no-key', Plaintext: TEXT }),
    code: 'NotFoundException',
    message: "Invalid keyId 'no-key'",
  },
  'an alias that is none': {
    operation: 'Encrypt',
    input: () => ({ KeyId: 'alias/none', Plaintext: TEXT }),
    code: 'NotFoundException',
    message: `Alias arn:aws:kms:${REGION}:${ACCOUNT}:alias/none is not found.`,
  },
};

async function refusal(
  { h }: Scene,
  { operation, account }: Case,
  input: object,
): Promise<AwsError> {
  // The trail orders events by their time alone.
  h.clock.advance(1);
  try {
    await h.ask(h.root(account), kms[operation] as OperationModel<object, object, string>, input);
  } catch (error) {
    if (error instanceof AwsError) return error;
    throw error;
  }
  assert.fail('it was not refused');
}

/** What the trail holds of the last request, without what differs from each request to the next. */
async function lastEvent(h: TestHouse, account?: string) {
  const { eventID: _id, requestID: _request, ...event } = (await h.events(account)).at(-1);
  return event;
}

suite('what is wrong is told in the words of AWS, to the caller and to the trail', async () => {
  const standing = scene();
  for (const [name, wanted] of Object.entries(CASES)) {
    test(name, async () => {
      const s = await standing;
      const { code, message } = await refusal(s, wanted, wanted.input(s));
      const said = typeof wanted.message === 'function' ? wanted.message(s) : wanted.message;
      assert.deepEqual({ code, message }, { code: wanted.code, message: said ?? '' });
      const { eventName, errorCode, errorMessage } = await lastEvent(s.h, wanted.account);
      assert.deepEqual([eventName, errorCode], [wanted.operation, wanted.code]);
      assert.equal(errorMessage ?? '', message);
    });
  }
});

test('the largest plaintext is taken, and its ciphertext is not too large to open', async () => {
  const { h, keys } = await scene();
  const Plaintext = new Uint8Array(4096).fill(7);
  const me = h.root();
  const sealed = await h.ask(me, kms.Encrypt, { KeyId: keys.key.id, Plaintext });
  assert.ok(sealed.CiphertextBlob!.length <= 6144);
  const opened = await h.ask(me, kms.Decrypt, { CiphertextBlob: sealed.CiphertextBlob! });
  assert.deepEqual(new Uint8Array(opened.Plaintext!), Plaintext);
});

test('an alias that moved opens what it sealed by the ciphertext, and seals under its new key', async () => {
  const { h, keys, blobs } = await scene();
  const asked = { CiphertextBlob: blobs.byAlias, EncryptionContext: CONTEXT };
  assert.equal((await h.ask(h.root(), kms.Decrypt, asked)).KeyId, keys.key.arn);
  const plain = { KeyId: 'alias/moving', Plaintext: TEXT };
  assert.equal((await h.ask(h.root(), kms.Encrypt, plain)).KeyId, keys.other.arn);
});

test('a wrong context, a forged text, another salt and a material that never was look alike, on the trail too', async () => {
  const s = await scene();
  const { bound } = s.blobs;
  const context = { EncryptionContext: CONTEXT };
  const wrong: readonly object[] = [
    { CiphertextBlob: bound, EncryptionContext: { ...CONTEXT, tenant: '8' } },
    { CiphertextBlob: changed(bound, -1), ...context },
    { CiphertextBlob: changed(bound, 60), ...context },
    { CiphertextBlob: changed(bound, 30), ...context },
    { CiphertextBlob: bound.subarray(0, -1), ...context },
  ];
  const told = [];
  for (const input of wrong) {
    const { code, message } = await refusal(
      s,
      decrypt(() => ({})),
      input,
    );
    const { requestParameters, ...event } = await lastEvent(s.h);
    const { encryptionContext: _context, ...parameters } = requestParameters;
    told.push({ code, message, event, parameters });
  }
  assert.equal(told[0]!.event.resources[0].ARN, s.keys.key.arn);
  for (const each of told) assert.deepEqual(each, told[0]);
});

test('whoever comes with a ciphertext alone is not told which key it is of, nor whether there is one', async () => {
  const { h, keys, blobs } = await scene();
  const open = (who: Parameters<typeof h.ask>[0], CiphertextBlob: Uint8Array) =>
    h.ask(who, kms.Decrypt, { CiphertextBlob });
  const alice = await h.user('alice', ['kms:Encrypt']);
  await assert.rejects(open(alice, blobs.plain), {
    code: 'AccessDeniedException',
    message: `User: ${alice.arn} is not authorized to perform: kms:Decrypt on the resource associated with this ciphertext because no identity-based policy allows the kms:Decrypt action`,
  });
  await assert.rejects(
    h.ask(alice, kms.Decrypt, { CiphertextBlob: blobs.plain, KeyId: keys.key.arn }),
    {
      message: `User: ${alice.arn} is not authorized to perform: kms:Decrypt on resource: ${keys.key.arn} because no identity-based policy allows the kms:Decrypt action`,
    },
  );
  const stranger = h.root(OTHER_ACCOUNT);
  for (const blob of [blobs.plain, blobs.deleted, changed(blobs.plain, 9)]) {
    await assert.rejects(open(stranger, blob), {
      code: 'AccessDeniedException',
      message: UNKNOWN('kms:Decrypt').replace(ACCOUNT, OTHER_ACCOUNT),
    });
  }
});
