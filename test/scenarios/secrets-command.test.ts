import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { aws } from '../clients.ts';
import { command, keptServer } from '../kept-server.ts';
import { missing } from '../process.ts';

test('an application moves from a file to the server, goes wrong, and is rolled back', {
  skip: missing('aws'),
}, async (t) => {
  const server = await keptServer(t);
  const env = { AWS_CONFIG_FILE: '/nonexistent', AWS_SHARED_CREDENTIALS_FILE: '/nonexistent' };
  // Nothing but the folder of the first start says where the server is, and who asks.
  const type = (name: string, ...args: readonly string[]) => {
    const [first, ...rest] = name.split(' ') as [string, ...string[]];
    return command([first, ...rest, '--data', server.data, ...args], env);
  };
  const file = join(server.folder, 'app.env');
  writeFileSync(file, "DB_HOST=db\nDB_PASSWORD='s3 cret'\n");
  const imported = await type('secrets import', file, '--name', 'prod/app');
  assert.deepEqual([imported.code, /1 created/.test(imported.err)], [0, true], imported.err);

  const cli = (...args: readonly string[]) => {
    const ran = aws(server.url, server.administrator, 'secretsmanager', ...args);
    assert.equal(ran.status, 0, ran.stderr);
    return JSON.parse(ran.stdout);
  };
  const value = () => cli('get-secret-value', '--secret-id', 'prod/app').SecretString;
  assert.equal(value(), '{"DB_HOST":"db","DB_PASSWORD":"s3 cret"}');
  const program = ['--secret', 'prod/app', '--', 'printenv', 'DB_PASSWORD'];
  assert.equal((await type('run', ...program)).out, 's3 cret\n');

  cli(
    'put-secret-value',
    '--secret-id',
    'prod/app',
    '--secret-string',
    '{"DB_HOST":"db","DB_PASSWRD":"new"}',
  );
  assert.equal((await type('run', ...program)).code, 1, 'printenv finds no such variable');
  const { out } = await type('secrets diff', 'prod/app');
  assert.match(out, /- DB_PASSWORD +text +gone\n\+ DB_PASSWRD +text +new\n$/);
  const back = await type('secrets rollback', 'prod/app', '--yes');
  assert.equal(back.code, 0, back.err);
  assert.equal((await type('run', ...program)).out, 's3 cret\n');
  assert.equal(value(), '{"DB_HOST":"db","DB_PASSWORD":"s3 cret"}');
});
