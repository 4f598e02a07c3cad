import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { house, OTHER_ACCOUNT, START } from '../../../test/house.ts';
import { utf8 } from '../../base/bytes.ts';
import { DAY, MINUTE } from '../../base/clock.ts';
import {
  CancelKeyDeletion,
  CreateKey,
  Decrypt,
  DescribeKey,
  DisableKey,
  DisableKeyRotation,
  EnableKey,
  EnableKeyRotation,
  Encrypt,
  GetKeyRotationStatus,
  ListKeyRotations,
  PutKeyPolicy,
  ReEncrypt,
  RotateKeyOnDemand,
  ScheduleKeyDeletion,
} from '../../generated/kms.ts';
import type { ListKeyRotationsRequest } from '../../generated/kms.types.ts';

async function withKey(t: TestContext) {
  const h = await house();
  t.after(h.close);
  const me = h.root();
  const { KeyMetadata } = await h.ask(me, CreateKey, {});
  const key = { KeyId: KeyMetadata!.KeyId };
  const current = async () =>
    (await h.ask(me, DescribeKey, key)).KeyMetadata!.CurrentKeyMaterialId!;
  const rotations = async (more: Partial<ListKeyRotationsRequest> = {}) =>
    (await h.ask(me, ListKeyRotations, { ...key, ...more })).Rotations!;
  const pass = async (millis: number) => {
    h.clock.advance(millis);
    await h.tick();
  };
  const seal = async (text: string) =>
    (await h.ask(me, Encrypt, { ...key, Plaintext: utf8(text) })).CiphertextBlob!;
  const open = async (CiphertextBlob: Uint8Array) => h.ask(me, Decrypt, { CiphertextBlob });
  const status = () => h.ask(me, GetKeyRotationStatus, key);
  const arn = KeyMetadata!.Arn!;
  return { ...h, me, key, arn, current, rotations, pass, seal, open, status };
}

test('a key rotates on its date, and what was sealed before still opens', async (t) => {
  const { ask, me, key, arn, current, rotations, pass, seal, open, status } = await withKey(t);
  await ask(me, EnableKeyRotation, { ...key, RotationPeriodInDays: 90 });
  assert.deepEqual(await status(), {
    KeyId: arn,
    KeyRotationEnabled: true,
    RotationPeriodInDays: 90,
    NextRotationDate: START + 90 * DAY,
  });
  const first = await current();
  const old = await seal('old');
  await pass(90 * DAY - 1);
  assert.equal(await current(), first);
  assert.deepEqual(await rotations(), []);
  await pass(1);
  const second = await current();
  assert.notEqual(second, first);
  const young = await seal('young');
  for (const [blob, text, material] of [
    [old, 'old', first],
    [young, 'young', second],
  ] as const) {
    const { Plaintext, KeyMaterialId } = await open(blob);
    assert.deepEqual([Plaintext, KeyMaterialId], [utf8(text), material]);
  }
  assert.deepEqual(await rotations(), [
    {
      KeyId: arn,
      KeyMaterialId: second,
      KeyMaterialState: 'CURRENT',
      RotationDate: START + 90 * DAY,
      RotationType: 'AUTOMATIC',
    },
  ]);
  assert.equal((await status()).NextRotationDate, START + 180 * DAY);
});

test('a clock that is moved over many dates brings a rotation for each of them', async (t) => {
  const { ask, me, key, rotations, pass, status, seal, open } = await withKey(t);
  await ask(me, EnableKeyRotation, { ...key, RotationPeriodInDays: 90 });
  const old = await seal('old');
  await pass(1000 * DAY);
  const found = await rotations();
  assert.deepEqual(
    found.map(({ RotationDate }) => RotationDate),
    Array.from({ length: 11 }, (_, i) => START + (i + 1) * 90 * DAY),
  );
  assert.equal(new Set(found.map(({ KeyMaterialId }) => KeyMaterialId)).size, 11);
  assert.deepEqual(
    found.map(({ KeyMaterialState }) => KeyMaterialState),
    [...Array.from({ length: 10 }, () => 'NON_CURRENT'), 'CURRENT'],
  );
  assert.equal((await status()).NextRotationDate, START + 1080 * DAY);
  assert.deepEqual((await open(old)).Plaintext, utf8('old'));
});

test('unless told otherwise a year passes between rotations', async (t) => {
  const { ask, me, key, status } = await withKey(t);
  assert.equal((await status()).KeyRotationEnabled, false);
  await ask(me, EnableKeyRotation, key);
  const { RotationPeriodInDays, NextRotationDate } = await status();
  assert.deepEqual([RotationPeriodInDays, NextRotationDate], [365, START + 365 * DAY]);
  for (const days of [89, 2561]) {
    await assert.rejects(ask(me, EnableKeyRotation, { ...key, RotationPeriodInDays: days }), {
      code: 'ValidationException',
    });
  }
});

test('another period counts from the day it was set; the same one changes nothing', async (t) => {
  const { ask, me, key, clock, status } = await withKey(t);
  await ask(me, EnableKeyRotation, { ...key, RotationPeriodInDays: 100 });
  clock.advance(10 * DAY);
  await ask(me, EnableKeyRotation, { ...key, RotationPeriodInDays: 100 });
  assert.equal((await status()).NextRotationDate, START + 100 * DAY);
  await ask(me, EnableKeyRotation, { ...key, RotationPeriodInDays: 2560 });
  assert.equal((await status()).NextRotationDate, START + 2570 * DAY);
});

test('rotation that was switched off does not come', async (t) => {
  const { ask, me, key, arn, rotations, pass, status } = await withKey(t);
  await ask(me, DisableKeyRotation, key);
  await ask(me, EnableKeyRotation, { ...key, RotationPeriodInDays: 90 });
  await ask(me, DisableKeyRotation, key);
  assert.deepEqual(await status(), { KeyId: arn, KeyRotationEnabled: false });
  await pass(400 * DAY);
  assert.deepEqual(await rotations(), []);
});

test('a disabled key does not rotate; enabled again it does so at once when its date has passed', async (t) => {
  const { ask, me, key, rotations, pass, status } = await withKey(t);
  await ask(me, EnableKeyRotation, { ...key, RotationPeriodInDays: 90 });
  await ask(me, DisableKey, key);
  assert.equal((await status()).KeyRotationEnabled, true);
  await assert.rejects(ask(me, EnableKeyRotation, key), { code: 'DisabledException' });
  await assert.rejects(ask(me, DisableKeyRotation, key), { code: 'DisabledException' });
  await pass(200 * DAY);
  assert.deepEqual(await rotations(), []);
  await ask(me, EnableKey, key);
  await pass(0);
  const found = await rotations();
  assert.deepEqual(
    found.map(({ RotationDate }) => RotationDate),
    [START + 200 * DAY],
  );
  assert.equal((await status()).NextRotationDate, START + 290 * DAY);

  await ask(me, DisableKey, key);
  await pass(10 * DAY);
  await ask(me, EnableKey, key);
  await pass(0);
  assert.equal((await rotations()).length, 1);
  assert.equal((await status()).NextRotationDate, START + 290 * DAY);
  await pass(80 * DAY);
  assert.equal((await rotations()).length, 2);
});

test('a key that waits for its end does not rotate, and remembers that it did', async (t) => {
  const { ask, me, key, arn, rotations, pass, status } = await withKey(t);
  await ask(me, EnableKeyRotation, { ...key, RotationPeriodInDays: 90 });
  await pass(85 * DAY);
  await ask(me, ScheduleKeyDeletion, key);
  assert.deepEqual(await status(), { KeyId: arn, KeyRotationEnabled: false });
  await pass(10 * DAY);
  assert.deepEqual(await rotations(), []);
  await ask(me, CancelKeyDeletion, key);
  assert.equal((await status()).KeyRotationEnabled, true);
  await ask(me, EnableKey, key);
  await pass(0);
  assert.equal((await rotations()).length, 1);
});

test('the trail tells of each rotation as the service does', async (t) => {
  const { ask, me, key, arn, current, pass, events } = await withKey(t);
  const first = await current();
  await ask(me, EnableKeyRotation, { ...key, RotationPeriodInDays: 90 });
  await pass(90 * DAY);
  const second = await current();
  await ask(me, RotateKeyOnDemand, key);
  const third = await current();
  const told = (await events()).filter(({ eventName }) => eventName === 'RotateKey');
  assert.deepEqual(
    told.map(({ eventType, serviceEventDetails, resources }) => [
      eventType,
      serviceEventDetails,
      resources[0].ARN,
    ]),
    [
      ['AUTOMATIC', first, second],
      ['ON_DEMAND', second, third],
    ].map(([rotationType, previousKeyMaterialId, currentKeyMaterialId]) => [
      'AwsServiceEvent',
      {
        rotationType,
        keyOrigin: 'AWS_KMS',
        previousKeyMaterialId,
        currentKeyMaterialId,
        keyId: key.KeyId,
      },
      arn,
    ]),
  );
});

test('a rotation on demand takes effect at once and moves no date', async (t) => {
  const { ask, me, key, arn, clock, current, rotations, seal, status } = await withKey(t);
  await ask(me, EnableKeyRotation, { ...key, RotationPeriodInDays: 90 });
  const first = await current();
  clock.advance(DAY);
  assert.deepEqual(await ask(me, RotateKeyOnDemand, key), { KeyId: arn });
  const second = await current();
  const { OnDemandRotationStartDate, NextRotationDate } = await status();
  assert.deepEqual([OnDemandRotationStartDate, NextRotationDate], [undefined, START + 90 * DAY]);
  const all = await rotations({ IncludeKeyMaterial: 'ALL_KEY_MATERIAL' });
  assert.deepEqual(all, [
    { KeyId: arn, KeyMaterialId: first, KeyMaterialState: 'NON_CURRENT' },
    {
      KeyId: arn,
      KeyMaterialId: second,
      KeyMaterialState: 'CURRENT',
      RotationDate: START + DAY,
      RotationType: 'ON_DEMAND',
    },
  ]);

  const CiphertextBlob = await seal('x');
  await ask(me, RotateKeyOnDemand, key);
  const moved = await ask(me, ReEncrypt, { CiphertextBlob, DestinationKeyId: key.KeyId });
  assert.deepEqual(
    [moved.SourceKeyMaterialId, moved.DestinationKeyMaterialId],
    [second, await current()],
  );
});

test('twenty-five rotations on demand are allowed, and those by date do not count', async (t) => {
  const { ask, me, key, arn, pass } = await withKey(t);
  await ask(me, EnableKeyRotation, { ...key, RotationPeriodInDays: 90 });
  await pass(90 * DAY);
  for (let i = 0; i < 25; i++) await ask(me, RotateKeyOnDemand, key);
  await assert.rejects(ask(me, RotateKeyOnDemand, key), {
    code: 'LimitExceededException',
    message: `The on-demand rotations limit has been reached for the given keyId. No more on-demand rotations can be performed for this key: ${arn}`,
  });
});

test('a rotation that is at hand is left to itself', async (t) => {
  const { ask, me, key, clock } = await withKey(t);
  await ask(me, EnableKeyRotation, { ...key, RotationPeriodInDays: 90 });
  clock.advance(90 * DAY - 20 * MINUTE);
  await assert.rejects(ask(me, RotateKeyOnDemand, key), { code: 'ConflictException' });
});

test('only symmetric keys rotate, and AWS tells of the others in its own ways', async (t) => {
  const { ask, me } = await withKey(t);
  const made = async (input: object) =>
    (await ask(me, CreateKey, input as never)).KeyMetadata!.Arn!;
  const pair = { KeyId: await made({ KeySpec: 'ECC_NIST_P256', KeyUsage: 'SIGN_VERIFY' }) };
  for (const operation of [EnableKeyRotation, DisableKeyRotation, RotateKeyOnDemand]) {
    await assert.rejects(ask(me, operation, pair), {
      code: 'UnsupportedOperationException',
      message: '',
    });
  }
  assert.deepEqual(await ask(me, GetKeyRotationStatus, pair), {
    KeyId: pair.KeyId,
    KeyRotationEnabled: false,
  });
  assert.deepEqual((await ask(me, ListKeyRotations, pair)).Rotations, []);
  await assert.rejects(
    ask(me, ListKeyRotations, { ...pair, IncludeKeyMaterial: 'ALL_KEY_MATERIAL' }),
    { code: 'ValidationException' },
  );

  const external = { KeyId: await made({ Origin: 'EXTERNAL' }) };
  for (const operation of [EnableKeyRotation, DisableKeyRotation, GetKeyRotationStatus]) {
    await assert.rejects(ask(me, operation, external), {
      code: 'UnsupportedOperationException',
      message: `${external.KeyId} origin is EXTERNAL which is not valid for this operation.`,
    });
  }
});

test('the list of rotations comes in pages, and a forged marker opens none', async (t) => {
  const { ask, me, key, clock, rotations } = await withKey(t);
  for (let i = 0; i < 5; i++) {
    clock.advance(DAY);
    await ask(me, RotateKeyOnDemand, key);
  }
  const all = await rotations({ IncludeKeyMaterial: 'ALL_KEY_MATERIAL' });
  assert.equal(all.length, 6);
  const seen: object[] = [];
  let Marker: string | undefined;
  do {
    const more = { Limit: 2, ...(Marker !== undefined && { Marker }) };
    const page = await ask(me, ListKeyRotations, {
      ...key,
      ...more,
      IncludeKeyMaterial: 'ALL_KEY_MATERIAL',
    });
    assert.equal(page.Truncated, page.NextMarker !== undefined);
    assert.ok(page.Rotations!.length <= 2);
    seen.push(...page.Rotations!);
    Marker = page.NextMarker;
  } while (Marker !== undefined);
  assert.deepEqual(seen, all);
  await assert.rejects(ask(me, ListKeyRotations, { ...key, Marker: 'AAAA' }), {
    code: 'InvalidMarkerException',
  });
});

test('the keys of services rotate each year, and nobody can keep them from it', async (t) => {
  const { ask, me, admin, pass } = { ...(await withKey(t)) };
  const { KeyMetadata } = await ask(me, DescribeKey, { KeyId: 'alias/aws/secretsmanager' });
  const key = { KeyId: KeyMetadata!.Arn! };
  assert.deepEqual(await ask(me, GetKeyRotationStatus, key), {
    ...key,
    KeyRotationEnabled: true,
    RotationPeriodInDays: 365,
    NextRotationDate: START + 365 * DAY,
  });
  await pass(2 * 365 * DAY);
  const { Rotations } = await ask(me, ListKeyRotations, key);
  assert.deepEqual(
    Rotations!.map(({ RotationDate }) => RotationDate),
    [START + 365 * DAY, START + 730 * DAY],
  );
  const caller = await admin();
  for (const operation of [EnableKeyRotation, DisableKeyRotation, RotateKeyOnDemand]) {
    await assert.rejects(ask(caller, operation, key), { code: 'AccessDeniedException' });
  }
});

test('another account reads the status where the policy lets it, by the ARN alone', async (t) => {
  const { ask, me, root, key, arn } = await withKey(t);
  const stranger = root(OTHER_ACCOUNT);
  await assert.rejects(ask(stranger, GetKeyRotationStatus, { KeyId: arn }), {
    code: 'AccessDeniedException',
  });
  const statement = (account: string, Action: string) => ({
    Effect: 'Allow',
    Principal: { AWS: account },
    Action,
    Resource: '*',
  });
  const Statement = [
    statement(me.account, 'kms:*'),
    statement(OTHER_ACCOUNT, 'kms:GetKeyRotationStatus'),
  ];
  await ask(me, PutKeyPolicy, {
    ...key,
    Policy: JSON.stringify({ Version: '2012-10-17', Statement }),
  });
  const { KeyRotationEnabled } = await ask(stranger, GetKeyRotationStatus, { KeyId: arn });
  assert.equal(KeyRotationEnabled, false);
  await assert.rejects(ask(stranger, GetKeyRotationStatus, { KeyId: 'alias/x' }), {
    code: 'NotFoundException',
  });
});
