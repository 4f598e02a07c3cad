import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ACCOUNT, house, OTHER_ACCOUNT, type TestHouse } from '../../../../test/house.ts';
import { deleteOldEvents } from '../../../audit/tables.ts';
import { DAY, HOUR } from '../../../base/clock.ts';
import { utf8 } from '../../../base/bytes.ts';
import {
  CreateKey,
  Decrypt,
  DescribeKey,
  Encrypt,
  GenerateDataKey,
  GenerateMac,
  GetKeyLastUsage,
  PutKeyPolicy,
  ReEncrypt,
  ScheduleKeyDeletion,
  Sign,
} from '../../../generated/kms.ts';
import { CreateSecret, GetSecretValue } from '../../../generated/secretsmanager.ts';
import { change } from '../../../store/statement.ts';
import { selectUse } from '../usage-tables.ts';

const Plaintext = utf8('x');

async function keyOf(h: TestHouse, input = {}, account = ACCOUNT): Promise<string> {
  const { KeyMetadata } = await h.ask(h.root(account), CreateKey, input);
  return KeyMetadata!.Arn!;
}

const usage = (h: TestHouse, KeyId: string, account = ACCOUNT) =>
  h.ask(h.root(account), GetKeyLastUsage, { KeyId });

test('a key tells its last successful use, to the event on the trail', async () => {
  const h = await house();
  const KeyId = await keyOf(h);
  const made = h.clock.now();
  assert.deepEqual(await usage(h, KeyId), {
    KeyId,
    KeyLastUsage: {},
    TrackingStartDate: made,
    KeyCreationDate: made,
  });
  h.clock.advance(HOUR);
  const { CiphertextBlob } = await h.ask(h.root(), Encrypt, { KeyId, Plaintext });
  await told('Encrypt');
  h.clock.advance(5 * HOUR);
  await h.ask(h.root(), Decrypt, { CiphertextBlob: CiphertextBlob! });
  const decrypted = await told('Decrypt');
  h.clock.advance(HOUR);
  // Neither what fails, nor a dry run, nor a look at the key is a use.
  const wrong = { CiphertextBlob: CiphertextBlob!, EncryptionContext: { a: '' } };
  await assert.rejects(h.ask(h.root(), Decrypt, wrong));
  await assert.rejects(h.ask(h.root(), Encrypt, { KeyId, Plaintext, DryRun: true }));
  await h.ask(h.root(), DescribeKey, { KeyId });
  assert.deepEqual((await usage(h, KeyId)).KeyLastUsage, decrypted);
  for (const days of [1, 200]) {
    h.clock.advance(days * DAY);
    await h.ask(h.root(), GenerateDataKey, { KeyId, KeySpec: 'AES_256' });
    await told('GenerateDataKey');
  }

  async function told(operation: string) {
    const { KeyLastUsage } = await usage(h, KeyId);
    const event = (await h.events()).findLast(({ eventName }) => eventName === operation);
    assert.deepEqual(KeyLastUsage, {
      Operation: operation,
      Timestamp: h.clock.now(),
      CloudTrailEventId: event.eventID,
      KmsRequestId: event.requestID,
    });
    return KeyLastUsage;
  }
  await h.close();
});

test('a use is known when its trail is gone, to the day and with what was first on it', async () => {
  const h = await house();
  const KeyId = await keyOf(h);
  await h.ask(h.root(), Encrypt, { KeyId, Plaintext });
  const Timestamp = h.clock.now();
  h.clock.advance(HOUR);
  await h.ask(h.root(), GenerateDataKey, { KeyId, KeySpec: 'AES_256' });
  h.clock.advance(100 * DAY);
  await h.store.commit([
    change(deleteOldEvents, { account: ACCOUNT, before: h.clock.now() }, 'any'),
  ]);
  const { KeyLastUsage } = await usage(h, KeyId);
  const { KmsRequestId, ...known } = KeyLastUsage!;
  assert.deepEqual(known, { Operation: 'Encrypt', Timestamp });
  assert.match(KmsRequestId!, /^[0-9a-f-]{36}$/);
  await h.close();
});

test('ReEncrypt uses two keys, each in the trail of its own account', async () => {
  const h = await house();
  const source = await keyOf(h);
  const destination = await keyOf(h, {}, OTHER_ACCOUNT);
  const statement = { Effect: 'Allow', Action: 'kms:*', Resource: '*' };
  await h.ask(h.root(OTHER_ACCOUNT), PutKeyPolicy, {
    KeyId: destination,
    Policy: JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ ...statement, Principal: { AWS: [ACCOUNT, OTHER_ACCOUNT] } }],
    }),
  });
  const { CiphertextBlob } = await h.ask(h.root(), Encrypt, { KeyId: source, Plaintext });
  h.clock.advance(HOUR);
  await h.ask(h.root(), ReEncrypt, {
    CiphertextBlob: CiphertextBlob!,
    DestinationKeyId: destination,
  });
  for (const [key, account] of [
    [source, ACCOUNT],
    [destination, OTHER_ACCOUNT],
  ] as const) {
    const { KeyLastUsage } = await usage(h, key, account);
    const event = (await h.events(account)).findLast(({ eventName }) => eventName === 'ReEncrypt');
    assert.deepEqual(
      [KeyLastUsage!.Operation, KeyLastUsage!.Timestamp, KeyLastUsage!.CloudTrailEventId],
      ['ReEncrypt', h.clock.now(), event.eventID],
    );
    assert.deepEqual(
      event.resources.map(({ ARN }: { ARN: string }) => ARN),
      [source, destination],
    );
  }
  await h.close();
});

test('keys of every kind and services that ask for the caller count; only the first use of a day writes', async () => {
  const h = await house();
  const signing = await keyOf(h, { KeySpec: 'ECC_NIST_P256', KeyUsage: 'SIGN_VERIFY' });
  const mac = await keyOf(h, { KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' });
  await h.ask(h.root(), Sign, {
    KeyId: signing,
    Message: Plaintext,
    SigningAlgorithm: 'ECDSA_SHA_256',
  });
  await h.ask(h.root(), GenerateMac, {
    KeyId: mac,
    Message: Plaintext,
    MacAlgorithm: 'HMAC_SHA_256',
  });
  assert.equal((await usage(h, signing)).KeyLastUsage!.Operation, 'Sign');
  assert.equal((await usage(h, mac)).KeyLastUsage!.Operation, 'GenerateMac');

  const KmsKeyId = await keyOf(h);
  await h.ask(h.root(), CreateSecret, {
    Name: 's',
    SecretString: 'x',
    KmsKeyId,
    ClientRequestToken: 'c0a8012e-5a5c-4c3e-9f5e-3a1d2b4c5d6e',
  });
  const noted = await h.store.one(selectUse, { key: KmsKeyId });
  h.clock.advance(HOUR);
  await h.ask(h.root(), GetSecretValue, { SecretId: 's' });
  const { KeyLastUsage } = await usage(h, KmsKeyId);
  assert.deepEqual([KeyLastUsage!.Operation, KeyLastUsage!.Timestamp], ['Decrypt', h.clock.now()]);
  assert.equal(await h.store.one(selectUse, { key: KmsKeyId }), noted);
  await h.close();
});

test("another account's key tells nothing, and a deleted key leaves no note", async () => {
  const h = await house();
  const KeyId = await keyOf(h);
  await h.ask(h.root(), Encrypt, { KeyId, Plaintext });
  await assert.rejects(usage(h, KeyId, OTHER_ACCOUNT), { code: 'AccessDeniedException' });
  await h.ask(h.root(), ScheduleKeyDeletion, { KeyId, PendingWindowInDays: 7 });
  h.clock.advance(7 * DAY);
  await h.tick();
  assert.equal(await h.store.one(selectUse, { key: KeyId }), undefined);
  await assert.rejects(usage(h, KeyId), { code: 'NotFoundException' });
  await h.close();
});
