import assert from 'node:assert/strict';
import { test } from 'node:test';
import { house } from '../../../test/house.ts';
import { utf8 } from '../../base/bytes.ts';
import {
  CreateGrant,
  CreateKey,
  Decrypt,
  DeriveSharedSecret,
  DisableKey,
  Encrypt,
  GenerateDataKey,
  GenerateDataKeyPair,
  GenerateDataKeyPairWithoutPlaintext,
  GenerateDataKeyWithoutPlaintext,
  GenerateMac,
  GetKeyLastUsage,
  GetPublicKey,
  ListGrants,
  ReEncrypt,
  RetireGrant,
  RevokeGrant,
  Sign,
  Verify,
  VerifyMac,
} from '../../generated/kms.ts';
import * as models from '../../generated/kms.ts';
import type { AnyOperationModel } from '../../model/model.ts';

const Message = utf8('x');

async function scene() {
  const h = await house();
  const root = h.root();
  const make = async (input = {}) => (await h.ask(root, CreateKey, input)).KeyMetadata!.Arn!;
  const KeyId = await make();
  const signing = await make({ KeySpec: 'ECC_NIST_P256', KeyUsage: 'SIGN_VERIFY' });
  const mac = await make({ KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' });
  const agreement = await make({ KeySpec: 'ECC_NIST_P256', KeyUsage: 'KEY_AGREEMENT' });
  const other = await make();
  const { CiphertextBlob } = await h.ask(root, Encrypt, { KeyId: other, Plaintext: Message });
  const { PublicKey } = await h.ask(root, GetPublicKey, { KeyId: agreement });
  const grant = { KeyId, GranteePrincipal: root.arn, Operations: ['Encrypt'] };
  const { GrantId, GrantToken } = await h.ask(root, CreateGrant, grant as never);
  const signed = { KeyId: signing, Message, SigningAlgorithm: 'ECDSA_SHA_256' };
  const authentic = { KeyId: mac, Message, MacAlgorithm: 'HMAC_SHA_256' };
  const pair = { KeyId, KeyPairSpec: 'ECC_NIST_P256' };
  const dry: readonly [AnyOperationModel, object][] = [
    [CreateGrant, grant],
    [Decrypt, { CiphertextBlob }],
    [DeriveSharedSecret, { KeyId: agreement, KeyAgreementAlgorithm: 'ECDH', PublicKey }],
    [Encrypt, { KeyId, Plaintext: Message }],
    [GenerateDataKey, { KeyId, KeySpec: 'AES_256' }],
    [GenerateDataKeyPair, pair],
    [GenerateDataKeyPairWithoutPlaintext, pair],
    [GenerateDataKeyWithoutPlaintext, { KeyId, KeySpec: 'AES_256' }],
    [GenerateMac, authentic],
    [ReEncrypt, { CiphertextBlob, DestinationKeyId: KeyId }],
    [RetireGrant, { GrantToken }],
    [RevokeGrant, { KeyId, GrantId }],
    [Sign, signed],
    [Verify, { ...signed, Signature: new Uint8Array(70) }],
    [VerifyMac, { ...authentic, Mac: new Uint8Array(32) }],
  ];
  return { h, root, KeyId, keys: [KeyId, signing, mac, agreement], dry };
}

test('wherever the model has DryRun, a request that would do well is told so and does nothing', async () => {
  const { h, root, KeyId, keys, dry } = await scene();
  const known = Object.values(models).filter(
    (model): model is AnyOperationModel =>
      typeof model === 'object' && 'input' in model && 'DryRun' in (model as any).input.members,
  );
  assert.deepEqual(dry.map(([{ name }]) => name).sort(), known.map(({ name }) => name).sort());
  const poor = await h.user('poor', []);
  for (const [model, input] of dry) {
    const { name } = model;
    const rehearsal = { ...input, DryRun: true };
    await assert.rejects(
      h.ask(root, model, rehearsal),
      {
        code: 'DryRunOperationException',
        message: 'The request would have succeeded, but the DryRun option is set.',
      },
      name,
    );
    await assert.rejects(h.ask(poor, model, rehearsal), { code: 'AccessDeniedException' }, name);
  }
  assert.equal((await h.ask(root, ListGrants, { KeyId })).Grants!.length, 1);
  for (const key of keys) {
    assert.deepEqual((await h.ask(root, GetKeyLastUsage, { KeyId: key })).KeyLastUsage, {}, key);
  }
  await h.close();
});

test('a dry run of what would fail says how it would fail', async () => {
  const { h, root, keys, dry } = await scene();
  for (const key of keys) await h.ask(root, DisableKey, { KeyId: key });
  for (const [model, input] of dry) {
    // Of a disabled key ciphertexts of another are opened, and grants are ended.
    if ([Decrypt, RetireGrant, RevokeGrant].includes(model as never)) continue;
    await assert.rejects(
      h.ask(root, model, { ...input, DryRun: true }),
      { code: 'DisabledException' },
      model.name,
    );
  }
  await h.close();
});
