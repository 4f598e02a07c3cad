import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ACCOUNT, house, OTHER_ACCOUNT } from '../../../test/house.ts';
import {
  AddClientIDToOpenIDConnectProvider,
  CreateOpenIDConnectProvider,
  DeleteOpenIDConnectProvider,
  GetOpenIDConnectProvider,
  ListOpenIDConnectProviders,
  RemoveClientIDFromOpenIDConnectProvider,
  UpdateOpenIDConnectProviderThumbprint,
} from '../../generated/iam.ts';

const Url = 'https://token.actions.githubusercontent.com';
const OpenIDConnectProviderArn = `arn:aws:iam::${ACCOUNT}:oidc-provider/token.actions.githubusercontent.com`;
const THUMBPRINT = '6938fd4d98bab03faadb97b34396831e3780aea1';

test('a provider is known by its issuer, and its audiences come and go', async (t) => {
  const h = await house();
  t.after(() => h.close());
  const root = h.root();
  const made = await h.ask(root, CreateOpenIDConnectProvider, {
    Url,
    ClientIDList: ['sts.amazonaws.com'],
    ThumbprintList: [THUMBPRINT],
    Tags: [{ Key: 'a', Value: '1' }],
  });
  assert.deepEqual(made, { OpenIDConnectProviderArn, Tags: [{ Key: 'a', Value: '1' }] });
  await assert.rejects(h.ask(root, CreateOpenIDConnectProvider, { Url }), {
    code: 'EntityAlreadyExists',
    message: `Provider with url ${Url} already exists.`,
  });
  const ClientID = 'other';
  await h.ask(root, AddClientIDToOpenIDConnectProvider, { OpenIDConnectProviderArn, ClientID });
  await h.ask(root, AddClientIDToOpenIDConnectProvider, { OpenIDConnectProviderArn, ClientID });
  await h.ask(root, UpdateOpenIDConnectProviderThumbprint, {
    OpenIDConnectProviderArn,
    ThumbprintList: [],
  });
  const get = () => h.ask(root, GetOpenIDConnectProvider, { OpenIDConnectProviderArn });
  assert.deepEqual(await get(), {
    Url: 'token.actions.githubusercontent.com',
    ClientIDList: ['sts.amazonaws.com', 'other'],
    ThumbprintList: [],
    CreateDate: h.clock.now(),
    Tags: [{ Key: 'a', Value: '1' }],
  });
  const gone = { OpenIDConnectProviderArn, ClientID };
  await h.ask(root, RemoveClientIDFromOpenIDConnectProvider, gone);
  await h.ask(root, RemoveClientIDFromOpenIDConnectProvider, gone);
  const { OpenIDConnectProviderList } = await h.ask(root, ListOpenIDConnectProviders, {});
  assert.deepEqual(OpenIDConnectProviderList, [{ Arn: OpenIDConnectProviderArn }]);
  // Another account sees nothing of it, and what it deletes is its own nothing.
  const other = h.root(OTHER_ACCOUNT);
  await assert.rejects(h.ask(other, GetOpenIDConnectProvider, { OpenIDConnectProviderArn }), {
    code: 'NoSuchEntity',
  });
  await h.ask(other, DeleteOpenIDConnectProvider, { OpenIDConnectProviderArn });
  await get();
  await h.ask(root, DeleteOpenIDConnectProvider, { OpenIDConnectProviderArn });
  await h.ask(root, DeleteOpenIDConnectProvider, { OpenIDConnectProviderArn });
  await assert.rejects(get(), {
    message: `OpenIDConnect Provider not found for arn ${OpenIDConnectProviderArn}`,
  });
});

test('what is no issuer, no thumbprint or too much is refused', async (t) => {
  const h = await house();
  t.after(() => h.close());
  const make = (Url: string, more: object = {}) =>
    h.ask(h.root(), CreateOpenIDConnectProvider, { Url, ...more });
  for (const url of [
    'http://example.com',
    'https://u:p@example.com',
    'https://example.com/?a',
    'https://example.com/#a',
    'https://',
    'example.com',
  ])
    await assert.rejects(make(url), { code: 'ValidationError' }, url);
  const good = 'https://example.com/id/1';
  await assert.rejects(make(good, { ThumbprintList: ['g'.repeat(40)] }), { code: 'InvalidInput' });
  await assert.rejects(make(good, { ThumbprintList: Array(6).fill(THUMBPRINT) }), {
    message: 'Thumbprint list must contain fewer than 5 entries.',
  });
  const many = Array.from({ length: 101 }, (_, i) => `client-${i}`);
  await assert.rejects(make(good, { ClientIDList: many }), {
    code: 'LimitExceeded',
    message: 'Cannot exceed quota for ClientIdsPerOpenIdConnectProvider: 100',
  });
  await assert.rejects(
    h.ask(h.root(), GetOpenIDConnectProvider, {
      OpenIDConnectProviderArn: `arn:aws:iam::${ACCOUNT}:user/x`,
    }),
    { code: 'InvalidInput' },
  );
});
