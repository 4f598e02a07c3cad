import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { house, OTHER_ACCOUNT, START } from '../../../test/house.ts';
import { CA } from '../../../test/own-ca.ts';
import { HEALTHY, type Misbehaviour, refusal, xksProxy } from '../../../test/xks-proxy.ts';
import { DAY, standingClock } from '../../base/clock.ts';
import {
  ConnectCustomKeyStore,
  CreateCustomKeyStore,
  CreateKey,
  DeleteCustomKeyStore,
  DescribeCustomKeyStores,
  DisconnectCustomKeyStore,
  GenerateRandom,
  ScheduleKeyDeletion,
  UpdateCustomKeyStore,
} from '../../generated/kms.ts';
import type { CreateCustomKeyStoreRequest } from '../../generated/kms.types.ts';
import type { AnyOperationModel } from '../../model/model.ts';
import { createOutbound } from '../../server/outbound.ts';
import { parseAllowances } from '../../server/outbound-addresses.ts';
import { TELLINGS, type XksProblem } from './xks-failure.ts';

async function setUp(t: TestContext) {
  const proxy = await xksProxy(t, () => START);
  const clock = standingClock(START);
  const outbound = createOutbound({ clock, allow: parseAllowances(proxy.place), ca: [CA] });
  const h = await house({ outbound });
  t.after(async () => {
    outbound.close();
    await h.close();
  });
  const admin = await h.admin();
  const wanted: CreateCustomKeyStoreRequest = {
    CustomKeyStoreName: 'mine',
    CustomKeyStoreType: 'EXTERNAL_KEY_STORE',
    XksProxyConnectivity: 'PUBLIC_ENDPOINT',
    XksProxyUriEndpoint: proxy.endpoint,
    XksProxyUriPath: proxy.path,
    XksProxyAuthenticationCredential: proxy.credential,
  };
  const create = (more: object = {}) => h.ask(admin, CreateCustomKeyStore, { ...wanted, ...more });
  const describe = async (input: object = {}) =>
    (await h.ask(admin, DescribeCustomKeyStores, input)).CustomKeyStores!;
  return { ...h, house: h, houseClock: h.clock, clock, proxy, admin, wanted, create, describe };
}

const code = (name: string, message?: RegExp) => ({ code: name, ...(message && { message }) });

test('a key store is made disconnected, told of, connected, disconnected and deleted', async (t) => {
  const { ask, admin, create, describe, proxy, events } = await setUp(t);
  const { CustomKeyStoreId: id } = await create();
  assert.match(id!, /^cks-[0-9a-f]{17}$/);
  const entry = {
    CustomKeyStoreId: id,
    CustomKeyStoreName: 'mine',
    ConnectionState: 'DISCONNECTED',
    CreationDate: START,
    CustomKeyStoreType: 'EXTERNAL_KEY_STORE',
    XksProxyConfiguration: {
      Connectivity: 'PUBLIC_ENDPOINT',
      AccessKeyId: proxy.credential.AccessKeyId,
      UriEndpoint: 'https://proxy.test',
      UriPath: proxy.path,
    },
  };
  assert.deepEqual(await describe(), [entry]);
  assert.deepEqual(await describe({ CustomKeyStoreName: 'mine' }), [entry]);
  assert.deepEqual(proxy.asked.at(-1)!.body.requestMetadata.kmsOperation, 'CreateCustomKeyStore');

  const named = { CustomKeyStoreId: id! };
  const other = { CustomKeyStoreId: 'cks-0123456789abcdef0' };
  await ask(admin, ConnectCustomKeyStore, named);
  assert.equal((await describe(named))[0]!.ConnectionState, 'CONNECTED');
  await ask(admin, ConnectCustomKeyStore, named);
  await assert.rejects(
    ask(admin, DeleteCustomKeyStore, named),
    code('CustomKeyStoreInvalidStateException', /ConnectionState/),
  );
  await assert.rejects(
    ask(admin, ConnectCustomKeyStore, other),
    code('CustomKeyStoreNotFoundException'),
  );
  await assert.rejects(describe(other), code('CustomKeyStoreNotFoundException'));
  await assert.rejects(
    describe({ CustomKeyStoreName: 'nobody' }),
    code('CustomKeyStoreNotFoundException'),
  );
  await assert.rejects(
    describe({ ...named, CustomKeyStoreName: 'mine' }),
    code('ValidationException'),
  );
  await ask(admin, DisconnectCustomKeyStore, named);
  await assert.rejects(
    ask(admin, DisconnectCustomKeyStore, named),
    code('CustomKeyStoreInvalidStateException'),
  );
  await ask(admin, DeleteCustomKeyStore, named);
  assert.deepEqual(await describe(), []);
  assert.doesNotMatch(
    JSON.stringify(await events()),
    new RegExp(proxy.credential.RawSecretAccessKey),
  );
});

test('the credential lies in the store sealed, and opens in no other row', async (t) => {
  const { create, store, proxy } = await setUp(t);
  await create();
  const found: string[] = [];
  await store.snapshot(async (_table, rows) => {
    for (const row of rows)
      for (const value of Object.values(row))
        if (value !== null && typeof value !== 'number')
          found.push(Buffer.from(value as string).toString('latin1'));
  });
  assert.ok(found.includes('mine'));
  assert.ok(!found.some((text) => text.includes(proxy.credential.RawSecretAccessKey)));
});

test('names and addresses are unique in an account and Region, and ten are the most', async (t) => {
  const { ask, create, wanted, admin: mine, house: h } = await setUp(t);
  await create();
  await assert.rejects(
    create({ XksProxyUriPath: '/other/kms/xks/v1' }),
    code('CustomKeyStoreNameInUseException'),
  );
  await assert.rejects(create({ CustomKeyStoreName: 'other' }), code('XksProxyUriInUseException'));
  const theirs = await h.admin(OTHER_ACCOUNT);
  await ask(theirs, CreateCustomKeyStore, wanted);
  const elsewhere = await ask(mine, CreateCustomKeyStore, wanted, 'eu-central-1');
  await assert.rejects(
    ask(mine, ConnectCustomKeyStore, { CustomKeyStoreId: elsewhere.CustomKeyStoreId! }),
    code('CustomKeyStoreNotFoundException'),
  );
  const stores = await ask(mine, DescribeCustomKeyStores, {}, 'eu-central-1');
  assert.equal(stores.CustomKeyStores!.length, 1);
});

test('types that are not to be had are refused in the words of AWS', async (t) => {
  const { create, ask, admin, wanted } = await setUp(t);
  const hsm = {
    CustomKeyStoreName: 'hsm',
    CloudHsmClusterId: 'cluster-2a23b4cdefg',
    KeyStorePassword: 'password',
    TrustAnchorCertificate: 'x',
  };
  await assert.rejects(
    ask(admin, CreateCustomKeyStore, hsm),
    code('CloudHsmClusterNotFoundException'),
  );
  const { KeyStorePassword: _, ...lacking } = hsm;
  for (const input of [
    lacking,
    { ...wanted, KeyStorePassword: 'password' },
    { ...wanted, XksProxyUriPath: undefined },
    { ...wanted, CustomKeyStoreType: undefined },
    { ...wanted, XksProxyConnectivity: 'VPC_ENDPOINT_SERVICE' as const },
  ])
    await assert.rejects(ask(admin, CreateCustomKeyStore, input), code('ValidationException'));
  await assert.rejects(
    create({
      XksProxyConnectivity: 'VPC_ENDPOINT_SERVICE',
      XksProxyVpcEndpointServiceName: 'com.amazonaws.vpce.us-east-1.vpce-svc-example',
    }),
    code('XksProxyVpcEndpointServiceNotFoundException'),
  );
});

test('a store is made only of a proxy that answers well', async (t) => {
  const { create, proxy, describe } = await setUp(t);
  const sick = (healthStatus: string) => ({
    status: 200,
    body: JSON.stringify({ ...HEALTHY, ekmFleetDetails: [{ id: '1', model: 'm', healthStatus }] }),
  });
  const cases: readonly (readonly [Misbehaviour, string])[] = [
    [refusal(404, 'InvalidUriPathException'), 'XksProxyInvalidConfigurationException'],
    [refusal(500, 'InternalException'), 'XksProxyInvalidResponseException'],
    [refusal(503, 'DependencyTimeoutException'), 'XksProxyUriUnreachableException'],
    [refusal(429, 'ThrottlingException'), 'XksProxyUriUnreachableException'],
    [refusal(500, 'SurprisingException'), 'XksProxyInvalidResponseException'],
    [{ status: 200, body: 'no JSON' }, 'XksProxyInvalidResponseException'],
    [{ status: 200, body: '{}' }, 'XksProxyInvalidResponseException'],
    [{ status: 200, body: 'x'.repeat(70_000) }, 'XksProxyInvalidResponseException'],
    [
      {
        status: 307,
        body: '{}',
        headers: { location: 'https://proxy.test/mine/kms/xks/v1/health' },
      },
      'XksProxyInvalidResponseException',
    ],
    [sick('UNAVAILABLE'), 'XksProxyUriUnreachableException'],
    [sick('SICK'), 'XksProxyInvalidResponseException'],
  ];
  for (const [odd, name] of cases) {
    proxy.misbehave = () => odd;
    await assert.rejects(create(), code(name), JSON.stringify(odd));
  }
  proxy.misbehave = () => sick('DEGRADED');
  await create();
  proxy.misbehave = undefined;
  const wrong = { ...proxy.credential, RawSecretAccessKey: 'x'.repeat(43) };
  await assert.rejects(
    create({ XksProxyUriPath: '/kms/xks/v1', CustomKeyStoreName: 'b' }),
    code('XksProxyInvalidConfigurationException', /invalid URI path/),
  );
  await assert.rejects(
    create({ XksProxyUriEndpoint: 'https://localhost', CustomKeyStoreName: 'b' }),
    code('XksProxyUriUnreachableException', /^AWS KMS cannot communicate/),
  );
  assert.equal((await describe()).length, 1);
  await assert.rejects(
    create({
      XksProxyAuthenticationCredential: wrong,
      CustomKeyStoreName: 'b',
      XksProxyUriPath: `${proxy.path}/kms/xks/v1`,
    }),
    code('XksProxyIncorrectAuthenticationCredentialException', /could not authenticate AWS KMS/),
  );
});

test('a connection that fails says why, and is made again once it is disconnected', async (t) => {
  const { ask, admin, create, describe, proxy } = await setUp(t);
  const named = { CustomKeyStoreId: (await create()).CustomKeyStoreId! };
  const reasons: readonly (readonly [Misbehaviour, string])[] = [
    [refusal(401, 'AuthenticationFailedException'), 'INVALID_CREDENTIALS'],
    [refusal(404, 'InvalidUriPathException'), 'XKS_PROXY_INVALID_CONFIGURATION'],
    [refusal(503, 'DependencyTimeoutException'), 'XKS_PROXY_TIMED_OUT'],
    [{ status: 200, body: '[]' }, 'XKS_PROXY_INVALID_RESPONSE'],
  ];
  for (const [odd, reason] of reasons) {
    proxy.misbehave = () => odd;
    await ask(admin, ConnectCustomKeyStore, named);
    const [entry] = await describe(named);
    assert.deepEqual([entry!.ConnectionState, entry!.ConnectionErrorCode], ['FAILED', reason]);
    for (const model of [ConnectCustomKeyStore, DeleteCustomKeyStore])
      await assert.rejects(
        ask(admin, model as AnyOperationModel, named),
        code('CustomKeyStoreInvalidStateException'),
      );
    await ask(admin, DisconnectCustomKeyStore, named);
  }
  proxy.misbehave = undefined;
  await ask(admin, ConnectCustomKeyStore, named);
  assert.equal((await describe(named))[0]!.ConnectionErrorCode, undefined);
});

test('a proxy that says nothing is waited for a quarter of a second', async (t) => {
  const { create, proxy, clock } = await setUp(t);
  let arrived = () => {};
  const waiting = new Promise<void>((resolve) => (arrived = resolve));
  proxy.misbehave = () => {
    arrived();
    return 'silence';
  };
  const late = create();
  await waiting;
  clock.advance(250);
  await assert.rejects(late, code('XksProxyUriUnreachableException', /did not respond in time/));
});

test('name, path and credential change while a store is connected, its endpoint only while it is not', async (t) => {
  const { ask, admin, create, describe, proxy } = await setUp(t);
  const named = { CustomKeyStoreId: (await create()).CustomKeyStoreId! };
  const update = (more: object) => ask(admin, UpdateCustomKeyStore, { ...named, ...more });
  await ask(admin, ConnectCustomKeyStore, named);
  await update({ NewCustomKeyStoreName: 'ours' });
  const before = proxy.asked.length;
  await update({ XksProxyAuthenticationCredential: proxy.credential });
  assert.equal(proxy.asked.length, before + 1);
  assert.deepEqual(
    [(await describe())[0]!.CustomKeyStoreName, (await describe())[0]!.ConnectionState],
    ['ours', 'CONNECTED'],
  );
  await assert.rejects(
    update({
      XksProxyAuthenticationCredential: { ...proxy.credential, AccessKeyId: 'B'.repeat(20) },
    }),
    code('XksProxyIncorrectAuthenticationCredentialException'),
  );
  const elsewhere = { XksProxyUriEndpoint: 'https://elsewhere.test' };
  await assert.rejects(update(elsewhere), code('CustomKeyStoreInvalidStateException'));
  await ask(admin, DisconnectCustomKeyStore, named);
  await assert.rejects(update(elsewhere), code('XksProxyUriUnreachableException'));
  await assert.rejects(update({}), code('ValidationException'));
  await assert.rejects(update({ KeyStorePassword: 'password' }), code('ValidationException'));
  assert.equal((await describe())[0]!.XksProxyConfiguration!.UriEndpoint, 'https://proxy.test');
});

test('a store with keys cannot be deleted until the last of them is gone', async (t) => {
  const { ask, admin, create, houseClock, tick } = await setUp(t);
  const named = { CustomKeyStoreId: (await create()).CustomKeyStoreId! };
  await ask(admin, ConnectCustomKeyStore, named);
  const { KeyMetadata } = await ask(admin, CreateKey, {
    ...named,
    Origin: 'EXTERNAL_KEY_STORE',
    XksKeyId: 'key-1',
  });
  await ask(admin, DisconnectCustomKeyStore, named);
  await assert.rejects(
    ask(admin, DeleteCustomKeyStore, named),
    code('CustomKeyStoreHasCMKsException'),
  );
  const KeyId = KeyMetadata!.KeyId;
  await ask(admin, ScheduleKeyDeletion, { KeyId, PendingWindowInDays: 7 });
  await assert.rejects(
    ask(admin, DeleteCustomKeyStore, named),
    code('CustomKeyStoreHasCMKsException'),
  );
  houseClock.advance(7 * DAY);
  await tick();
  await ask(admin, DeleteCustomKeyStore, named);
});

test('random bytes come from no external key store', async (t) => {
  const { ask, admin, create } = await setUp(t);
  const { CustomKeyStoreId } = await create();
  const input = { NumberOfBytes: 8 };
  await assert.rejects(
    ask(admin, GenerateRandom, { ...input, CustomKeyStoreId: CustomKeyStoreId! }),
    code('UnsupportedOperationException'),
  );
  await assert.rejects(
    ask(admin, GenerateRandom, { ...input, CustomKeyStoreId: 'cks-0' }),
    code('CustomKeyStoreNotFoundException'),
  );
});

test('every operation asks for its own permission', async (t) => {
  const { ask, user, create } = await setUp(t);
  const named = { CustomKeyStoreId: (await create()).CustomKeyStoreId! };
  const stranger = await user('stranger', []);
  for (const model of [ConnectCustomKeyStore, DisconnectCustomKeyStore, DeleteCustomKeyStore])
    await assert.rejects(
      ask(stranger, model as AnyOperationModel, named),
      code('AccessDeniedException', new RegExp(`kms:${model.name}`)),
    );
  await assert.rejects(ask(stranger, DescribeCustomKeyStores, {}), code('AccessDeniedException'));
});

test('every failure of a proxy has its sentence', () => {
  for (const problem of Object.keys(TELLINGS) as XksProblem[])
    assert.match(TELLINGS[problem].message, /^(?:AWS KMS|The external key)/);
});
