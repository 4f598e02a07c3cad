import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { ACCOUNT, OTHER_ACCOUNT } from '../../../test/house.ts';
import {
  absent,
  type Case,
  CONTEXT,
  disabled,
  lastEvent,
  pending,
  refusal,
  type Scene,
  scene,
  testRefusals,
  TEXT,
  tooLong,
} from '../../../test/kms-refusals.ts';
import { utf8 } from '../../base/bytes.ts';
import * as kms from '../../generated/kms.ts';

// A ciphertext that is not what it should be tells nobody why.

const changed = (blob: Uint8Array, at: number): Uint8Array =>
  blob.map((byte, i) => (i === (at < 0 ? blob.length + at : at) ? byte ^ 1 : byte));

const decrypt = (
  input: (blobs: Scene['blobs'], scene: Scene) => object,
  code = NOTHING,
  message: Case['message'] = '',
): Case => ({ operation: 'Decrypt', input: (s) => input(s.blobs, s), code, message });

const NOTHING = 'InvalidCiphertextException';
const OAEP = { EncryptionAlgorithm: 'RSAES_OAEP_SHA_256' } as const;

const UNKNOWN = (action: string): string =>
  `User: arn:aws:iam::${ACCOUNT}:root is not authorized to perform: ${action} on the resource associated with this ciphertext because the resource does not exist in this Region, no resource-based policies allow access, or a resource-based policy explicitly denies access`;
const INCORRECT =
  'The key ID in the request does not identify a CMK that can perform this operation.';

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
  'a ciphertext of 6,145 bytes': decrypt(
    () => ({ CiphertextBlob: new Uint8Array(6145) }),
    'ValidationException',
    tooLong('ciphertextBlob', 6144).replace(
      'Value',
      "Value 'java.nio.HeapByteBuffer[pos=0 lim=6145 cap=6145]'",
    ),
  ),
  'a ciphertext of a disabled key': decrypt(
    (blobs) => ({ CiphertextBlob: blobs.disabled }),
    'DisabledException',
    ({ keys }) => disabled(keys.disabled.arn),
  ),
  'a ciphertext of a key that is to be deleted': decrypt(
    (blobs) => ({ CiphertextBlob: blobs.pending }),
    'KMSInvalidStateException',
    ({ keys }) => pending(keys.pending.arn),
  ),
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
};

suite('what is wrong with a ciphertext is told in the words of AWS, to the caller and to the trail', () =>
  testRefusals(CASES));

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
