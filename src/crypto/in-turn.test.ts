import assert from 'node:assert/strict';
import { fdatasync, openSync } from 'node:fs';
import { generateKeyPairSync } from 'node:crypto';
import { join } from 'node:path';
import { test } from 'node:test';
import { scratch } from '../../test/process.ts';
import { turnstile } from './in-turn.ts';
import { signRsa } from './rsa.ts';

test('no more are at work than there are places, and whoever came first is first', async () => {
  const enter = turnstile(2);
  const started: number[] = [];
  const ends: (() => void)[] = [];
  const work = (n: number) =>
    enter(() => {
      started.push(n);
      return new Promise<number>((resolve) => ends.push(() => resolve(n)));
    });
  const all = [0, 1, 2, 3].map(work);
  await Promise.resolve();
  assert.deepEqual(started, [0, 1]);
  ends[1]!();
  assert.equal(await all[1], 1);
  await new Promise(setImmediate);
  assert.deepEqual(started, [0, 1, 2]);
  ends[0]!();
  ends[2]!();
  await new Promise(setImmediate);
  assert.deepEqual(started, [0, 1, 2, 3]);
  ends[3]!();
  assert.deepEqual(await Promise.all(all), [0, 1, 2, 3]);
});

test('work that fails gives its place on', async () => {
  const enter = turnstile(1);
  const failed = enter(() => Promise.reject(new Error('no')));
  const next = enter(() => Promise.resolve('yes'));
  await assert.rejects(failed, /no/);
  assert.equal(await next, 'yes');
});

test('a disk is waited for in front of a queue of signatures, not behind it', async (t) => {
  const folder = scratch();
  t.after(folder.remove);
  const file = openSync(join(folder.path, 'log'), 'w');
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const MANY = 400;
  let signed = 0;
  const signatures = Array.from({ length: MANY }, async () => {
    await signRsa(privateKey, { scheme: 'pkcs1', hash: 'sha256' }, Buffer.from('message'));
    signed++;
  });
  await new Promise<void>((resolve, reject) =>
    fdatasync(file, (error) => (error ? reject(error) : resolve())),
  );
  // Behind the queue it would come after nearly all; beside it, after what a disk's time holds.
  assert.ok(signed < MANY / 2, `${signed} signatures came before it`);
  await Promise.all(signatures);
});
