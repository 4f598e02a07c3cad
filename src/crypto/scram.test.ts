import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scramVerifier } from './scram.ts';

test('a verifier is what RFC 7677 works out for its example', async () => {
  const salt = Buffer.from('W22ZaJ0SNY7soEsUEjb6gQ==', 'base64');
  // The keys of section 3's exchange; its ServerSignature is verified by this ServerKey.
  assert.equal(
    await scramVerifier('pencil', { salt, iterations: 4096 }),
    'SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=',
  );
});
