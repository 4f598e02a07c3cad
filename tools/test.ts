/**
 * Runs the tests. Small ones (beside the code) share one process; those that start programs, in
 * `test/`, have one each. Whatever needs a store runs on SQLite and on PostgreSQL. Arguments narrow the run: `npm run test:only -- src/policy`.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../', import.meta.url));

/** Where `main.ts` keeps what is compiled, too. */
const COMPILED = fileURLToPath(new URL('../node_modules/.cache/lockstead', import.meta.url));

interface Run {
  readonly files: readonly string[];
  readonly flags: readonly string[];
  readonly variables?: { readonly [name: string]: string };
  /** Says what it has to say at its end: two at the same time do not mix. */
  readonly atTheEnd?: true;
}

/** The files of these patterns, as far as the arguments do not narrow them. */
function filesOf(...patterns: readonly string[]): readonly string[] {
  const wanted = process.argv.slice(2);
  return patterns
    .flatMap((pattern) => globSync(pattern, { cwd: ROOT }))
    .filter((file) => wanted.length === 0 || wanted.some((part) => file.startsWith(part)))
    .sort();
}

async function run({ files, flags, variables, atTheEnd }: Run): Promise<number> {
  if (files.length === 0) return 0;
  const child = spawn(process.execPath, ['--test', ...flags, ...files], {
    cwd: ROOT,
    // Hundreds of programs are started that read the same sources: Node compiles them once.
    env: { NODE_COMPILE_CACHE: COMPILED, ...process.env, ...variables },
    stdio: ['inherit', atTheEnd ? 'pipe' : 'inherit', 'inherit'],
  });
  const said: Buffer[] = [];
  child.stdout?.on('data', (chunk: Buffer) => said.push(chunk));
  const [status] = (await once(child, 'close')) as [number | null];
  process.stdout.write(Buffer.concat(said));
  return status ?? 1;
}

/** Tests that build a house in memory: the same ones run over PostgreSQL (test/house.ts). */
const HOUSE = /from '[./]+(?:test\/)?(?:secrets-)?house\.ts'/;
const buildsHouse = (file: string): boolean => HOUSE.test(readFileSync(ROOT + file, 'utf8'));

interface WarmCli {
  /** What finds it. */
  readonly variables: { readonly [name: string]: string };
  readonly end: () => void;
}

/** The AWS CLI, imported once for all that the tests type (test/aws-cli/warm.py); as it is where Python cannot import it. */
async function warmCli(): Promise<WarmCli> {
  const folder = mkdtempSync(join(tmpdir(), 'lockstead-aws-'));
  const warm = spawn('python3', [join(ROOT, 'test/aws-cli/warm.py'), folder], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const end = () => {
    warm.stdin.end();
    rmSync(folder, { recursive: true, force: true });
  };
  const isReady = await Promise.race([
    once(warm.stdout, 'data').then(() => true),
    once(warm, 'close').then(() => false),
    once(warm, 'error').then(() => false),
  ]);
  const PATH = `${folder}${delimiter}${process.env['PATH']}`;
  return { variables: isReady ? { PATH } : {}, end };
}

const small = filesOf('src/**/*.test.ts', 'tools/**/*.test.ts');
const large = filesOf('test/**/*.test.ts');
const inOneProcess = ['--test-isolation=none'];
const cli = await warmCli();
// Two processors: first two runs of one process each, then one that keeps both busy by itself.
const statuses = [
  ...(await Promise.all([
    run({ files: small, flags: inOneProcess }),
    run({
      files: [...small, ...large].filter(buildsHouse),
      flags: inOneProcess,
      variables: { LOCKSTEAD_TEST_ENGINE: 'postgres' },
      atTheEnd: true,
    }),
  ])),
  await run({ files: large, flags: ['--test-concurrency=2'], variables: cli.variables }),
];
cli.end();
process.exitCode = statuses.find((status) => status !== 0) ?? 0;
