/** What an operator has set, by flag or by environment variable, read and checked. */
import { ACCOUNT_ID } from '../base/arn.ts';
import { COMMERCIAL_REGIONS } from '../base/regions.ts';
import { join, resolve } from 'node:path';
import type { LogLevel } from './log.ts';
import { usageError } from './operator-error.ts';
import { type Allowance, parseAllowances } from './outbound-addresses.ts';
import {
  defaultRootKey,
  type RootKeySource,
  rootKeySource,
  type Surroundings,
} from './root-key.ts';
import { DEV_SETTINGS, LEVELS, type Setting, START_SETTINGS, STORE_SETTINGS } from './settings.ts';

/** Where the rows are. */
export type StoreLocation =
  | { readonly engine: 'sqlite'; readonly path: string }
  | { readonly engine: 'postgres'; readonly url: string };

export interface Listen {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
}

export interface TlsFiles {
  readonly cert: string;
  readonly key: string;
}

/** Whom the server may ask over HTTPS. */
export interface OutboundOptions {
  readonly allow: readonly Allowance[];
  /** Whose databases may be reached; any unless told. */
  readonly databases: readonly Allowance[] | undefined;
  /** A file of certificates (PEM) of further authorities. */
  readonly ca: string | undefined;
}

/** What every command that opens a store is told. */
export interface StoreOptions {
  /** The data folder, absolute. */
  readonly data: string;
  readonly store: StoreLocation;
  readonly rootKey: RootKeySource;
}

/** How functions are run. */
export interface FunctionOptions {
  /** `PATH`: where interpreters are looked for. */
  readonly searchPath: string;
  /** In a sandbox or not at all. */
  readonly requireSandbox: boolean;
}

export interface StartOptions extends StoreOptions {
  readonly listen: Listen;
  readonly region: string;
  /** The Regions that are served; `region` is one of them. */
  readonly regions: readonly string[];
  readonly tls: TlsFiles | undefined;
  readonly allowPlainHttp: boolean;
  /** The account that the first start makes; drawn where it is not told. */
  readonly account: string | undefined;
  readonly accountEmail: string;
  readonly logLevel: LogLevel;
  /** 0 keeps the trail for ever. */
  readonly trailRetentionDays: number;
  readonly outbound: OutboundOptions;
  /** Below which URL accounts are issuers of tokens. */
  readonly tokenIssuer: string | undefined;
  readonly functions: FunctionOptions;
  /** How long accepted requests may take to finish when the server stops. */
  readonly graceSeconds: number;
}

export interface DevOptions {
  readonly outbound: OutboundOptions;
  /** Below which URL accounts are issuers of tokens. */
  readonly tokenIssuer: string | undefined;
  readonly functions: FunctionOptions;
  readonly listen: Listen;
  readonly account: string;
  readonly accountEmail: string;
  readonly region: string;
  readonly regions: readonly string[];
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly logLevel: LogLevel;
}

/** What the first start made. */
export interface FirstStart {
  readonly account: string;
  readonly administratorArn: string;
  readonly accessKeyId: string;
  readonly configFile: string;
  readonly credentialsFile: string;
}

/** A server that answers. */
export interface Running {
  readonly url: string;
  readonly firstStart?: FirstStart;
  /** What else the operator should know: where a new root key lies. */
  readonly news?: string;
  /** Reads the certificate again. */
  readonly reload?: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

type Settings = { readonly [name: string]: Setting };
/** What commander made of the flags. */
export type Flags = { readonly [name: string]: string | boolean | undefined };

/** A setting's value: the flag before the variable before the fallback. An empty variable is none. */
function valueOf(
  settings: Settings,
  name: string,
  flags: Flags,
  env: Surroundings['env'],
): string | undefined {
  const { variable, fallback } = settings[name]!;
  const flag = flags[name];
  if (typeof flag === 'string') return flag;
  return (variable && env[variable]) || fallback;
}

/** Where the data are and what opens them. */
export function storeOptions(flags: Flags, around: Surroundings): StoreOptions {
  const get = (name: keyof typeof STORE_SETTINGS) =>
    valueOf(STORE_SETTINGS, name, flags, around.env);
  const data = resolve(get('data')!);
  const place = { data, insideData: flags['rootKeyInsideData'] === true };
  return {
    data,
    store: storeLocation(get('store'), data),
    rootKey: rootKeySource(get('rootKey') ?? defaultRootKey(data), place, around),
  };
}

/** What `lockstead start` was told. */
export function startOptions(flags: Flags, around: Surroundings): StartOptions {
  const get = (name: keyof typeof START_SETTINGS) =>
    valueOf(START_SETTINGS, name, flags, around.env);
  const listen = parseListen(get('listen')!);
  const tls = tlsFiles(get('tlsCert'), get('tlsKey'));
  const allowPlainHttp = flags['allowPlainHttp'] === true;
  if (!tls && !allowPlainHttp && !isLoopback(listen.host)) {
    throw usageError(
      `Lockstead would listen on \`${listen.host}\` without TLS, and secrets would travel where others can read them. Give it \`--tls-cert\` and \`--tls-key\`, or say \`--allow-plain-http-on-the-network\`.`,
    );
  }
  const account = get('account');
  return {
    ...storeOptions(flags, around),
    listen,
    tls,
    allowPlainHttp,
    ...regionsOf(get('region'), get('regions')),
    account: account === undefined ? undefined : accountId(account),
    accountEmail: email(get('accountEmail')!),
    logLevel: logLevel(get('logLevel')!),
    trailRetentionDays: whole(get('trailRetentionDays')!, '--trail-retention-days', 36_500),
    outbound: outboundOptions(get),
    tokenIssuer: tokenIssuer(get('tokenIssuer')),
    functions: functionOptions(flags, around.env),
    graceSeconds: whole(get('graceSeconds')!, '--grace-seconds', 3600),
  };
}

/** What `lockstead dev` was told. */
export function devOptions(flags: Flags, env: Surroundings['env']): DevOptions {
  const read = (name: keyof typeof DEV_SETTINGS) => valueOf(DEV_SETTINGS, name, flags, env);
  const get = (name: keyof typeof DEV_SETTINGS) => read(name)!;
  const host = get('host');
  if (!isLoopback(host)) {
    throw usageError(
      `\`lockstead dev\` can be reset by whoever reaches it, and listens on loopback alone, not on \`${host}\`. Use \`lockstead start\` to be reached by others.`,
    );
  }
  return {
    outbound: outboundOptions(read),
    tokenIssuer: tokenIssuer(read('tokenIssuer')),
    functions: functionOptions(flags, env),
    listen: { host, port: whole(get('port'), '--port', 65_535) },
    account: accountId(get('account')),
    accountEmail: email(get('accountEmail')),
    ...regionsOf(read('region'), read('regions')),
    accessKeyId: matching(
      get('accessKeyId'),
      /^\w{4,128}$/,
      '--access-key-id',
      '4 to 128 letters, digits and underscores',
    ),
    // What is wrong with a secret is told without the secret.
    secretAccessKey: matching(
      get('secretAccessKey'),
      /^[\x21-\x7e]{4,128}$/,
      '--secret-access-key',
      '4 to 128 visible ASCII characters',
      false,
    ),
    logLevel: logLevel(get('logLevel')),
  };
}

/** `HOST:PORT`, or `[ADDRESS]:PORT` for IPv6. */
export function parseListen(text: string): Listen {
  const parts = /^(?:\[([0-9a-f:.]+)\]|([^:[\]\s]+)):(\d{1,5})$/i.exec(text);
  const port = Number(parts?.[3]);
  if (!parts || port > 65_535)
    throw usageError(
      `\`--listen ${text}\` is no HOST:PORT. Write it like \`127.0.0.1:4600\` or \`[::1]:4600\`.`,
    );
  return { host: (parts[1] ?? parts[2])!, port };
}

/** Whether nobody but this machine can reach the address. */
export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(host);

/** What clients on this machine are pointed at: where every address is listened on, one of them. */
export function clientUrl({ host, port }: Listen, secure: boolean): string {
  const reachable = host === '0.0.0.0' || host === '::' ? 'localhost' : host;
  return `${secure ? 'https' : 'http'}://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}`;
}

/** How messages call a store; never with its password. */
export function storeName(store: StoreLocation): string {
  if (store.engine === 'sqlite') return store.path;
  const { hostname, port, pathname, searchParams } = new URL(store.url);
  return `postgres://${searchParams.get('host') ?? hostname}${port && `:${port}`}${pathname}`;
}

function storeLocation(text: string | undefined, data: string): StoreLocation {
  if (text === undefined) return { engine: 'sqlite', path: join(data, 'lockstead.db') };
  if (text.startsWith('sqlite:') && text.length > 'sqlite:'.length) {
    return { engine: 'sqlite', path: resolve(text.slice('sqlite:'.length)) };
  }
  if (/^postgres(ql)?:\/\//.test(text) && URL.canParse(text))
    return { engine: 'postgres', url: text };
  // The text may hold a password.
  throw usageError(
    "The store's URL is not understood. Write `postgres://user@host:5432/database` or `sqlite:PATH`.",
  );
}

const outboundOptions = (
  get: (name: 'allowOutbound' | 'allowDatabases' | 'outboundCa') => string | undefined,
): OutboundOptions => {
  const databases = get('allowDatabases');
  return {
    allow: parseAllowances(get('allowOutbound')),
    databases:
      databases === undefined ? undefined : parseAllowances(databases, '--allow-databases'),
    ca: get('outboundCa'),
  };
};

const functionOptions = (flags: Flags, env: Surroundings['env']): FunctionOptions => ({
  searchPath: env['PATH'] ?? '',
  requireSandbox: flags['requireSandbox'] === true,
});

/** An issuer is compared letter by letter: no query, no fragment, no slash at its end. */
function tokenIssuer(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isPlain = url?.protocol === 'https:' && !url.username && !/[?#]/.test(text);
  if (!isPlain)
    throw usageError(
      `\`--token-issuer ${text}\` is no issuer. Write the https URL at which others reach this server, like \`https://tokens.example.com\`.`,
    );
  return text.replace(/\/+$/, '');
}

function tlsFiles(cert: string | undefined, key: string | undefined): TlsFiles | undefined {
  if (cert === undefined && key === undefined) return undefined;
  if (cert === undefined || key === undefined) {
    throw usageError('TLS needs both `--tls-cert` and `--tls-key`; one of them is missing.');
  }
  return { cert: resolve(cert), key: resolve(key) };
}

function matching(text: string, pattern: RegExp, flag: string, form: string, show = true): string {
  if (pattern.test(text)) return text;
  throw usageError(`\`${flag}${show ? ` ${text}` : ''}\` is not understood: it takes ${form}.`);
}

const accountId = (text: string) => matching(text, ACCOUNT_ID, '--account', '12 digits');
const email = (text: string) =>
  matching(
    text,
    /^[^\s@]+@[^\s@]+\.[^\s@]+$/,
    '--account-email',
    'an address like `root@example.com`',
  );
const region = (text: string, flag: string) =>
  matching(text, /^[a-z]{2,4}(-[a-z]+){1,2}-\d{1,2}$/, flag, 'Regions like `eu-central-1`');

const USUAL_REGION = 'us-east-1';

/** The Region of the house and those that are served: what an operator lists is the whole list. */
function regionsOf(
  home: string | undefined,
  list: string | undefined,
): { readonly region: string; readonly regions: readonly string[] } {
  const listed = list?.split(',').map((each) => region(each.trim(), '--regions'));
  const own = region(home ?? listed?.[0] ?? USUAL_REGION, '--region');
  if (listed && !listed.includes(own)) {
    throw usageError(
      `\`--region ${own}\` is not among the Regions of \`--regions ${list}\`. Add it there, or name one of those.`,
    );
  }
  return { region: own, regions: [...new Set(listed ?? [...COMMERCIAL_REGIONS, own])] };
}

function whole(text: string, flag: string, most: number): number {
  if (/^\d{1,9}$/.test(text) && Number(text) <= most) return Number(text);
  throw usageError(
    `\`${flag} ${text}\` is not understood: it takes a whole number from 0 to ${most}.`,
  );
}

function logLevel(text: string): LogLevel {
  const level = LEVELS.find((each) => each === text);
  if (!level)
    throw usageError(`\`--log-level ${text}\` is not understood: it takes ${LEVELS.join(', ')}.`);
  return level;
}
