import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { inspect } from 'node:util';
import { serialize } from 'node:v8';
import {
  CreateKey,
  Decrypt,
  DescribeKey,
  EnableKeyRotation,
  Encrypt,
  GenerateDataKeyWithoutPlaintext,
  GenerateMac,
  GetPublicKey,
  ListKeyRotations,
  ReplicateKey,
  RotateKeyOnDemand,
  Sign,
} from '../../src/generated/kms.ts';
import { importPrivateKey } from '../../src/crypto/key-pair.ts';
import { materialOf } from '../../src/services/kms/key-spec.ts';
import { selectKey, selectMaterials } from '../../src/services/kms/tables.ts';
import { createVault } from '../../src/services/kms/vault.ts';
import { openSqlite } from '../../src/store/sqlite.ts';
import { house } from '../house.ts';
import { assertAbsent, filesOf, secretsOf } from '../material.ts';
import { scratch } from '../process.ts';

// What no-material.test.ts looks for in a running server, looked for in a house that can be opened: keys of
// every kind, made here, whose material only the keyring opens.

const KINDS = [
  ['SYMMETRIC_DEFAULT', 'ENCRYPT_DECRYPT'],
  ['RSA_2048', 'ENCRYPT_DECRYPT'],
  ['RSA_3072', 'SIGN_VERIFY'],
  ['ECC_NIST_P256', 'SIGN_VERIFY'],
  ['ECC_NIST_P384', 'KEY_AGREEMENT'],
  ['ECC_NIST_P521', 'SIGN_VERIFY'],
  ['ECC_SECG_P256K1', 'SIGN_VERIFY'],
  ['ECC_NIST_EDWARDS25519', 'SIGN_VERIFY'],
  ['HMAC_224', 'GENERATE_VERIFY_MAC'],
  ['HMAC_256', 'GENERATE_VERIFY_MAC'],
  ['HMAC_384', 'GENERATE_VERIFY_MAC'],
  ['HMAC_512', 'GENERATE_VERIFY_MAC'],
  ['ML_DSA_44', 'SIGN_VERIFY'],
  ['ML_DSA_65', 'SIGN_VERIFY'],
  ['ML_DSA_87', 'SIGN_VERIFY'],
] as const;

/** A house on a file, with keys of every kind that were used, and the rotations of one. */
async function housed(t: TestContext) {
  const folder = scratch();
  t.after(folder.remove);
  const path = join(folder.path, 'lockstead.db');
  const h = await house({ open: (migrations) => openSqlite({ path, migrations }) });
  const me = h.root();
  const told: object[] = [];
  const arns: string[] = [];
  const Message = Buffer.from('a message');
  for (const [KeySpec, KeyUsage] of KINDS) {
    const made = await h.ask(me, CreateKey, { KeySpec, KeyUsage, MultiRegion: true });
    const { Arn, MacAlgorithms, SigningAlgorithms } = made.KeyMetadata!;
    const key = { KeyId: Arn! };
    arns.push(Arn!);
    told.push(made, await h.ask(me, DescribeKey, key));
    told.push(await h.ask(me, ReplicateKey, { ...key, ReplicaRegion: 'eu-west-1' }));
    arns.push(Arn!.replace('us-east-1', 'eu-west-1'));
    if (MacAlgorithms)
      told.push(await h.ask(me, GenerateMac, { ...key, MacAlgorithm: MacAlgorithms[0]!, Message }));
    if (SigningAlgorithms)
      told.push(
        await h.ask(me, Sign, { ...key, SigningAlgorithm: SigningAlgorithms[0]!, Message }),
      );
    if (materialOf(KeySpec).kind === 'pair') told.push(await h.ask(me, GetPublicKey, key));
    if (KeySpec !== 'SYMMETRIC_DEFAULT') continue;
    await h.ask(me, EnableKeyRotation, { ...key, RotationPeriodInDays: 90 });
    const { CiphertextBlob } = await h.ask(me, Encrypt, { ...key, Plaintext: Message });
    told.push(await h.ask(me, RotateKeyOnDemand, key));
    await h.ask(me, Decrypt, { CiphertextBlob: CiphertextBlob! });
    told.push({ CiphertextBlob });
    told.push(await h.ask(me, GenerateDataKeyWithoutPlaintext, { ...key, KeySpec: 'AES_256' }));
    told.push(
      await h.ask(me, ListKeyRotations, { ...key, IncludeKeyMaterial: 'ALL_KEY_MATERIAL' }),
    );
  }
  return { h, told, arns, folder: folder.path };
}

test('of keys of every kind nothing in the open is in the store, in its rows at hand, or in what is told', async (t) => {
  const { h, told, arns, folder } = await housed(t);
  const reader = await h.store.fresh();
  const rows: object[] = [];
  const secrets: Buffer[] = [];
  for (const arn of arns) {
    const key = (await reader.one(selectKey, { arn }))!;
    const materials = await reader.all(selectMaterials, { key: arn });
    rows.push(key, ...materials);
    for (const { id, sealed } of materials) {
      const opened = h.keyring.open('kms-key-material', `${arn}/${id}`, sealed);
      if (materialOf(key.spec).kind !== 'pair') secrets.push(Buffer.from(opened!));
      else secrets.push(...secretsOf(importPrivateKey(opened!)));
    }
  }
  assert.ok(secrets.length > 2 * KINDS.length);
  const places: (readonly [string, Buffer])[] = [
    ['the rows', serialize(rows)],
    ['the rows as text', Buffer.from(inspect(rows, { maxArrayLength: null, depth: 9 }))],
    ['the answers', serialize(told)],
    ['the trail', Buffer.from(JSON.stringify(await h.events()))],
    ['a vault that is printed', Buffer.from(JSON.stringify(createVault(h.keyring)))],
    [
      'a vault that is looked into',
      Buffer.from(inspect([createVault(h.keyring), h.keyring], { depth: 9, showHidden: true })),
    ],
    ...filesOf(folder),
  ];
  for (const [place, bytes] of places) assertAbsent(place, bytes, secrets);
});
