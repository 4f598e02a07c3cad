import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { HttpRequest } from './http-request.ts';
import { createIssuerAnswer } from './token-issuer.ts';

const ID = '0b5fd4bd-6e7c-4c0a-9e3e-2f1f5a6b7c8d';
const URL = `https://tokens.example.com/${ID}`;

const answer = createIssuerAnswer(async (id) =>
  id === ID ? { url: URL, keys: { keys: [] } } : undefined,
);
const get = (url: string, host = 'localhost', method = 'GET') =>
  answer({
    method,
    url,
    headers: { host },
    body: new Uint8Array(),
    sourceIp: '',
    secure: true,
  } as HttpRequest);

test('an account publishes itself as an issuer below its id, by path and by the name of the host', async () => {
  const configuration = '/.well-known/openid-configuration';
  for (const asked of [
    get(`/${ID}${configuration}`),
    get(`/below/${ID}${configuration}`),
    get(configuration, `${ID}.tokens.sts.global.api.aws:443`),
  ]) {
    const { status, body } = (await asked)!;
    assert.equal(status, 200);
    const said = JSON.parse(body as string);
    assert.deepEqual([said.issuer, said.jwks_uri], [URL, `${URL}/.well-known/jwks.json`]);
  }
  const { body } = (await get(`/${ID}/.well-known/jwks.json`))!;
  assert.deepEqual(JSON.parse(body as string), { keys: [] });
});

test('nobody else publishes anything, and what is no such question is left to others', async () => {
  const nobody = await get(`/${ID.replace('0', '1')}/.well-known/jwks.json`);
  assert.equal(nobody!.status, 404);
  assert.equal(get('/.well-known/jwks.json'), undefined);
  assert.equal(get(`/${ID}/.well-known/else`), undefined);
  assert.equal(get(`/${ID}/.well-known/jwks.json`, 'localhost', 'POST'), undefined);
  assert.equal(get('/.well-known/jwks.json', `${ID}.tokens.sts.global.api.aws.evil`), undefined);
});
