/**
 * Runs the tests. Small ones (beside the code) share one process; those that start programs, in
 * `test/`, have one each. Whatever needs a store runs on SQLite and on PostgreSQL. Arguments narrow the run: `npm run test:only -- src/policy`.
 */
import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../', import.meta.url));

interface Run {
  readonly files: readonly string[];
  readonly flags: readonly string[];
  readonly variables?: { readonly [name: string]: string };
}

/** The files of these patterns, as far as the arguments do not narrow them. */
function filesOf(...patterns: readonly string[]): readonly string[] {
  const wanted = process.argv.slice(2);
  return patterns
    .flatMap((pattern) => globSync(pattern, { cwd: ROOT }))
    .filter((file) => wanted.length === 0 || wanted.some((part) => file.startsWith(part)))
    .sort();
}

function run({ files, flags, variables }: Run): number {
  if (files.length === 0) return 0;
  const { status } = spawnSync(process.execPath, ['--test', ...flags, ...files], {
    cwd: ROOT,
    env: { ...process.env, ...variables },
    stdio: 'inherit',
  });
  return status ?? 1;
}

/** Tests that build a house in memory: the same ones run over PostgreSQL (test/house.ts). */
const HOUSE = /from '[./]+(?:test\/)?(?:secrets-)?house\.ts'/;
const buildsHouse = (file: string): boolean => HOUSE.test(readFileSync(ROOT + file, 'utf8'));

const small = filesOf('src/**/*.test.ts', 'tools/**/*.test.ts');
const large = filesOf('test/**/*.test.ts');
const runs: readonly Run[] = [
  { files: small, flags: ['--test-isolation=none'] },
  { files: large, flags: ['--test-concurrency=2'] },
  {
    files: [...small, ...large].filter(buildsHouse),
    flags: ['--test-isolation=none'],
    variables: { LOCKSTEAD_TEST_ENGINE: 'postgres' },
  },
];
// All of them run, whatever the first one says.
const statuses = runs.map(run);
process.exitCode = statuses.find((status) => status !== 0) ?? 0;
