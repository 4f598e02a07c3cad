import assert from 'node:assert/strict';
import { test } from 'node:test';
import { devServer } from './dev-server.ts';
import { form, json, signed, unsigned } from './signed.ts';

const NAME = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;
const SAMPLE =
  /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{((?:[a-zA-Z_]\w*="(?:[^"\\\n]|\\["\\n])*",?)*)\})? (-?(?:\d+(?:\.\d+)?(?:e[+-]?\d+)?|Inf)|\+Inf|Nan|NaN)(?: \d+)?$/;

/** The samples by their series, after a look at the whole text: Prometheus's format 0.0.4. */
function samples(text: string): ReadonlyMap<string, number> {
  assert.ok(text.endsWith('\n'));
  const types = new Map<string, string>();
  const found = new Map<string, number>();
  for (const line of text.split('\n')) {
    if (line === '') continue;
    const [, kind, name, said] = /^# (HELP|TYPE) (\S+) (.+)$/.exec(line) ?? [];
    if (kind) {
      assert.match(name!, NAME);
      if (kind === 'TYPE') types.set(name!, said!);
      continue;
    }
    const [, of, labels = '', value] = SAMPLE.exec(line) ?? [];
    assert.ok(of, `no sample: ${line}`);
    const family = types.has(of) ? of : of.replace(/_(?:bucket|sum|count)$/, '');
    assert.ok(types.has(family), `${of} has a type before it has samples`);
    const series = `${of}{${labels}}`;
    assert.ok(!found.has(series), `${series} is there once`);
    found.set(series, Number(value));
  }
  return found;
}

test('the counters tell what was asked and what became of it, and no stranger makes new ones', async (t) => {
  const server = await devServer();
  t.after(() => server.end());
  const read = async () => {
    const answer = await fetch(`${server.url}/metrics`);
    assert.match(answer.headers.get('content-type')!, /^text\/plain; version=0\.0\.4/);
    return samples(await answer.text());
  };
  for (let i = 0; i < 3; i++) await server.ask(json('secretsmanager.ListSecrets', {}));
  await server.ask(json('secretsmanager.GetSecretValue', { SecretId: 'nowhere' }));
  const before = await read();
  const requests = (service: string, operation: string, outcome: string) =>
    `lockstead_requests_total{service="${service}",operation="${operation}",outcome="${outcome}"}`;
  assert.equal(before.get(requests('secretsmanager', 'ListSecrets', 'Success')), 3);
  assert.equal(
    before.get(requests('secretsmanager', 'GetSecretValue', 'ResourceNotFoundException')),
    1,
  );
  const seconds = 'lockstead_request_duration_seconds';
  const labels = 'service="secretsmanager",operation="ListSecrets"';
  assert.equal(before.get(`${seconds}_count{${labels}}`), 3);
  assert.ok(before.get(`${seconds}_sum{${labels}}`)! > 0);
  assert.equal(before.get(`${seconds}_bucket{le="+Inf",${labels}}`), 3);
  assert.ok(before.get('lockstead_connections{}')! >= 1);
  assert.ok(before.has('process_resident_memory_bytes{}'));

  // Names out of requests: of operations, services, Regions, keys, paths, methods.
  for (let i = 0; i < 30; i++) {
    await server.send(unsigned('POST', '/', '', { 'x-amz-target': `secretsmanager.Made${i}` }));
    await server.send(unsigned('POST', '/', `Action=Made${i}&Version=2011-06-15`));
    await server.send(unsigned('GET', `/made/${i}`));
    await server.ask(json(`secretsmanager.Made${i}`, {}));
    await server.ask(form('iam', `Made${i}`));
    await server.ask({ service: `made${i}`, body: '' });
    await server.ask({ service: 'lambda', method: 'GET', url: `/made/${i}` });
    await server.ask(form('sts', 'GetCallerIdentity', {}, { region: `made-north-${i}` }));
  }
  // What is known and not served: strangers shall not fill the counters with it.
  for (const operation of ['RotateSecret', 'StopReplicationToReplica', 'CancelRotateSecret'])
    await server.send(unsigned('POST', '/', '', { 'x-amz-target': `secretsmanager.${operation}` }));
  for (let i = 0; i < 3; i++)
    await server.send(unsigned('DELETE', `/2021-10-31/functions/f${i}/url`));
  const after = await read();
  const added = [...after.keys()].filter(
    (series) => series.startsWith('lockstead_') && !before.has(series),
  );
  assert.ok(!added.join('\n').match(/made|Made\d/), added.join('\n'));
  const counted = added.filter((series) => series.startsWith('lockstead_requests_total'));
  assert.ok(counted.length <= 12, counted.join('\n'));
  assert.ok(!counted.join('\n').includes('DeleteFunctionUrlConfig'), counted.join('\n'));
});

test('the counters need no signature, and the road beside them does', async (t) => {
  const server = await devServer();
  t.after(() => server.end());
  const { status } = await server.send(unsigned('GET', '/metrics'));
  assert.equal(status, 200);
  const signedIn = await server.send(signed({ service: 'sts', method: 'GET', url: '/metrics' }));
  assert.equal(signedIn.status, 200);
  const head = await server.send(unsigned('HEAD', '/metrics'));
  assert.deepEqual([head.status, head.body], [200, '']);
});
