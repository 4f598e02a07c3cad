import assert from 'node:assert/strict';
import { test } from 'node:test';

import { createCache, freeze } from './cache.ts';
import type { AnyStatement, Row } from './statement.ts';

const statement: AnyStatement = { sql: '', cached: true };
const of = (...names: string[]) => ({ names, reads: ['t'] });
const row = (a: string) => freeze([{ a }]);

test('values that look alike are different questions', async () => {
  const cache = createCache();
  const asked: Row[] = [
    { a: '1', b: '' },
    { a: 1, b: '' },
    { a: '', b: '1' },
    { a: '', b: null },
    { a: '', b: 'null' },
    { a: 'x\u0000', b: 'y' },
    { a: 'x', b: '\u0000y' },
  ];
  asked.forEach((values, i) => cache.keep(statement, of('a', 'b'), values, () => row(String(i))));
  for (const [i, values] of asked.entries()) {
    assert.deepEqual(await cache.find(statement, { ...values })?.first, { a: String(i) });
  }
  assert.equal(cache.find(statement, { a: '', b: '' }), undefined);
});

test('bytes are no key, since no two of them are the same', () => {
  const cache = createCache();
  const keep = () => cache.keep(statement, of('a'), { a: Uint8Array.of(1) }, () => row(''));
  assert.throws(keep, /look up by text or by number/);
});

test('a write drops what was read from its table, and what is on its way from there', async () => {
  const cache = createCache();
  const other: AnyStatement = { sql: '', cached: true };
  const { promise, resolve } = Promise.withResolvers<readonly Row[]>();
  cache.keep(statement, of('a'), { a: 'x' }, () => promise);
  cache.keep(other, { names: [], reads: ['u'] }, {}, () => row('u'));
  cache.drop(['t']);
  resolve(row('old'));
  await promise;
  assert.equal(cache.find(statement, { a: 'x' }), undefined);
  assert.deepEqual(await cache.find(other, {})?.all, [{ a: 'u' }]);
  cache.dropAll();
  assert.equal(cache.find(other, {}), undefined);
});

test('an answer that did not come is not remembered', async () => {
  const cache = createCache();
  const failed = Promise.reject(new Error('away'));
  const kept = cache.keep(statement, of('a'), { a: 'x' }, () => failed);
  await assert.rejects(kept.first, /away/);
  assert.equal(cache.find(statement, { a: 'x' }), undefined);
});

test('what is asked for stays, what nobody asks for makes room', () => {
  const cache = createCache(20_000);
  const keep = (a: string) => cache.keep(statement, of('a'), { a }, () => row(a));
  keep('loved');
  keep('forgotten');
  for (let i = 0; i < 1000; i++) {
    keep(`other ${i}`);
    assert.ok(cache.find(statement, { a: 'loved' }), `gone after ${i}`);
  }
  assert.equal(cache.find(statement, { a: 'forgotten' }), undefined);
});
