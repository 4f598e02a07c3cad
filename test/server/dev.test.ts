import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { command, keptServer } from '../kept-server.ts';
import { freePort, lockstead } from '../process.ts';
import { type DevServer, devServer } from './dev-server.ts';
import { type Credentials, DEV, form, json, send, signed, unsigned } from './signed.ts';

let dev: DevServer;
before(async () => void (dev = await devServer()));
beforeEach(() => reset(dev));
after(() => dev.end());

const post = (dev: DevServer, path: string, body?: unknown, headers = {}) =>
  fetch(`${dev.url}/_lockstead/${path}`, {
    method: 'POST',
    headers,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });

async function advance(dev: DevServer, duration: string): Promise<{ now: string; jobs: number }> {
  const answer = await post(dev, 'clock', { advance: duration });
  assert.equal(answer.status, 200);
  return (await answer.json()) as { now: string; jobs: number };
}

async function reset(dev: DevServer): Promise<void> {
  const answer = await post(dev, 'reset');
  assert.equal(answer.status, 200, await answer.text());
}

const now = async (dev: DevServer): Promise<number> =>
  Date.parse(((await (await fetch(`${dev.url}/_lockstead/clock`)).json()) as { now: string }).now);

const element = (name: string, xml: string) =>
  new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)![1]!;

const credentialsIn = (xml: string): Credentials => ({
  accessKeyId: element('AccessKeyId', xml),
  secretAccessKey: element('SecretAccessKey', xml),
  ...(xml.includes('<SessionToken>') && { sessionToken: element('SessionToken', xml) }),
});

const create = (Name: string) =>
  json('secretsmanager.CreateSecret', {
    Name,
    SecretString: 'v',
    ClientRequestToken: 't'.repeat(40),
  });

test('a server for tests is there in no time', async (t) => {
  const took: number[] = [];
  // The best of three: beside other tests it waits for its turn on the machine.
  for (let i = 0; i < 3; i++) {
    const began = performance.now();
    const fresh = await devServer();
    took.push(Math.round(performance.now() - began));
    assert.match((await fresh.ask(form('sts', 'GetCallerIdentity'))).body, /:123456789012:root</);
    await fresh.end();
  }
  t.diagnostic(`answers after ${took.join(', ')} ms`);
  assert.ok(Math.min(...took) < 3000, `${took.join(', ')} ms`);
});

test('a reset takes everything back, and what was given out before opens nothing', async () => {
  await dev.ask(create('before'));
  await dev.ask(json('TrentService.CreateKey', {}));
  await dev.ask(form('iam', 'CreateUser', { UserName: 'before' }));
  const key = credentialsIn(
    (await dev.ask(form('iam', 'CreateAccessKey', { UserName: 'before' }))).body,
  );
  const session = credentialsIn((await dev.ask(form('sts', 'GetSessionToken'))).body);
  for (const credentials of [key, session])
    assert.equal(
      (await dev.ask(form('sts', 'GetCallerIdentity', {}, { credentials }))).status,
      200,
    );
  await advance(dev, 'P10D');
  assert.ok((await now(dev)) > Date.now() + 9 * 86_400_000);

  await reset(dev);
  assert.ok(Math.abs((await now(dev)) - Date.now()) < 5000, 'the clock is right again');
  const { body } = await dev.ask(
    json('secretsmanager.ListSecrets', { IncludePlannedDeletion: true }),
  );
  assert.equal(body, '{"SecretList":[]}');
  assert.deepEqual(JSON.parse((await dev.ask(json('TrentService.ListKeys', {}))).body).Keys, []);
  assert.match((await dev.ask(form('iam', 'ListUsers'))).body, /<Users\/>|<Users><\/Users>/);
  for (const credentials of [key, session]) {
    const { status, body: told } = await dev.ask(
      form('sts', 'GetCallerIdentity', {}, { credentials }),
    );
    assert.equal(status, 403);
    assert.match(told, /InvalidClientTokenId/);
  }
  const again = await dev.ask(create('before'));
  assert.equal(again.status, 200, 'names are free again');
});

test('a reset is quick enough to begin every test with', async (t) => {
  await reset(dev);
  const took: number[] = [];
  for (let i = 0; i < 15; i++) {
    await dev.ask(create('s'));
    const began = performance.now();
    await reset(dev);
    took.push(performance.now() - began);
  }
  const median = took.toSorted((a, b) => a - b)[7]!;
  t.diagnostic(`median of ${took.length} resets: ${median.toFixed(1)} ms`);
  assert.ok(median < 100, `${median} ms`);
});

test('resets amid requests leave an empty house, and every request has an answer', async () => {
  const statuses = new Set<number>();
  const client = async (name: string) => {
    for (let i = 0; i < 15; i++) {
      statuses.add((await dev.ask(create(`${name}-${i}`))).status);
      statuses.add((await dev.ask(form('iam', 'CreateUser', { UserName: `${name}-${i}` }))).status);
    }
  };
  const resets = async () => {
    for (let i = 0; i < 10; i++) await Promise.all([reset(dev), advance(dev, 'PT1H')]);
  };
  await Promise.all([...['a', 'b', 'c', 'd'].map(client), resets()]);
  assert.deepEqual([...statuses], [200]);
  await Promise.all([reset(dev), reset(dev)]);
  assert.equal((await dev.ask(json('secretsmanager.ListSecrets', {}))).body, '{"SecretList":[]}');
  assert.doesNotMatch(dev.printed(), /"level":/, 'nothing failed');
});

test('when the clock is moved, what was to happen by then happens', async () => {
  await dev.ask(create('doomed'));
  const { body: made } = await dev.ask(json('TrentService.CreateKey', {}));
  const { KeyId } = JSON.parse(made).KeyMetadata;
  await dev.ask(
    json('secretsmanager.DeleteSecret', { SecretId: 'doomed', RecoveryWindowInDays: 7 }),
  );
  await dev.ask(json('TrentService.ScheduleKeyDeletion', { KeyId, PendingWindowInDays: 30 }));
  const describe = () => dev.ask(json('secretsmanager.DescribeSecret', { SecretId: 'doomed' }));
  const key = () => dev.ask(json('TrentService.DescribeKey', { KeyId }));

  await advance(dev, 'P6D');
  assert.equal((await describe()).status, 200);
  const week = await advance(dev, 'P1DT1H');
  assert.ok(week.jobs >= 1);
  assert.match((await describe()).body, /ResourceNotFoundException/);
  assert.match((await key()).body, /"KeyState":"PendingDeletion"/);
  await advance(dev, 'P24D');
  assert.match((await key()).body, /NotFoundException/);
  // Signatures are judged by the machine's own time: clients need not move their clocks.
  assert.equal((await dev.ask(form('sts', 'GetCallerIdentity'))).status, 200);
});

test('the clock is moved by durations, and forwards alone', async () => {
  for (const advance of ['', 'P1Y', '-P1D', 'P1M', 90, null]) {
    const answer = await post(dev, 'clock', { advance });
    assert.equal(answer.status, 400);
    assert.match(await answer.text(), /ISO 8601/);
  }
  assert.equal((await post(dev, 'clock')).status, 400);
  assert.ok(Math.abs((await now(dev)) - Date.now()) < 5000);
});

test('a page in a browser can neither reset nor move the clock', async () => {
  await dev.ask(create('kept'));
  for (const path of ['reset', 'clock']) {
    for (const origin of ['http://evil.example', 'null', dev.url]) {
      const answer = await post(dev, path, { advance: 'P90D' }, { origin });
      assert.equal(answer.status, 403);
      assert.equal(answer.headers.get('access-control-allow-origin'), null);
    }
  }
  const preflight = await send(
    dev.port,
    unsigned('OPTIONS', '/_lockstead/reset', '', { origin: 'x' }),
  );
  assert.equal(preflight.status, 403);
  for (const [method, path] of [
    ['GET', 'reset'],
    ['PUT', 'reset'],
    ['DELETE', 'clock'],
    ['POST', 'nothing'],
    ['POST', ''],
  ] as const)
    assert.equal((await send(dev.port, unsigned(method, `/_lockstead/${path}`))).status, 404);
  assert.match((await dev.ask(json('secretsmanager.ListSecrets', {}))).body, /"Name":"kept"/);
  assert.ok(Math.abs((await now(dev)) - Date.now()) < 5000);
});

test('a server that keeps has no such doors', async (t) => {
  const kept = await keptServer(t);
  for (const [method, path] of [
    ['POST', 'reset'],
    ['POST', 'clock'],
    ['GET', 'clock'],
  ] as const) {
    const answer = await send(
      kept.port,
      unsigned(method, `/_lockstead/${path}`, '{"advance":"P1D"}'),
    );
    assert.equal(answer.status, 403);
    assert.match(answer.body, /Missing Authentication Token/);
    const asked = { service: 'lambda', method, url: `/_lockstead/${path}` };
    const signedIn = await send(kept.port, signed({ ...asked, credentials: kept.administrator }));
    assert.equal(signedIn.status, 404);
  }
});

const OTHER: Credentials = { accessKeyId: 'AKIAOTHEROTHEROTHER1', secretAccessKey: 'other-secret' };

test('account, key and email are what the flags say, or else the environment', async (t) => {
  const environment = {
    LOCKSTEAD_ACCOUNT: '210987654321',
    LOCKSTEAD_ACCESS_KEY_ID: OTHER.accessKeyId,
    LOCKSTEAD_SECRET_ACCESS_KEY: OTHER.secretAccessKey,
    LOCKSTEAD_ACCOUNT_EMAIL: 'told@example.com',
    LOCKSTEAD_REGION: 'eu-central-1',
  };
  const port = await freePort();
  const byEnvironment = await lockstead(['dev'], {
    port,
    env: { ...environment, LOCKSTEAD_PORT: String(port) },
  });
  t.after(() => byEnvironment.end());
  const whoami = (at: number, credentials: Credentials) =>
    send(at, signed(form('sts', 'GetCallerIdentity', {}, { credentials })));
  assert.match((await whoami(port, OTHER)).body, /:210987654321:root</);
  assert.equal((await whoami(port, DEV)).status, 403);
  const organization = await send(
    port,
    signed({
      service: 'organizations',
      credentials: OTHER,
      body: '{}',
      headers: {
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': 'AWSOrganizationsV20161128.CreateOrganization',
      },
    }),
  );
  assert.equal(JSON.parse(organization.body).Organization.MasterAccountEmail, 'told@example.com');
  assert.match(byEnvironment.printed(), /AWS_REGION=eu-central-1/);

  const flags = ['--account', '333333333333', '--access-key-id', DEV.accessKeyId];
  const free = await freePort();
  const byFlag = await lockstead(['dev', '--port', String(free), ...flags], {
    port: free,
    env: environment,
  });
  t.after(() => byFlag.end());
  const credentials = { ...DEV, secretAccessKey: OTHER.secretAccessKey };
  assert.match((await whoami(free, credentials)).body, /:333333333333:root</);
});

test('it listens on loopback alone, and says what is wrong with what it was told', async () => {
  const wrong: readonly (readonly [flags: readonly string[], says: RegExp])[] = [
    [['--host', '0.0.0.0'], /loopback alone/],
    [['--host', '192.0.2.1'], /loopback alone/],
    [['--account', '12'], /12 digits/],
    [['--port', '70000'], /--port/],
    [['--secret-access-key', 'a b'], /--secret-access-key/],
    [['--nothing'], /--nothing/],
  ];
  for (const [flags, says] of wrong) {
    const { code, out, err } = await command(['dev', ...flags]);
    assert.notEqual(code, 0, flags.join(' '));
    assert.match(err, says);
    assert.equal(out, '');
    assert.ok(!err.includes('a b'), 'a secret is not repeated');
  }
});
