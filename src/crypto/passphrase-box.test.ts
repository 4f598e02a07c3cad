import assert from 'node:assert/strict';
import { test } from 'node:test';
import { text, utf8 } from '../base/bytes.ts';
import { seededRandom } from '../base/random.ts';
import { openBox, sealBox } from './passphrase-box.ts';

test('a box opens with its passphrase alone, and only as it was sealed', async () => {
  const of = { format: 'test', passphrase: 'four random words here' };
  const box = await sealBox(utf8('secret'), of, seededRandom('box'));
  assert.doesNotMatch(JSON.stringify(box), /secret|random words/);
  const opened = await openBox(JSON.parse(JSON.stringify(box)), of.passphrase);
  assert.equal(typeof opened === 'string' ? opened : text(opened), 'secret');
  assert.equal(await openBox(box, 'four random words there'), 'shut');
  const flipped = `${box.sealed[0] === 'A' ? 'B' : 'A'}${box.sealed.slice(1)}`;
  assert.equal(await openBox({ ...box, sealed: flipped }, of.passphrase), 'shut');
  assert.equal(await openBox({ ...box, format: 'other' }, of.passphrase), 'shut');
});

test('a box that would take too much, or is none, is not opened', async () => {
  const of = { format: 'test', passphrase: 'four random words here' };
  const box = await sealBox(utf8('secret'), of, seededRandom('box'));
  const { derivation } = box;
  for (const wrong of [
    { ...derivation, memoryKib: 2 ** 31 },
    { ...derivation, passes: 1e9 },
    { ...derivation, lanes: 0 },
    { ...derivation, salt: 'x' },
    { ...derivation, algorithm: 'argon2d' as never },
  ]) {
    assert.equal(await openBox({ ...box, derivation: wrong }, of.passphrase), 'malformed');
  }
  assert.equal(await openBox({ ...box, derivation: undefined as never }, 'x'), 'malformed');
  assert.equal(await openBox({ ...box, sealed: 7 as never }, 'x'), 'malformed');
  assert.equal(await openBox({ ...box, version: 2 }, of.passphrase), 'unknown-version');
});
