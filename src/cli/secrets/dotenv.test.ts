import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseEnv } from 'node:util';
import { parseDotenv, printDotenv } from './dotenv.ts';

const read = (text: string) => Object.fromEntries(parseDotenv(text));

test('a file is read as shells and libraries read it', () => {
  const text = [
    '# comment',
    '',
    'PLAIN=a b # said',
    'export EXPORTED=1',
    "SINGLE='a # \\n $x'  # said",
    'DOUBLE="a\\nb \\"c\\" \\$d"',
    'EMPTY=',
    'HASH=a#b',
    '  SPACED  =  x  ',
    "LINES='one",
    "two'",
    'URL=https://u:p@h/?a=b',
  ].join('\n');
  assert.deepEqual(read(text), {
    PLAIN: 'a b',
    EXPORTED: '1',
    SINGLE: 'a # \\n $x',
    DOUBLE: 'a\nb "c" $d',
    EMPTY: '',
    HASH: 'a#b',
    SPACED: 'x',
    LINES: 'one\ntwo',
    URL: 'https://u:p@h/?a=b',
  });
  assert.deepEqual(read(text.replaceAll('\n', '\r\n')).URL, 'https://u:p@h/?a=b');
  assert.deepEqual(read(''), {});
});

test('a line that is none is told by its number, and not by what is in it', () => {
  for (const wrong of [
    'A=1\nhunter2',
    "A=1\nB='hunter2",
    'A=1\nB="hunter2" x',
    'A=1\n2B=hunter2',
  ]) {
    assert.throws(
      () => read(wrong),
      (error: Error) => error.message.startsWith('Line 2 ') && !/hunter2/.test(error.message),
      wrong,
    );
  }
  assert.throws(() => read('A=1\nA=2'), /`A` twice/);
});

test('what is written is read alike, here and by Node', () => {
  const variables = {
    A: 'plain',
    B: 'with space # and "quotes" and $dollar\\',
    C: "it's",
    D: 'one\ntwo',
    E: '',
  };
  const text = printDotenv(Object.entries(variables));
  assert.deepEqual(read(text), variables);
  assert.deepEqual({ ...parseEnv(text) }, variables);
  assert.throws(() => printDotenv([['F', `'"`]]), /value of `F` .*differently/);
});
