import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { scratch } from '../../../test/process.ts';
import { connection } from './connection.ts';
import { parseIni } from './ini.ts';

const CONFIG = `
# what AWS clients read
[default]
region = eu-west-1

[profile prod]
endpoint_url = https://prod.example:4600 ; not AWS
ca_bundle = /nowhere/ca.pem

[profile by-service]
services = ours
endpoint_url = https://other.example
[services ours]
kms =
  endpoint_url = https://kms.example
secrets_manager =
  endpoint_url = https://secrets.example
[profile sso]
endpoint_url = https://prod.example
sso_session = x
`;
const CREDENTIALS = `
[default]
aws_access_key_id = AKIADEFAULT
aws_secret_access_key = default+secret=

[by-service]
aws_access_key_id = AKIASERVICE
aws_secret_access_key = service
aws_session_token = token==
[prod]
aws_access_key_id = AKIAPROD
aws_secret_access_key = prod
`;

/** A home with AWS's files, and a folder beside it with those of a first start. */
function home(t: TestContext) {
  const { path, remove } = scratch();
  t.after(remove);
  const write = (name: string, text: string) => {
    writeFileSync(join(path, name), text);
    return join(path, name);
  };
  const data = join(path, 'lockstead-data');
  mkdirSync(join(data, 'aws'), { recursive: true });
  writeFileSync(join(data, 'aws', 'config'), '[default]\nendpoint_url = http://127.0.0.1:4600\n');
  writeFileSync(
    join(data, 'aws', 'credentials'),
    '[default]\naws_access_key_id = AKIAOURS\naws_secret_access_key = ours\n',
  );
  const env = {
    AWS_CONFIG_FILE: write('config', CONFIG),
    AWS_SHARED_CREDENTIALS_FILE: write('credentials', CREDENTIALS),
    LOCKSTEAD_DATA: join(path, 'nothing'),
  };
  return { env, data };
}

test('endpoint, Region and credentials come from where AWS clients find them', async (t) => {
  const { env } = home(t);
  const url = { AWS_ENDPOINT_URL: 'http://127.0.0.1:4700' };
  const plain = await connection({}, { ...env, ...url });
  assert.equal(plain.endpoint.href, 'http://127.0.0.1:4700/');
  assert.equal(plain.region, 'eu-west-1');
  assert.deepEqual(plain.credentials, {
    accessKeyId: 'AKIADEFAULT',
    secretAccessKey: 'default+secret=',
  });
  const service = await connection({ profile: 'by-service' }, env);
  assert.equal(service.endpoint.host, 'secrets.example');
  assert.equal(service.credentials.sessionToken, 'token==');
  const keys = { AWS_ACCESS_KEY_ID: 'AKIAENV', AWS_SECRET_ACCESS_KEY: 'env' };
  const named = await connection({ profile: 'by-service' }, { ...env, ...keys, ...url });
  assert.equal(named.credentials.accessKeyId, 'AKIASERVICE', 'a profile by flag goes first');
  assert.equal(named.endpoint.host, '127.0.0.1:4700');
  const variable = await connection({}, { ...env, ...keys, ...url, AWS_PROFILE: 'by-service' });
  assert.equal(variable.credentials.accessKeyId, 'AKIAENV');
  const flag = await connection(
    { endpointUrl: 'https://flag', region: 'us-west-2' },
    { ...env, ...url },
  );
  assert.deepEqual([flag.endpoint.host, flag.region], ['flag', 'us-west-2']);
});

test('the files of a first start are the last place to look, and AWS itself is none', async (t) => {
  const { env, data } = home(t);
  const ours = await connection({ data }, env);
  assert.equal(ours.endpoint.href, 'http://127.0.0.1:4600/');
  assert.equal(ours.credentials.accessKeyId, 'AKIAOURS');
  await assert.rejects(connection({}, env), { message: /No server is named/ });
  // Somebody's profile for AWS is not turned on a server that happens to be here.
  const names = { ...env, AWS_PROFILE: 'default' };
  await assert.rejects(connection({ data }, names), { message: /No server is named/ });
  const aws = await connection({ endpointUrl: 'aws' }, env);
  assert.equal(aws.endpoint.href, 'https://secretsmanager.eu-west-1.amazonaws.com/');
});

test('what cannot be used is told, with what to do', async (t) => {
  const { env } = home(t);
  await assert.rejects(connection({ profile: 'prod' }, env), {
    message: /ca\.pem`, could not be read/,
    exitCode: 5,
  });
  await assert.rejects(connection({ profile: 'sso' }, env), {
    message: /`sso_session`.*aws configure export-credentials --profile sso/,
    exitCode: 2,
  });
  await assert.rejects(connection({ profile: 'none', endpointUrl: 'http://x' }, env), {
    message: /no credentials in the profile `none`/,
  });
  await assert.rejects(connection({ endpointUrl: 'ftp://x' }, env), { message: /is no endpoint/ });
});

test('comments, spaces and nested keys are read as AWS reads them', () => {
  const sections = parseIni(
    '[ a ]\r\nx=1 # one\n y = 2\n; no\n[profile   b]\nouter =\n  in = 3\nz = a#b\n',
  );
  assert.deepEqual(Object.fromEntries(sections.get('a')!), { x: '1', y: '2' });
  assert.deepEqual(Object.fromEntries(sections.get('profile b')!), {
    outer: '',
    'outer.in': '3',
    z: 'a#b',
  });
});
