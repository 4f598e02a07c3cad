import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accountOfAccessKeyId, makeAccessKeyId } from './access-key-id.ts';
import { seededRandom } from './random.ts';

test('an access key id tells its account', () => {
  const random = seededRandom('access keys');
  for (const account of ['000000000000', '000000000001', '123456789012', '999999999999']) {
    const id = makeAccessKeyId(random, 'ASIA', account);
    assert.match(id, /^ASIA[Q-Z2-7][A-Z2-7]{15}$/);
    assert.equal(accountOfAccessKeyId(id), account);
  }
});

test('no two access key ids of an account are alike', () => {
  const random = seededRandom('alike');
  const ids = new Set(
    Array.from({ length: 500 }, () => makeAccessKeyId(random, 'AKIA', '123456789012')),
  );
  assert.equal(ids.size, 500);
});

test('an access key id of another make tells nothing', () => {
  for (const id of ['AKIAIOSFODNN7EXAMPLE', 'AKIA7777777777777777', 'AIDAQQQQQQQQQQQQQQQQ', '']) {
    assert.equal(accountOfAccessKeyId(id), undefined);
  }
});

test('the account is where AWS puts it', () => {
  // A real id with its account, from the published description of the encoding.
  assert.equal(accountOfAccessKeyId('ASIAQNZGKIQY56JQ7WML'), '029608264753');
});
