import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import type { RequestListener } from 'node:http';
import https from 'node:https';
import net, { type AddressInfo } from 'node:net';
import { test, type TestContext } from 'node:test';
import { CA, CERT, KEY } from '../../test/own-ca.ts';
import { standingClock } from '../base/clock.ts';
import { OutboundError, type OutboundReason } from '../operation/outbound.ts';
import { createOutbound, type OutboundParts } from './outbound.ts';
import { parseAllowances } from './outbound-addresses.ts';

async function served(t: TestContext, answer: RequestListener): Promise<number> {
  const server = https.createServer({ cert: CERT, key: KEY }, answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

function outbound(t: TestContext, allow: string, more: Partial<OutboundParts> = {}) {
  const clock = standingClock(0);
  const client = createOutbound({ clock, allow: parseAllowances(allow), ca: [CA], ...more });
  t.after(() => client.close());
  return { clock, ask: client.ask };
}

const get = (url: string, more = {}) =>
  ({ method: 'GET', url, timeoutMillis: 250, maxBytes: 1000, ...more }) as const;

const refused = (reason: OutboundReason) => (error: unknown) =>
  error instanceof OutboundError && error.reason === reason;

test('a request goes out as it was given, and its answer comes back whole', async (t) => {
  const port = await served(t, (request, response) => {
    const body: Buffer[] = [];
    request.on('data', (chunk: Buffer) => body.push(chunk));
    request.on('end', () => {
      response.setHeader('x-seen', `${request.method} ${request.url} ${request.headers.host}`);
      response.writeHead(201).end(Buffer.concat(body));
    });
  });
  const { ask } = outbound(t, `proxy.test=127.0.0.1:${port}`);
  const answer = await ask({
    ...get('https://proxy.test/a/b?c=d'),
    method: 'POST',
    body: Buffer.from('hello'),
  });
  assert.equal(answer.status, 201);
  assert.equal(answer.headers['x-seen'], 'POST /a/b?c=d proxy.test');
  assert.equal(Buffer.from(answer.body).toString(), 'hello');
});

test('addresses that are not of the Internet are refused unless allowed, in a URL and behind a name', async (t) => {
  const port = await served(t, (_request, response) => response.end('in'));
  const loopback = async () => [{ address: '127.0.0.1', family: 4 }];
  const shut = outbound(t, '', { resolve: loopback });
  for (const host of ['127.0.0.1', '[::1]', '[::ffff:127.0.0.1]', 'proxy.test', '2130706433'])
    await assert.rejects(shut.ask(get(`https://${host}:${port}/`)), refused('forbidden'), host);
  for (const url of [`http://proxy.test:${port}/`, 'https://user@proxy.test/', 'file:///etc', 'x'])
    await assert.rejects(shut.ask(get(url)), refused('forbidden'), url);

  const open = outbound(t, '127.0.0.0/8', { resolve: loopback });
  assert.equal((await open.ask(get(`https://proxy.test:${port}/`))).status, 200);
  assert.equal((await open.ask(get(`https://127.0.0.1:${port}/`))).status, 200);
  const named = outbound(t, 'proxy.test', { resolve: loopback });
  assert.equal((await named.ask(get(`https://proxy.test:${port}/`))).status, 200);
});

test('a name that turns to another address between two requests is judged at each connect', async (t) => {
  const port = await served(t, (_request, response) =>
    response.setHeader('connection', 'close').end('in'),
  );
  let address = '127.0.0.1';
  const { ask } = outbound(t, '127.0.0.1', { resolve: async () => [{ address, family: 4 }] });
  await ask(get(`https://proxy.test:${port}/`));
  address = '127.0.0.2';
  await assert.rejects(ask(get(`https://proxy.test:${port}/`)), refused('forbidden'));
});

test('a certificate is believed from a known authority alone, and for its own names', async (t) => {
  const port = await served(t, (_request, response) => response.end());
  const stranger = outbound(t, `proxy.test=127.0.0.1:${port}`, { ca: [] });
  await assert.rejects(stranger.ask(get('https://proxy.test/')), refused('tls'));
  const other = outbound(t, `other.test=127.0.0.1:${port}`);
  await assert.rejects(other.ask(get('https://other.test/')), refused('tls'));
});

test('a redirect is an answer, and nobody follows it', async (t) => {
  const port = await served(t, (_request, response) =>
    response.writeHead(302, { location: 'https://169.254.169.254/' }).end(),
  );
  const { ask } = outbound(t, `proxy.test=127.0.0.1:${port}`);
  const answer = await ask(get('https://proxy.test/'));
  assert.equal(answer.status, 302);
  assert.equal(answer.headers['location'], 'https://169.254.169.254/');
});

test('an answer that is too long, too late or none ends in its own way', async (t) => {
  let arrived = () => {};
  const port = await served(t, (request, response) => {
    if (request.url === '/long') return response.end('x'.repeat(1001));
    if (request.url === '/broken') return request.socket.destroy();
    return arrived();
  });
  const { ask, clock } = outbound(t, `proxy.test=127.0.0.1:${port}`);
  await assert.rejects(ask(get('https://proxy.test/long')), refused('too-large'));
  await assert.rejects(ask(get('https://proxy.test/broken')), refused('broken'));
  const waiting = new Promise<void>((resolve) => (arrived = resolve));
  const late = ask(get('https://proxy.test/late'));
  await waiting;
  clock.advance(250);
  await assert.rejects(late, refused('timeout'));
});

test('nobody at the door is told from somebody who does not speak TLS', async (t) => {
  const plain = net.createServer((socket) => socket.resume().end('no TLS\n'));
  await new Promise<void>((resolve) => plain.listen(0, '127.0.0.1', resolve));
  const { port } = plain.address() as AddressInfo;
  const { ask } = outbound(t, `proxy.test=127.0.0.1:${port}`);
  await assert.rejects(ask(get('https://proxy.test/')), refused('tls'));
  await new Promise((resolve) => plain.close(resolve));
  await assert.rejects(ask(get('https://proxy.test/')), refused('unreachable'));
  const lost = outbound(t, '', { resolve: () => Promise.reject(new Error('ENOTFOUND')) });
  await assert.rejects(lost.ask(get('https://nowhere.test/')), refused('unreachable'));
});

test('a kept connection that was closed meanwhile is no failure for what may be sent twice', async (t) => {
  let count = 0;
  let kept: net.Socket | undefined;
  const port = await served(t, (request, response) => {
    count++;
    if (request.url === '/first') {
      kept = request.socket;
      return response.end();
    }
    // The one who had the connection before gets no answer on it.
    if (request.socket === kept) return request.socket.destroy();
    return response.end('again');
  });
  const { ask } = outbound(t, `proxy.test=127.0.0.1:${port}`);
  await ask(get('https://proxy.test/first'));
  await assert.rejects(ask(get('https://proxy.test/second')), refused('broken'));
  await ask(get('https://proxy.test/first'));
  const answer = await ask(get('https://proxy.test/second', { repeatable: true }));
  assert.equal(Buffer.from(answer.body).toString(), 'again');
  assert.equal(count, 5);
});

test('a certificate that no authority vouches for is believed by its thumbprint, and then for its name alone', async (t) => {
  const port = await served(t, (_request, response) => response.end('in'));
  const { ask } = outbound(t, `proxy.test=127.0.0.1:${port},other.test=127.0.0.1:${port}`, {
    ca: [],
  });
  const thumbprints = [new X509Certificate(CERT).fingerprint.replaceAll(':', '').toLowerCase()];
  await assert.rejects(ask(get('https://proxy.test/')), refused('tls'));
  await assert.rejects(
    ask(get('https://proxy.test/', { thumbprints: ['0'.repeat(40)] })),
    refused('tls'),
  );
  assert.equal((await ask(get('https://proxy.test/', { thumbprints }))).status, 200);
  await assert.rejects(ask(get('https://other.test/', { thumbprints })), refused('tls'));
  await assert.rejects(ask(get('https://proxy.test/')), refused('tls'), 'it is forgotten at once');
});
