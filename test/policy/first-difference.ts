/**
 * The corpus without a test runner: ends with 1 at the first decision that is otherwise than it says. Mutation testing
 * asks this first, for most mutants show themselves here.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { decide } from '../../src/policy/decide.ts';
import { parseCases } from './corpus-file.ts';
import { parseRows } from './corpus-table.ts';
import { told } from './told.ts';

const folder = new URL('./corpus/', import.meta.url);

function* decisions() {
  for (const [place, read] of [
    [folder, (text: string) => parseCases(text)],
    [new URL('tables/', folder), (text: string) => parseRows(text).flatMap((row) => row.decisions)],
  ] as const) {
    for (const name of readdirSync(place).filter((one) => one.endsWith('.txt')))
      yield* read(readFileSync(new URL(name, place), 'utf8'));
  }
}

for (const { question, stack, expected } of decisions()) {
  if (told(decide(question, stack), expected) === expected) continue;
  console.error(`otherwise: ${expected}`);
  process.exit(1);
}
