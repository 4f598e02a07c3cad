import assert from 'node:assert/strict';
import { test } from 'node:test';
import { house } from '../../../../test/house.ts';
import { CreateKey, GenerateMac, VerifyMac } from '../../../generated/kms.ts';

const Message = new Uint8Array(4096).fill(7);
const BYTES = { HMAC_224: 28, HMAC_256: 32, HMAC_384: 48, HMAC_512: 64 } as const;

async function open() {
  const h = await house();
  const made = async (KeySpec: keyof typeof BYTES) => {
    const input = { KeySpec, KeyUsage: 'GENERATE_VERIFY_MAC' } as const;
    return (await h.ask(h.root(), CreateKey, input)).KeyMetadata!.Arn!;
  };
  return { ...h, made };
}

test('a MAC is as long as its hash, and holds for its key and its message alone', async () => {
  const { ask, root, made, close } = await open();
  for (const KeySpec of Object.keys(BYTES) as (keyof typeof BYTES)[]) {
    const [KeyId, other] = [await made(KeySpec), await made(KeySpec)];
    const MacAlgorithm = KeySpec.replace('_', '_SHA_') as `HMAC_SHA_${224 | 256 | 384 | 512}`;
    const asked = { KeyId, MacAlgorithm, Message };
    const { Mac, ...rest } = await ask(root(), GenerateMac, asked);
    assert.deepEqual(rest, { KeyId, MacAlgorithm });
    assert.equal(Mac!.length, BYTES[KeySpec]);
    assert.deepEqual(await ask(root(), VerifyMac, { ...asked, Mac: Mac! }), {
      KeyId,
      MacValid: true,
      MacAlgorithm,
    });
    const changed = Mac!.slice();
    changed[0]! ^= 1;
    for (const wrong of [
      { KeyId: other },
      { Message: Message.subarray(1) },
      { Mac: changed },
      { Mac: Mac!.subarray(1) },
    ]) {
      await assert.rejects(ask(root(), VerifyMac, { ...asked, Mac: Mac!, ...wrong }), {
        code: 'KMSInvalidMacException',
        message: '',
      });
    }
  }
  await close();
});

test('what a key cannot authenticate is refused', async () => {
  const { ask, root, made, user, close } = await open();
  const KeyId = await made('HMAC_256');
  const { KeyMetadata } = await ask(root(), CreateKey, {});
  const asked = { KeyId, MacAlgorithm: 'HMAC_SHA_256', Message } as const;
  const refused: [object, object][] = [
    [
      { MacAlgorithm: 'HMAC_SHA_512' },
      {
        code: 'InvalidKeyUsageException',
        message: 'Algorithm HMAC_SHA_512 is incompatible with key spec HMAC_256.',
      },
    ],
    [
      { KeyId: KeyMetadata!.Arn },
      {
        code: 'InvalidKeyUsageException',
        message: `${KeyMetadata!.Arn} key usage is ENCRYPT_DECRYPT which is not valid for GenerateMac.`,
      },
    ],
    [{ DryRun: true }, { code: 'DryRunOperationException' }],
  ];
  for (const [change, error] of refused) {
    await assert.rejects(ask(root(), GenerateMac, { ...asked, ...change }), error);
  }
  const alice = await user('alice', ['kms:VerifyMac']);
  await assert.rejects(ask(alice, GenerateMac, asked), { code: 'AccessDeniedException' });
  await close();
});
