import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { test, type TestContext } from 'node:test';
import { call, type Line } from '../../test/server/raw.ts';
import { systemClock } from '../base/clock.ts';
import { type HttpAnswer, listen } from './http.ts';
import { type HttpRequest, MAX_BODY_BYTES } from './http-request.ts';

/** More than the buffers between two sockets hold. */
const LONG = new Uint8Array(16 * 1024 * 1024);

/** A server whose answers are let go by hand: the path `/wait` waits for `release`. */
async function server(t: TestContext, times = {}) {
  const asked: HttpRequest[] = [];
  let release = () => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  let arrived = () => {};
  const running = await listen({
    host: '127.0.0.1',
    port: 0,
    clock: systemClock,
    tooLarge: () => ({ status: 413, headers: {}, body: 'too large' }),
    noRoom: () => ({ status: 429, headers: {}, body: 'no room' }),
    times: { connectionsCheckingInterval: 20, lingerTimeout: 100, ...times },
    answer: async (request): Promise<HttpAnswer> => {
      asked.push(request);
      arrived();
      if (request.url === '/wait') await released;
      if (request.url === '/long') return { status: 200, headers: {}, body: LONG };
      return { status: 200, headers: {}, body: `${request.method} ${request.url}` };
    },
  });
  t.after(() => running.close(0));
  return {
    running,
    asked,
    release,
    call: () => call(running.port),
    /** Resolves when this many requests have been handed on. */
    arrival: async (count: number) => {
      while (asked.length < count) await new Promise<void>((resolve) => (arrived = resolve));
    },
  };
}

const get = (path: string, more = '') => `GET ${path} HTTP/1.1\r\nHost: x\r\n${more}\r\n`;

async function fine(line: Line): Promise<void> {
  line.say(get('/fine'));
  assert.equal((await line.hear()).body, 'GET /fine');
}

test('a client that dawdles over its headers is told so and cut off', async (t) => {
  const { call, asked } = await server(t, { headersTimeout: 60 });
  const line = await call();
  line.say('GET / HTTP/1.1\r\nHost: x\r\n');
  assert.equal((await line.hear()).status, 408);
  await line.closed;
  assert.equal(asked.length, 0);
  await fine(await call());
});

test('a client that says nothing at all is cut off', async (t) => {
  const { call } = await server(t, { headersTimeout: 60 });
  const line = await call();
  await line.closed;
});

test('a client that dawdles over its body is told so and cut off', async (t) => {
  const { call, asked } = await server(t, { headersTimeout: 60, requestTimeout: 80 });
  for (const length of ['Content-Length: 10', 'Transfer-Encoding: chunked']) {
    const line = await call();
    line.say(`POST / HTTP/1.1\r\nHost: x\r\n${length}\r\n\r\n`);
    line.say('1');
    assert.equal((await line.hear()).status, 408);
    await line.closed;
  }
  assert.equal(asked.length, 0);
});

test('a connection without requests is closed after a while', async (t) => {
  const { call } = await server(t, { keepAliveTimeout: 30 });
  const line = await call();
  await fine(line);
  await line.closed;
});

test('a body that is declared too large is refused unread, and its client can read why', async (t) => {
  const { call, asked } = await server(t);
  const line = await call();
  line.say(`POST / HTTP/1.1\r\nHost: x\r\nContent-Length: ${MAX_BODY_BYTES + 1}\r\n\r\n`);
  const answer = await line.hear();
  assert.equal(answer.status, 413);
  assert.equal(answer.headers['connection'], 'close');
  assert.equal(answer.body, 'too large');
  line.say(Buffer.alloc(MAX_BODY_BYTES));
  await line.closed;
  assert.equal(asked.length, 0);
});

test('a client that sends five megabytes before it listens still hears that they are too many', async (t) => {
  const { call, asked } = await server(t, { lingerTimeout: 2000 });
  const line = await call();
  const size = 5 * MAX_BODY_BYTES;
  line.say(`POST / HTTP/1.1\r\nHost: x\r\nContent-Length: ${size}\r\n\r\n`);
  line.say(Buffer.alloc(size));
  assert.equal((await line.hear()).status, 413);
  await line.closed;
  assert.equal(asked.length, 0);
});

test('a chunked body is refused where it grows too large', async (t) => {
  const { call, asked } = await server(t, { lingerTimeout: 2000 });
  const line = await call();
  line.say('POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n');
  const chunk = `10000\r\n${'x'.repeat(0x10000)}\r\n`;
  for (let i = 0; i < 20; i++) line.say(chunk);
  line.say('0\r\n\r\n');
  assert.equal((await line.hear()).status, 413);
  await line.closed;
  assert.equal(asked.length, 0);
});

test('the largest body is taken, whole or in chunks', async (t) => {
  const { call, asked } = await server(t);
  const line = await call();
  line.say(`POST / HTTP/1.1\r\nHost: x\r\nContent-Length: ${MAX_BODY_BYTES}\r\n\r\n`);
  line.say(Buffer.alloc(MAX_BODY_BYTES, 'a'));
  assert.equal((await line.hear()).status, 200);
  line.say('POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n');
  for (let i = 0; i < 16; i++) line.say(`10000\r\n${'x'.repeat(0x10000)}\r\n`);
  line.say('0\r\n\r\n');
  assert.equal((await line.hear()).status, 200);
  assert.deepEqual(
    asked.map(({ body }) => body.length),
    [MAX_BODY_BYTES, MAX_BODY_BYTES],
  );
});

test('who asks before he sends too much is not told to go on', async (t) => {
  const { call } = await server(t);
  const ask = (size: number) =>
    `POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: ${size}\r\n\r\n`;
  const much = await call();
  much.say(ask(MAX_BODY_BYTES + 1));
  assert.equal((await much.hear()).status, 413);
  const little = await call();
  little.say(ask(2));
  assert.equal((await little.hear()).status, 100);
  little.say('{}');
  assert.equal((await little.hear()).status, 200);
  little.say(get('/', 'Expect: a miracle\r\n'));
  assert.equal((await little.hear()).status, 417);
});

test('headers that are too large or too many are refused', async (t) => {
  const { call, asked } = await server(t);
  const large = await call();
  large.say(get('/', `X-Much: ${'x'.repeat(70_000)}\r\n`));
  assert.equal((await large.hear()).status, 431);
  await large.closed;

  const many = await call();
  many.say(get('/', 'X-A: 1\r\n'.repeat(200)));
  assert.equal((await many.hear()).status, 431);
  await many.closed;
  assert.equal(asked.length, 0);

  const enough = await call();
  enough.say(get('/', 'X-A: 1\r\n'.repeat(199)));
  assert.equal((await enough.hear()).status, 200);
  assert.equal(asked[0]!.headers['x-a'], Array(199).fill('1').join(','));
});

test('what is no HTTP is refused, and two lengths of one body are none', async (t) => {
  const { call, asked } = await server(t);
  const nonsense = [
    'hello\r\n\r\n',
    'GET / HTTP/9.9\r\nHost: x\r\n\r\n',
    'GET / HTTP/1.1\r\n\r\n',
    'GET / HTTP/1.1\r\nHost: x\r\nno colon\r\n\r\n',
    'GET / HTTP/1.1\r\nHost: x\r\nA: 1\r\n folded\r\n\r\n',
    'GET / HTTP/1.1\r\nHost: x\r\nA\0B: 1\r\n\r\n',
    'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n',
    'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nabc',
    'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    'POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n',
    'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
    '\x16\x03\x01\x02\0\x01\0\x01\xfc\x03\x03',
  ];
  for (const words of nonsense) {
    const line = await call();
    line.say(Buffer.from(words, 'latin1'));
    assert.equal((await line.hear()).status, 400, JSON.stringify(words));
    await line.closed;
  }
  assert.equal(asked.length, 0);
});

test('requests that come together are answered in their order', async (t) => {
  const { call, asked, release, arrival } = await server(t);
  const line = await call();
  line.say(get('/wait') + get('/2') + get('/3'));
  await arrival(3);
  release();
  for (const path of ['/wait', '/2', '/3']) assert.equal((await line.hear()).body, `GET ${path}`);
  assert.equal(asked.length, 3);
  await fine(line);
});

test('garbage behind a good request does not take the place of its answer', async (t) => {
  const { call, release, arrival } = await server(t);
  const line = await call();
  line.say(`${get('/wait')}garbage\r\n\r\n`);
  await arrival(1);
  line.say('more garbage');
  release();
  const answer = await line.hear();
  assert.equal(answer.status, 200);
  assert.equal(answer.headers['connection'], 'close');
  await line.closed;
});

test('clients of HTTP/1.0 are answered and left', async (t) => {
  const { call } = await server(t);
  const line = await call();
  line.say('GET /old HTTP/1.0\r\n\r\n');
  assert.equal((await line.hear()).body, 'GET /old');
  await line.closed;
});

test('a request line that names the server once more means the same', async (t) => {
  const { call, asked } = await server(t);
  const line = await call();
  for (const target of ['http://x/a?b', 'http://x', 'HTTP://x?b', '*', '//x/a']) {
    line.say(`OPTIONS ${target} HTTP/1.1\r\nHost: x\r\n\r\n`);
    await line.hear();
  }
  assert.deepEqual(
    asked.map(({ url }) => url),
    ['/a?b', '/', '/?b', '*', '//x/a'],
  );
});

test('an answer to HEAD has no body, and the connection goes on', async (t) => {
  const { call } = await server(t);
  const line = await call();
  line.say('HEAD /h HTTP/1.1\r\nHost: x\r\n\r\n');
  const answer = await line.hear(true);
  assert.equal(answer.headers['content-length'], '7');
  await fine(line);
});

test('a server that closes answers what it has accepted, and takes no more', async (t) => {
  const { running, call, release, arrival } = await server(t);
  const idle = await call();
  await fine(idle);
  const silent = await call();
  const waiting = await Promise.all([call(), call()]);
  for (const line of waiting) line.say(get('/wait'));
  const pipelined = await call();
  pipelined.say(get('/wait') + get('/wait'));
  const sending = await call();
  sending.say(
    'POST /late HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n',
  );
  assert.equal((await sending.hear()).status, 100);
  await arrival(5);

  const down = running.close(5000);
  await Promise.all([idle.closed, silent.closed]);
  await assert.rejects(call(), { code: 'ECONNREFUSED' });
  sending.say('{}');
  assert.equal((await sending.hear()).body, 'POST /late');
  release();
  for (const line of waiting) {
    const answer = await line.hear();
    assert.equal(answer.body, 'GET /wait');
    assert.equal(answer.headers['connection'], 'close');
  }
  for (let i = 0; i < 2; i++) assert.equal((await pipelined.hear()).body, 'GET /wait');
  await down;
});

test('a server that closes does not wait longer than it was told', async (t) => {
  const { running, call, arrival } = await server(t);
  const line = await call();
  line.say(get('/wait'));
  await arrival(1);
  await running.close(30);
  await line.closed;
});

test('connections are counted', async (t) => {
  const { running, call } = await server(t);
  const lines = [await call(), await call()];
  for (const line of lines) await fine(line);
  assert.equal(running.connections(), 2);
  for (const line of lines) line.socket.destroy();
  while (running.connections() > 0) await new Promise((resolve) => setImmediate(resolve));
});

test('a client that does not read its answer is cut off, and one that does gets all of it', async (t) => {
  const { running } = await server(t, { answerTimeout: 1000 });
  const idle = connect(running.port, '127.0.0.1');
  idle.write(get('/long'));
  await once(idle, 'readable');
  while (running.connections() > 0) await new Promise(setImmediate);
  const reader = connect(running.port, '127.0.0.1');
  reader.write(get('/long', 'Connection: close\r\n'));
  let bytes = 0;
  for await (const chunk of reader) bytes += (chunk as Buffer).length;
  assert.ok(bytes > LONG.length);
  idle.destroy();
});
