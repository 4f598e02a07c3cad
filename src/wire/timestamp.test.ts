import assert from 'node:assert/strict';
import { test } from 'node:test';

import { formatTimestamp, parseTimestamp } from './timestamp.ts';

const AT = Date.parse('2018-04-11T20:05:45.713Z');

test('a time is written in each form, with a fraction only where it has one', () => {
  assert.equal(formatTimestamp(AT, 'unixTimestamp'), 1523477145.713);
  assert.equal(formatTimestamp(AT, 'iso8601'), '2018-04-11T20:05:45.713Z');
  assert.equal(formatTimestamp(AT - 713, 'iso8601'), '2018-04-11T20:05:45Z');
  assert.equal(formatTimestamp(AT, 'iso8601Seconds'), '2018-04-11T20:05:45Z');
  assert.equal(formatTimestamp(AT, 'rfc822'), 'Wed, 11 Apr 2018 20:05:45 GMT');
});

test('what was written is read again, and epoch seconds as text too', () => {
  assert.equal(parseTimestamp(1523477145.713, 'unixTimestamp'), AT);
  assert.equal(parseTimestamp('2018-04-11T20:05:45.713Z', 'iso8601'), AT);
  assert.equal(parseTimestamp('2018-04-11T22:05:45.713+02:00', 'iso8601'), AT);
  assert.equal(parseTimestamp('1523477145.713', 'iso8601'), AT);
  assert.equal(parseTimestamp('Wed, 11 Apr 2018 20:05:45 GMT', 'rfc822'), AT - 713);
});

test('what is no time is none', () => {
  for (const text of [
    '',
    'now',
    '2018-04-11T20:05:45',
    '2018-13-11T20:05:45Z',
    '11/04/2018',
    '1e9',
    'x'.repeat(99),
  ]) {
    assert.equal(parseTimestamp(text, 'iso8601'), undefined, text);
  }
  for (const value of [Number.NaN, 1e300, -1e300, true, {}, null]) {
    assert.equal(parseTimestamp(value, 'unixTimestamp'), undefined);
  }
  assert.equal(parseTimestamp(5, 'iso8601'), undefined);
});
