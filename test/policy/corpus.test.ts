import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

import { decide } from '../../src/policy/decide.ts';
import type { Decision } from '../../src/policy/policy.ts';
import { parseCases } from './corpus-file.ts';

const folder = new URL('./corpus/', import.meta.url);

for (const file of readdirSync(folder).sort()) {
  for (const { name, question, stack, expected } of parseCases(
    readFileSync(new URL(file, folder), 'utf8'),
  )) {
    test(`${file}: ${name}`, () => {
      assert.equal(told(decide(question, stack), expected), expected);
    });
  }
}

/** The decision as the corpus writes it; what allowed is told only where the case asks for it. */
function told(decision: Decision, expected: string): string {
  if (!decision.allowed) {
    return decision.kind === 'explicit'
      ? `deny explicit ${decision.because.policy.type}`
      : `deny lacking ${decision.lacking}`;
  }
  const [, type] = expected.match(/^allow by (\w+)$/) ?? [];
  if (type === undefined) return 'allow';
  const types = decision.because
    .map(({ policy }) => policy.type)
    .filter((found) => found !== 'scp');
  return types.includes(type as never) ? `allow by ${type}` : `allow by ${types.join(' and ')}`;
}
