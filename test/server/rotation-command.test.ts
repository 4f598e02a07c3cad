import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import {
  CreateSecretCommand,
  DescribeSecretCommand,
  GetSecretValueCommand,
  RotateSecretCommand,
} from '@aws-sdk/client-secrets-manager';
import { type Clients, clients, environment } from '../clients.ts';
import { type DatabaseServer, postgresServer } from '../database/postgres-server.ts';
import { command } from '../kept-server.ts';
import { CA } from '../own-ca.ts';
import { missing, scratch } from '../process.ts';
import { type DevServer, devServer } from './dev-server.ts';
import { DEV } from './signed.ts';

const SINGLE = 'SecretsManagerRDSPostgreSQLRotationSingleUser';

suite('rotations, typed', { skip: missing('postgresql') }, () => {
  const place = scratch();
  let server: DevServer;
  let database: DatabaseServer;
  let secrets: Clients['secrets'];
  const type = (...args: readonly string[]) =>
    command(['rotation', ...args], environment(server.url, DEV));
  const current = async () => {
    const { SecretString } = await secrets.send(new GetSecretValueCommand({ SecretId: 'prod/db' }));
    return JSON.parse(SecretString!).password as string;
  };
  const until = async (isSo: () => Promise<boolean>) => {
    while (!(await isSo()));
  };

  before(async () => {
    const ca = join(place.path, 'ca.pem');
    writeFileSync(ca, CA);
    [server, database] = await Promise.all([devServer('--outbound-ca', ca), postgresServer()]);
    secrets = clients(DEV, { endpoint: server.url }).secrets;
    await database.sql("create role app login password 'first'");
    const value = { engine: 'postgres', host: 'localhost', port: database.port, ssl: true };
    const SecretString = JSON.stringify({ ...value, username: 'app', password: 'first' });
    await secrets.send(new CreateSecretCommand({ Name: 'prod/db', SecretString }));
  });
  after(async () => {
    await server.end();
    database.stop();
    place.remove();
  });

  test('a rehearsal tells what is there, and exits with 1 where a rotation would fail', async () => {
    const none = await type('test', 'prod/db');
    assert.equal(none.code, 1);
    assert.match(none.err, /No rotation function belongs to this secret/);
    const { code, out, err } = await type('test', 'prod/db', '--function', SINGLE);
    assert.equal(code, 0, err);
    assert.match(out, /^ok {2}secret {10}app at localhost:\d+$/m);
    assert.match(out, /^ok {2}TLS {13}encrypted, with a certificate that holds$/m);
    assert.match(err, /Nothing was changed\.$/m);
    await database.sql("alter role app password 'other'");
    const failed = await type('test', 'prod/db', '--function', SINGLE);
    assert.equal(failed.code, 1);
    assert.match(failed.out, /^FAILED {3}login /m);
    assert.match(failed.err, /A rotation would fail: login\./);
    await database.sql("alter role app password 'first'");
    const { code: jsonCode, out: json } = await type(
      'test',
      'prod/db',
      '--function',
      SINGLE,
      '--json',
    );
    assert.equal(jsonCode, 0);
    assert.equal(JSON.parse(json).checks.length, 7);
  });

  test('status shows a rotation from its first day, and undo goes back and forth', async () => {
    const quiet = await type('status');
    assert.deepEqual([quiet.code, quiet.out], [0, '']);
    assert.match(quiet.err, /No secret rotates/);
    const RotationLambdaARN = `arn:aws:lambda:us-east-1:123456789012:function:${SINGLE}`;
    const RotationRules = { AutomaticallyAfterDays: 30 };
    await secrets.send(
      new RotateSecretCommand({ SecretId: 'prod/db', RotationLambdaARN, RotationRules }),
    );
    await until(async () => (await current()) !== 'first');
    const second = await current();
    await until(async () => / scheduled$/m.test((await type('status', 'prod/')).out));
    const { out } = await type('status');
    assert.match(
      out,
      /^SECRET {3}LAST {18}NEXT {18}STATE {6}LAST ERROR\nprod\/db {2}20\S+Z {2}20\S+Z {2}scheduled\n$/,
    );

    const unasked = await type('undo', 'prod/db');
    assert.equal(unasked.code, 2);
    assert.match(unasked.err, /Nobody can be asked here, so nothing was changed\. Say `--yes`\./);
    const undone = await type('undo', 'prod/db', '--yes');
    assert.equal(undone.code, 0, undone.err);
    assert.match(undone.err, /`prod\/db` is back on the version `\S+`, and `AWSPREVIOUS` on `\S+`/);
    assert.equal(await current(), 'first');
    assert.equal(await database.whoIs('app', 'first'), 'app');
    await assert.rejects(database.whoIs('app', second));
    const { VersionIdsToStages } = await secrets.send(
      new DescribeSecretCommand({ SecretId: 'prod/db' }),
    );
    assert.deepEqual(Object.values(VersionIdsToStages!).flat().sort(), [
      'AWSCURRENT',
      'AWSPREVIOUS',
    ]);
  });

  test('what fails is told in one line, with 1, and no value in it', async () => {
    // Nobody can log in any more: the rotation fails at its second step.
    await database.sql('alter role app nologin');
    await secrets.send(new RotateSecretCommand({ SecretId: 'prod/db' }));
    await until(async () => (await type('status')).code === 1);
    const { out, err } = await type('status');
    const [, line] = out.split('\n');
    assert.match(line!, /failed once, again at 20\S+Z {2}setSecret: LoginFailed: /);
    assert.ok(!`${out}${err}`.includes(await current()));
    const undo = await type('undo', 'prod/db', '--yes');
    assert.equal(undo.code, 1);
    assert.match(undo.err, /A rotation of this secret is under way/);
  });
});
