import assert from 'node:assert/strict';
import { test } from 'node:test';
import { devServer } from './dev-server.ts';
import { form, json } from './signed.ts';

test('a server serves the Regions that it was told, and refuses others in the words of AWS', async (t) => {
  const server = await devServer('--regions', 'eu-central-1,eu-west-1');
  t.after(() => server.end());
  const listKeys = json('TrentService.ListKeys', {});
  const identify = form('sts', 'GetCallerIdentity');
  for (const region of ['eu-central-1', 'eu-west-1']) {
    assert.equal((await server.ask({ ...listKeys, region })).status, 200, region);
  }
  const refused = await server.ask({ ...listKeys, region: 'us-east-1' });
  assert.equal(refused.status, 400);
  assert.match(refused.body, /InvalidSignatureException/);
  assert.match(refused.body, /Credential should be scoped to a valid region, not 'us-east-1'\./);

  const far = await server.ask({ ...identify, region: 'ap-south-1' });
  assert.equal(far.status, 403);
  assert.match(far.body, /<Code>SignatureDoesNotMatch<\/Code>/);
});

test('services without a Region, and the global endpoint of STS, are reached from every Region', async (t) => {
  const server = await devServer('--regions', 'eu-central-1');
  t.after(() => server.end());
  const listUsers = form('iam', 'ListUsers');
  assert.equal((await server.ask({ ...listUsers, region: 'ap-south-1' })).status, 200);
  const identify = form('sts', 'GetCallerIdentity');
  assert.equal((await server.ask({ ...identify, region: 'us-east-1' })).status, 200);
});
