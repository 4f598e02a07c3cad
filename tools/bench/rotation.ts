/**
 * What functions and rotations cost: a function that does nothing, warm and cold, over HTTP; and a thousand
 * secrets that are due at once, rotated by a function as a user would write it, beside readers who do not push.
 */
import http from 'node:http';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import {
  AddPermissionCommand,
  CreateFunctionCommand,
  InvokeCommand,
  LambdaClient,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import {
  CreateSecretCommand,
  RotateSecretCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { strToU8, zipSync } from 'fflate';
import { setScene } from './scene.ts';
import type { Measured } from './secrets.ts';
import { type RealServer, type Server, startServer } from './servers.ts';
import { signedRequest } from './sign.ts';

type Load = (
  server: Server,
  requests: readonly string[],
  seconds: number,
  connections: number,
  pauseMillis?: number,
) => Promise<Measured>;

const COLD = 7;
/** Readers who do not push: so many connections, each of which rests between its requests. */
const READERS = 16;
const REST_MILLIS = 20;

/** Prints it; on a server of its own. */
export async function benchRotation(folder: string, load: Load, count: number): Promise<void> {
  const server = await startServer(join(folder, 'rotation'));
  try {
    const scene = await setScene(server, 1000);
    const clients = clientsOf(server);
    const Role = await makeRole(clients.iam);
    await functions(server, { load, clients, Role });
    await rotations(server, { load, clients, Role, gets: scene.gets, count });
  } finally {
    await server.end();
  }
}

type Clients = ReturnType<typeof clientsOf>;

function clientsOf(server: RealServer) {
  const config = {
    endpoint: `http://127.0.0.1:${server.port}`,
    region: 'us-east-1',
    credentials: server.administrator,
    requestHandler: { httpAgent: new http.Agent({ keepAlive: true, maxSockets: 64 }) },
  };
  return {
    iam: new IAMClient(config),
    lambda: new LambdaClient(config),
    secrets: new SecretsManagerClient(config),
  };
}

async function makeRole(iam: IAMClient): Promise<string> {
  const RoleName = 'bench-rotates';
  const document = (statement: object) =>
    JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...statement }] });
  const trust = { Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' };
  const { Role } = await iam.send(
    new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: document(trust) }),
  );
  const PolicyDocument = document({
    Action: ['secretsmanager:*', 'kms:*', 'logs:*'],
    Resource: '*',
  });
  await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'own', PolicyDocument }));
  return Role!.Arn!;
}

interface Runtime {
  readonly Runtime: 'nodejs24.x' | 'python3.13' | 'provided.al2023';
  readonly Handler: string;
  readonly files: { readonly [name: string]: string };
}

const NOTHING: readonly Runtime[] = [
  {
    Runtime: 'nodejs24.x',
    Handler: 'index.handler',
    files: { 'index.mjs': 'export const handler = async () => null;' },
  },
  {
    Runtime: 'python3.13',
    Handler: 'main.handler',
    files: { 'main.py': 'def handler(event, context):\n    return None\n' },
  },
  {
    // What a shell can do: two runs of curl for each invocation are most of it.
    Runtime: 'provided.al2023',
    Handler: 'none',
    files: {
      bootstrap: `#!/bin/sh
api="http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime/invocation"
while :; do
  curl -sS -o /dev/null -D /tmp/h "$api/next"
  id=$(grep -i aws-request-id /tmp/h | tr -d '[:space:]' | cut -d: -f2)
  curl -sS -o /dev/null "$api/$id/response" -d null
done`,
    },
  },
];

interface With {
  readonly load: Load;
  readonly clients: Clients;
  readonly Role: string;
}

/** Warm: one connection after another, so that nothing waits for its turn. Cold: the median of a few. */
async function functions(server: RealServer, { load, clients, Role }: With): Promise<void> {
  const { lambda } = clients;
  console.log('\nA function that does nothing, invoked over HTTP:\n');
  console.log(
    '| runtime | warm p50 ms | warm p99 ms | a second | cold ms |\n|---|---|---|---|---|',
  );
  for (const { Runtime, Handler, files } of NOTHING) {
    const FunctionName = `nothing-${Runtime.replaceAll('.', '-')}`;
    await lambda.send(
      new CreateFunctionCommand({
        FunctionName,
        Role,
        Runtime,
        Handler,
        Timeout: 30,
        Code: { ZipFile: zipped(files) },
      }),
    );
    const invoke = () => lambda.send(new InvokeCommand({ FunctionName, Payload: strToU8('{}') }));
    const cold: number[] = [];
    for (let i = 0; i < COLD; i++) {
      // Another revision has no warm worker.
      const Environment = { Variables: { ROUND: String(i) } };
      await lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName, Environment }));
      const started = performance.now();
      const { FunctionError } = await invoke();
      if (FunctionError) throw new Error(`${FunctionName} failed`);
      cold.push(performance.now() - started);
    }
    const request = () =>
      signedRequest(`127.0.0.1:${server.port}`, server.administrator, {
        service: 'lambda',
        path: `/2015-03-31/functions/${FunctionName}/invocations`,
        body: '{}',
      });
    await load(server, [request()], 2, 1);
    const { p50, p99, perSecond } = await load(server, [request()], 4, 1);
    console.log(
      `| ${Runtime} | ${p50.toFixed(2)} | ${p99.toFixed(2)} | ${perSecond.toFixed(0)} | ${median(cold).toFixed(0)} |`,
    );
  }
}

/** As AWS's template has it, but for the database. */
const ROTATES = `
import * as sm from '@aws-sdk/client-secrets-manager';
const client = new sm.SecretsManagerClient({});
export const handler = async ({ Step, SecretId, ClientRequestToken, RotationToken }) => {
  const { VersionIdsToStages } = await client.send(new sm.DescribeSecretCommand({ SecretId }));
  if (VersionIdsToStages[ClientRequestToken].includes('AWSCURRENT')) return;
  const pending = { SecretId, VersionId: ClientRequestToken, VersionStage: 'AWSPENDING' };
  if (Step === 'createSecret') {
    await client.send(new sm.GetSecretValueCommand({ SecretId }));
    const { RandomPassword } = await client.send(new sm.GetRandomPasswordCommand({}));
    await client.send(new sm.PutSecretValueCommand({ SecretId, ClientRequestToken, RotationToken, SecretString: RandomPassword, VersionStages: ['AWSPENDING'] }));
  } else if (Step === 'finishSecret') {
    const [RemoveFromVersionId] = Object.entries(VersionIdsToStages).find(([, on]) => on.includes('AWSCURRENT'));
    await client.send(new sm.UpdateSecretVersionStageCommand({ SecretId, VersionStage: 'AWSCURRENT', MoveToVersionId: ClientRequestToken, RemoveFromVersionId }));
  } else await client.send(new sm.GetSecretValueCommand(pending));
};`;

async function rotations(
  server: RealServer,
  {
    load,
    clients,
    Role,
    gets,
    count,
  }: With & { readonly gets: () => readonly string[]; readonly count: number },
): Promise<void> {
  const { lambda, secrets } = clients;
  const FunctionName = 'rotates';
  const { FunctionArn: RotationLambdaARN } = await lambda.send(
    new CreateFunctionCommand({
      FunctionName,
      Role,
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
      Timeout: 60,
      Code: { ZipFile: zipped({ 'index.mjs': ROTATES }) },
    }),
  );
  await lambda.send(
    new AddPermissionCommand({
      FunctionName,
      StatementId: 'rotation',
      Action: 'lambda:InvokeFunction',
      Principal: 'secretsmanager.amazonaws.com',
    }),
  );
  const names = Array.from({ length: count }, (_, i) => `rotates/${i}`);
  await inParallel(names, async (Name) => {
    await secrets.send(new CreateSecretCommand({ Name, SecretString: 'first' }));
  });
  const read = (seconds: number) => load(server, gets(), seconds, READERS, REST_MILLIS);
  await read(5);
  const quiet = await read(10);

  const started = performance.now();
  const RotationRules = { AutomaticallyAfterDays: 30 };
  await inParallel(names, async (SecretId) => {
    await secrets.send(new RotateSecretCommand({ SecretId, RotationLambdaARN, RotationRules }));
  });
  const asked = performance.now();
  const busy: Measured[] = [];
  let isOver = false;
  const watching = (async () => {
    while ((await rotated(server, 'succeeded')) < count) await pause(500);
    return performance.now() - started;
  })().finally(() => (isOver = true));
  while (!isOver) busy.push(await read(3));
  const took = await watching;
  const failed = await rotated(server, 'failed');
  // The last round has quiet seconds in it.
  const rounds = busy.length > 1 ? busy.slice(0, -1) : busy;
  const p99 = median(rounds.map((one) => one.p99));
  const worst = Math.max(...rounds.map((one) => one.p99));
  console.log(
    `\n${count} secrets due at once (asked for within ${((asked - started) / 1000).toFixed(1)} s), rotated by a function in Node.js, four steps each: ${(took / 1000).toFixed(1)} s, ${((60_000 * count) / took).toFixed(0)} rotations a minute${failed > 0 ? `, ${failed} attempts failed and were made again` : ''}.`,
  );
  console.log(
    `GetSecretValue meanwhile, ${READERS} readers who rest ${REST_MILLIS} ms between two reads (${quiet.perSecond.toFixed(0)} a second when it is quiet, ${median(rounds.map((one) => one.perSecond)).toFixed(0)} meanwhile): p99 ${p99.toFixed(2)} ms, worst round ${worst.toFixed(2)} ms, quiet ${quiet.p99.toFixed(2)} ms (×${(p99 / quiet.p99).toFixed(2)}); p50 ${median(rounds.map((one) => one.p50)).toFixed(2)} ms, quiet ${quiet.p50.toFixed(2)} ms.`,
  );
}

/** How many attempts came to this, as the server counts them. */
async function rotated({ port }: Server, outcome: 'succeeded' | 'failed'): Promise<number> {
  const printed = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  const line = `^lockstead_rotations_total\\{kind="rotation",outcome="${outcome}"\\} (\\d+)$`;
  return Number(new RegExp(line, 'm').exec(printed)![1]);
}

async function inParallel<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async () => {
    while (next < all.length) await work(all[next++]!);
  };
  await Promise.all(Array.from({ length: 32 }, worker));
}

const zipped = (files: { readonly [name: string]: string }): Uint8Array =>
  zipSync(
    Object.fromEntries(
      Object.entries(files).map(([name, text]) => [
        name,
        [strToU8(text), { os: 3, attrs: 0o100755 << 16 }] as const,
      ]),
    ) as never,
  );

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
