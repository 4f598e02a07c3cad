import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ACCOUNT, house } from '../../../test/house.ts';
import { utf8 } from '../../base/bytes.ts';
import {
  CreateAlias,
  CreateKey,
  Decrypt,
  DescribeKey,
  Encrypt,
  PutKeyPolicy,
  ReEncrypt,
  ScheduleKeyDeletion,
  TagResource,
} from '../../generated/kms.ts';

const when = (Action: string, Condition: object) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action, Resource: '*', Condition }],
});
const DENIED = { code: 'AccessDeniedException' };

test('IAM can hold a caller to an encryption context', async () => {
  const h = await house();
  const { KeyMetadata } = await h.ask(h.root(), CreateKey, {});
  const KeyId = KeyMetadata!.KeyId;
  const alice = await h.user(
    'alice',
    when('kms:Encrypt', {
      StringEquals: {
        'kms:EncryptionContext:tenant': 'a',
        'kms:EncryptionAlgorithm': 'SYMMETRIC_DEFAULT',
      },
      'ForAllValues:StringEquals': { 'kms:EncryptionContextKeys': ['tenant', 'purpose'] },
    }),
  );
  const seal = (EncryptionContext?: { [key: string]: string }) =>
    h.ask(alice, Encrypt, { KeyId, Plaintext: utf8('x'), EncryptionContext });
  await seal({ tenant: 'a' });
  await seal({ tenant: 'a', purpose: 'b' });
  for (const other of [undefined, {}, { tenant: 'b' }, { tenant: 'a', more: '' }]) {
    await assert.rejects(seal(other), DENIED);
  }
});

test('the alias of a request and the aliases of a key are two things', async () => {
  const h = await house();
  const { KeyMetadata } = await h.ask(h.root(), CreateKey, {});
  const KeyId = KeyMetadata!.KeyId;
  await h.ask(h.root(), CreateAlias, { AliasName: 'alias/a', TargetKeyId: KeyId });
  const byAlias = await h.user(
    'by',
    when('kms:DescribeKey', { StringEquals: { 'kms:RequestAlias': 'alias/a' } }),
  );
  const ofAlias = await h.user(
    'of',
    when('kms:DescribeKey', { 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': 'alias/a' } }),
  );
  await h.ask(byAlias, DescribeKey, { KeyId: 'alias/a' });
  await h.ask(byAlias, DescribeKey, { KeyId: `arn:aws:kms:us-east-1:${ACCOUNT}:alias/a` });
  await assert.rejects(h.ask(byAlias, DescribeKey, { KeyId }), DENIED);
  await h.ask(ofAlias, DescribeKey, { KeyId: 'alias/a' });
  await h.ask(ofAlias, DescribeKey, { KeyId });
});

test('tags of a key open it to those whose policy asks for them', async () => {
  const h = await house();
  const { KeyMetadata } = await h.ask(h.root(), CreateKey, {
    Tags: [{ TagKey: 'team', TagValue: 'red' }],
  });
  const KeyId = KeyMetadata!.KeyId;
  const alice = await h.user(
    'alice',
    when('kms:DescribeKey', { StringEquals: { 'aws:ResourceTag/team': 'red' } }),
  );
  await h.ask(alice, DescribeKey, { KeyId });
  await h.ask(h.root(), TagResource, { KeyId, Tags: [{ TagKey: 'team', TagValue: 'blue' }] });
  await assert.rejects(h.ask(alice, DescribeKey, { KeyId }), DENIED);
});

test('who may make keys can be held to their kind and to their tags', async () => {
  const h = await house();
  const alice = await h.user('alice', {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: 'kms:CreateKey',
        Resource: '*',
        Condition: {
          StringEquals: {
            'kms:KeySpec': 'SYMMETRIC_DEFAULT',
            'kms:KeyUsage': 'ENCRYPT_DECRYPT',
            'kms:KeyOrigin': 'AWS_KMS',
          },
          Bool: { 'kms:MultiRegion': 'false' },
          Null: { 'kms:BypassPolicyLockoutSafetyCheck': 'true' },
        },
      },
      {
        Effect: 'Allow',
        Action: 'kms:TagResource',
        Resource: 'arn:aws:kms:*:*:key/*',
        Condition: {
          StringEquals: { 'aws:RequestTag/team': 'red' },
          'ForAllValues:StringEquals': { 'aws:TagKeys': 'team' },
        },
      },
    ],
  });
  const tag = (TagKey: string, TagValue: string) => ({ TagKey, TagValue });
  await h.ask(alice, CreateKey, {});
  await h.ask(alice, CreateKey, { Tags: [tag('team', 'red')] });
  await assert.rejects(h.ask(alice, CreateKey, { Tags: [tag('team', 'blue')] }), DENIED);
  await assert.rejects(
    h.ask(alice, CreateKey, { Tags: [tag('team', 'red'), tag('more', '')] }),
    DENIED,
  );
  await assert.rejects(h.ask(alice, CreateKey, { BypassPolicyLockoutSafetyCheck: true }), DENIED);
  await assert.rejects(h.ask(alice, CreateKey, { KeySpec: 'RSA_2048' }), DENIED);
});

test('the waiting period and the bypass of the lockout check can be held down', async () => {
  const h = await house();
  const { KeyMetadata } = await h.ask(h.root(), CreateKey, {});
  const KeyId = KeyMetadata!.KeyId;
  const alice = await h.user(
    'alice',
    when('kms:*', {
      NumericGreaterThanEqualsIfExists: { 'kms:ScheduleKeyDeletionPendingWindowInDays': '14' },
      BoolIfExists: { 'kms:BypassPolicyLockoutSafetyCheck': 'false' },
    }),
  );
  const Policy = JSON.stringify({
    Statement: [{ Effect: 'Allow', Principal: { AWS: ACCOUNT }, Action: 'kms:*', Resource: '*' }],
  });
  await assert.rejects(
    h.ask(alice, PutKeyPolicy, { KeyId, Policy, BypassPolicyLockoutSafetyCheck: true }),
    DENIED,
  );
  await h.ask(alice, PutKeyPolicy, { KeyId, Policy });
  await assert.rejects(
    h.ask(alice, ScheduleKeyDeletion, { KeyId, PendingWindowInDays: 7 }),
    DENIED,
  );
  await h.ask(alice, ScheduleKeyDeletion, { KeyId, PendingWindowInDays: 14 });
});

test('ReEncrypt can be held to one key', async () => {
  const h = await house();
  const [a, b] = [await h.ask(h.root(), CreateKey, {}), await h.ask(h.root(), CreateKey, {})];
  const alice = await h.user(
    'alice',
    when('kms:ReEncrypt*', { Bool: { 'kms:ReEncryptOnSameKey': 'true' } }),
  );
  const { CiphertextBlob } = await h.ask(h.root(), Encrypt, {
    KeyId: a.KeyMetadata!.KeyId,
    Plaintext: utf8('x'),
  });
  const move = (to: typeof a) =>
    h.ask(alice, ReEncrypt, {
      CiphertextBlob: CiphertextBlob!,
      DestinationKeyId: to.KeyMetadata!.KeyId,
    });
  await move(a);
  await assert.rejects(move(b), DENIED);
});

test('a caller who comes himself has no kms:ViaService, and kms:CallerAccount is his own', async () => {
  const h = await house();
  const { KeyMetadata } = await h.ask(h.root(), CreateKey, {});
  const { CiphertextBlob } = await h.ask(h.root(), Encrypt, {
    KeyId: KeyMetadata!.KeyId,
    Plaintext: utf8('x'),
  });
  const own = await h.user(
    'own',
    when('kms:Decrypt', {
      StringEquals: { 'kms:CallerAccount': ACCOUNT },
      Null: { 'kms:ViaService': 'true' },
    }),
  );
  const via = await h.user('via', when('kms:Decrypt', { StringLike: { 'kms:ViaService': '*' } }));
  await h.ask(own, Decrypt, { CiphertextBlob: CiphertextBlob! });
  await assert.rejects(h.ask(via, Decrypt, { CiphertextBlob: CiphertextBlob! }), DENIED);
});
