import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { ACCOUNT, house, START, type TestHouse } from '../../../test/house.ts';
import { wrapOaep } from '../../../test/wrapping.ts';
import { utf8 } from '../../base/bytes.ts';
import { DAY } from '../../base/clock.ts';
import {
  CancelKeyDeletion,
  CreateAlias,
  CreateKey,
  Decrypt,
  DeleteImportedKeyMaterial,
  DescribeKey,
  DisableKey,
  EnableKey,
  EnableKeyRotation,
  Encrypt,
  GetKeyRotationStatus,
  GetParametersForImport,
  GetPublicKey,
  ImportKeyMaterial,
  ListKeyRotations,
  ListKeys,
  ReEncrypt,
  ReplicateKey,
  RotateKeyOnDemand,
  ScheduleKeyDeletion,
  UpdatePrimaryRegion,
} from '../../generated/kms.ts';
import type { CreateKeyRequest, ReplicateKeyRequest } from '../../generated/kms.types.ts';

const HOME = 'us-east-1';
const AWAY = 'eu-west-1';
const FAR = 'ap-south-1';

async function withKey(t: TestContext, made: CreateKeyRequest = {}, given?: TestHouse) {
  const h = given ?? (await house());
  if (!given) t.after(h.close);
  const me = h.root();
  const { KeyMetadata } = await h.ask(me, CreateKey, { MultiRegion: true, ...made });
  const key = { KeyId: KeyMetadata!.KeyId };
  const arn = (region: string) => `arn:aws:kms:${region}:${ACCOUNT}:key/${key.KeyId}`;
  const replicate = (ReplicaRegion: string, more: Partial<ReplicateKeyRequest> = {}) =>
    h.ask(me, ReplicateKey, { ...key, ReplicaRegion, ...more });
  const describe = async (region = HOME) =>
    (await h.ask(me, DescribeKey, key, region)).KeyMetadata!;
  const seal = async (text: string, region = HOME) =>
    (await h.ask(me, Encrypt, { ...key, Plaintext: utf8(text) }, region)).CiphertextBlob!;
  const open = (CiphertextBlob: Uint8Array, region = HOME) =>
    h.ask(me, Decrypt, { CiphertextBlob }, region);
  const states = async (region = HOME) =>
    (
      await h.ask(me, ListKeyRotations, { ...key, IncludeKeyMaterial: 'ALL_KEY_MATERIAL' }, region)
    ).Rotations!.map((each) => [each.KeyMaterialState, each.ImportState]);
  const pass = async (millis: number) => {
    h.clock.advance(millis);
    await h.tick();
  };
  return { ...h, me, key, arn, replicate, describe, seal, open, states, pass };
}

test('a replica has the id and the material of its primary, and each tells of all', async (t) => {
  const { key, arn, replicate, describe, seal, open, ask, me } = await withKey(t);
  assert.match(key.KeyId, /^mrk-[0-9a-f]{32}$/);
  assert.deepEqual((await describe()).MultiRegionConfiguration, {
    MultiRegionKeyType: 'PRIMARY',
    PrimaryKey: { Arn: arn(HOME), Region: HOME },
    ReplicaKeys: [],
  });
  const { ReplicaKeyMetadata, ReplicaPolicy, ReplicaTags } = await replicate(AWAY, {
    Description: 'away',
    Tags: [{ TagKey: 'a', TagValue: 'b' }],
  });
  assert.deepEqual(
    [ReplicaKeyMetadata!.Arn, ReplicaKeyMetadata!.Description, ReplicaKeyMetadata!.KeyState],
    [arn(AWAY), 'away', 'Enabled'],
  );
  assert.match(ReplicaPolicy!, /Enable IAM User Permissions/);
  assert.deepEqual(ReplicaTags, [{ TagKey: 'a', TagValue: 'b' }]);
  await replicate(FAR);
  const related = {
    PrimaryKey: { Arn: arn(HOME), Region: HOME },
    ReplicaKeys: [FAR, AWAY].map((Region) => ({ Arn: arn(Region), Region })),
  };
  assert.deepEqual(await describe(), {
    ...(await describe()),
    MultiRegion: true,
    MultiRegionConfiguration: { MultiRegionKeyType: 'PRIMARY', ...related },
  });
  assert.deepEqual((await describe(AWAY)).MultiRegionConfiguration, {
    MultiRegionKeyType: 'REPLICA',
    ...related,
  });
  assert.equal(
    (await describe(AWAY)).CurrentKeyMaterialId,
    (await describe()).CurrentKeyMaterialId,
  );

  const blob = await seal('hunter2');
  const { Plaintext, KeyId } = await open(blob, AWAY);
  assert.deepEqual([Plaintext, KeyId], [utf8('hunter2'), arn(AWAY)]);
  assert.deepEqual((await open(await seal('back', FAR))).Plaintext, utf8('back'));
  const moved = await ask(
    me,
    ReEncrypt,
    { CiphertextBlob: blob, DestinationKeyId: key.KeyId },
    AWAY,
  );
  assert.deepEqual([moved.SourceKeyId, moved.KeyId], [arn(AWAY), arn(AWAY)]);
  const { Keys } = await ask(me, ListKeys, {}, FAR);
  assert.deepEqual(Keys, [{ KeyId: key.KeyId, KeyArn: arn(FAR) }]);
});

test('the public half of a pair is the same in every Region', async (t) => {
  const { ask, me, key, replicate } = await withKey(t, {
    KeySpec: 'ECC_NIST_P256',
    KeyUsage: 'SIGN_VERIFY',
  });
  await replicate(AWAY);
  const here = await ask(me, GetPublicKey, key);
  const there = await ask(me, GetPublicKey, key, AWAY);
  assert.deepEqual(there.PublicKey, here.PublicKey);
});

test('the state and the aliases of a replica are its own', async (t) => {
  const { ask, me, key, replicate, describe, open, seal } = await withKey(t);
  await replicate(AWAY);
  const blob = await seal('x');
  await ask(me, CreateAlias, { AliasName: 'alias/there', TargetKeyId: key.KeyId }, AWAY);
  await assert.rejects(ask(me, DescribeKey, { KeyId: 'alias/there' }), {
    code: 'NotFoundException',
  });
  await ask(me, DisableKey, key, AWAY);
  assert.equal((await describe()).KeyState, 'Enabled');
  await open(blob);
  await assert.rejects(open(blob, AWAY), { code: 'DisabledException' });
});

test('a rotation reaches all kin in one commit', async (t) => {
  const { ask, me, key, arn, replicate, describe, seal, open, pass } = await withKey(t);
  await replicate(AWAY);
  const old = await seal('old');
  await ask(me, EnableKeyRotation, { ...key, RotationPeriodInDays: 90 });
  const status = await ask(me, GetKeyRotationStatus, key, AWAY);
  assert.deepEqual(
    [status.KeyId, status.KeyRotationEnabled, status.NextRotationDate],
    [arn(AWAY), true, START + 90 * DAY],
  );
  // One that comes later has the whole past too.
  await pass(90 * DAY);
  await replicate(FAR);
  await pass(90 * DAY);
  await ask(me, RotateKeyOnDemand, key);
  const current = (await describe()).CurrentKeyMaterialId;
  for (const region of [AWAY, FAR]) {
    assert.equal((await describe(region)).CurrentKeyMaterialId, current);
    const { Rotations } = await ask(me, ListKeyRotations, key, region);
    assert.deepEqual(
      Rotations!.map(({ RotationType, RotationDate }) => [RotationType, RotationDate]),
      [
        ['AUTOMATIC', START + 90 * DAY],
        ['AUTOMATIC', START + 180 * DAY],
        ['ON_DEMAND', START + 180 * DAY],
      ],
    );
    assert.deepEqual((await open(old, region)).Plaintext, utf8('old'));
    assert.deepEqual((await open(await seal('new'), region)).Plaintext, utf8('new'));
  }
  for (const operation of [EnableKeyRotation, RotateKeyOnDemand]) {
    await assert.rejects(ask(me, operation, key, AWAY), {
      code: 'UnsupportedOperationException',
      message: `${arn(AWAY)} is not a multi-region primary key.`,
    });
  }
});

test('another Region takes the lead, and the rotations with it', async (t) => {
  const { ask, me, key, arn, replicate, describe, pass } = await withKey(t);
  await replicate(AWAY);
  await replicate(FAR);
  await ask(me, EnableKeyRotation, { ...key, RotationPeriodInDays: 90 });
  await ask(me, UpdatePrimaryRegion, { ...key, PrimaryRegion: AWAY });
  for (const region of [HOME, AWAY, FAR]) {
    assert.deepEqual((await describe(region)).MultiRegionConfiguration, {
      MultiRegionKeyType: region === AWAY ? 'PRIMARY' : 'REPLICA',
      PrimaryKey: { Arn: arn(AWAY), Region: AWAY },
      ReplicaKeys: [FAR, HOME].map((Region) => ({ Arn: arn(Region), Region })),
    });
  }
  await pass(90 * DAY);
  for (const region of [HOME, AWAY, FAR]) {
    assert.equal((await ask(me, ListKeyRotations, key, region)).Rotations!.length, 1, region);
  }
  await assert.rejects(replicate('sa-east-1'), {
    code: 'UnsupportedOperationException',
    message: `${arn(HOME)} is not a multi-region primary key.`,
  });
  await ask(me, ReplicateKey, { ...key, ReplicaRegion: 'sa-east-1' }, AWAY);
});

test('the lead goes to a replica that is there and can be used', async (t) => {
  const { ask, me, key, arn, replicate } = await withKey(t);
  await assert.rejects(ask(me, UpdatePrimaryRegion, { ...key, PrimaryRegion: AWAY }), {
    code: 'NotFoundException',
    message: `Key '${arn(AWAY)}' does not exist`,
  });
  await assert.rejects(ask(me, UpdatePrimaryRegion, { ...key, PrimaryRegion: HOME }), {
    code: 'UnsupportedOperationException',
  });
  await replicate(AWAY);
  await ask(me, DisableKey, key, AWAY);
  await assert.rejects(ask(me, UpdatePrimaryRegion, { ...key, PrimaryRegion: AWAY }), {
    code: 'DisabledException',
    message: `${arn(AWAY)} is disabled.`,
  });
});

test('a key is replicated once into a Region, and only where there is one', async (t) => {
  const h = await house({ regions: [HOME, AWAY] });
  t.after(h.close);
  const { key, arn, ask, me, replicate } = await withKey(t, {}, h);
  await assert.rejects(replicate(FAR), { code: 'ValidationException' });
  await replicate(AWAY);
  for (const region of [AWAY, HOME]) {
    await assert.rejects(replicate(region), { code: 'AlreadyExistsException' }, region);
  }
  await assert.rejects(ask(me, ReplicateKey, { ...key, ReplicaRegion: FAR }, AWAY), {
    code: 'UnsupportedOperationException',
    message: `${arn(AWAY)} is not a multi-region primary key.`,
  });
  const single = await withKey(t, { MultiRegion: false }, h);
  await assert.rejects(single.replicate(AWAY), { code: 'UnsupportedOperationException' });
  await ask(me, DisableKey, key);
  await assert.rejects(replicate(AWAY), { code: 'DisabledException' });
});

test('who replicates a key must be allowed to make one there', async (t) => {
  const { ask, user, key, events } = await withKey(t);
  const document = (Region: string, more: object = {}) => ({
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: 'kms:ReplicateKey', Resource: '*', ...more },
      {
        Effect: 'Allow',
        Action: 'kms:CreateKey',
        Resource: '*',
        Condition: { StringEquals: { 'aws:RequestedRegion': Region } },
      },
    ],
  });
  const replica = { ...key, ReplicaRegion: AWAY };
  const home = await user('home', document(HOME));
  await assert.rejects(ask(home, ReplicateKey, replica), { code: 'AccessDeniedException' });
  const bound = await user(
    'bound',
    document(AWAY, { Condition: { StringEquals: { 'kms:ReplicaRegion': FAR } } }),
  );
  await assert.rejects(ask(bound, ReplicateKey, replica), { code: 'AccessDeniedException' });
  const away = await user('away', document(AWAY));
  await assert.rejects(
    ask(away, ReplicateKey, { ...replica, Tags: [{ TagKey: 'a', TagValue: 'b' }] }),
    { code: 'AccessDeniedException' },
  );
  await ask(away, ReplicateKey, replica);
  const told = (await events()).filter(({ awsRegion }) => awsRegion === AWAY);
  assert.deepEqual(
    told.map(({ eventName, eventType }) => [eventName, eventType]),
    [['CreateKey', 'AwsServiceEvent']],
  );
});

test('a primary key outlives its replicas: its waiting period begins when the last is gone', async (t) => {
  const { ask, me, key, arn, replicate, describe, pass, seal } = await withKey(t);
  await replicate(AWAY);
  await replicate(FAR);
  const answer = await ask(me, ScheduleKeyDeletion, { ...key, PendingWindowInDays: 10 });
  assert.deepEqual(answer, {
    KeyId: arn(HOME),
    KeyState: 'PendingReplicaDeletion',
    PendingWindowInDays: 10,
  });
  const waiting = await describe();
  assert.deepEqual(
    [waiting.KeyState, waiting.PendingDeletionWindowInDays, waiting.DeletionDate],
    ['PendingReplicaDeletion', 10, undefined],
  );
  await assert.rejects(seal('x'), {
    code: 'KMSInvalidStateException',
    message: `${arn(HOME)} is pending replica deletion.`,
  });
  await seal('x', AWAY);
  await ask(me, ScheduleKeyDeletion, { ...key, PendingWindowInDays: 7 }, AWAY);
  await ask(me, ScheduleKeyDeletion, { ...key, PendingWindowInDays: 20 }, FAR);
  await pass(7 * DAY);
  await assert.rejects(describe(AWAY), { code: 'NotFoundException' });
  assert.equal((await describe()).KeyState, 'PendingReplicaDeletion');
  await pass(13 * DAY);
  const { KeyState, DeletionDate, PendingDeletionWindowInDays } = await describe();
  assert.deepEqual(
    [KeyState, DeletionDate, PendingDeletionWindowInDays],
    ['PendingDeletion', START + 30 * DAY, undefined],
  );
  await pass(10 * DAY);
  await assert.rejects(describe(), { code: 'NotFoundException' });
});

test('a deletion that waits for replicas can be called off, and a replica that is gone may come again', async (t) => {
  const { ask, me, key, replicate, describe, pass } = await withKey(t);
  await replicate(AWAY);
  await ask(me, ScheduleKeyDeletion, key);
  await ask(me, CancelKeyDeletion, key);
  assert.equal((await describe()).KeyState, 'Disabled');
  await ask(me, EnableKey, key);
  await ask(me, ScheduleKeyDeletion, { ...key, PendingWindowInDays: 7 }, AWAY);
  await assert.rejects(replicate(AWAY), { code: 'AlreadyExistsException' });
  await pass(7 * DAY);
  assert.equal((await describe()).KeyState, 'Enabled');
  await replicate(AWAY);
});

test('imported material is imported in each Region, and rotates when it is everywhere', async (t) => {
  const k = await withKey(t, { Origin: 'EXTERNAL' });
  const { ask, me, key, arn, replicate, describe, seal, open, states } = k;
  const bytes = (seed: number) => new Uint8Array(32).fill(seed);
  const bring = async (material: Uint8Array, region = HOME, more: object = {}) => {
    const wish = {
      ...key,
      WrappingAlgorithm: 'RSAES_OAEP_SHA_256',
      WrappingKeySpec: 'RSA_2048',
    } as const;
    const { ImportToken, PublicKey } = await ask(me, GetParametersForImport, wish, region);
    return ask(
      me,
      ImportKeyMaterial,
      {
        ...key,
        ImportToken: ImportToken!,
        EncryptedKeyMaterial: wrapOaep(PublicKey!, 'sha256', material),
        ExpirationModel: 'KEY_MATERIAL_DOES_NOT_EXPIRE',
        ...more,
      },
      region,
    );
  };
  const { KeyMaterialId: first } = await bring(bytes(1));
  const { ReplicaKeyMetadata } = await replicate(AWAY);
  assert.equal(ReplicaKeyMetadata!.KeyState, 'PendingImport');
  const old = await seal('old');
  await assert.rejects(open(old, AWAY), { code: 'KMSInvalidStateException' });
  await assert.rejects(bring(bytes(9), AWAY), { code: 'IncorrectKeyMaterialException' });
  await assert.rejects(bring(bytes(9), AWAY, { ImportType: 'NEW_KEY_MATERIAL' }), {
    code: 'UnsupportedOperationException',
    message: `${arn(AWAY)} is not a multi-region primary key.`,
  });
  assert.equal((await bring(bytes(1), AWAY)).KeyMaterialId, first);
  assert.equal((await describe(AWAY)).KeyState, 'Enabled');
  assert.deepEqual((await open(old, AWAY)).Plaintext, utf8('old'));

  const NEW = { ImportType: 'NEW_KEY_MATERIAL' } as const;
  const { KeyMaterialId: second } = await bring(bytes(2), HOME, NEW);
  assert.deepEqual((await states())[1], ['PENDING_MULTI_REGION_IMPORT_AND_ROTATION', 'IMPORTED']);
  assert.deepEqual((await states(AWAY))[1], [
    'PENDING_MULTI_REGION_IMPORT_AND_ROTATION',
    'PENDING_IMPORT',
  ]);
  await assert.rejects(ask(me, RotateKeyOnDemand, key), { code: 'KMSInvalidStateException' });
  await bring(bytes(2), AWAY, { ImportType: 'EXISTING_KEY_MATERIAL' });
  assert.deepEqual((await states())[1], ['PENDING_ROTATION', 'IMPORTED']);

  // What waits for its rotation goes everywhere when the primary key gives it up.
  await ask(me, DeleteImportedKeyMaterial, { ...key, KeyMaterialId: second });
  assert.deepEqual([(await states()).length, (await states(AWAY)).length], [1, 1]);

  const { KeyMaterialId: third } = await bring(bytes(3), HOME, NEW);
  await bring(bytes(3), AWAY);
  await ask(me, RotateKeyOnDemand, key);
  for (const region of [HOME, AWAY]) {
    assert.equal((await describe(region)).CurrentKeyMaterialId, third);
    assert.deepEqual((await open(old, region)).Plaintext, utf8('old'));
  }
  assert.deepEqual((await open(await seal('new'), AWAY)).Plaintext, utf8('new'));

  // What a replica loses is its own loss.
  await ask(me, DeleteImportedKeyMaterial, { ...key, KeyMaterialId: first }, AWAY);
  assert.deepEqual(
    [(await describe(AWAY)).KeyState, (await describe()).KeyState],
    ['PendingImport', 'Enabled'],
  );
});

test('a key without material is not replicated', async (t) => {
  const k = await withKey(t, { Origin: 'EXTERNAL' });
  await assert.rejects(k.replicate(AWAY), {
    code: 'KMSInvalidStateException',
    message: `${k.arn(HOME)} is pending import.`,
  });
});
