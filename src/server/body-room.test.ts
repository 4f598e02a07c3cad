import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRooms } from './body-room.ts';
import { MAX_BODY_BYTES } from './http-request.ts';

const CODE = ['POST', '/2015-03-31/functions'] as const;
const MEBIBYTE = 1024 * 1024;

test('code of functions and layers may be large, payloads less so, and nothing else', () => {
  const rooms = createRooms();
  const most = (method: string, url: string) => {
    const room = rooms.enter(method, url, 2 * MEBIBYTE);
    assert.ok(room !== 'full');
    room.leave?.();
    return room.maxBytes;
  };
  assert.equal(most(...CODE), 70_167_211);
  assert.equal(most('PUT', '/2015-03-31/functions/f/code?Qualifier=1'), 70_167_211);
  assert.equal(most('POST', '/2018-10-31/layers/l/versions'), 70_167_211);
  assert.equal(most('POST', '/2015-03-31/functions/f/invocations'), 7 * MEBIBYTE);
  for (const [method, url] of [
    ['POST', '/'],
    ['GET', '/2015-03-31/functions'],
    ['POST', '/2015-03-31/functions/f/aliases'],
    ['POST', '/2015-03-31/functions/a/b/invocations'],
  ] as const) {
    assert.equal(most(method, url), MAX_BODY_BYTES, url);
  }
});

test('all large bodies together are bounded, and room that was left is there again', () => {
  const rooms = createRooms();
  const first = rooms.enter(...CODE, 70 * MEBIBYTE - MEBIBYTE * 5);
  const second = rooms.enter(...CODE, 65 * MEBIBYTE);
  assert.ok(first !== 'full' && second !== 'full');
  assert.equal(rooms.enter(...CODE, 65 * MEBIBYTE), 'full');
  // Others have room of their own.
  assert.notEqual(rooms.enter('POST', '/2015-03-31/functions/f/invocations', 6 * MEBIBYTE), 'full');
  assert.notEqual(rooms.enter(...CODE, 100), 'full');
  first.leave?.();
  first.leave?.();
  assert.notEqual(rooms.enter(...CODE, 65 * MEBIBYTE), 'full');
  assert.equal(rooms.enter(...CODE, 65 * MEBIBYTE), 'full');
});

test('what is too large for any room takes none', () => {
  const rooms = createRooms();
  for (let i = 0; i < 10; i++) {
    const room = rooms.enter(...CODE, 100 * MEBIBYTE);
    assert.ok(room !== 'full');
    assert.ok(room.maxBytes < 100 * MEBIBYTE);
  }
});
