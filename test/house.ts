/** A whole house in memory for tests: real gate, real services, a clock that stands until it is moved. */
import { after, getTestContext } from 'node:test';
import type { MovableClock } from '../src/base/clock.ts';
import { standingClock } from '../src/base/clock.ts';
import { type Random, seededRandom, uuid } from '../src/base/random.ts';
import { COMMERCIAL_REGIONS } from '../src/base/regions.ts';
import { iamArn, rootArn } from '../src/base/arn.ts';
import { type Keyring, keyring } from '../src/crypto/keyring.ts';
import {
  AttachUserPolicy,
  CreateAccessKey,
  CreateUser,
  GetUser,
  PutUserPolicy,
} from '../src/generated/iam.ts';
import { AssumeRole } from '../src/generated/sts.ts';
import type { Gate } from '../src/gate/gate.ts';
import { buildHouse, migrationsOf, servicesOf } from '../src/house.ts';
import type { OperationModel } from '../src/model/model.ts';
import type { Caller } from '../src/operation/caller.ts';
import type { BuiltInFunctions } from '../src/operation/built-in-functions.ts';
import type { Databases } from '../src/operation/databases.ts';
import type { Functions } from '../src/operation/functions.ts';
import type { ServiceEvent } from '../src/operation/job.ts';
import { nowhere, type Outbound } from '../src/operation/outbound.ts';
import { registerAccount } from '../src/services/organizations/account.ts';
import { recordOf } from '../src/audit/record.ts';
import { selectEvents } from '../src/audit/tables.ts';
import { openSqlite } from '../src/store/sqlite.ts';
import type { Store } from '../src/store/store.ts';

export const ACCOUNT = '111111111111';
export const OTHER_ACCOUNT = '222222222222';
export const REGION = 'us-east-1';
/** Noon of a Monday: no test depends on the day it runs. */
export const START = Date.UTC(2026, 0, 5, 12);

export interface TestHouse {
  readonly clock: MovableClock;
  readonly random: Random;
  readonly store: Store;
  readonly gate: Gate;
  /** Asks as somebody; rejects with an AwsError as the wire would tell it. */
  readonly ask: <I, O, E extends string>(
    caller: Caller,
    model: OperationModel<I, O, E>,
    input: I,
    region?: string,
  ) => Promise<O>;
  /** The root user of an account; the two accounts of this file exist from the start. */
  readonly root: (account?: string) => Caller;
  /** A user with AdministratorAccess. */
  readonly admin: (account?: string, name?: string) => Promise<Caller>;
  /** A user with one inline policy that allows these actions on everything, or with the whole document given. */
  readonly user: (
    name: string,
    may: readonly string[] | object,
    account?: string,
  ) => Promise<Caller>;
  /** The session that AssumeRole gives. */
  readonly assume: (caller: Caller, roleArn: string, more?: object) => Promise<Caller>;
  /** Whom these credentials belong to. */
  readonly callerOf: (accessKeyId: string, sessionToken?: string) => Promise<Caller>;
  /** CloudTrail records of an account, oldest first. */
  readonly events: (account?: string) => Promise<readonly any[]>;
  /** What services did on their own account and was written, oldest first. */
  readonly heard: readonly ServiceEvent[];
  /** Runs the jobs that are due. */
  readonly tick: () => Promise<number>;
  readonly keyring: Keyring;
  /** Before its test ends, which closes it too. */
  readonly close: () => Promise<void>;
}

/** The engine that this run of the tests is for: `LOCKSTEAD_TEST_ENGINE=postgres`, or SQLite in memory. */
async function openWanted(migrations: ReturnType<typeof migrationsOf>): Promise<Store> {
  if (process.env['LOCKSTEAD_TEST_ENGINE'] !== 'postgres') {
    return openSqlite({ path: ':memory:', migrations });
  }
  const store = idle.pop() ?? (await openOnPostgres(migrations));
  const close = async () => {
    await store.clear();
    idle.push(store);
  };
  return { ...store, close };
}

/** Stores on PostgreSQL that no test uses now; to empty one is far quicker than to make another. */
const idle: Store[] = [];
const discards: (() => Promise<void>)[] = [];
after(async () => {
  for (const discard of discards) await discard();
});

async function openOnPostgres(migrations: ReturnType<typeof migrationsOf>): Promise<Store> {
  const { engines } = await import('./store/engines.ts');
  const engine = engines.find(({ name }) => name === 'PostgreSQL');
  if (!engine) throw new Error('MISSING COMPONENT: PostgreSQL (Debian postgresql).');
  const { store, discard } = await engine.open(migrations);
  discards.push(discard);
  return store;
}

export async function house(
  options: {
    readonly seed?: string;
    readonly regions?: readonly string[];
    /** The way out; there is none unless told. */
    readonly outbound?: Outbound;
    /** What runs functions; nothing does unless told. */
    readonly functions?: Functions;
    /** The way to databases; there is none unless told. */
    readonly databases?: Databases;
    /** The functions that need nobody's code; there are none unless told. */
    readonly builtIns?: BuiltInFunctions;
    readonly open?: (migrations: ReturnType<typeof migrationsOf>) => Promise<Store>;
  } = {},
): Promise<TestHouse> {
  const random = seededRandom(options.seed ?? 'a house');
  const clock = standingClock(START);
  const ring = keyring(new Map([[1, random.bytes(32)]]), random);
  const migrations = migrationsOf(servicesOf(ring));
  const store = await (options.open?.(migrations) ?? openWanted(migrations));
  const failures: unknown[] = [];
  const heard: ServiceEvent[] = [];
  const { gate, runner, identities } = buildHouse({
    clock,
    signatureClock: clock,
    random,
    store,
    keyring: ring,
    regions: options.regions ?? COMMERCIAL_REGIONS,
    outbound: options.outbound ?? nowhere,
    ...(options.functions && { functions: options.functions }),
    ...(options.databases && { databases: options.databases }),
    ...(options.builtIns && { builtIns: options.builtIns }),
    report: (cause) => failures.push(cause),
    heard: (event) => heard.push(event),
    trailRetentionDays: 90,
  });
  for (const account of [ACCOUNT, OTHER_ACCOUNT]) {
    await store.commit(
      registerAccount({
        account,
        email: `root@${account}.example`,
        name: account,
        now: clock.now(),
      }),
    );
  }

  const ask: TestHouse['ask'] = async (caller, model, input, region = REGION) => {
    failures.length = 0;
    try {
      return await gate.perform(caller, facts(region), model, input);
    } catch (error) {
      // A bug shows itself in the test, and not the sentence that a caller would be told.
      throw failures.length ? failures[0] : error;
    }
  };
  const facts = (region: string) => ({
    id: uuid(random),
    region,
    sourceIp: '192.0.2.1',
    userAgent: 'test',
    secureTransport: true,
  });
  const root = (account = ACCOUNT): Caller => ({
    kind: 'root',
    account,
    arn: rootArn(account),
    userId: account,
  });
  const callerOf = async (accessKeyId: string, sessionToken?: string): Promise<Caller> => {
    const presented = { accessKeyId, ...(sessionToken !== undefined && { sessionToken }) };
    const found = await identities.credential(await store.fresh(), presented, clock.now());
    if (typeof found === 'string') throw new Error(found);
    return found.caller;
  };
  const user: TestHouse['user'] = async (name, may, account = ACCOUNT) => {
    await ask(root(account), CreateUser, { UserName: name });
    const document = Array.isArray(may)
      ? { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: may, Resource: '*' }] }
      : may;
    if (!Array.isArray(may) || may.length) {
      await ask(root(account), PutUserPolicy, {
        UserName: name,
        PolicyName: 'may',
        PolicyDocument: JSON.stringify(document),
      });
    }
    const { AccessKey } = await ask(root(account), CreateAccessKey, { UserName: name });
    return callerOf(AccessKey!.AccessKeyId);
  };
  let closed: Promise<void> | undefined;
  const close = () => (closed ??= runner.stop().then(() => store.close()));
  // A house stands as long as the test that built it: open ones would use up a server's connections.
  const test = getTestContext();
  if (test && 'after' in test) test.after(close);
  else after(close);
  return {
    clock,
    random,
    store,
    gate,
    ask,
    root,
    user,
    callerOf,
    admin: async (account = ACCOUNT, name = 'admin') => {
      const caller = await user(name, [], account);
      await ask(root(account), AttachUserPolicy, {
        UserName: name,
        PolicyArn: iamArn('aws', 'policy/AdministratorAccess'),
      });
      await ask(root(account), GetUser, { UserName: name });
      return caller;
    },
    assume: async (caller, roleArn, more = {}) => {
      const { Credentials } = await ask(caller, AssumeRole, {
        RoleArn: roleArn,
        RoleSessionName: 'session',
        ...more,
      });
      return callerOf(Credentials!.AccessKeyId, Credentials!.SessionToken);
    },
    events: async (account = ACCOUNT) => {
      const rows = await store.all(selectEvents, {
        account,
        from: 0,
        until: Number.MAX_SAFE_INTEGER,
        count: 10_000,
      });
      return rows.map(recordOf).reverse();
    },
    heard,
    tick: () => runner.tick(),
    keyring: ring,
    close,
  };
}
