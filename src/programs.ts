/** The two programs: the server that keeps, and the one for tests that forgets. */
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Clock, movableClock, systemClock } from './base/clock.ts';
import { systemRandom } from './base/random.ts';
import type { AccountActs } from './cli/account/accounts.ts';
import type { KeyKnowledge } from './cli/kms.ts';
import type { DeviceActs } from './cli/mfa/devices.ts';
import { keyring, type Keyring } from './crypto/keyring.ts';
import { catalogue } from './generated/catalogue.ts';
import { buildHouse, type House, type HouseParts, migrationsOf, servicesOf } from './house.ts';
import { type Answer, createAnswer, noRoom, tooLarge } from './server/answer.ts';
import {
  clientUrl,
  type DevOptions,
  type FunctionOptions,
  type Listen,
  type Running,
  type StartOptions,
} from './server/config.ts';
import { createDevAnswer, createTurnstile } from './server/dev.ts';
import { firstStart, pointClientsAt } from './server/first-start.ts';
import { createHealthAnswer } from './server/health.ts';
import { type HttpAnswer, type HttpServer, listen, type Tls } from './server/http.ts';
import type { HttpRequest } from './server/http-request.ts';
import { createLog, errorFacts, type Log } from './server/log.ts';
import { createFunctionCodeAnswer } from './server/function-code.ts';
import { createMetrics, type Metrics } from './server/metrics.ts';
import { openLocked } from './server/open-store.ts';
import { EXIT, OperatorError } from './server/operator-error.ts';
import { loadOutbound, type OutboundClient } from './server/outbound.ts';
import { loadTls } from './server/tls.ts';
import { createIssuerAnswer } from './server/token-issuer.ts';
import { onDemand } from './runtime/on-demand.ts';
import { builtInFunctions } from './rotation/built-in-functions.ts';
import { createDatabases } from './rotation/database/databases.ts';
import { createRuntime, tryOut } from './runtime/runtime.ts';
import { createAdministrator, createRootAccessKey } from './services/iam/first-user.ts';
import { principalIds } from './services/iam/identities.ts';
import {
  forgetToken,
  handedDevices,
  importTokens,
  registerSecurityKey,
} from './services/iam/operator-devices.ts';
import { dyingKeys, keyFacts, keysNamed } from './services/kms/impact.ts';
import { hasFunctions } from './services/lambda/function.ts';
import { accountExists, registerAccount } from './services/organizations/account.ts';
import { allAccounts, standAlone } from './services/organizations/operator-accounts.ts';
import { longestOverdue } from './services/secretsmanager/overdue.ts';
import { secretsUnderKey } from './services/secretsmanager/under-key.ts';
import { openSqlite } from './store/sqlite.ts';
import type { Store } from './store/store.ts';

/** `lockstead start`: opens the store, makes what a first start makes, and listens. */
export async function start(options: StartOptions): Promise<Running> {
  const log = createLog(options.logLevel);
  const tls = options.tls && (await loadTls(options.tls));
  const out = await loadOutbound(options.outbound, systemClock, log);
  const now = systemClock.now();
  const opening = { migrations: tables(), random: systemRandom, now };
  const { store, keyring: ring, news } = await openLocked(options, opening);
  try {
    const first = await firstStart(options, {
      store,
      keyring: ring,
      random: systemRandom,
      now,
      registerAccount,
      createAdministrator,
    });
    const metrics = createMetrics();
    const runtime = functionRuntime(options.functions, {
      clock: systemClock,
      hide: [options.data],
      folder: join(options.data, 'functions'),
      tls,
      log,
    });
    if (options.functions.requireSandbox) await runtime.ready();
    const house = buildHouse({
      ...houseParts(store, ring, log, metrics, options, out, options.trailRetentionDays),
      functions: { runtime, endpoint: () => url },
    });
    await house.runner.start();
    metrics.overdue(async () => longestOverdue(await store.fresh(), systemClock.now()));
    const answer = answerOf(house, log, metrics, options.regions);
    const outside = await open({
      listen: options.listen,
      tls,
      store,
      log,
      metrics,
      answer: () => answer,
      issuer: house.publishedIssuer,
      functionCode: house.functionCode,
    });
    const url = clientUrl({ ...options.listen, port: outside.server.port }, tls !== undefined);
    await pointClientsAt(options.data, url, options.region);
    runtime.look(await hasFunctions(store));
    log.info({ url, engine: store.engine }, 'listening');
    return {
      url,
      ...(first && { firstStart: first }),
      ...(news !== undefined && { news }),
      reload: async () => {
        if (!options.tls) return;
        try {
          outside.server.renewTls(await loadTls(options.tls));
          log.info({ cert: options.tls.cert }, 'certificate renewed');
        } catch (cause) {
          // The old certificate goes on serving: a mistake in a file must not take the server down.
          log.error(errorFacts(cause), 'the certificate could not be renewed');
        }
      },
      stop: async () => {
        await outside.stop(options.graceSeconds * 1000);
        // A job may wait for a function, which may take a quarter of an hour: it is tried again later.
        await runtime.stop();
        await house.runner.stop();
        out.close();
        await store.close();
        log.info({}, 'stopped');
        await log.flush();
      },
    };
  } catch (cause) {
    await store.close();
    throw cause;
  }
}

/** `lockstead dev`: a store in memory, a root user with a known key, a clock that can be moved. */
export async function dev(options: DevOptions): Promise<Running> {
  const log = createLog(options.logLevel);
  const metrics = createMetrics();
  const clock = movableClock();
  const out = await loadOutbound(options.outbound, systemClock, log);
  const store = await openSqlite({ path: ':memory:', migrations: tables(), now: clock.now() });
  const runtime = functionRuntime(options.functions, { clock, hide: [], tls: undefined, log });
  if (options.functions.requireSandbox) await runtime.ready();
  else runtime.look(false);

  /** A house with nothing in it but the account, its root user, and his key. */
  async function afresh(): Promise<{ readonly house: House; readonly answer: Answer }> {
    await store.clear();
    clock.restore();
    const ring = keyring(new Map([[1, systemRandom.bytes(32)]]), systemRandom);
    const { account, accountEmail: email, accessKeyId, secretAccessKey } = options;
    const now = clock.now();
    await store.commit([
      ...registerAccount({ account, email, name: 'dev', now }),
      ...createRootAccessKey(ring, systemRandom, { account, accessKeyId, secretAccessKey, now })
        .changes,
    ]);
    const house = buildHouse({
      ...houseParts(store, ring, log, metrics, options, out, 0),
      clock,
      functions: { runtime, endpoint: () => url },
    });
    await house.runner.start();
    return { house, answer: answerOf(house, log, metrics, options.regions) };
  }

  metrics.overdue(async () => longestOverdue(await store.fresh(), clock.now()));
  let current = await afresh();
  const turnstile = createTurnstile();
  const special = createDevAnswer({
    clock,
    // A request that is still under way must not write into the house that comes after.
    reset: () =>
      turnstile.alone(async () => {
        await runtime.stop();
        await current.house.runner.stop();
        current = await afresh();
      }),
    tick: () => current.house.runner.tick(),
  });
  const outside = await open({
    listen: options.listen,
    tls: undefined,
    store,
    log,
    metrics,
    answer: () => (request) => turnstile.pass(() => current.answer(request)),
    issuer: (id) => turnstile.pass(() => current.house.publishedIssuer(id)),
    functionCode: (path) => turnstile.pass(() => current.house.functionCode(path)),
    special,
  });
  const url = clientUrl({ ...options.listen, port: outside.server.port }, false);
  return {
    url,
    stop: async () => {
      await outside.stop(1000);
      await runtime.stop();
      await current.house.runner.stop();
      out.close();
      await store.close();
      await log.flush();
    },
  };
}

const answerOf = (
  { gate, authenticate }: House,
  log: Log,
  metrics: Metrics,
  regions: readonly string[],
): Answer =>
  createAnswer({ random: systemRandom, catalogue, authenticate, gate, regions, log, metrics });

const houseParts = (
  store: Store,
  ring: Keyring,
  log: Log,
  metrics: Metrics,
  { regions, tokenIssuer }: Pick<StartOptions, 'regions' | 'tokenIssuer'>,
  outbound: OutboundClient,
  trailRetentionDays: number,
  databases = createDatabases({ reach: outbound.reach, random: systemRandom }),
): HouseParts => ({
  clock: systemClock,
  signatureClock: systemClock,
  random: systemRandom,
  processors: availableParallelism(),
  store,
  keyring: ring,
  regions,
  ...(tokenIssuer !== undefined && { tokenIssuer }),
  outbound,
  databases,
  builtIns: builtInFunctions({ databases, reach: outbound.reach, outbound }),
  trailRetentionDays,
  heard: metrics.heard,
  report: (cause, where) => {
    if ('kind' in where) metrics.jobFailed(String(where.kind));
    log.error({ ...where, ...errorFacts(cause) }, 'failed');
  },
});

/** Functions see nothing of this program, and of what it keeps. */
const PROGRAM = fileURLToPath(new URL('../', import.meta.url));

/** The runtime of this machine, made when it is needed; an operator hears at the start, and once, that there is no sandbox. */
function functionRuntime(
  { searchPath, requireSandbox }: FunctionOptions,
  of: {
    readonly clock: Clock;
    readonly hide: readonly string[];
    /** Unless told, what is unpacked lies in the system's temporary folder. */
    readonly folder?: string;
    readonly tls: Tls | undefined;
    readonly log: Log;
  },
) {
  const { log, folder } = of;
  let isSaid = false;
  let looking: Promise<void> = Promise.resolve();
  const warn = (why: string | undefined) => {
    if (why === undefined || isSaid) return;
    isSaid = true;
    log.warn({ why }, 'functions run without a sandbox, as processes under limits');
  };
  const runtime = onDemand(async () => {
    const made = await createRuntime({
      clock: of.clock,
      machineClock: systemClock,
      random: systemRandom,
      searchPath,
      hide: [PROGRAM, ...of.hide],
      folder,
      ...(of.tls && { authorities: of.tls.cert.toString() }),
    });
    const why = made.whyNoSandbox;
    if (why !== undefined && requireSandbox) {
      await made.stop();
      throw new OperatorError(
        EXIT.usage,
        `Functions cannot be run in a sandbox on this machine: ${why}. Install bubblewrap, or leave \`--require-sandbox\` out.`,
      );
    }
    warn(why);
    return made;
  });
  return {
    ...runtime,
    /** What an operator should hear at the start; where there are functions, all is made ready. It takes its time. */
    look: (hasFunctions: boolean): void => {
      const failed = (cause: unknown) => log.error(errorFacts(cause), 'failed');
      if (hasFunctions) runtime.ready().catch(failed);
      looking = tryOut({ searchPath, random: systemRandom, folder }).then(warn, failed);
    },
    stop: async (): Promise<void> => {
      await looking;
      await runtime.stop();
    },
  };
}

/** The tables that this program needs; which keys its services hold makes no difference to them. */
export const tables = () =>
  migrationsOf(servicesOf(keyring(new Map([[1, new Uint8Array(32)]]), systemRandom)));

/** What operators ask before a key dies: KMS knows the key, Secrets Manager what lies under it, IAM who is who. */
export const keys: KeyKnowledge = {
  named: async (reader, text) => (await keysNamed(reader, text)).map(({ arn }) => arn),
  dying: async (reader) => (await dyingKeys(reader)).map(({ arn }) => arn),
  impact: async (reader, arn, now) => {
    const [row] = await keysNamed(reader, arn);
    if (!row) throw new Error(`${arn} is gone`);
    const { account, region, id, defaultOf, ...facts } = await keyFacts(reader, row, now);
    const isDefault = defaultOf === 'secretsmanager';
    const names = { arn, account, region, id, aliases: facts.aliases, isDefault };
    const people = await principalIds(reader).arnsOf(facts.grants.map(({ grantee }) => grantee));
    return {
      ...facts,
      secrets: await secretsUnderKey(reader, names),
      grants: facts.grants.map((grant) => ({
        ...grant,
        grantee: people.get(grant.grantee) ?? grant.grantee,
      })),
    };
  },
};

/** What operators do with the second factors of people. */
export const devices: DeviceActs = {
  importTokens: async (beside, of) => ({ ...(await importTokens(beside, of)), source: IAM }),
  register: async (beside, of) => ({ ...(await registerSecurityKey(beside, of)), source: IAM }),
  forget: async (beside, serial) => ({ ...(await forgetToken(beside, serial)), source: IAM }),
  list: handedDevices,
};

/** What operators do with accounts. */
export const accounts: AccountActs = {
  exists: accountExists,
  create: async (beside, { administrator: userName, ...of }) => {
    const { account, changes, events } = await standAlone(beside, of);
    const { keyring, random, now } = beside;
    const key = createAdministrator(keyring, random, { account, userName, now });
    const source = 'organizations.amazonaws.com';
    return { account, ...key, changes: [...changes, ...key.changes], events, source };
  },
  list: allAccounts,
};

const IAM = 'iam.amazonaws.com';

interface Outside {
  readonly server: HttpServer;
  readonly stop: (graceMillis: number) => Promise<void>;
}

/** Opens the port: health and metrics first, dev mode's own ways, and the signed road for all else. */
async function open(of: {
  readonly listen: Listen;
  readonly tls: Tls | undefined;
  readonly store: Store;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly answer: () => Answer;
  readonly issuer: House['publishedIssuer'];
  readonly functionCode: House['functionCode'];
  readonly special?: (request: HttpRequest) => Promise<HttpAnswer> | undefined;
}): Promise<Outside> {
  let stopping = false;
  const health = createHealthAnswer({
    store: of.store,
    metrics: of.metrics,
    isStopping: () => stopping,
  });
  const issuer = createIssuerAnswer(of.issuer);
  const functionCode = createFunctionCodeAnswer(of.functionCode);
  const server = await listen({
    ...of.listen,
    ...(of.tls && { tls: of.tls }),
    clock: systemClock,
    tooLarge,
    noRoom,
    answer: (request) =>
      health(request) ??
      of.special?.(request) ??
      issuer(request) ??
      functionCode(request) ??
      of.answer()(request),
  });
  of.metrics.connections(server.connections);
  return {
    server,
    stop: (graceMillis) => {
      stopping = true;
      return server.close(graceMillis);
    },
  };
}
