import assert from 'node:assert/strict';
import { test } from 'node:test';

import fc from 'fast-check';

import { stopwatch } from '../base/clock.ts';
import { glob, globOf, matches, STAR } from './match.ts';

/** The definition, letter by letter; exponential and plainly right. */
function fits(pattern: string, text: string): boolean {
  if (pattern === '') return text === '';
  const [head, tail] = [pattern[0], pattern.slice(1)];
  if (head === '*') return fits(tail, text) || (text !== '' && fits(pattern, text.slice(1)));
  return text !== '' && (head === '?' || head === text[0]) && fits(tail, text.slice(1));
}

const few = (characters: string, maxLength: number) =>
  fc.array(fc.constantFrom(...characters), { maxLength }).map((found) => found.join(''));

test('a pattern matches what its definition matches', () => {
  fc.assert(
    fc.property(few('ab:*?*', 9), few('ab:', 9), (pattern, text) => {
      assert.equal(matches(glob(pattern), text), fits(pattern, text));
    }),
    { numRuns: 5000 },
  );
});

test('a long stretch with single wildcards is found where its definition finds it', () => {
  const stretch = few('ab?', 70);
  fc.assert(
    fc.property(stretch, few('ab', 90), (pattern, text) => {
      const found = [...text, ''].some((_, at) =>
        [...pattern].every((c, i) => at + i < text.length && (c === '?' || c === text[at + i])),
      );
      assert.equal(matches(glob(`*${pattern}*`), text), found);
      const ends =
        text.length >= pattern.length && fits(pattern, text.slice(text.length - pattern.length));
      assert.equal(matches(glob(`*${pattern}`), text), ends);
    }),
    { numRuns: 3000 },
  );
});

test('a pattern made from a text by putting in wildcards matches it', () => {
  fc.assert(
    fc.property(few('abc/:', 20), fc.array(fc.nat(20)), (text, places) => {
      const pattern = [...text]
        .map((c, i) => (places.includes(i) ? (i % 2 ? '?' : '*') : c))
        .join('');
      assert.ok(matches(glob(pattern), text));
    }),
  );
});

test('a star that came from a value is a character', () => {
  const pattern = globOf(['home/', '*', '/', STAR]);
  assert.ok(matches(pattern, 'home/*/notes'));
  assert.ok(!matches(pattern, 'home/bob/notes'));
});

test('a pattern built to explode does not', () => {
  const patterns = [
    `${'a*'.repeat(10_000)}b`,
    `*${'a?*'.repeat(5_000)}b*`,
    `*${'a'.repeat(1000)}b*${'a'.repeat(999)}c`,
    `*${'?a'.repeat(1000)}b*`,
  ];
  const text = 'a'.repeat(30_000);
  const elapsed = stopwatch();
  for (const pattern of patterns) assert.equal(matches(glob(pattern), text), false);
  // Generous: trying every way would take longer than there is time.
  assert.ok(elapsed() < 2000);
});
