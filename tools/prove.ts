/**
 * `npm run prove`: the long proofs, which `npm test` runs in small. They kill real servers many times
 * and change permissions on one of two servers while the other is asked, on both engines. Arguments
 * narrow the run: `npm run prove -- test/durability/kill`.
 */
import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const VARIABLE = 'LOCKSTEAD_PROVE';

const wanted = process.argv.slice(2);
const files = globSync('{src,test}/**/*.test.ts', { cwd: ROOT })
  .filter((file) => readFileSync(ROOT + file, 'utf8').includes(VARIABLE))
  .filter((file) => wanted.length === 0 || wanted.some((part) => file.startsWith(part)))
  .sort();
if (files.length === 0) {
  console.error(`No test in \`${wanted.join(' ')}\` proves more under ${VARIABLE}.`);
  process.exitCode = 2;
} else {
  console.log(`Proving at length:\n${files.map((file) => `  ${file}`).join('\n')}\n`);
  const began = performance.now();
  const { status } = spawnSync(process.execPath, ['--test', '--test-concurrency=1', ...files], {
    cwd: ROOT,
    env: { ...process.env, [VARIABLE]: '1' },
    stdio: 'inherit',
  });
  const seconds = Math.round((performance.now() - began) / 1000);
  console.log(`\n${status === 0 ? 'Proven' : 'NOT PROVEN'} in ${seconds} s.`);
  process.exitCode = status ?? 1;
}
