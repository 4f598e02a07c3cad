/** Clusters with a writer and readers: passwords are set at the writer, whichever endpoint a secret has. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { systemRandom } from '../../src/base/random.ts';
import { CreateDBCluster } from '../../src/generated/rds.ts';
import { createDatabases } from '../../src/rotation/database/databases.ts';
import {
  type DatabaseServer,
  postgresMaster,
  postgresServer,
} from '../database/postgres-server.ts';
import { databaseHouse, reach } from './database-house.ts';

const SINGLE = 'SecretsManagerAuroraPostgreSQLRotationSingleUser';
const MULTI = 'SecretsManagerAuroraPostgreSQLRotationMultiUser';
const WRITER = 'shop.cluster-x1.eu-west-1.rds.test';
const READER = 'shop.cluster-ro-x1.eu-west-1.rds.test';
const INSTANCE = 'one.x1.eu-west-1.rds.test';

let writer: DatabaseServer;
let reader: DatabaseServer;
const started: DatabaseServer[] = [];
before(async () => {
  started.push((writer = await postgresServer({ hba: 'host all all all scram-sha-256' })));
  started.push((reader = await writer.standby()));
});
after(() => started.reverse().forEach((server) => server.stop()));

const asked: string[] = [];
/** The endpoints of the cluster, as its DNS would tell them. */
const databases = createDatabases({
  random: systemRandom,
  reach: {
    ...reach,
    locate: async (host) => {
      asked.push(host);
      const server = host === READER ? reader : writer;
      return { address: '127.0.0.1', port: server.port };
    },
  },
});
const at = (host: string, username: string, more: object = {}) => ({
  engine: 'aurora-postgresql',
  host,
  port: 5432,
  username,
  password: 'first',
  ssl: false,
  ...more,
});

test('a reader that nobody knows the writer of is refused, and told of', async () => {
  const h = await databaseHouse({ databases });
  await writer.sql("create role lost login password 'first'");
  await until(() => reader.whoIs('lost', 'first').catch(() => false));
  await h.secret('lost', at(READER, 'lost'));
  await assert.rejects(h.rotate('lost', SINGLE), { message: 'setSecret: ReaderEndpoint' });
  assert.equal(await writer.whoIs('lost', 'first'), 'lost');
});

test('a reader of a registered cluster leads to its writer, and knows the password in the end', async () => {
  const h = await databaseHouse({ databases });
  await writer.sql("create role app login password 'first'");
  await h.ask(h.me, CreateDBCluster, {
    DBClusterIdentifier: 'shop',
    Engine: 'aurora-postgresql',
    MasterUsername: 'postgres',
    MasterUserPassword: postgresMaster.password,
    Tags: [
      { Key: 'lockstead:endpoint', Value: `${WRITER}:5432` },
      { Key: 'lockstead:reader-endpoint', Value: `${READER}:5432` },
      { Key: 'lockstead:tls', Value: 'off' },
    ],
  });
  await until(() => reader.whoIs('app', 'first').catch(() => false));
  await h.secret('app', at(READER, 'app'));
  await h.rotate('app', SINGLE);
  const { password, host } = await h.value('app');
  assert.equal(host, READER);
  for (const server of [writer, reader]) assert.equal(await server.whoIs('app', password), 'app');

  const masterarn = await h.secret('master', at(WRITER, 'postgres', postgresMaster));
  await h.secret('pair', at(READER, 'app', { password, masterarn }));
  await h.rotate('pair', MULTI);
  const pair = await h.value('pair');
  assert.equal(pair.username, 'app_clone');
  for (const server of [writer, reader])
    assert.equal(await server.whoIs('app_clone', pair.password), 'app');
});

test('a reader of Aurora says itself who its writer is', async () => {
  const h = await databaseHouse({ databases });
  await writer.sql(`create role told login password 'first';
    create function aurora_replica_status() returns table (server_id text, session_id text) language sql
    as $$ values ('one', 'MASTER_SESSION_ID'), ('two', 'b5e7') $$`);
  await until(
    async () => (await reader.sql("select to_regproc('aurora_replica_status') as f"))[0].f,
  );
  await h.secret('told', at(READER, 'told'));
  asked.length = 0;
  await h.rotate('told', SINGLE);
  assert.deepEqual(new Set(asked), new Set([READER, INSTANCE]));
  assert.equal(await reader.whoIs('told', (await h.value('told')).password), 'told');
});

/** Replicas follow in their own time. */
async function until(isSo: () => Promise<unknown>): Promise<void> {
  while (!(await isSo()));
}
