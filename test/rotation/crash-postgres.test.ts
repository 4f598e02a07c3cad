import { test } from 'node:test';
import { postgresMaster, postgresServer } from '../database/postgres-server.ts';
import { breakEverywhere } from './breaking.ts';

// `npm run prove` (LOCKSTEAD_PROVE) breaks at every message.

test('PostgreSQL, one user: what breaks at any message or request is finished', async (t) => {
  const server = await postgresServer();
  t.after(() => server.stop());
  await server.sql("create role app login password 'first'");
  const by = 'SecretsManagerRDSPostgreSQLRotationSingleUser';
  await breakEverywhere(t, { engine: 'postgres', by, server });
});

test('PostgreSQL, alternating users: the current one always logs in', async (t) => {
  const server = await postgresServer();
  t.after(() => server.stop());
  await server.sql("create role app login password 'first'");
  const by = 'SecretsManagerRDSPostgreSQLRotationMultiUser';
  await breakEverywhere(t, { engine: 'postgres', by, server, master: postgresMaster });
});
