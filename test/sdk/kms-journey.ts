import assert from 'node:assert/strict';
import { type Client, refused, type Told } from './client.ts';

/** Every operation of KMS that is served. */
export async function kmsJourney({ ask, pages }: Client): Promise<void> {
  const kms = (operation: string, input: object = {}): Promise<Told> =>
    ask('kms', operation, input);
  const { KeyMetadata } = await kms('CreateKey', {
    Description: 'mine',
    Tags: [{ TagKey: 'team', TagValue: 'a' }],
  });
  const { KeyId, Arn } = KeyMetadata;
  assert.match(Arn, /^arn:aws:kms:us-east-1:\d{12}:key\/[0-9a-f-]{36}$/);
  await kms('UpdateKeyDescription', { KeyId, Description: 'ours' });
  const described = await kms('DescribeKey', { KeyId: Arn });
  assert.deepEqual(
    [described.KeyMetadata.Description, described.KeyMetadata.KeyState],
    ['ours', 'Enabled'],
  );
  assert.match(described.KeyMetadata.CreationDate, /^20\d\d/);
  await refused(
    kms('DescribeKey', { KeyId: '00000000-0000-4000-8000-000000000000' }),
    'NotFoundException',
    /^Key 'arn:aws:kms:us-east-1:\d{12}:key\/00000000-0000-4000-8000-000000000000' does not exist$/,
  );

  const other = (await kms('CreateKey', {})).KeyMetadata.KeyId;
  await cryptography(kms, Arn, other);
  await aliases(kms, KeyId, other);
  await administration(kms, KeyId);

  const keys = await pages('kms', 'ListKeys', { Limit: 1 });
  assert.ok(keys.length >= 2);
  assert.ok(keys.flatMap((page) => page.Keys).some((key: Told) => key.KeyArn === Arn));
  const scheduled = await kms('ScheduleKeyDeletion', { KeyId, PendingWindowInDays: 7 });
  assert.equal(scheduled.KeyState, 'PendingDeletion');
  await refused(
    kms('Encrypt', { KeyId, Plaintext: Buffer.from('x') }),
    'KMSInvalidStateException',
    `${Arn} is pending deletion.`,
  );
  await kms('CancelKeyDeletion', { KeyId });
  assert.equal((await kms('DescribeKey', { KeyId })).KeyMetadata.KeyState, 'Disabled');
}

// AWS sends none with some errors; the SDK for JavaScript then says this.
const NO_MESSAGE = /^(?:UnknownError)?$/;

type Ask = (operation: string, input?: object) => Promise<Told>;

async function cryptography(kms: Ask, KeyId: string, other: string): Promise<void> {
  const EncryptionContext = { purpose: 'test' };
  const Plaintext = Buffer.from('grüße', 'utf8');
  const { CiphertextBlob } = await kms('Encrypt', { KeyId, Plaintext, EncryptionContext });
  const opened = await kms('Decrypt', { CiphertextBlob, EncryptionContext });
  assert.deepEqual([opened.Plaintext, opened.KeyId], [Plaintext, KeyId]);
  await refused(kms('Decrypt', { CiphertextBlob }), 'InvalidCiphertextException', NO_MESSAGE);
  await refused(
    kms('Decrypt', { CiphertextBlob, EncryptionContext, KeyId: other }),
    'IncorrectKeyException',
    'The key ID in the request does not identify a CMK that can perform this operation.',
  );
  const moved = await kms('ReEncrypt', {
    CiphertextBlob,
    SourceEncryptionContext: EncryptionContext,
    DestinationKeyId: other,
  });
  const again = await kms('Decrypt', { CiphertextBlob: moved.CiphertextBlob });
  assert.deepEqual(again.Plaintext, Plaintext);

  const data = await kms('GenerateDataKey', { KeyId, KeySpec: 'AES_256' });
  assert.equal(data.Plaintext.length, 32);
  const wrapped = await kms('GenerateDataKeyWithoutPlaintext', { KeyId, NumberOfBytes: 64 });
  assert.equal(wrapped.Plaintext, undefined);
  const unwrapped = await kms('Decrypt', { CiphertextBlob: wrapped.CiphertextBlob });
  assert.equal(unwrapped.Plaintext.length, 64);
  assert.equal((await kms('GenerateRandom', { NumberOfBytes: 1024 })).Plaintext.length, 1024);
}

async function aliases(kms: Ask, KeyId: string, other: string): Promise<void> {
  const AliasName = 'alias/app';
  await kms('CreateAlias', { AliasName, TargetKeyId: KeyId });
  await refused(
    kms('CreateAlias', { AliasName, TargetKeyId: KeyId }),
    'AlreadyExistsException',
    /An alias with the name arn:aws:kms:us-east-1:\d{12}:alias\/app already exists/,
  );
  await kms('UpdateAlias', { AliasName, TargetKeyId: other });
  const { Aliases } = await kms('ListAliases', { KeyId: other });
  assert.deepEqual(
    Aliases.map((alias: Told) => alias.AliasName),
    [AliasName],
  );
  await kms('DeleteAlias', { AliasName });
  await refused(kms('DescribeKey', { KeyId: AliasName }), 'NotFoundException', /not found/i);
}

async function administration(kms: Ask, KeyId: string): Promise<void> {
  await kms('TagResource', { KeyId, Tags: [{ TagKey: 'stage', TagValue: 'test' }] });
  await kms('UntagResource', { KeyId, TagKeys: ['team'] });
  const { Tags } = await kms('ListResourceTags', { KeyId });
  assert.deepEqual(Tags, [{ TagKey: 'stage', TagValue: 'test' }]);
  const { PolicyNames } = await kms('ListKeyPolicies', { KeyId });
  assert.deepEqual(PolicyNames, ['default']);
  const { Policy } = await kms('GetKeyPolicy', { KeyId, PolicyName: 'default' });
  await kms('PutKeyPolicy', { KeyId, PolicyName: 'default', Policy });
  await refused(
    kms('PutKeyPolicy', { KeyId, PolicyName: 'default', Policy: '{}' }),
    'MalformedPolicyDocumentException',
    NO_MESSAGE,
  );
  await kms('DisableKey', { KeyId });
  await refused(
    kms('GenerateDataKey', { KeyId, KeySpec: 'AES_256' }),
    'DisabledException',
    /^arn:aws:kms:.* is disabled\.$/,
  );
  await kms('EnableKey', { KeyId });
}
