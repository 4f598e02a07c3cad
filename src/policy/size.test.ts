import assert from 'node:assert/strict';
import { test } from 'node:test';

import { policySize } from './size.ts';

test('white space counts within texts, and not between them', () => {
  assert.equal(policySize('{ "a" :\n\t"b c"\r\n}'), '{"a":"b c"}'.length);
  assert.equal(policySize(''), 0);
  assert.equal(policySize(' \t\r\n'), 0);
});

test('a quotation mark behind a backslash does not end a text', () => {
  assert.equal(policySize(String.raw`"a\" b" , "c"`), String.raw`"a\" b","c"`.length);
  assert.equal(policySize(String.raw`"a\\" , "b"`), String.raw`"a\\","b"`.length);
});
