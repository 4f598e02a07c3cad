/** What this machine has for functions: interpreters, the SDKs for them, and the tools that confine them. */
import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access, readFile, realpath } from 'node:fs/promises';
import { createRequire, findPackageJSON } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** What is there, by absolute path; what is not is absent. */
export interface Machine {
  readonly python: Python | undefined;
  /** Runs functions of every Node.js runtime. */
  readonly node: string;
  /** The AWS SDK for JavaScript and what it needs: package names and their folders. */
  readonly sdk: ReadonlyMap<string, string>;
  readonly tools: Tools;
  /** The authorities that this machine trusts (PEM). */
  readonly authorities: string;
}

export interface Python {
  readonly executable: string;
  /** Outside of these, and of `/usr`, it needs no file. */
  readonly folders: readonly string[];
  readonly hasBoto3: boolean;
}

/** `bwrap` of bubblewrap; `prlimit` and `setpriv` of util-linux; `nice` of coreutils. */
export interface Tools {
  readonly bwrap?: string;
  readonly prlimit?: string;
  readonly setpriv?: string;
  readonly nice?: string;
}

/** Looks around once, at start. */
export async function lookAround(of: {
  /** `PATH` of the server. */
  readonly searchPath: string;
  /** Lies where the packages can be found from. */
  readonly packagesFrom: string;
}): Promise<Machine> {
  const [bare, python, sdk, authorities] = await Promise.all([
    bareMachine(of.searchPath),
    findPython(foldersOf(of.searchPath)),
    findSdk(of.packagesFrom),
    readAuthorities(),
  ]);
  return { ...bare, python, sdk, authorities };
}

/** The tools that confine, and Node.js: as much as is seen at a glance. */
export async function bareMachine(searchPath: string): Promise<Machine> {
  const folders = foldersOf(searchPath);
  const tool = (name: string) => findProgram(folders, name);
  const [bwrap, prlimit, setpriv, nice] = await Promise.all([
    tool('bwrap'),
    tool('prlimit'),
    tool('setpriv'),
    tool('nice'),
  ]);
  return {
    python: undefined,
    node: await realpath(process.execPath),
    sdk: new Map(),
    tools: {
      ...(bwrap !== undefined && { bwrap }),
      ...(prlimit !== undefined && { prlimit }),
      ...(setpriv !== undefined && { setpriv }),
      ...(nice !== undefined && { nice }),
    },
    authorities: '',
  };
}

const foldersOf = (searchPath: string): string[] =>
  searchPath.split(delimiter).filter((folder) => folder.startsWith('/'));

async function findProgram(folders: readonly string[], name: string): Promise<string | undefined> {
  // util-linux lies where the PATH of a service does not always lead.
  for (const folder of new Set([...folders, '/usr/local/bin', '/usr/bin', '/usr/sbin', '/sbin'])) {
    const path = join(folder, name);
    if (await isThere(path, constants.X_OK)) return path;
  }
  return undefined;
}

// It is asked itself: on PATH there may be a script that chooses among several.
const ASK_PYTHON = `
import json, site, sys
try:
    import boto3
    boto = True
except ImportError:
    boto = False
print(json.dumps({
    "executable": sys.executable, "hasBoto3": boto,
    "folders": [sys.prefix, sys.base_prefix, sys.exec_prefix] + [p for p in sys.path if p],
}))`;

async function findPython(folders: readonly string[]): Promise<Python | undefined> {
  const program = await findProgram(folders, 'python3');
  if (program === undefined) return undefined;
  const told = await output(program, ['-c', ASK_PYTHON]).catch(() => undefined);
  if (told === undefined) return undefined;
  const python = JSON.parse(told) as Python;
  const outside = new Set<string>();
  for (const folder of [dirname(python.executable), ...python.folders]) {
    // A prefix of `/usr` brings all of it, `/` nothing that we would give.
    if (folder === '/' || folder === '/usr' || folder.startsWith('/usr/')) continue;
    if (folder.startsWith('/bin') || !(await isThere(folder, constants.R_OK))) continue;
    outside.add(folder);
  }
  const roots = [...outside].filter(
    (folder) => ![...outside].some((other) => folder.startsWith(`${other}/`)),
  );
  return { ...python, folders: roots };
}

/** The clients that this program is installed with, and whatever they depend on. */
async function findSdk(from: string): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  // Not all that lies there: what tests bring along is not there in production.
  const own = findPackageJSON(pathToFileURL(from));
  const wanted = own ? (await dependenciesOf(own)).filter((name) => CLIENT.test(name)) : [];
  const folders = createRequire(from).resolve.paths('@aws-sdk') ?? [];
  for (let name = wanted.pop(); name !== undefined; name = wanted.pop()) {
    if (found.has(name)) continue;
    for (const path of folders.map((folder) => join(folder, name!))) {
      if (!(await isThere(join(path, 'package.json'), constants.R_OK))) continue;
      found.set(name, path);
      wanted.push(...(await dependenciesOf(join(path, 'package.json'))));
      break;
    }
  }
  return found;
}

const CLIENT = /^@aws-sdk\/(?:client|lib)-/;

async function dependenciesOf(path: string): Promise<string[]> {
  const { dependencies } = JSON.parse(await readFile(path, 'utf8')) as { dependencies?: object };
  return Object.keys(dependencies ?? {});
}

const BUNDLES = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/ssl/cert.pem',
];

async function readAuthorities(): Promise<string> {
  for (const path of BUNDLES) {
    const bundle = await readFile(path, 'utf8').catch(() => '');
    if (bundle !== '') return bundle;
  }
  const { rootCertificates } = await import('node:tls');
  return `${rootCertificates.join('\n')}\n`;
}

const isThere = (path: string, mode: number): Promise<boolean> =>
  access(path, mode).then(
    () => true,
    () => false,
  );

const output = (program: string, args: readonly string[]): Promise<string> =>
  new Promise((resolve, reject) => {
    execFile(program, args, { timeout: 10_000, encoding: 'utf8' }, (error, stdout) =>
      error ? reject(error) : resolve(stdout),
    );
  });
