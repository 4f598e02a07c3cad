import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seededRandom } from '../base/random.ts';
import {
  newDerivation,
  parseRootKey,
  printRootKey,
  rootKey,
  rootKeyOf,
  unwrapRing,
  wrapRing,
} from './root-key.ts';

const random = seededRandom('root key');
const bytes = random.bytes(32);
const keys = new Map([
  [1, random.bytes(32)],
  [2, random.bytes(32)],
]);
const quick = { ...newDerivation(random), memoryKib: 64, passes: 1 };

test('a ring comes back from its wrapping with the key that wrapped it', () => {
  assert.deepEqual(unwrapRing(rootKey(bytes), wrapRing(rootKey(bytes), keys, random)), keys);
});

test('a wrong root key is told from a damaged ring', () => {
  const wrapped = wrapRing(rootKey(bytes), keys, random);
  assert.equal(unwrapRing(rootKey(random.bytes(32)), wrapped), 'wrong-root-key');
  for (let at = 1; at < wrapped.sealed.length; at += 7) {
    const sealed = Uint8Array.from(wrapped.sealed);
    sealed[at]! ^= 1;
    assert.equal(unwrapRing(rootKey(bytes), { ...wrapped, sealed }), 'damaged');
  }
  assert.equal(unwrapRing(rootKey(bytes), { ...wrapped, sealed: new Uint8Array([1]) }), 'damaged');
});

test('a ring of a later version is neither wrong nor damaged', () => {
  const wrapped = wrapRing(rootKey(bytes), keys, random);
  const sealed = Uint8Array.from(wrapped.sealed);
  sealed[0] = 2;
  assert.equal(unwrapRing(rootKey(bytes), { ...wrapped, sealed }), 'unknown-version');
});

test('a passphrase opens with its salt and settings, and with no others', async () => {
  const root = await rootKeyOf('correct horse battery staple', quick);
  const wrapped = wrapRing(root, keys, random);
  assert.deepEqual(wrapped.derivation, quick);
  assert.deepEqual(
    unwrapRing(await rootKeyOf('correct horse battery staple', quick), wrapped),
    keys,
  );
  assert.equal(
    unwrapRing(await rootKeyOf('correct horse battery stapl', quick), wrapped),
    'wrong-root-key',
  );
  assert.equal(unwrapRing(root, { ...wrapped, derivation: { ...quick, passes: 2 } }), 'damaged');
});

test('a passphrase is the same however its letters were composed', async () => {
  const composed = await rootKeyOf('Schl\u00fcssel', quick);
  assert.equal((await rootKeyOf('Schlu\u0308ssel', quick)).fingerprint, composed.fingerprint);
});

test('argon2id takes 64 MiB and three passes unless told', () => {
  const { salt, ...settings } = newDerivation(random);
  assert.deepEqual(settings, { algorithm: 'argon2id', memoryKib: 65_536, passes: 3, lanes: 4 });
  assert.notEqual(salt, newDerivation(random).salt);
});

test('a root key is printed and read again; a cut or changed line is found out', () => {
  const line = printRootKey(bytes);
  assert.deepEqual(new Uint8Array(parseRootKey(`${line}\n`)!), bytes);
  assert.equal(parseRootKey(line.slice(0, -1)), undefined);
  assert.equal(parseRootKey(line.slice(0, 40)), undefined);
  assert.equal(
    parseRootKey(line.replace(/.(?==:)/, (sign) => (sign === 'A' ? 'B' : 'A'))),
    undefined,
  );
  assert.equal(parseRootKey(''), undefined);
});

test('32 bytes in base64 or hexadecimal are a root key too', () => {
  const buffer = Buffer.from(bytes);
  assert.deepEqual(new Uint8Array(parseRootKey(buffer.toString('base64'))!), bytes);
  assert.deepEqual(new Uint8Array(parseRootKey(buffer.toString('hex'))!), bytes);
  assert.equal(parseRootKey(buffer.subarray(1).toString('base64')), undefined);
});

test('a root key shows nothing of itself', () => {
  assert.equal(JSON.stringify({ root: rootKey(bytes) }), '{"root":"root key"}');
});
