/** Applications that read the secret and log in without pause, while it is rotated again and again. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stopwatch } from '../../src/base/clock.ts';
import { mariaDbServer } from '../database/mariadb-server.ts';
import { postgresMaster, postgresServer } from '../database/postgres-server.ts';
import { databaseHouse, type DatabaseHouse } from './database-house.ts';

/** `npm run prove` rotates a hundred times. */
const ROTATIONS = process.env['LOCKSTEAD_PROVE'] ? 100 : 4;

interface Server {
  readonly port: number;
  readonly whoIs: (username: string, password: string) => Promise<string>;
}

/** How often an application has logged in, and failed to, until it is told to stop. */
function application(h: DatabaseHouse, server: Server, name: string) {
  const seen = { logins: 0, failures: [] as string[], users: new Set<string>() };
  let isOver = false;
  const run = async () => {
    while (!isOver) {
      const { username, password } = await h.value(name);
      const elapsed = stopwatch();
      try {
        await server.whoIs(username, password);
        seen.logins++;
        seen.users.add(username);
      } catch (cause) {
        seen.failures.push(`${username} after ${Math.round(elapsed())} ms: ${String(cause)}`);
      }
    }
    return seen;
  };
  const running = run();
  return {
    seen,
    end: () => {
      isOver = true;
      return running;
    },
  };
}

test(`alternating users: no login fails while the password changes ${ROTATIONS} times`, async (t) => {
  const postgres = await postgresServer();
  t.after(() => postgres.stop());
  const mariadb = await mariaDbServer();
  t.after(() => mariadb.stop());
  await postgres.sql("create role app login password 'first'");
  await mariadb.sql(
    "create user master identified by 'm'; grant all on *.* to master with grant option; create user app identified by 'first'",
  );
  const h = await databaseHouse();
  const cases = [
    ['postgres', postgres, postgresMaster, 'SecretsManagerRDSPostgreSQLRotationMultiUser'],
    [
      'mariadb',
      mariadb,
      { username: 'master', password: 'm' },
      'SecretsManagerRDSMariaDBRotationMultiUser',
    ],
  ] as const;
  for (const [engine, server, master, by] of cases) {
    const at = { engine, host: 'localhost', port: server.port, ssl: true };
    const masterarn = await h.secret(`${engine}-master`, { ...at, ...master });
    await h.secret(engine, { ...at, username: 'app', password: 'first', masterarn });
    await h.rotate(engine, by);
    const app = application(h, server, engine);
    for (let n = 0; n < ROTATIONS; n++) await h.rotate(engine);
    const { logins, failures, users } = await app.end();
    t.diagnostic(`${engine}: ${logins} logins, ${failures.length} failures`);
    assert.deepEqual(failures, []);
    assert.ok(logins >= ROTATIONS);
    assert.equal(users.size, 2);
  }
});

test('a single user: logins fail only between the step that sets the password and the end', async (t) => {
  const server = await postgresServer();
  t.after(() => server.stop());
  await server.sql("create role app login password 'first'");
  const h = await databaseHouse();
  const at = { engine: 'postgres', host: 'localhost', port: server.port, ssl: true };
  await h.secret('app', { ...at, username: 'app', password: 'first' });
  await h.rotate('app', 'SecretsManagerRDSPostgreSQLRotationSingleUser');
  const app = application(h, server, 'app');
  for (let n = 0; n < ROTATIONS; n++) {
    await h.rotate('app');
    const { username, password } = await h.value('app');
    assert.equal(await server.whoIs(username, password), 'app');
  }
  const { logins, failures } = await app.end();
  t.diagnostic(`${logins} logins, ${failures.length} failures`);
  assert.ok(logins > 0);
});
