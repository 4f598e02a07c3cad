import assert from 'node:assert/strict';
import { test } from 'node:test';
import { COMMERCIAL_REGIONS } from '../base/regions.ts';
import {
  clientUrl,
  devOptions,
  type Flags,
  isLoopback,
  parseListen,
  startOptions,
  storeName,
} from './config.ts';

const start = (flags: Flags = {}, env = {}) => startOptions(flags, { env, ask: undefined });
const usage = (message: RegExp) => (error: Error & { exitCode?: number }) => {
  assert.match(error.message, message);
  assert.equal(error.exitCode, 2);
  return true;
};

test('told nothing, the server listens on loopback with its data in this folder', () => {
  const { rootKey, data, store, ...rest } = start({ data: '/srv/lockstead-data' });
  assert.equal(data, '/srv/lockstead-data');
  assert.deepEqual(store, { engine: 'sqlite', path: '/srv/lockstead-data/lockstead.db' });
  assert.equal(rootKey.name, 'file:/srv/lockstead-root.key');
  assert.deepEqual(rest, {
    listen: { host: '127.0.0.1', port: 4600 },
    region: 'us-east-1',
    regions: COMMERCIAL_REGIONS,
    tls: undefined,
    allowPlainHttp: false,
    account: undefined,
    accountEmail: 'root@lockstead.invalid',
    logLevel: 'info',
    trailRetentionDays: 90,
    outbound: { allow: [], databases: undefined, ca: undefined },
    tokenIssuer: undefined,
    functions: { searchPath: '', requireSandbox: false },
    graceSeconds: 25,
  });
});

test('a flag goes before its variable, a variable before what holds unless told', () => {
  const env = { LOCKSTEAD_REGION: 'eu-central-1', LOCKSTEAD_LOG_LEVEL: '' };
  assert.equal(start({}, env).region, 'eu-central-1');
  assert.equal(start({ region: 'ap-southeast-2' }, env).region, 'ap-southeast-2');
  assert.equal(start({}, env).logLevel, 'info');
});

test('the Regions that an operator lists are all that is served, and the first is home unless told', () => {
  const { region, regions } = start({ regions: 'eu-central-1, eu-west-1,eu-central-1' });
  assert.deepEqual([region, regions], ['eu-central-1', ['eu-central-1', 'eu-west-1']]);
  assert.equal(
    start({ regions: 'eu-central-1,eu-west-1', region: 'eu-west-1' }).region,
    'eu-west-1',
  );
  assert.throws(
    () => start({ regions: 'eu-central-1', region: 'us-east-1' }),
    usage(/`--region us-east-1` is not among/),
  );
  assert.throws(() => start({ regions: 'eu-central-1,Mars' }), usage(/--regions Mars/));
  assert.ok(start({ region: 'us-gov-west-1' }).regions.includes('us-gov-west-1'));
  assert.deepEqual(devOptions({ regions: 'sa-east-1' }, {}).regions, ['sa-east-1']);
});

test('plain HTTP off loopback is refused unless the operator says so in so many words', () => {
  for (const listen of [
    '0.0.0.0:4600',
    '[::]:4600',
    '10.0.0.1:4600',
    'host.example:4600',
    '[::ffff:127.0.0.1]:1',
  ]) {
    assert.throws(() => start({ listen }), usage(/--allow-plain-http-on-the-network/), listen);
    assert.equal(start({ listen, allowPlainHttp: true }).allowPlainHttp, true);
    assert.ok(start({ listen, tlsCert: 'c', tlsKey: 'k' }).tls);
  }
  for (const listen of ['127.0.0.1:0', '127.1.2.3:80', '[::1]:4600', 'localhost:4600'])
    assert.ok(start({ listen }));
  assert.equal(isLoopback('127.0.0.1.example.com'), false);
});

test('what is not understood is named, with what is', () => {
  assert.throws(() => start({ listen: '4600' }), usage(/`--listen 4600`.*127\.0\.0\.1:4600/));
  assert.throws(() => start({ listen: '127.0.0.1:70000' }), usage(/HOST:PORT/));
  assert.throws(() => start({ region: 'Frankfurt' }), usage(/--region Frankfurt/));
  assert.throws(() => start({ account: '12' }), usage(/12 digits/));
  assert.throws(() => start({ trailRetentionDays: '-1' }), usage(/whole number/));
  assert.throws(() => start({ trailRetentionDays: '1.5' }), usage(/whole number/));
  assert.throws(() => start({ logLevel: 'loud' }), usage(/debug, info/));
  assert.throws(() => start({ tlsCert: 'cert.pem' }), usage(/both/));
  assert.throws(() => start({ accountEmail: 'nobody' }), usage(/--account-email nobody/));
  assert.throws(() => start({ allowOutbound: 'a b' }), usage(/--allow-outbound a b/));
  assert.throws(() => start({ allowDatabases: 'a b' }), usage(/--allow-databases a b/));
});

test("a password in a store's URL is in no message", () => {
  const url = 'postgres://user:geheim@db:5433/lockstead?sslmode=require';
  const { store } = start({}, { LOCKSTEAD_STORE: url });
  assert.deepEqual(store, { engine: 'postgres', url });
  assert.equal(storeName(store), 'postgres://db:5433/lockstead');
  assert.throws(
    () => start({ store: 'mysql://user:geheim@db' }),
    (error: Error) => !error.message.includes('geheim'),
  );
});

test('dev mode listens on loopback alone and has everything fixed', () => {
  assert.deepEqual(devOptions({}, {}), {
    outbound: { allow: [], databases: undefined, ca: undefined },
    tokenIssuer: undefined,
    functions: { searchPath: '', requireSandbox: false },
    listen: { host: '127.0.0.1', port: 4600 },
    account: '123456789012',
    accountEmail: 'root@lockstead.invalid',
    region: 'us-east-1',
    regions: COMMERCIAL_REGIONS,
    accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
    secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
    logLevel: 'warn',
  });
  const told = devOptions(
    { port: '0' },
    { LOCKSTEAD_ACCESS_KEY_ID: 'test', LOCKSTEAD_SECRET_ACCESS_KEY: 'test', LOCKSTEAD_PORT: '1' },
  );
  assert.deepEqual([told.listen.port, told.accessKeyId, told.secretAccessKey], [0, 'test', 'test']);
  assert.throws(() => devOptions({ host: '0.0.0.0' }, {}), usage(/loopback alone/));
  assert.throws(
    () => devOptions({ secretAccessKey: 'mit leer' }, {}),
    (error: Error) => !error.message.includes('mit leer'),
  );
});

test('clients are pointed at an address that they can reach', () => {
  assert.equal(clientUrl(parseListen('127.0.0.1:4600'), false), 'http://127.0.0.1:4600');
  assert.equal(clientUrl(parseListen('0.0.0.0:443'), true), 'https://localhost:443');
  assert.equal(clientUrl(parseListen('[fd00::1]:4600'), true), 'https://[fd00::1]:4600');
});

test('what accounts issue tokens as is an https URL, and nothing that changes when it is compared', () => {
  assert.equal(start({}).tokenIssuer, undefined);
  const tokenIssuer = 'https://tokens.example.com/below/';
  assert.equal(start({ tokenIssuer }).tokenIssuer, 'https://tokens.example.com/below');
  for (const bad of [
    'tokens.example.com',
    'http://tokens.example.com',
    'https://a.example/?b',
    'https://u@a.example',
  ])
    assert.throws(() => start({ tokenIssuer: bad }), usage(/--token-issuer/), bad);
});
