import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { CreateSecretCommand, GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { clients } from '../clients.ts';
import { type KeptServer, keptServer } from '../kept-server.ts';
import { missing, run } from '../process.ts';

/** The disk is full for the server's process alone: no file of it may grow beyond so many bytes. */
function limitFiles({ pid }: KeptServer, bytes: number | 'unlimited'): void {
  const { status, stderr } = run('prlimit', [`--pid=${pid()}`, `--fsize=${bytes}:unlimited`]);
  assert.equal(status, 0, stderr);
}

const health = async ({ url }: KeptServer) => (await fetch(`${url}/health`)).status;

test('a full disk loses nothing that was acknowledged, and is told; with room again all goes on', {
  skip: missing('prlimit'),
}, async (t) => {
  const server = await keptServer(t);
  const { secrets, sts } = clients(server.administrator, { endpoint: server.url });
  const account = (await sts.send(new GetCallerIdentityCommand({}))).Account!;
  const kept = new Map<string, string>();
  const requestIds: string[] = [];
  let made = 0;
  const create = async () => {
    const Name = `secret-${++made}`;
    const SecretString = Name.padEnd(20_000, 'x');
    const { $metadata } = await secrets.send(new CreateSecretCommand({ Name, SecretString }));
    requestIds.push($metadata.requestId!);
    kept.set(Name, SecretString);
  };
  const read = async (Name: string) =>
    (await secrets.send(new GetSecretValueCommand({ SecretId: Name }))).SecretString;
  const refused = (request: Promise<unknown>) =>
    assert.rejects(request, (error: any) => {
      assert.deepEqual([error.name, error.$metadata.httpStatusCode], ['InternalFailure', 500]);
      return true;
    });
  /** Does it until it fails; how often it did not. */
  const untilFull = async (ask: () => Promise<unknown>): Promise<number> => {
    for (let times = 0; ; times++) {
      try {
        await ask();
      } catch {
        return times;
      }
    }
  };

  await create();
  for (const then of ['room', 'restart'] as const) {
    const file = join(server.data, 'lockstead.db');
    const size = Math.max(statSync(file).size, statSync(`${file}-wal`).size);
    limitFiles(server, size + 1_000_000);
    assert.ok((await untilFull(create)) > 3, 'the disk was full too soon');
    // What is smaller may still fit in.
    await untilFull(() => read('secret-1'));
    await refused(create());
    // Not even a read is answered that cannot be told of.
    await refused(read('secret-1'));
    await untilFull(async () => assert.equal(await health(server), 200));
    assert.equal(await health(server), 503);
    if (then === 'room') {
      limitFiles(server, 'unlimited');
    } else {
      await server.kill();
      await server.start();
    }
    await create();
    assert.equal(await health(server), 200);
    for (const [name, value] of kept) assert.equal(await read(name), value);
  }
  assert.equal(await server.stop(), 0);
  const told = new Set((await server.events(account)).map((event) => event.requestID));
  assert.deepEqual(
    requestIds.filter((id) => !told.has(id)),
    [],
  );
});
