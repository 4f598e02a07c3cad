/**
 * Revocation has a bound of zero: once the answer to what takes a right away is here, no request that
 * begins is allowed by it, whichever server of the store is asked.
 */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import {
  CreateAccountCommand,
  CreateOrganizationCommand,
  DescribeCreateAccountStatusCommand,
  EnablePolicyTypeCommand,
  ListRootsCommand,
} from '@aws-sdk/client-organizations';
import { AssumeRoleCommand, GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { type Clients, clients, sessionOf } from '../clients.ts';
import { type KeptServer, keptServer } from '../kept-server.ts';
import { missing } from '../process.ts';
import { postgresStore } from './postgres.ts';
import { type Accounts, type Administrators, type Right, RIGHTS } from './rights.ts';

const ROUNDS = process.env['LOCKSTEAD_PROVE'] ? 30 : 2;
/** How many ask at the same time, of each server. */
const READERS = 8;
/** How many must have been judged before a right changes hands again. */
const JUDGED = 2 * READERS;

const PLACES: readonly {
  readonly name: string;
  readonly skip?: string | false;
  readonly servers: (t: TestContext) => Promise<readonly KeptServer[]>;
}[] = [
  { name: 'one server on SQLite', servers: async (t) => [await keptServer(t)] },
  {
    name: 'one server on PostgreSQL',
    skip: missing('postgresql'),
    servers: async (t) => [await keptServer(t, { store: await postgresStore('alone') })],
  },
  { name: 'two servers on one PostgreSQL', skip: missing('postgresql'), servers: pair },
];

for (const { name, skip = false, servers } of PLACES) {
  test(`${name}: what was taken away is refused to whoever asks from then on`, {
    skip,
  }, async (t) => {
    const all = await servers(t);
    const { administrators, accounts } = await setTheScene(all);
    const urls = all.map(({ url }) => url);
    let reads = 0;
    for (const [taken, prepare] of Object.entries(RIGHTS)) {
      const right = await prepare(administrators[0]!, accounts);
      const { wrong, judged } = await takenAndGiven(right, administrators, urls);
      assert.deepEqual(wrong, [], taken);
      reads += judged;
    }
    const ways = Object.keys(RIGHTS).length;
    t.diagnostic(
      `${ways} rights, ${ROUNDS} times each taken and given back: ${reads} reads judged`,
    );
    assert.ok(reads >= ways * ROUNDS * JUDGED * 2);
  });
}

/** Two servers with one store and one root key. */
async function pair(t: TestContext): Promise<readonly KeptServer[]> {
  const store = await postgresStore('shared');
  const one = await keptServer(t, { store });
  const key = `file:${join(one.folder, 'lockstead-root.key')}`;
  const { administrator } = one;
  return [one, await keptServer(t, { store, flags: ['--root-key', key], administrator })];
}

/** An organization with a member account, and the administrators of both through each server. */
async function setTheScene(servers: readonly KeptServer[]) {
  const [first] = servers;
  const endpoint = first!.url;
  const own = clients(first!.administrator, { endpoint });
  const { organizations, sts } = own;
  const account = (await sts.send(new GetCallerIdentityCommand({}))).Account!;
  await organizations.send(new CreateOrganizationCommand({}));
  const { Roots } = await organizations.send(new ListRootsCommand({}));
  await organizations.send(
    new EnablePolicyTypeCommand({ RootId: Roots![0]!.Id!, PolicyType: 'SERVICE_CONTROL_POLICY' }),
  );
  const member = await newAccount(own);
  const { Credentials } = await sts.send(
    new AssumeRoleCommand({
      RoleArn: `arn:aws:iam::${member}:role/OrganizationAccountAccessRole`,
      RoleSessionName: 'administrator',
    }),
  );
  const administrators = servers.map(({ url }) => ({
    own: clients(first!.administrator, { endpoint: url }),
    member: clients(sessionOf(Credentials!), { endpoint: url }),
  }));
  const accounts: Accounts = { own: account, member, endpoint };
  return { administrators, accounts };
}

async function newAccount({ organizations }: Clients): Promise<string> {
  const asked = { AccountName: 'member', Email: 'member@example.com' };
  const { CreateAccountStatus } = await organizations.send(new CreateAccountCommand(asked));
  for (;;) {
    const { CreateAccountStatus: now } = await organizations.send(
      new DescribeCreateAccountStatusCommand({ CreateAccountRequestId: CreateAccountStatus!.Id! }),
    );
    if (now!.State === 'SUCCEEDED') return now!.AccountId!;
    assert.equal(now!.State, 'IN_PROGRESS');
  }
}

/** Takes a right and gives it back, through each server in turn, while all servers are asked. */
async function takenAndGiven(
  right: Right,
  administrators: readonly Administrators[],
  urls: readonly string[],
): Promise<Watched> {
  const watch = watchUse(right, urls);
  try {
    await watch.all('allowed');
    for (let round = 0; round < ROUNDS; round++) {
      const through = administrators[round % administrators.length]!;
      watch.whatever();
      await right.take(through);
      await watch.all(right.code);
      watch.whatever();
      await right.give(through);
      watch.change();
      await watch.all('allowed');
    }
  } finally {
    await watch.stop();
  }
  return watch.stop();
}

interface Watched {
  /** Every use that ended as it must not. */
  readonly wrong: readonly string[];
  readonly judged: number;
}

/** How a use ends: `allowed`, or the code of its refusal. */
async function ending(use: Promise<unknown>): Promise<string> {
  try {
    await use;
    return 'allowed';
  } catch (error) {
    const { name, $metadata } = error as Error & { readonly $metadata?: object };
    // What is not the server's word is no ending, but a failure of this test.
    if ($metadata === undefined || !('httpStatusCode' in $metadata)) throw error;
    return name;
  }
}

/**
 * Makes use of a right all the while. A use that began after something was acknowledged, and ended
 * before the next thing was asked for, must have ended as that thing says.
 */
function watchUse(right: Right, urls: readonly string[]) {
  let expected: string | undefined;
  let moment = 0;
  let stopped = false;
  let judged = 0;
  let left = 0;
  let enough = () => {};
  let failed: (cause: unknown) => void = () => {};
  const wrong: string[] = [];
  const clientsNow = () => urls.map((endpoint) => clients(right.credentials(), { endpoint }));
  let by = clientsNow();
  const watcher = async (server: number) => {
    while (!stopped) {
      const [began, wanted] = [moment, expected];
      const ended = await ending(right.use(by[server]!));
      if (wanted === undefined || began !== moment) continue;
      judged++;
      if (ended !== wanted) wrong.push(`${ended} instead of ${wanted}`);
      if (--left <= 0) enough();
    }
  };
  const watching = urls.flatMap((_, server) =>
    Array.from({ length: READERS }, () =>
      watcher(server).catch((cause: unknown) => {
        failed(cause);
        throw cause;
      }),
    ),
  );
  for (const each of watching) each.catch(() => {});
  return {
    /** From now on uses may end as they like. */
    whatever: () => {
      moment++;
      expected = undefined;
    },
    /** Whose right it is may have changed. */
    change: () => {
      by = clientsNow();
    },
    /** From now on uses must end like this; resolves once enough of them have been judged. */
    all: (end: string) =>
      new Promise<void>((resolve, reject) => {
        moment++;
        expected = end;
        left = JUDGED * urls.length;
        [enough, failed] = [resolve, reject];
      }),
    stop: async (): Promise<Watched> => {
      stopped = true;
      await Promise.all(watching);
      return { wrong, judged };
    },
  };
}
