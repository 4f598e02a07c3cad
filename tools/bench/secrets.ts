/**
 * What lists, batches and durable writes of Secrets Manager cost, on the server and the secrets that
 * `bench.ts` has set up: a page's time, a batch against single reads, and a write against one fsync.
 */
import { IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import {
  ListSecretsCommand,
  type ListSecretsCommandInput,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { randomUUID } from 'node:crypto';
import type { RealServer } from './servers.ts';
import { type Credentials, signedRequest } from './sign.ts';
import { syncsPerSecond } from './syncs.ts';

/** One load, as `bench.ts` measures it. */
export interface Measured {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly cpuMicros: number;
}

export interface SecretsBench {
  readonly server: RealServer;
  /** How many secrets there are. */
  readonly secrets: number;
  /** A folder on the disk that the server writes to. */
  readonly folder: string;
  readonly load: (requests: readonly string[], connections: number) => Promise<Measured>;
  /** Single reads of the same secrets by the same role, in this run. */
  readonly get: () => Promise<Measured>;
}

const ORDERS: readonly ListSecretsCommandInput[] = [
  { SortBy: 'created-date' },
  { SortBy: 'last-changed-date', SortOrder: 'desc' },
  { SortBy: 'last-accessed-date' },
  { SortBy: 'name', SortOrder: 'desc' },
];
const BATCH = 20;
const ROUNDS = 5;
const PAGES_KEPT = 100;

/** Prints a table of it. */
export async function benchSecrets(of: SecretsBench): Promise<void> {
  const { server, secrets } = of;
  const call = await reader(server);
  console.log(`\nSecrets Manager at ${secrets} secrets:\n`);
  console.log('| what | per s | p50 ms | p99 ms | CPU µs | |\n|---|---|---|---|---|---|');

  for (const order of ORDERS) {
    const pages = await tokens(server, order, secrets);
    const requests = pages.map((NextToken) => call('ListSecrets', { ...order, NextToken }));
    const { SortBy, SortOrder = 'asc' } = order;
    row(`ListSecrets, page of 100 by ${SortBy} ${SortOrder}`, await of.load(requests, 4));
  }
  const Filters = [{ Key: 'name', Values: ['bench/0123'] }];
  row('ListSecrets by a prefix', await of.load([call('ListSecrets', { Filters })], 4));

  // In turns: what else the machine does meanwhile hits both alike.
  const singles: Measured[] = [];
  const many: Measured[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    singles.push(await of.get());
    many.push(await of.load(batches(call, secrets), 64));
  }
  const [single, batch] = [median(singles), median(many)];
  const times = (BATCH * batch.perSecond) / single.perSecond;
  row('GetSecretValue', single);
  row(
    `BatchGetSecretValue of ${BATCH}`,
    batch,
    `${(BATCH * batch.perSecond).toFixed(0)} secrets a second: ×${times.toFixed(1)} of single reads`,
  );

  await benchWrites(of, call, syncsPerSecond(of.folder));
}

/** Durable writes against a server that would sync each of them by itself, at `syncs` a second on the same disk. */
export async function benchWrites(
  of: Pick<SecretsBench, 'load'>,
  call: Sign,
  syncs: number,
): Promise<void> {
  for (const [what, connections, requests] of [
    ['PutSecretValue, 1 connection', 1, puts(call)],
    ['PutSecretValue, 64 connections', 64, puts(call)],
    ['CreateSecret, 64 connections', 64, creates(call)],
  ] as const) {
    const measured = await of.load(requests, connections);
    row(what, measured, `×${(measured.perSecond / syncs).toFixed(1)} of one fdatasync each`);
  }
  console.log(
    `\nfdatasync after each write of 4 KiB, one at a time: ${syncs.toFixed(0)} a second.`,
  );
}

const median = (all: readonly Measured[]): Measured =>
  [...all].sort((a, b) => a.perSecond - b.perSecond)[Math.floor(all.length / 2)]!;

function row(what: string, { perSecond, p50, p99, cpuMicros }: Measured, remark = ''): void {
  const figures = [perSecond.toFixed(0), p50.toFixed(2), p99.toFixed(2), cpuMicros.toFixed(0)];
  console.log(`| ${[what, ...figures, remark].join(' | ')} |`);
}

export type Sign = (operation: string, input: object) => string;

/** Signs as the role that the scene has made, which from now on may list and create too. */
export async function reader(server: RealServer): Promise<Sign> {
  const config = {
    endpoint: `http://127.0.0.1:${server.port}`,
    region: 'us-east-1',
    credentials: server.administrator,
  };
  const [iam, sts] = [new IAMClient(config), new STSClient(config)];
  const Action = ['ListSecrets', 'BatchGetSecretValue', 'CreateSecret'].map(
    (name) => `secretsmanager:${name}`,
  );
  const Statement = [{ Effect: 'Allow', Action, Resource: '*' }];
  await iam.send(
    new PutRolePolicyCommand({
      RoleName: 'reader',
      PolicyName: 'more',
      PolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement }),
    }),
  );
  const { Account } = await sts.send(new GetCallerIdentityCommand({}));
  const { Credentials: given } = await sts.send(
    new AssumeRoleCommand({
      RoleArn: `arn:aws:iam::${Account}:role/reader`,
      RoleSessionName: 'secrets',
    }),
  );
  const credentials: Credentials = {
    accessKeyId: given!.AccessKeyId!,
    secretAccessKey: given!.SecretAccessKey!,
    sessionToken: given!.SessionToken!,
  };
  return (operation, input) =>
    signedRequest(`127.0.0.1:${server.port}`, credentials, {
      service: 'secretsmanager',
      target: `secretsmanager.${operation}`,
      body: JSON.stringify(input),
    });
}

/** Tokens of pages from all over the list: a page far behind must cost what the first one costs. */
async function tokens(
  server: RealServer,
  order: ListSecretsCommandInput,
  secrets: number,
): Promise<readonly string[]> {
  const client = new SecretsManagerClient({
    endpoint: `http://127.0.0.1:${server.port}`,
    region: 'us-east-1',
    credentials: server.administrator,
  });
  const all: string[] = [];
  let NextToken: string | undefined;
  do {
    ({ NextToken } = await client.send(new ListSecretsCommand({ ...order, NextToken })));
    if (NextToken) all.push(NextToken);
  } while (NextToken);
  const step = Math.max(1, Math.floor(secrets / 100 / PAGES_KEPT));
  return all.filter((_, i) => i % step === 0);
}

const nameOf = (at: number) => `bench/${String(at).padStart(6, '0')}`;

const batches = (call: Sign, secrets: number): readonly string[] => {
  const step = Math.max(1, Math.floor(secrets / 4000));
  return Array.from({ length: Math.floor(Math.min(secrets, 4000) / BATCH) }, (_, i) =>
    call('BatchGetSecretValue', {
      SecretIdList: Array.from({ length: BATCH }, (__, j) => nameOf((i * BATCH + j) * step)),
    }),
  );
};

const VALUE = 'x'.repeat(128);

// Every request its own token and its own name, or it would only be told that it was done already.
const puts = (call: Sign): readonly string[] =>
  Array.from({ length: 20_000 }, (_, i) =>
    call('PutSecretValue', {
      SecretId: nameOf(i % 1000),
      SecretString: VALUE,
      ClientRequestToken: randomUUID(),
    }),
  );

const creates = (call: Sign): readonly string[] =>
  Array.from({ length: 20_000 }, () =>
    call('CreateSecret', {
      Name: `made/${randomUUID()}`,
      SecretString: VALUE,
      ClientRequestToken: randomUUID(),
    }),
  );
