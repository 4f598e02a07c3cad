import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { CreateRoleCommand } from '@aws-sdk/client-iam';
import { CreateFunctionCommand, InvokeCommand } from '@aws-sdk/client-lambda';
import { clients, pointAt } from '../clients.ts';
import { zipOf } from '../functions.ts';
import { command, keptServer } from '../kept-server.ts';
import { freePort, missing, scratch } from '../process.ts';

const WARNING = 'functions run without a sandbox, as processes under limits';

/** A `PATH` whose bubblewrap cannot make what it is for, as in a container that forbids namespaces. */
function withoutNamespaces(folder: string): NodeJS.ProcessEnv {
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  const complaint = 'bwrap: No permissions to create a new namespace';
  writeFileSync(join(bin, 'bwrap'), `#!/bin/sh\necho '${complaint}' >&2\nexit 1\n`, {
    mode: 0o755,
  });
  return { PATH: `${bin}:${process.env['PATH']}` };
}

/** Resolves when it is so: other processes have their own time. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise(setImmediate);
}

test('where no sandbox can be made, the server says so at the start, and why', {
  skip: missing('prlimit'),
}, async (t) => {
  const place = scratch();
  t.after(place.remove);
  const server = await keptServer(t, { env: withoutNamespaces(place.path) });
  await until(() => server.printed().includes(WARNING));
  assert.match(server.printed(), /No permissions to create a new namespace/);
});

test('--require-sandbox keeps a server from starting where no sandbox can be made', {
  skip: missing('prlimit'),
}, async (t) => {
  const place = scratch();
  t.after(place.remove);
  const env = withoutNamespaces(place.path);
  const port = await freePort();
  const data = join(place.path, 'data');
  const ended = await command(
    ['start', '--data', data, '--listen', `127.0.0.1:${port}`, '--require-sandbox'],
    env,
  );
  assert.equal(ended.code, 2);
  assert.match(
    ended.err,
    /Functions cannot be run in a sandbox on this machine: bwrap: No permissions to create a new namespace\. Install bubblewrap, or leave `--require-sandbox` out\./,
  );
  assert.deepEqual(readdirSync(join(data, 'functions')), []);
});

test('what is unpacked lies in the data folder, and goes with the next start though the server was killed', {
  skip: missing('bwrap', 'prlimit'),
}, async (t) => {
  const server = await keptServer(t, { flags: ['--require-sandbox'] });
  pointAt(server.url);
  const { iam, lambda } = clients(server.administrator);
  const { Role } = await iam.send(
    new CreateRoleCommand({ RoleName: 'runs', AssumeRolePolicyDocument: TRUST }),
  );
  const FunctionName = 'greets';
  await lambda.send(
    new CreateFunctionCommand({
      FunctionName,
      Role: Role!.Arn!,
      Runtime: 'nodejs22.x',
      Handler: 'index.handler',
      Timeout: 30,
      Code: { ZipFile: zipOf({ 'index.mjs': 'export const handler = async () => "well"' }) },
    }),
  );
  const invoke = async () => {
    const { Payload } = await lambda.send(new InvokeCommand({ FunctionName }));
    assert.equal(Payload!.transformToString(), '"well"');
  };
  await invoke();
  const functions = join(server.data, 'functions');
  const folders = () => readdirSync(functions).filter((name) => !/\.lock/.test(name));
  const [left, ...more] = folders();
  assert.deepEqual(more, []);
  await server.kill();
  assert.ok(existsSync(join(functions, left!, 'runtime')));

  await server.start();
  await until(() => !existsSync(join(functions, left!)));
  await invoke();
  assert.doesNotMatch(server.printed(), new RegExp(WARNING));
  assert.equal(await server.stop(), 0);
  assert.deepEqual(readdirSync(functions), []);
});

const TRUST = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' },
  ],
});
