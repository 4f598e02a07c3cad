import assert from 'node:assert/strict';
import { test } from 'node:test';
import { base32 } from '../../crypto/totp.ts';
import { parseTokens } from './token-file.ts';

const SEED = new Uint8Array(20).map((_, at) => 3 * at + 7);
const [BASE32, HEX] = [base32(SEED), Buffer.from(SEED).toString('hex')];

test('tokens are read from plain lines and from the tables of vendors', () => {
  const one = [{ serial: 'GAHT12345678', seed: SEED }];
  for (const text of [
    `GAHT12345678,${BASE32}`,
    `\u{feff}"GAHT12345678"; "${BASE32.toLowerCase()}====" \r\n\r\n`,
    `Serial,Seed\nGAHT12345678,${BASE32.replaceAll(/(.{4})/g, '$1 ')}\n`,
    `upn,serial number,secret key,time interval,manufacturer,model\nann@example.com,GAHT12345678,${BASE32},30,Example,T1`,
  ])
    assert.deepEqual(parseTokens(text, 'base32'), one, text);
  assert.deepEqual(parseTokens(`GAHT12345678\t${HEX.toUpperCase()}`, 'hex'), one);
});

test('what is wrong in a file is told by its line, and never with a seed', () => {
  const titled = 'serial number,secret key,time interval\n';
  const wrong: readonly (readonly [string, RegExp])[] = [
    ['', /There is no token in it/],
    ['serial,seed\n', /There is no token in it/],
    [`GAHT12345678 ${BASE32}`, /Line 1 .* no serial number and seed/],
    [`GAHT12345678,${BASE32},30`, /Line 1 .* no serial number and seed/],
    [`GAHT12345678,`, /Line 1 .* no serial number and seed/],
    [`short,${BASE32}`, /Line 1 .*`short` is no serial number/],
    [`arn:aws:iam::111111111111:mfa/phone,${BASE32}`, /Line 1 .* is no serial number/],
    [`GAHT12345678,${BASE32}\nGAHT12345678,${BASE32}`, /Line 2 .* is there twice/],
    [`\nGAHT12345678,${BASE32.slice(0, -1)}!`, /Line 2 .* no base32/],
    [`GAHT12345678,${BASE32.slice(0, 24)}`, /Line 1 .* shorter than 128 bits/],
    [`${titled}GAHT12345678,${BASE32},60`, /Line 2 .* every 60 seconds, and not every 30/],
  ];
  for (const [text, message] of wrong) {
    assert.throws(
      () => parseTokens(text, 'base32'),
      (error: Error) => {
        assert.match(error.message, message);
        return !error.message.includes(BASE32.slice(0, 12));
      },
      text,
    );
  }
  assert.throws(() => parseTokens(`GAHT12345678,${BASE32}`, 'hex'), /no hex/);
});
