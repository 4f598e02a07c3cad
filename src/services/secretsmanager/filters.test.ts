import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Filter } from '../../generated/secretsmanager.types.ts';
import { AwsError } from '../../model/model.ts';
import { readFilters } from './filters.ts';
import type { Listed } from './secret.ts';

const secret = (more: Partial<Listed>): Listed => ({
  arn: 'arn:aws:secretsmanager:us-east-1:111111111111:secret:name-AbCdEf',
  account: '111111111111',
  region: 'us-east-1',
  name: 'name',
  description: '',
  kmsKeyId: '',
  tagPairs: undefined,
  stages: new Map(),
  createdAt: 0,
  changedAt: 0,
  accessedAt: 0,
  deletedAt: null,
  purgeAt: null,
  secretType: '',
  owningService: '',
  primaryRegion: '',
  rotation: undefined,
  rotatedAt: 0,
  rotateAt: null,
  rotateBy: null,
  revision: 1,
  ...more,
});

const fail = (code: string, message: string) => new AwsError(code, message);
const meets = (filters: readonly Filter[], of: Partial<Listed>) =>
  readFilters(filters, fail).meets(secret(of));
const one = (Key: NonNullable<Filter['Key']>, ...Values: string[]): Filter[] => [{ Key, Values }];

test('names are met by their beginning, with case', () => {
  assert.ok(meets(one('name', 'Data'), { name: 'DatabaseSecret' }));
  assert.ok(!meets(one('name', 'Data'), { name: 'databaseSecret' }));
  assert.ok(!meets(one('name', 'Data'), { name: 'MyData' }));
});

test('a description is met by the beginnings of its words, without case', () => {
  for (const description of [
    'My Description',
    'my basic description',
    'Description of my secret',
  ]) {
    assert.ok(meets(one('description', 'My Description'), { description }));
  }
  assert.ok(!meets(one('description', 'My Description'), { description: 'amy description' }));
});

test('tags are met by the beginning of a key or a value, with case', () => {
  const tagPairs = [
    ['Production', 'East'],
    ['team', 'blue'],
  ] as const;
  assert.ok(meets(one('tag-key', 'Prod'), { tagPairs }));
  assert.ok(!meets(one('tag-key', 'prod'), { tagPairs }));
  assert.ok(meets(one('tag-value', 'bl'), { tagPairs }));
  assert.ok(!meets(one('tag-value', 'Bl'), { tagPairs }));
});

test('all looks everywhere, word by word, without case', () => {
  const of = {
    name: 'prod/Database',
    description: 'The main one',
    tagPairs: [['Team', 'Blue']] as const,
  };
  assert.ok(meets(one('all', 'DATA'), of));
  assert.ok(meets(one('all', 'main blue'), of));
  assert.ok(!meets(one('all', 'main green'), of));
});

test('one of the values is enough, all the filters must be met', () => {
  assert.ok(meets(one('name', 'x', 'na'), { name: 'name' }));
  const both = [...one('name', 'na'), ...one('description', 'word')];
  assert.ok(!meets(both, { name: 'name' }));
  assert.ok(meets(both, { name: 'name', description: 'a word' }));
});

test('a `!` negates its value', () => {
  assert.ok(!meets(one('name', '!na'), { name: 'name' }));
  assert.ok(meets(one('name', '!na'), { name: 'other' }));
  assert.ok(!meets(one('name', '!na', '!oth'), { name: 'other' }));
  assert.ok(!meets(one('name', 'na', '!name2'), { name: 'name22' }));
});

test('a secret has its own Region for its primary one, and no service owns it', () => {
  assert.ok(meets(one('primary-region', 'us-'), {}));
  assert.ok(!meets(one('owning-service', 'rds'), {}));
  assert.ok(meets(one('owning-service', '!rds'), {}));
});

test('a filter without key or values is refused', () => {
  assert.throws(() => readFilters([{ Values: ['x'] }], fail), {
    code: 'InvalidParameterException',
    message: 'Invalid filter key',
  });
  assert.throws(() => readFilters([{ Key: 'name' }], fail), {
    message: 'Invalid filter values for key: name',
  });
});

test('the index of names is used where one filter gives one beginning', () => {
  assert.equal(readFilters(one('name', 'abc'), fail).namePrefix, 'abc');
  assert.equal(readFilters(one('name', 'abc', 'x'), fail).namePrefix, undefined);
  assert.equal(readFilters(one('name', '!abc'), fail).namePrefix, undefined);
});
