import assert from 'node:assert/strict';
import { constants, createHash, createPublicKey, hash, verify } from 'node:crypto';
import { test } from 'node:test';
import { house } from '../../../../test/house.ts';
import { CreateKey, DisableKey, GetPublicKey, Sign, Verify } from '../../../generated/kms.ts';
import type { CreateKeyRequest, SignRequest } from '../../../generated/kms.types.ts';

type Spec = NonNullable<CreateKeyRequest['KeySpec']>;
type Algorithm = SignRequest['SigningAlgorithm'];

const Message = new Uint8Array(Buffer.from('to whom it may concern'));
const RSA: readonly Algorithm[] = [256, 384, 512].flatMap((bits) => [
  `RSASSA_PSS_SHA_${bits}` as Algorithm,
  `RSASSA_PKCS1_V1_5_SHA_${bits}` as Algorithm,
]);
const KINDS: readonly [Spec, readonly Algorithm[]][] = [
  ['RSA_2048', RSA],
  ['RSA_3072', RSA],
  ['ECC_NIST_P256', ['ECDSA_SHA_256']],
  ['ECC_NIST_P384', ['ECDSA_SHA_384']],
  ['ECC_NIST_P521', ['ECDSA_SHA_512']],
  ['ECC_SECG_P256K1', ['ECDSA_SHA_256']],
];

async function open() {
  const h = await house();
  const made = async (KeySpec: Spec) => {
    const { KeyMetadata } = await h.ask(h.root(), CreateKey, { KeySpec, KeyUsage: 'SIGN_VERIFY' });
    const { PublicKey } = await h.ask(h.root(), GetPublicKey, { KeyId: KeyMetadata!.KeyId });
    const key = createPublicKey({ key: Buffer.from(PublicKey!), format: 'der', type: 'spki' });
    return { KeyId: KeyMetadata!.Arn!, key };
  };
  return { ...h, made };
}

test('a message and its digest are signed alike, and OpenSSL agrees', async () => {
  const { ask, root, made, close } = await open();
  for (const [spec, algorithms] of KINDS) {
    const { KeyId, key } = await made(spec);
    for (const SigningAlgorithm of algorithms) {
      const name = `sha${SigningAlgorithm.slice(-3)}`;
      const asked = { KeyId, SigningAlgorithm };
      const digest = { Message: hash(name, Message, 'buffer'), MessageType: 'DIGEST' } as const;
      const raw = await ask(root(), Sign, { ...asked, Message });
      const other = await ask(root(), Sign, { ...asked, ...digest });
      assert.deepEqual([raw.KeyId, raw.SigningAlgorithm], [KeyId, SigningAlgorithm]);
      const pss = SigningAlgorithm.includes('PSS') && {
        padding: constants.RSA_PKCS1_PSS_PADDING,
        saltLength: constants.RSA_PSS_SALTLEN_DIGEST,
      };
      for (const { Signature } of [raw, other]) {
        assert.ok(verify(name, Message, { key, ...pss }, Signature!), SigningAlgorithm);
        for (const message of [{ Message }, digest]) {
          const answer = await ask(root(), Verify, { ...asked, ...message, Signature: Signature! });
          assert.deepEqual(answer, { KeyId, SignatureValid: true, SigningAlgorithm });
        }
      }
    }
  }
  await close();
});

test('Ed25519 signs messages by one algorithm and digests by the other', async () => {
  const { ask, root, made, close } = await open();
  const { KeyId, key } = await made('ECC_NIST_EDWARDS25519');
  const pure = { KeyId, SigningAlgorithm: 'ED25519_SHA_512' } as const;
  const { Signature } = await ask(root(), Sign, { ...pure, Message });
  assert.ok(verify(null, Message, key, Signature!));
  const hashed = {
    KeyId,
    SigningAlgorithm: 'ED25519_PH_SHA_512',
    MessageType: 'DIGEST',
    Message: hash('sha512', Message, 'buffer'),
  } as const;
  const other = await ask(root(), Sign, hashed);
  await ask(root(), Verify, { ...hashed, Signature: other.Signature! });
  await assert.rejects(ask(root(), Verify, { ...hashed, Signature: Signature! }), {
    code: 'KMSInvalidSignatureException',
  });
  for (const wrong of [
    { ...pure, Message: hashed.Message, MessageType: 'DIGEST' } as const,
    { ...hashed, MessageType: 'RAW' } as const,
  ]) {
    await assert.rejects(ask(root(), Sign, wrong), { code: 'ValidationException' });
  }
  await close();
});

test('ML-DSA signs messages, and what was made of them elsewhere', async () => {
  const { ask, root, made, close } = await open();
  for (const spec of ['ML_DSA_44', 'ML_DSA_65', 'ML_DSA_87'] as const) {
    const { KeyId, key } = await made(spec);
    const asked = { KeyId, SigningAlgorithm: 'ML_DSA_SHAKE_256' } as const;
    const shake = (...parts: Uint8Array[]) =>
      createHash('shake256', { outputLength: 64 }).update(Buffer.concat(parts)).digest();
    const point = Buffer.from((key.export({ format: 'jwk' }) as any).pub, 'base64url');
    const mu = {
      MessageType: 'EXTERNAL_MU',
      Message: shake(shake(point), Buffer.of(0, 0), Message),
    } as const;
    for (const message of [{ Message }, mu]) {
      const { Signature } = await ask(root(), Sign, { ...asked, ...message });
      assert.ok(verify(null, Message, key, Signature!), spec);
      await ask(root(), Verify, { ...asked, Message, Signature: Signature! });
      await ask(root(), Verify, { ...asked, ...mu, Signature: Signature! });
    }
    const short = { ...asked, ...mu, Message: mu.Message.subarray(1) };
    await assert.rejects(ask(root(), Sign, short), {
      code: 'ValidationException',
      message: 'Digest is invalid length for algorithm ML_DSA_SHAKE_256.',
    });
    await assert.rejects(ask(root(), Sign, { ...asked, Message, MessageType: 'DIGEST' }), {
      code: 'ValidationException',
    });
  }
  await close();
});

test('a signature that is not right is not told why', async () => {
  const { ask, root, made, close } = await open();
  for (const [spec, [SigningAlgorithm]] of KINDS) {
    const { KeyId } = await made(spec);
    const asked = { KeyId, SigningAlgorithm: SigningAlgorithm!, Message };
    const { Signature } = await ask(root(), Sign, asked);
    const changed = Signature!.slice();
    changed[changed.length - 1]! ^= 1;
    for (const wrong of [changed, changed.subarray(1), new Uint8Array(1)]) {
      await assert.rejects(ask(root(), Verify, { ...asked, Signature: wrong }), {
        code: 'KMSInvalidSignatureException',
        message: '',
      });
    }
  }
  await close();
});

test('what a key cannot sign is refused', async () => {
  const h = await open();
  const { KeyId } = await h.made('ECC_NIST_P256');
  const rsa = { KeySpec: 'RSA_2048', KeyUsage: 'ENCRYPT_DECRYPT' } as const;
  const { KeyMetadata } = await h.ask(h.root(), CreateKey, rsa);
  const asked = { KeyId, SigningAlgorithm: 'ECDSA_SHA_256', Message } as const;
  const refused: [object, object][] = [
    [
      { SigningAlgorithm: 'ECDSA_SHA_384' },
      {
        code: 'InvalidKeyUsageException',
        message: 'Algorithm ECDSA_SHA_384 is incompatible with key spec ECC_NIST_P256.',
      },
    ],
    [
      { SigningAlgorithm: 'SM2DSA' },
      {
        code: 'InvalidKeyUsageException',
        message: 'Algorithm SM2DSA is incompatible with key spec ECC_NIST_P256.',
      },
    ],
    [
      { MessageType: 'DIGEST' },
      {
        code: 'ValidationException',
        message: 'Digest is invalid length for algorithm ECDSA_SHA_256.',
      },
    ],
    [{ MessageType: 'EXTERNAL_MU' }, { code: 'ValidationException' }],
    [
      { KeyId: KeyMetadata!.Arn },
      {
        code: 'InvalidKeyUsageException',
        message: `${KeyMetadata!.Arn} key usage is ENCRYPT_DECRYPT which is not valid for Sign.`,
      },
    ],
    [{ DryRun: true }, { code: 'DryRunOperationException' }],
    [{ GrantTokens: ['x'] }, { code: 'InvalidGrantTokenException' }],
  ];
  for (const [change, error] of refused) {
    await assert.rejects(h.ask(h.root(), Sign, { ...asked, ...change }), error);
  }
  const { Signature } = await h.ask(h.root(), Sign, asked);
  const check = { ...asked, Signature: Signature!, DryRun: true };
  await assert.rejects(h.ask(h.root(), Verify, check), { code: 'DryRunOperationException' });
  await h.ask(h.root(), DisableKey, { KeyId });
  await assert.rejects(h.ask(h.root(), Sign, asked), {
    code: 'DisabledException',
    message: `${KeyId} is disabled.`,
  });
  await h.close();
});

test('who may verify may not therefore sign, and policies see how', async () => {
  const h = await open();
  const { KeyId } = await h.made('ECC_NIST_P256');
  const asked = { KeyId, SigningAlgorithm: 'ECDSA_SHA_256', Message } as const;
  const { Signature } = await h.ask(h.root(), Sign, asked);
  const bob = await h.user('bob', ['kms:Verify']);
  await h.ask(bob, Verify, { ...asked, Signature: Signature! });
  await assert.rejects(h.ask(bob, Sign, asked), { code: 'AccessDeniedException' });
  const carol = await h.user('carol', {
    Statement: [
      {
        Effect: 'Allow',
        Action: 'kms:Sign',
        Resource: '*',
        Condition: { StringEquals: { 'kms:MessageType': 'DIGEST' } },
      },
    ],
  });
  await assert.rejects(h.ask(carol, Sign, asked), { code: 'AccessDeniedException' });
  const digest = hash('sha256', Message, 'buffer');
  await h.ask(carol, Sign, { ...asked, Message: digest, MessageType: 'DIGEST' });
  await h.close();
});

test('the trail tells of a signature and neither message nor key', async () => {
  const h = await open();
  const { KeyId } = await h.made('ECC_NIST_P256');
  await h.ask(h.root(), Sign, { KeyId, SigningAlgorithm: 'ECDSA_SHA_256', Message });
  const event = (await h.events()).at(-1);
  assert.deepEqual([event.eventName, event.readOnly], ['Sign', true]);
  assert.ok(!JSON.stringify(event).includes(Buffer.from(Message).toString('base64')));
  await h.close();
});
