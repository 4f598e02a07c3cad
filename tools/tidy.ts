/**
 * The plan of the house as a test: who may import whom, which power belongs to which room, and a few
 * habits. Reads text and imports; each finding names its remedy. `npm run check` runs it.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../', import.meta.url));

const FLOORS: readonly (readonly [floor: number, rooms: readonly string[]])[] = [
  [0, ['base']],
  [1, ['generated', 'model', 'policy', 'crypto', 'store']],
  [1.5, ['operation', 'audit']],
  [2, ['wire', 'gate', 'jobs', 'rotation', 'runtime', 'services']],
  [3, ['server', 'cli']],
  [4, ['house', 'programs', 'main']],
];

/** Neighbours on one floor that may know each other all the same. */
const NEIGHBOURS: readonly string[] = [
  // A generated table is made of the model's words.
  'generated > model',
  // The trail tells of callers and jobs.
  'audit > operation',
  // The commands start what the server holds ready.
  'cli > server',
  // Both lie on the roof.
  'main > programs',
  'programs > house',
];

interface Key {
  readonly power: string;
  readonly pattern: RegExp;
  /** Files and folders below `src/` that hold the key. */
  readonly holders: readonly string[];
  readonly remedy: string;
}

const KEYS: readonly Key[] = [
  {
    power: 'the wall clock and timers',
    // How long a socket may be idle is the socket's own affair.
    pattern:
      /\bDate\.now\(|new Date\(\)|(?<!socket\.)\bset(?:Timeout|Interval)\(|performance\.now\(/,
    holders: ['base/clock.ts'],
    remedy: 'take the time from `now`, or a Clock as an argument',
  },
  {
    power: 'random bytes',
    pattern: /\brandomBytes\(|\brandomUUID\(|\brandomFill|\bgetRandomValues\(|Math\.random\(/,
    holders: ['base/random.ts'],
    remedy: 'take a Random as an argument',
  },
  {
    power: 'node:crypto',
    pattern: /from 'node:crypto'/,
    holders: ['crypto/', 'base/random.ts'],
    remedy: 'put the primitive into `crypto/`',
  },
  {
    power: 'databases',
    pattern: /from 'node:sqlite'|import\('node:sqlite'\)|from 'pg'|import\('pg'\)|from 'mysql2/,
    // Other people's databases, whose users' passwords are changed.
    holders: ['store/', 'rotation/database/'],
    remedy: 'write a statement and read it through the store',
  },
  {
    power: 'sockets',
    pattern: /from 'node:(?:http|https|tls)'/,
    // Functions ask for their work over the Lambda Runtime API, on the loopback interface.
    // Redis has no client of ours but this one.
    holders: ['server/', 'cli/', 'runtime/', 'rotation/redis/'],
    remedy: 'only the server listens',
  },
  {
    power: 'processes and threads',
    pattern: /from 'node:(?:child_process|worker_threads)'/,
    // Slow cryptography has threads of its own, beside the event loop, and so have SQLite's checkpoints.
    // `lockstead run` starts the program that its operator has typed: his own code and not a customer's.
    holders: [
      'cli/child.ts',
      'runtime/',
      'crypto/slow.ts',
      'crypto/slow-thread.ts',
      'store/sqlite-checkpointer.ts',
      'store/sqlite-checkpoint-thread.ts',
    ],
    remedy: "other people's code runs in `runtime/`",
  },
  {
    power: 'environment and arguments',
    pattern: /\bprocess\.(?:env|argv)\b/,
    holders: ['server/config.ts', 'cli/', 'main.ts'],
    remedy: 'take the setting as an argument',
  },
  {
    power: 'store.commit',
    pattern: /\bstore\.commit\(/,
    holders: [
      'gate/gate.ts',
      'jobs/runner.ts',
      // Before the house stands there is no gate: the first account, and the keyring under its root key.
      'server/first-start.ts',
      'server/keyring-store.ts',
      'server/keyring-rotate.ts',
      'programs.ts',
      // Whoever holds the root key hands over what no operation of the API brings.
      'server/beside.ts',
    ],
    remedy: 'return the change from the handler; the gate commits it with its trail',
  },
  {
    power: 'making a permit',
    pattern: /\bas (?:unknown as )?Permitted\b/,
    holders: ['gate/authorize.ts'],
    remedy: 'ask the gate: `access`, `also` or `demand`',
  },
  {
    power: 'writing to the console',
    pattern: /\bconsole\.\w+\(|\bprocess\.std(?:out|err)\b/,
    holders: ['server/log.ts', 'cli/'],
    remedy: 'log through server/log.ts',
  },
];

const NAMES_REFUSED = /(?:^|[-/])(?:utils?|helpers?|manager|impl|index|misc|common)\.ts$/;
const KEBAB = /^[a-z0-9]+(?:[-.][a-z0-9]+)*\.ts$/;

/** Every finding in the tree, as `file:line: what, and the remedy`. */
export function findings(root = ROOT): string[] {
  const found: string[] = [];
  for (const file of [...sources(join(root, 'src')), ...sources(join(root, 'test'))]) {
    if (!file.startsWith(join(root, 'src'))) {
      found.push(...testFindings(relative(root, file), readFileSync(file, 'utf8')));
      continue;
    }
    const path = relative(join(root, 'src'), file);
    const text = readFileSync(file, 'utf8');
    const lines = text.split('\n');
    const isTest = path.endsWith('.test.ts');
    const name = path.split('/').at(-1)!;
    if (!KEBAB.test(name)) found.push(`src/${path}: the name is not kebab-case`);
    if (NAMES_REFUSED.test(path))
      found.push(`src/${path}: the name says nothing; name the thing that is in it`);
    lines.forEach((line, at) => {
      const where = `src/${path}:${at + 1}`;
      if (/\b(?:FIXME|TODO|XXX|HACK)\b/.test(line))
        found.push(`${where}: open work belongs into an issue`);
      if (isTest) return;
      if (path.startsWith('generated/')) return;
      const code = line.replace(/^\s*(?:\*|\/\/|\/\*).*$/, '');
      for (const { power, pattern, holders, remedy } of KEYS) {
        if (
          pattern.test(code) &&
          !holders.some((h) => path === h || (h.endsWith('/') && path.startsWith(h)))
        ) {
          found.push(`${where}: ${power} belongs to ${holders.join(', ')}: ${remedy}`);
        }
      }
    });
    found.push(...(isTest ? testFindings(`src/${path}`, text) : importFindings(path, text)));
  }
  return found;
}

function testFindings(path: string, text: string): string[] {
  const found: string[] = [];
  const lines = text.split('\n');
  lines.forEach((line, at) => {
    const where = `${path}:${at + 1}`;
    if (/\b(?:test|it|describe|suite)\.(?:skip|only|todo)\(/.test(line)) {
      found.push(`${where}: a test that does not run proves nothing`);
    }
    // The linter cannot know that `test()` need not be awaited, so what must be is looked for here.
    // A line that goes on from an arrow is returned, and whoever calls it waits.
    const isReturned = lines[at - 1]?.endsWith('=>') === true;
    if (/^\s*assert\.(?:rejects|doesNotReject)\(/.test(line) && !isReturned) {
      found.push(`${where}: await it, or the test ends before it has asserted anything`);
    }
  });
  return found;
}

function importFindings(path: string, text: string): string[] {
  const found: string[] = [];
  for (const [, specifier] of text.matchAll(/(?:from|import\()\s*'(\.{1,2}\/[^']+)'/g)) {
    if (!specifier!.endsWith('.ts')) found.push(`src/${path}: \`${specifier}\` lacks its \`.ts\``);
    const target = normalize(join(dirname(path), specifier!));
    if (target.startsWith('..')) {
      if (!target.endsWith('package.json')) found.push(`src/${path}: \`${specifier}\` leaves src/`);
      continue;
    }
    const [from, to] = [roomOf(path), roomOf(target)];
    if (from === to) continue;
    const [here, there] = [floorOf(from), floorOf(to)];
    const pair = `${from.split('/')[0]} > ${to.split('/')[0]}`;
    if (
      there < here ||
      (there === here && NEIGHBOURS.includes(pair) && !pair.startsWith('services'))
    )
      continue;
    found.push(
      `src/${path}: ${from} (floor ${here}) may not import ${to} (floor ${there}): take it as an argument, and let \`house.ts\` plug it in`,
    );
  }
  return found;
}

/** `services/kms/key.ts` lies in the room `services/kms`, everything else in its top folder. */
function roomOf(path: string): string {
  const [top, second] = path.split('/') as [string, string | undefined];
  if (top === 'services') return `services/${second}`;
  return top.replace(/\.ts$/, '');
}

function floorOf(room: string): number {
  const top = room.split('/')[0]!;
  const found = FLOORS.find(([, rooms]) => rooms.includes(top));
  if (!found) throw new Error(`No floor is known for src/${room}: add it to tools/tidy.ts`);
  return found[0];
}

function* sources(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* sources(path);
    else if (entry.name.endsWith('.ts')) yield path;
  }
}
