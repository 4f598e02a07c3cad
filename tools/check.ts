/** `npm run check`: types, lint, format, the plan of the house, and generated files that are fresh. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { stale as staleMatrix } from './access-matrix.ts';
import { stale as staleTable } from './compatibility.ts';
import { stale as staleGenerated } from './generate.ts';
import { findings } from './tidy.ts';

const ROOT = fileURLToPath(new URL('../', import.meta.url));

function run(name: string, program: string, args: readonly string[]): boolean {
  const { status } = spawnSync(`${ROOT}node_modules/.bin/${program}`, args, {
    cwd: ROOT,
    stdio: 'inherit',
  });
  return report(name, status === 0 ? [] : ['see above']);
}

function report(name: string, problems: readonly string[]): boolean {
  for (const problem of problems) console.error(`  ${problem}`);
  console.log(`${problems.length === 0 ? 'ok  ' : 'FAIL'} ${name}`);
  return problems.length === 0;
}

const results = [
  run('types', 'tsc', ['-p', '.']),
  run('lint', 'oxlint', ['--type-aware', '--deny-warnings', 'src', 'tools', 'test']),
  run('format', 'biome', ['format', '--log-level=error', '.']),
  report('the plan of the house', findings()),
  report(
    'generated files',
    staleGenerated().map((name) => `src/generated/${name} is stale: run \`npm run generate\``),
  ),
  report('compatibility table', await staleTable()),
  report('access matrix', staleMatrix()),
];
process.exitCode = results.every(Boolean) ? 0 : 1;
