import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BASE32, randomBelow, randomText, seededRandom, systemRandom, uuid } from './random.ts';

test('a seed gives the same bytes however they are drawn', () => {
  const [a, b] = [seededRandom('x'), seededRandom('x')];
  const whole = a.bytes(100);
  const parts = [...b.bytes(1), ...b.bytes(40), ...b.bytes(59)];
  assert.deepEqual([...whole], parts);
  assert.notDeepEqual(seededRandom('y').bytes(100), whole);
});

test('the machine never gives the same bytes twice, across its pools too', () => {
  const seen = new Set(
    Array.from({ length: 5000 }, () => Buffer.from(systemRandom.bytes(16)).toString('hex')),
  );
  assert.equal(seen.size, 5000);
  assert.equal(systemRandom.bytes(10_000).length, 10_000);
});

test('a UUID says that it is random', () => {
  assert.match(
    uuid(seededRandom('u')),
    /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
  );
});

test('each character of an alphabet is as likely as any other', () => {
  const alphabet = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJ';
  const drawn = randomText(seededRandom('fair'), alphabet, 72_000);
  const counts = [...alphabet].map((c) => drawn.split(c).length - 1);
  const expected = 72_000 / alphabet.length;
  const chiSquared = counts.reduce((sum, n) => sum + (n - expected) ** 2 / expected, 0);
  // 35 degrees of freedom: one fair draw in a thousand lies above 66.6.
  assert.ok(chiSquared < 66.6, `chi-squared ${chiSquared}`);
  assert.match(randomText(seededRandom('b'), BASE32, 1000), /^[A-Z2-7]{1000}$/);
});

test('a number below a bound is below it, and every one occurs', () => {
  const random = seededRandom('n');
  const seen = new Set(Array.from({ length: 500 }, () => randomBelow(random, 7)));
  assert.deepEqual([...seen].sort(), [0, 1, 2, 3, 4, 5, 6]);
});
