import assert from 'node:assert/strict';
import { test } from 'node:test';
import { base64, fromBase64 } from './bytes.ts';

test('base64 of any length is read, and of any length refused where it is none', () => {
  for (const length of [0, 1, 2, 3, 49_151, 49_152, 49_153, 98_305, 3_000_000]) {
    const bytes = new Uint8Array(length).fill(0xa5);
    const encoded = base64(bytes);
    assert.deepEqual(fromBase64(encoded), Buffer.from(bytes), `${length} bytes`);
    for (const at of [0, 70_000, 140_000]) {
      if (at >= encoded.length) continue;
      const damaged = `${encoded.slice(0, at)}!${encoded.slice(at + 1)}`;
      assert.equal(fromBase64(damaged), undefined, `${length} bytes, damaged at ${at}`);
    }
  }
  // Padding stands at the end alone.
  assert.equal(fromBase64(`${'A'.repeat(65_532)}AA==${'A'.repeat(65_536)}`), undefined);
});
