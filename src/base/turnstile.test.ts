import assert from 'node:assert/strict';
import { test } from 'node:test';
import { turnstile } from './turnstile.ts';

test('so many are inside at once, the others follow in their order', async () => {
  const { enter } = turnstile(2);
  const inside: string[] = [];
  const come = (name: string) =>
    enter().then((leave) => {
      inside.push(name);
      return leave;
    });
  const [a, b] = await Promise.all([come('a'), come('b')]);
  const [c, d] = [come('c'), come('d')];
  await Promise.resolve();
  assert.deepEqual(inside, ['a', 'b']);
  a();
  // Who leaves twice makes room once.
  a();
  await c;
  assert.deepEqual(inside, ['a', 'b', 'c']);
  b();
  await d;
  assert.deepEqual(inside, ['a', 'b', 'c', 'd']);
});
