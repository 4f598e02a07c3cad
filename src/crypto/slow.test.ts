import assert from 'node:assert/strict';
import { generateKeyPairSync, hash, verify } from 'node:crypto';
import { test } from 'node:test';
import { slow } from './slow.ts';

const message = Buffer.from('message');
const digest = hash('sha256', message, 'buffer');

test('slow work comes back from its thread, many calls at a time', async () => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const made = await Promise.all(
    Array.from({ length: 20 }, () => slow('signEcdsaDigest', privateKey, digest)),
  );
  for (const signature of made) assert.ok(verify('sha256', message, publicKey, signature));
});

test('what fails in the thread fails here, and the next call goes on', async () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  await assert.rejects(slow('signEcdsaDigest', privateKey, digest), /^Error: signEcdsaDigest: /);
  const long = hash('sha512', message, 'buffer');
  const signature = await slow('signEd25519Digest', privateKey, long);
  assert.ok(await slow('verifyEd25519Digest', publicKey, long, signature));
});

test('the event loop goes on meanwhile', async () => {
  const { privateKey } = generateKeyPairSync('ml-dsa-87' as 'ed25519');
  let turns = 0;
  let done = false;
  const turn = (): void => {
    turns++;
    if (!done) setImmediate(turn);
  };
  turn();
  await slow('signMlDsaMu', privateKey, new Uint8Array(64), new Uint8Array(32));
  done = true;
  assert.ok(turns > 50, `${turns} turns`);
});
