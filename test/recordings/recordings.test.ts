import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import { type Recorded, replay } from './replay.ts';

const notYet = new Map(
  readFileSync(new URL('not-yet.txt', import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line && !line.startsWith('#'))
    .map((line) => line.split(' | ') as [string, string]),
);

for (const service of ['secretsmanager', 'kms', 'iam', 'sts']) {
  const { tests } = JSON.parse(
    readFileSync(new URL(`${service}.json`, import.meta.url), 'utf8'),
  ) as { tests: Recorded[] };
  suite(`what AWS answered: ${service}`, () => {
    for (const recorded of tests) {
      const name = `${service} ${recorded.test}`;
      test(name, async () => {
        const found = await replay(recorded).catch((error: unknown) => [String(error)]);
        if (!notYet.has(name)) assert.deepEqual(found, []);
        else assert.notEqual(found.length, 0, 'it passes now: take it out of not-yet.txt');
      });
    }
  });
}
