import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { test, type TestContext } from 'node:test';
import { systemClock } from '../../src/base/clock.ts';
import { createOutbound } from '../../src/server/outbound.ts';
import { CA, CERT, KEY } from '../own-ca.ts';
import { databaseHouse } from './database-house.ts';

const NAME = 'SecretsManagerWebhookRotation';
const SIGNING_KEY = 'a key of the owner, of 32 characters';

type Answer = { readonly status?: number; readonly body?: string };

/** An owner's address, and a house that reaches it. */
async function owner(t: TestContext, answer: (told: any) => Answer) {
  const heard: any[] = [];
  const hear = (request: IncomingMessage, response: ServerResponse, text: string) => {
    const at = request.headers['lockstead-timestamp'];
    const mac = createHmac('sha256', SIGNING_KEY).update(`${at}.${text}`).digest('hex');
    assert.equal(request.headers['lockstead-signature'], `v1=${mac}`);
    const told = JSON.parse(text);
    heard.push(told);
    const { status = 200, body = '' } = answer(told);
    response.writeHead(status).end(body);
  };
  const server = https.createServer({ cert: CERT, key: KEY }, (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => hear(request, response, Buffer.concat(chunks).toString()));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const outbound = createOutbound({
    clock: systemClock,
    allow: [{ kind: 'place', host: 'proxy.test', address: '127.0.0.1', port }],
    ca: [CA],
  });
  t.after(() => {
    outbound.close();
    server.closeAllConnections();
    server.close();
  });
  const h = await databaseHouse({ outbound });
  const value = (more: object = {}) => ({
    webhook_url: 'https://proxy.test/rotate?token=hidden',
    webhook_key: SIGNING_KEY,
    token: 'first',
    ...more,
  });
  return { ...h, heard, given: value };
}

test('an owner makes the new value, and is told each step with what is current and pending', async (t) => {
  const h = await owner(t, ({ step }) =>
    step === 'createSecret' ? { body: '{"token":"second","webhook_url":"https://evil.test"}' } : {},
  );
  const arn = await h.secret('api', h.given());
  const version = await h.rotate('api', NAME);
  assert.deepEqual(await h.value('api'), h.given({ token: 'second' }));
  const same = { secretId: arn, clientRequestToken: version };
  const [current, pending] = [{ token: 'first' }, { token: 'second' }];
  assert.deepEqual(h.heard, [
    { step: 'createSecret', ...same, current },
    { step: 'setSecret', ...same, current, pending },
    { step: 'testSecret', ...same, current, pending },
    { step: 'finishSecret', ...same, current: pending, previous: current },
  ]);
});

test('an owner who makes nothing gets a password, by the rules of the secret', async (t) => {
  const h = await owner(t, () => ({ status: 204 }));
  await h.secret('api', h.given({ password_length: 40, exclude_punctuation: true }));
  await h.rotate('api', NAME);
  assert.match((await h.value('api')).password, /^\w{40}$/);
});

test('an owner who refuses is asked again, and what he says is not repeated', async (t) => {
  let status = 503;
  const h = await owner(t, ({ step }) => (step === 'setSecret' ? { status, body: 'first' } : {}));
  await h.secret('api', h.given());
  await assert.rejects(h.rotate('api', NAME), { message: 'setSecret: WebhookRefused' });
  status = 200;
  h.clock.advance(60_000);
  await h.steps();
  assert.ok('password' in (await h.value('api')));
  assert.ok(!JSON.stringify(await h.events()).includes('hidden'));
});

test('an address that may not be reached, that is no https, or without a key is refused', async (t) => {
  const h = await owner(t, () => ({}));
  await h.secret('inside', h.given({ webhook_url: 'https://127.0.0.1/' }));
  await assert.rejects(h.rotate('inside', NAME), { message: 'createSecret: HostNotAllowed' });
  for (const [n, more] of [{ webhook_url: 'http://x.test' }, { webhook_key: 'short' }].entries()) {
    await h.secret(`bad${n}`, h.given(more));
    await assert.rejects(h.rotate(`bad${n}`, NAME), {
      message: 'createSecret: SecretNotRotatable',
    });
  }
  assert.deepEqual(h.heard, []);
});
