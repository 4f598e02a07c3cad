import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

import { decide } from '../../src/policy/decide.ts';
import { parseCases } from './corpus-file.ts';
import { parseRows } from './corpus-table.ts';
import { told } from './told.ts';

const folder = new URL('./corpus/', import.meta.url);

const filesIn = (place: URL): readonly (readonly [name: string, text: string])[] =>
  readdirSync(place)
    .filter((name) => name.endsWith('.txt'))
    .sort()
    .map((name) => [name, readFileSync(new URL(name, place), 'utf8')]);

let count = 0;

for (const [file, text] of filesIn(folder)) {
  for (const { name, source, question, stack, expected } of parseCases(text)) {
    count++;
    test(`${file}: ${name}`, () => {
      assert.ok(source, 'every case says where AWS writes so');
      assert.equal(told(decide(question, stack), expected), expected);
    });
  }
}

for (const [file, text] of filesIn(new URL('tables/', folder))) {
  for (const { name, source, decisions } of parseRows(text)) {
    count++;
    test(`${file}: ${name}`, () => {
      assert.ok(source, 'every row says where AWS writes so');
      for (const { question, stack, expected } of decisions)
        assert.equal(told(decide(question, stack), expected), expected);
    });
  }
}

test('the corpus has at least 500 decisions', () => {
  assert.ok(count >= 500, String(count));
});
