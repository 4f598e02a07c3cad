import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { withContext } from './encryption-context.ts';

const none = new Uint8Array(0);
const print = (context: { [key: string]: string } | undefined) =>
  Buffer.from(withContext(none, context)).toString('hex');

// Lone surrogates too: they arrive in JSON, and no two of them may look alike.
const text = fc.string({
  unit: fc.integer({ min: 0, max: 0xffff }).map((c) => String.fromCharCode(c)),
  maxLength: 6,
});
const contexts = fc.dictionary(fc.oneof(text, fc.constantFrom('a', 'b', 'ab', '')), text, {
  maxKeys: 4,
});
const sorted = (context: { [key: string]: string }) =>
  JSON.stringify(
    Object.keys(context)
      .sort()
      .map((name) => [name, context[name]]),
  );

test('equal contexts have equal bytes, in whatever order they are written', () => {
  fc.assert(
    fc.property(contexts, (context) => {
      const turned = Object.fromEntries(Object.entries(context).reverse());
      assert.equal(print(turned), print(context));
    }),
  );
});

test('different contexts have different bytes', () => {
  fc.assert(
    fc.property(contexts, contexts, (a, b) => {
      assert.equal(print(a) === print(b), sorted(a) === sorted(b));
    }),
    { numRuns: 500 },
  );
});

test('text does not slip from a key into its value, or into the next pair', () => {
  const alike = [
    { ab: 'c' },
    { a: 'bc' },
    { a: 'b', c: '' },
    { a: '', b: 'c' },
    { a: '', bc: '' },
    { abc: '' },
  ];
  assert.equal(new Set(alike.map(print)).size, alike.length);
  assert.notEqual(print({ a: '\ud800' }), print({ a: '\ud801' }));
  assert.notEqual(print({ a: '\ud800' }), print({ a: '\ufffd' }));
});

test('an empty context is none, and the prefix comes first', () => {
  const prefix = new Uint8Array([1, 2, 3]);
  assert.deepEqual([...withContext(prefix, undefined)], [1, 2, 3]);
  assert.deepEqual([...withContext(prefix, {})], [1, 2, 3]);
  assert.deepEqual([...withContext(prefix, { a: 'b' }).subarray(0, 3)], [1, 2, 3]);
});
