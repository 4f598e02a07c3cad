import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTurns } from './turns.ts';

test('who is about the same thing waits, who is about another does not', async () => {
  const { take } = createTurns();
  const told: string[] = [];
  let finish = () => {};
  const first = take('a', async () => {
    await new Promise<void>((resolve) => (finish = resolve));
    told.push('a 1');
  });
  const second = take('a', async () => void told.push('a 2'));
  await take('b', async () => void told.push('b'));
  finish();
  await Promise.all([first, second]);
  assert.deepEqual(told, ['b', 'a 1', 'a 2']);
});

test('what fails does not stop those behind it', async () => {
  const { take } = createTurns();
  const failing = take('a', () => Promise.reject(new Error('no')));
  const next = take('a', async () => 'yes');
  await assert.rejects(failing, { message: 'no' });
  assert.equal(await next, 'yes');
  assert.equal(await take('a', async () => 'later'), 'later');
});
