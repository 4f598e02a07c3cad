import assert from 'node:assert/strict';
import { test } from 'node:test';
import { house, START } from '../../../../test/house.ts';
import { DAY } from '../../../base/clock.ts';
import { utf8 } from '../../../base/bytes.ts';
import {
  CancelKeyDeletion,
  CreateAlias,
  CreateKey,
  Decrypt,
  DescribeKey,
  DisableKey,
  EnableKey,
  Encrypt,
  GenerateDataKey,
  GenerateDataKeyWithoutPlaintext,
  ListAliases,
  ReEncrypt,
  ScheduleKeyDeletion,
  TagResource,
  UntagResource,
  UpdateKeyDescription,
} from '../../../generated/kms.ts';
import { selectMaterial } from '../tables.ts';

async function withKey() {
  const h = await house();
  const root = h.root();
  const { KeyMetadata } = await h.ask(root, CreateKey, {});
  const { KeyId, Arn, CurrentKeyMaterialId } = KeyMetadata!;
  const { CiphertextBlob } = await h.ask(root, Encrypt, { KeyId, Plaintext: utf8('hunter2') });
  return {
    ...h,
    me: root,
    key: { KeyId },
    arn: Arn!,
    material: CurrentKeyMaterialId!,
    blob: CiphertextBlob!,
  };
}

test('a disabled key does nothing until it is enabled again', async () => {
  const { ask, me, key, arn, blob } = await withKey();
  await ask(me, DisableKey, key);
  await ask(me, DisableKey, key);
  const { KeyMetadata } = await ask(me, DescribeKey, key);
  assert.deepEqual([KeyMetadata!.KeyState, KeyMetadata!.Enabled], ['Disabled', false]);
  for (const attempt of [
    ask(me, Encrypt, { ...key, Plaintext: utf8('x') }),
    ask(me, Decrypt, { CiphertextBlob: blob }),
    ask(me, GenerateDataKey, { ...key, KeySpec: 'AES_256' }),
    ask(me, GenerateDataKeyWithoutPlaintext, { ...key, KeySpec: 'AES_256' }),
    ask(me, ReEncrypt, { CiphertextBlob: blob, DestinationKeyId: key.KeyId }),
  ]) {
    await assert.rejects(attempt, { code: 'DisabledException', message: `${arn} is disabled.` });
  }
  await ask(me, EnableKey, key);
  assert.deepEqual((await ask(me, Decrypt, { CiphertextBlob: blob })).Plaintext, utf8('hunter2'));
});

test('a key that waits for its end can be described, and nothing else', async () => {
  const { ask, me, key, arn, blob } = await withKey();
  const answer = await ask(me, ScheduleKeyDeletion, { ...key, PendingWindowInDays: 7 });
  const DeletionDate = START + 7 * DAY;
  assert.deepEqual(answer, {
    KeyId: arn,
    DeletionDate,
    KeyState: 'PendingDeletion',
    PendingWindowInDays: 7,
  });
  const { KeyMetadata } = await ask(me, DescribeKey, key);
  assert.equal(KeyMetadata!.DeletionDate, DeletionDate);
  assert.deepEqual([KeyMetadata!.KeyState, KeyMetadata!.Enabled], ['PendingDeletion', false]);
  for (const attempt of [
    ask(me, Encrypt, { ...key, Plaintext: utf8('x') }),
    ask(me, Decrypt, { CiphertextBlob: blob }),
    ask(me, EnableKey, key),
    ask(me, DisableKey, key),
    ask(me, ScheduleKeyDeletion, key),
    ask(me, UpdateKeyDescription, { ...key, Description: 'x' }),
    ask(me, TagResource, { ...key, Tags: [] }),
    ask(me, UntagResource, { ...key, TagKeys: [] }),
  ]) {
    await assert.rejects(attempt, {
      code: 'KMSInvalidStateException',
      message: `${arn} is pending deletion.`,
    });
  }
});

test('a deletion called off leaves a disabled key, and its end does not come', async () => {
  const { ask, me, key, arn, clock, tick } = await withKey();
  await assert.rejects(ask(me, CancelKeyDeletion, key), {
    code: 'KMSInvalidStateException',
    message: `${arn} is not pending deletion.`,
  });
  await ask(me, ScheduleKeyDeletion, key);
  assert.deepEqual(await ask(me, CancelKeyDeletion, key), { KeyId: arn });
  clock.advance(31 * DAY);
  await tick();
  const { KeyMetadata } = await ask(me, DescribeKey, key);
  assert.deepEqual([KeyMetadata!.KeyState, KeyMetadata!.DeletionDate], ['Disabled', undefined]);
});

test('when the time has come the key is gone, with its material and its aliases', async () => {
  const { ask, me, key, arn, material, blob, clock, tick, store, events } = await withKey();
  await ask(me, CreateAlias, { AliasName: 'alias/a', TargetKeyId: key.KeyId });
  await ask(me, ScheduleKeyDeletion, key);
  clock.advance(30 * DAY - 1);
  await tick();
  await ask(me, DescribeKey, key);
  clock.advance(1);
  await tick();
  await assert.rejects(ask(me, DescribeKey, key), {
    code: 'NotFoundException',
    message: `Key '${arn}' does not exist`,
  });
  await assert.rejects(ask(me, Decrypt, { CiphertextBlob: blob }), {
    code: 'AccessDeniedException',
  });
  const { Aliases } = await ask(me, ListAliases, {});
  assert.ok(!Aliases!.some(({ AliasName }) => AliasName === 'alias/a'));
  assert.equal(
    await (await store.fresh()).one(selectMaterial, { key: arn, id: material }),
    undefined,
  );
  const end = (await events()).find(({ eventName }) => eventName === 'DeleteKey');
  assert.equal(end.eventType, 'AwsServiceEvent');
  assert.equal(end.resources[0].ARN, arn);
});

test('the waiting period is seven to thirty days', async () => {
  const { ask, me, key } = await withKey();
  for (const [PendingWindowInDays, bound] of [
    [6, 'greater than or equal to 7'],
    [31, 'less than or equal to 30'],
  ] as const) {
    await assert.rejects(ask(me, ScheduleKeyDeletion, { ...key, PendingWindowInDays }), {
      code: 'ValidationException',
      message: `1 validation error detected: Value '${PendingWindowInDays}' at 'pendingWindowInDays' failed to satisfy constraint: Member must have value ${bound}`,
    });
  }
});
