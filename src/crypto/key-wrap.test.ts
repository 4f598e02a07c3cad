import assert from 'node:assert/strict';
import { test } from 'node:test';
import { wrapHybrid, wrapOaep } from '../../test/wrapping.ts';
import { generateWrappingPair, unwrapKey, unwrapPadded } from './key-wrap.ts';

const bytes = (hex: string) => Buffer.from(hex, 'hex');

// RFC 5649, section 6.
const KEK = bytes('5840df6e29b02af1ab493b705bf16ea1ae8338f4dcc176a8');

test('AES key wrap with padding gives back the keys of RFC 5649', () => {
  assert.deepEqual(
    unwrapPadded(KEK, bytes('138bdeaa9b8fa7fc61f97742e72248ee5ae6ae5360d1ae6a5f54f373fa543b6a')),
    bytes('c37b7e6492584340bed12207808941155068f738'),
  );
  assert.deepEqual(
    unwrapPadded(KEK, bytes('afbeb0f07dfbf5419200f2ccb50bb24f')),
    bytes('466f7250617369'),
  );
});

test('a wrapped key of which a bit was turned, or a part is missing, is no key', () => {
  const wrapped = bytes('138bdeaa9b8fa7fc61f97742e72248ee5ae6ae5360d1ae6a5f54f373fa543b6a');
  for (let i = 0; i < wrapped.length; i++) {
    const forged = Buffer.from(wrapped);
    forged[i]! ^= 1;
    assert.equal(unwrapPadded(KEK, forged), undefined, `byte ${i}`);
    assert.equal(unwrapPadded(KEK, wrapped.subarray(0, i)), undefined, `${i} bytes`);
  }
});

test('what OpenSSL wraps under the public key comes back, by each algorithm', async () => {
  const { publicKey, privateKey } = await generateWrappingPair(2048);
  const secret = Buffer.from('0123456789abcdef0123456789abcdef');
  const long = Buffer.alloc(2400, 'x');
  for (const hash of ['sha1', 'sha256'] as const) {
    const direct = wrapOaep(publicKey, hash, secret);
    assert.deepEqual(
      Buffer.from((await unwrapKey(privateKey, { hash, hybrid: false }, direct))!),
      secret,
    );
    const through = wrapHybrid(publicKey, hash, long);
    assert.deepEqual(
      Buffer.from((await unwrapKey(privateKey, { hash, hybrid: true }, through))!),
      long,
    );
    // Each opens its own alone.
    const other = hash === 'sha1' ? 'sha256' : 'sha1';
    assert.equal(await unwrapKey(privateKey, { hash: other, hybrid: false }, direct), undefined);
    assert.equal(await unwrapKey(privateKey, { hash, hybrid: true }, direct), undefined);
    assert.equal(await unwrapKey(privateKey, { hash, hybrid: false }, through), undefined);
  }
});

test('the AES key in between has 256 bits', async () => {
  const { publicKey, privateKey } = await generateWrappingPair(2048);
  const short = wrapOaep(publicKey, 'sha256', Buffer.alloc(16));
  const wrapped = Buffer.concat([short, Buffer.alloc(24)]);
  assert.equal(await unwrapKey(privateKey, { hash: 'sha256', hybrid: true }, wrapped), undefined);
});
