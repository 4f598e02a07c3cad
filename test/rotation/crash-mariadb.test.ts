import { test } from 'node:test';
import { mariaDbServer } from '../database/mariadb-server.ts';
import { breakEverywhere } from './breaking.ts';

// `npm run prove` (LOCKSTEAD_PROVE) breaks at every message.

test('MariaDB, alternating users: the current one always logs in, with all his grants', async (t) => {
  const server = await mariaDbServer();
  t.after(() => server.stop());
  await server.sql(`
    create user master identified by 'm'; grant all on *.* to master with grant option;
    create user app identified by 'first'; create user app@localhost identified by 'first';
    create database shop; grant select on shop.* to app`);
  const master = { username: 'master', password: 'm' };
  const by = 'SecretsManagerRDSMariaDBRotationMultiUser';
  await breakEverywhere(t, { engine: 'mariadb', by, server, master });
});
