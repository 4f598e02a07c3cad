import assert from 'node:assert/strict';
import { test } from 'node:test';
import { house } from '../../../../test/house.ts';
import {
  CreateKey,
  Decrypt,
  GenerateDataKey,
  GenerateDataKeyWithoutPlaintext,
  GenerateRandom,
} from '../../../generated/kms.ts';

const RECIPIENT = {
  KeyEncryptionAlgorithm: 'RSAES_OAEP_SHA_256',
  AttestationDocument: new Uint8Array(8),
} as const;

async function withKey() {
  const h = await house();
  const { KeyMetadata } = await h.ask(h.root(), CreateKey, {});
  return { ...h, key: { KeyId: KeyMetadata!.KeyId } };
}

test('a data key is as long as it is asked to be', async () => {
  const { ask, root, key } = await withKey();
  for (const [size, bytes] of [
    [{ KeySpec: 'AES_128' }, 16],
    [{ KeySpec: 'AES_256' }, 32],
    [{ NumberOfBytes: 1024 }, 1024],
  ] as const) {
    assert.equal(
      (await ask(root(), GenerateDataKey, { ...key, ...size })).Plaintext!.length,
      bytes,
    );
    const hidden = await ask(root(), GenerateDataKeyWithoutPlaintext, { ...key, ...size });
    assert.ok(!('Plaintext' in hidden));
    const opened = await ask(root(), Decrypt, { CiphertextBlob: hidden.CiphertextBlob! });
    assert.equal(opened.Plaintext!.length, bytes);
  }
});

test('what a data key cannot be is refused', async () => {
  const { ask, root, key } = await withKey();
  const refused: [object, object][] = [
    [
      { KeySpec: undefined },
      {
        code: 'ValidationException',
        message: 'Please specify either number of bytes or key spec.',
      },
    ],
    [
      { NumberOfBytes: 1 },
      {
        code: 'ValidationException',
        message: 'Please specify either number of bytes or key spec.',
      },
    ],
    [{ GrantTokens: ['x'] }, { code: 'InvalidGrantTokenException' }],
    [
      { DryRun: true },
      {
        code: 'DryRunOperationException',
        message: 'The request would have succeeded, but the DryRun option is set.',
      },
    ],
    [{ KeyId: 'invalid' }, { code: 'NotFoundException', message: "Invalid keyId 'invalid'" }],
  ];
  for (const [change, error] of refused) {
    const input = { ...key, KeySpec: 'AES_256', ...change } as const;
    await assert.rejects(ask(root(), GenerateDataKey, input), error);
    await assert.rejects(ask(root(), GenerateDataKeyWithoutPlaintext, input), error);
  }
});

test('enclaves get nothing: their attestation cannot be verified here', async () => {
  const { ask, root, key } = await withKey();
  const { CiphertextBlob } = await ask(root(), GenerateDataKey, { ...key, KeySpec: 'AES_256' });
  for (const attempt of [
    ask(root(), GenerateDataKey, { ...key, KeySpec: 'AES_256', Recipient: RECIPIENT }),
    ask(root(), Decrypt, { CiphertextBlob: CiphertextBlob!, Recipient: RECIPIENT }),
    ask(root(), GenerateRandom, { NumberOfBytes: 1, Recipient: RECIPIENT }),
  ]) {
    await assert.rejects(attempt, { code: 'ValidationException' });
  }
});

test('random bytes come in any number up to 1024, and from no key store', async () => {
  const { ask, root } = await withKey();
  for (const NumberOfBytes of [1, 12, 1024]) {
    assert.equal(
      (await ask(root(), GenerateRandom, { NumberOfBytes })).Plaintext!.length,
      NumberOfBytes,
    );
  }
  await assert.rejects(ask(root(), GenerateRandom, {}), {
    code: 'ValidationException',
    message: 'NumberOfBytes is required.',
  });
  await assert.rejects(
    ask(root(), GenerateRandom, { NumberOfBytes: 1, CustomKeyStoreId: 'cks-1' }),
    {
      code: 'CustomKeyStoreNotFoundException',
    },
  );
});

test('the trail tells of reads, and of no secret', async () => {
  const { ask, root, key, events } = await withKey();
  const { CiphertextBlob, Plaintext } = await ask(root(), GenerateDataKey, {
    ...key,
    KeySpec: 'AES_256',
  });
  await ask(root(), Decrypt, { CiphertextBlob: CiphertextBlob! });
  await ask(root(), GenerateRandom, { NumberOfBytes: 1 });
  const told = (await events()).slice(-3);
  assert.deepEqual(
    told.map(({ readOnly }) => readOnly),
    [true, true, true],
  );
  const secret = Buffer.from(Plaintext!);
  for (const form of [secret.toString('base64'), secret.toString('hex')]) {
    assert.ok(!JSON.stringify(told).includes(form));
  }
});
