import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { test } from 'node:test';
import { freePort, lockstead, ROOT, scratch } from '../process.ts';
import { command, keptServer } from '../kept-server.ts';
import { devServer } from './dev-server.ts';
import { call, type Line } from './raw.ts';
import { json, type Plain, send, signed, unsigned } from './signed.ts';

/** Sends a request but for its body; resolves when the server has taken it in. */
async function begin(port: number, plain: Plain): Promise<{ line: Line; finish: () => void }> {
  const { method, url, headers, body } = signed(plain);
  const line = await call(port);
  const lines = Object.entries({
    ...headers,
    'content-length': String(Buffer.byteLength(body)),
    expect: '100-continue',
  });
  line.say(`${method} ${url} HTTP/1.1\r\n${lines.map(([n, v]) => `${n}: ${v}\r\n`).join('')}\r\n`);
  assert.equal((await line.hear()).status, 100);
  return { line, finish: () => line.say(body) };
}

test('a server that is asked to stop answers what it has taken in, and keeps it', async (t) => {
  const kept = await keptServer(t);
  const credentials = kept.administrator;
  const create = (i: number) =>
    json(
      'secretsmanager.CreateSecret',
      { Name: `s${i}`, SecretString: 'v', ClientRequestToken: `${i}`.padStart(40, 't') },
      { credentials },
    );
  const idle = await call(kept.port);
  idle.say('GET /health HTTP/1.1\r\nHost: x\r\n\r\n');
  assert.equal((await idle.hear()).status, 200);
  const silent = await call(kept.port);
  const asked = await Promise.all(
    Array.from({ length: 20 }, (_, i) => begin(kept.port, create(i))),
  );
  const line = await call(kept.port);
  line.say('GET /health HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\n');
  assert.equal((await line.hear()).status, 100);

  const code = kept.stop();
  await Promise.all([idle.closed, silent.closed]);
  await assert.rejects(call(kept.port), { code: 'ECONNREFUSED' });
  line.say(' ');
  const health = await line.hear();
  assert.deepEqual([health.status, health.body], [503, '{"status":"stopping"}']);
  for (const { finish } of asked) finish();
  for (const { line } of asked) {
    const answer = await line.hear();
    assert.equal(answer.status, 200, answer.body);
    assert.equal(answer.headers['connection'], 'close');
    await line.closed;
  }
  assert.equal(await code, 0);

  await kept.start();
  const list = signed(json('secretsmanager.ListSecrets', { MaxResults: 100 }, { credentials }));
  const { body } = await send(kept.port, list);
  assert.equal(JSON.parse(body).SecretList.length, 20);
});

test('a server that is asked twice does not wait', async (t) => {
  const kept = await keptServer(t);
  const { line } = await begin(
    kept.port,
    json('secretsmanager.ListSecrets', {}, { credentials: kept.administrator }),
  );
  const idle = await call(kept.port);
  const code = kept.stop();
  // It has heard the first signal when it lets go of those who do nothing.
  await idle.closed;
  void kept.stop();
  assert.equal(await code, 1);
  await line.closed;
});

test('a server does not wait longer for a client than it was told', async (t) => {
  const kept = await keptServer(t, { flags: ['--grace-seconds', '0'] });
  const { line } = await begin(
    kept.port,
    json('secretsmanager.ListSecrets', {}, { credentials: kept.administrator }),
  );
  assert.equal(await kept.stop(), 0);
  await line.closed;
});

test('a server that is interrupted at the terminal stops as well', async () => {
  const server = await devServer();
  assert.equal((await server.send(unsigned('GET', '/health'))).status, 200);
  assert.equal(await server.end('SIGINT'), 0);
});

test('a server that is asked to stop as soon as it listens stops as others do', async () => {
  for (let i = 0; i < 3; i++) {
    const port = await freePort();
    const server = await lockstead(['dev', '--port', String(port)], { port });
    assert.equal(await server.end(), 0);
  }
});

test('a port that another program holds is told, and nothing else goes wrong', async (t) => {
  const server = await devServer();
  t.after(() => server.end());
  const folder = scratch();
  t.after(folder.remove);
  const taken = `127.0.0.1:${server.port}`;
  const { code, err } = await command([
    'start',
    '--data',
    `${folder.path}/data`,
    '--listen',
    taken,
  ]);
  assert.notEqual(code, 0);
  assert.match(err, /could not listen on `127\.0\.0\.1:\d+`: another program does/);
  assert.doesNotMatch(err, /\n\s+at /, 'no stack');
  assert.equal((await server.ask(json('secretsmanager.ListSecrets', {}))).status, 200);
});

test('plain HTTP is not offered to the network unless somebody says so in so many words', async (t) => {
  const folder = scratch();
  t.after(folder.remove);
  const port = await freePort();
  const flags = ['start', '--data', `${folder.path}/data`, '--listen', `0.0.0.0:${port}`];
  await assert.rejects(
    lockstead(flags, { port }),
    /ended with \d+ before it answered:[^]*without TLS/,
  );
  const server = await lockstead([...flags, '--allow-plain-http-on-the-network'], { port });
  assert.equal((await fetch(`${server.url}/health`)).status, 200);
  assert.equal(await server.end(), 0);
});

test('a server whose log nobody reads any more stops as others do', async (t) => {
  const folder = scratch();
  t.after(folder.remove);
  const listen = `127.0.0.1:${await freePort()}`;
  const args = ['start', '--data', join(folder.path, 'data'), '--listen', listen];
  const server = spawn(process.execPath, [join(ROOT, 'src/main.ts'), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  t.after(() => server.kill('SIGKILL'));
  let printed = '';
  for await (const chunk of server.stderr) {
    printed += chunk;
    if (printed.includes(' answers on ')) break;
  }
  server.stdout.destroy();
  const ended = once(server, 'exit');
  server.kill('SIGTERM');
  assert.deepEqual(await ended, [0, null]);
});
