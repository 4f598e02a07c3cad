import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseKeyId, requestAliasOf } from './key-id.ts';

const here = { account: '111111111111', region: 'us-east-1' };
const ID = '1234abcd-12ab-34cd-56ef-1234567890ab';
const ARN = `arn:aws:kms:us-east-1:111111111111:key/${ID}`;

test('a bare id and a bare alias are the caller’s own, in the Region that he asks', () => {
  assert.deepEqual(parseKeyId(ID, here), { kind: 'key', account: here.account, arn: ARN });
  assert.deepEqual(parseKeyId('alias/a/b', here), {
    kind: 'alias',
    account: here.account,
    arn: 'arn:aws:kms:us-east-1:111111111111:alias/a/b',
    name: 'alias/a/b',
  });
});

test('an ARN names a key or an alias of any account', () => {
  const arn = `arn:aws:kms:us-east-1:222222222222:key/mrk-${'0'.repeat(32)}`;
  assert.deepEqual(parseKeyId(arn, here), { kind: 'key', account: '222222222222', arn });
  const alias = 'arn:aws:kms:us-east-1:222222222222:alias/a';
  assert.deepEqual(parseKeyId(alias, here), {
    kind: 'alias',
    account: '222222222222',
    arn: alias,
    name: 'alias/a',
  });
});

test('a Region knows no keys of another', () => {
  assert.throws(() => parseKeyId(ARN.replace('us-east-1', 'us-west-2'), here), {
    code: 'NotFoundException',
    message: 'Invalid arn us-west-2',
  });
});

test('what names no key is refused under its name', () => {
  for (const text of [
    'invalid',
    ID.toUpperCase(),
    `key/${ID}`,
    'alias/',
    'alias/a b',
    'mrk-1',
    'arn:aws:kms:us-east-1:111111111111:key/',
    `arn:aws:kms:us-east-1:111111111111:${ID}`,
    'arn:aws:kms:us-east-1:111111111111:key/alias/a',
    `arn:aws:kms:us-east-1:1:key/${ID}`,
    `arn:aws-cn:kms:us-east-1:111111111111:key/${ID}`,
    'arn:aws:iam::111111111111:role/r',
  ]) {
    assert.throws(() => parseKeyId(text, here), {
      code: 'NotFoundException',
      message: `Invalid keyId '${text}'`,
    });
  }
});

test('a request has an alias where it was made by one', () => {
  assert.equal(requestAliasOf('alias/a'), 'alias/a');
  assert.equal(requestAliasOf('arn:aws:kms:us-east-1:111111111111:alias/a'), 'alias/a');
  for (const text of [undefined, ID, ARN]) assert.equal(requestAliasOf(text), undefined);
});
