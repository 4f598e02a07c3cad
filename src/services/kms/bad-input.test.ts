import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { ACCOUNT, OTHER_ACCOUNT, REGION } from '../../../test/house.ts';
import {
  absent,
  type Case,
  CONTEXT,
  disabled,
  pending,
  scene,
  type Scene,
  testRefusals,
  TEXT,
  tooLong,
} from '../../../test/kms-refusals.ts';
import { utf8 } from '../../base/bytes.ts';
import * as kms from '../../generated/kms.ts';

// Whatever is wrong with a request, it is told as AWS tells it, to the caller and to the trail.

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

const ECDSA = { SigningAlgorithm: 'ECDSA_SHA_256', Message: TEXT } as const;
const OAEP = { EncryptionAlgorithm: 'RSAES_OAEP_SHA_256' } as const;

const importing = (arn: string): string => `${arn} is pending import.`;
const usage = (is: string, operation: string) => (arn: string) =>
  `${arn} key usage is ${is} which is not valid for ${operation}.`;
const spec = (algorithm: string, is: string): string =>
  `Algorithm ${algorithm} is incompatible with key spec ${is}.`;

const CASES: { readonly [name: string]: Case } = {
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
  'a key that is to be deleted': onKey(
    'GenerateDataKey',
    'pending',
    { KeySpec: 'AES_256' },
    'KMSInvalidStateException',
    pending,
  ),
  'a deleted key': onKey('Encrypt', 'deleted', { Plaintext: TEXT }, 'NotFoundException', absent),
  'a deleted key looked at': onKey('DescribeKey', 'deleted', {}, 'NotFoundException', absent),
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

suite('what is wrong is told in the words of AWS, to the caller and to the trail', () =>
  testRefusals(CASES));

test('the largest plaintext is taken, and its ciphertext is not too large to open', async () => {
  const { h, keys } = await scene();
  const Plaintext = new Uint8Array(4096).fill(7);
  const me = h.root();
  const sealed = await h.ask(me, kms.Encrypt, { KeyId: keys.key.id, Plaintext });
  assert.ok(sealed.CiphertextBlob!.length <= 6144);
  const opened = await h.ask(me, kms.Decrypt, { CiphertextBlob: sealed.CiphertextBlob! });
  assert.deepEqual(new Uint8Array(opened.Plaintext!), Plaintext);
});
