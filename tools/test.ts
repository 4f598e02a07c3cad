/**
 * Runs the tests. Small ones (beside the code) share one process; those that start programs, in
 * `test/`, have one each. Arguments narrow the run: `npm run test:only -- src/policy`.
 */
import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../', import.meta.url));

function run(patterns: readonly string[], flags: readonly string[]): number {
  const wanted = process.argv.slice(2);
  const files = patterns
    .flatMap((pattern) => globSync(pattern, { cwd: ROOT }))
    .filter((file) => wanted.length === 0 || wanted.some((part) => file.startsWith(part)))
    .sort();
  if (files.length === 0) return 0;
  const { status } = spawnSync(process.execPath, ['--test', ...flags, ...files], {
    cwd: ROOT,
    stdio: 'inherit',
  });
  return status ?? 1;
}

const small = run(['src/**/*.test.ts', 'tools/**/*.test.ts'], ['--test-isolation=none']);
const large = run(['test/**/*.test.ts'], ['--test-concurrency=2']);
process.exitCode = small || large;
