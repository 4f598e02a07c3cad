import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { RehearseRotation, UndoRotation } from '../../src/generated/lockstead.ts';
import type { Check } from '../../src/generated/lockstead.types.ts';
import type { BuiltInName } from '../../src/operation/built-in-functions.ts';
import { type MariaDbServer, mariaDbServer } from '../database/mariadb-server.ts';
import {
  type DatabaseServer,
  postgresMaster,
  postgresServer,
} from '../database/postgres-server.ts';
import { type DatabaseHouse, databaseHouse } from './database-house.ts';

/** One engine, as these tests need it. */
interface Engine {
  readonly name: string;
  readonly engine: string;
  readonly single: BuiltInName;
  readonly multi: BuiltInName;
  readonly port: () => number;
  readonly dump: () => Promise<string>;
  readonly whoIs: (username: string, password: string) => Promise<string>;
  readonly makeUser: (username: string) => Promise<void>;
  /** Who may set nobody's password but his own. */
  readonly makeMaster: (username: string, mayEverything: boolean) => Promise<void>;
}

let postgres: DatabaseServer;
let mariaDb: MariaDbServer;
before(async () => {
  [postgres, mariaDb] = await Promise.all([postgresServer(), mariaDbServer()]);
});
after(() => {
  postgres.stop();
  mariaDb.stop();
});

const ENGINES: readonly Engine[] = [
  {
    name: 'PostgreSQL',
    engine: 'postgres',
    single: 'SecretsManagerRDSPostgreSQLRotationSingleUser',
    multi: 'SecretsManagerRDSPostgreSQLRotationMultiUser',
    port: () => postgres.port,
    dump: () => postgres.dump(),
    whoIs: (...login) => postgres.whoIs(...login),
    makeUser: async (username) =>
      void (await postgres.sql(`create role "${username}" login password 'first'`)),
    makeMaster: async (username, mayEverything) =>
      void (await postgres.sql(
        `create role "${username}" login ${mayEverything ? 'superuser' : ''} password 'first'`,
      )),
  },
  {
    name: 'MariaDB',
    engine: 'mariadb',
    single: 'SecretsManagerRDSMariaDBRotationSingleUser',
    multi: 'SecretsManagerRDSMariaDBRotationMultiUser',
    port: () => mariaDb.port,
    dump: () => mariaDb.dump(),
    whoIs: (...login) => mariaDb.whoIs(...login),
    makeUser: async (username) =>
      void (await mariaDb.sql(`create user '${username}'@'%' identified by 'first'`)),
    makeMaster: async (username, mayEverything) => {
      await mariaDb.sql(`create user '${username}'@'%' identified by 'first'`);
      if (mayEverything)
        await mariaDb.sql(`grant all on *.* to '${username}'@'%' with grant option`);
    },
  },
];

for (const of of ENGINES)
  suite(of.name, () => {
    const at = (username: string, more: object = {}) => ({
      engine: of.engine,
      host: 'localhost',
      port: of.port(),
      username,
      password: 'first',
      ssl: true,
      ...more,
    });
    const rehearse = async (h: DatabaseHouse, secretId: string, by?: BuiltInName) => {
      const before = await of.dump();
      const asked = { secretId, ...(by && { rotationFunction: by }) };
      const { checks } = await h.ask(h.me, RehearseRotation, asked);
      assert.equal(await of.dump(), before, 'a rehearsal changes nothing');
      assert.ok(!JSON.stringify(checks).includes('first'), 'a rehearsal tells no password');
      return checks;
    };
    const outcomes = (checks: readonly Check[]) =>
      Object.fromEntries(checks.map(({ name, outcome }) => [name, outcome]));
    const detail = (checks: readonly Check[], name: string) =>
      checks.find((check) => check.name === name)!.detail;

    test('all is well: each check says so, before the function is the secret’s and after', async () => {
      const h = await databaseHouse();
      await of.makeUser('well');
      await h.secret('well', at('well'), { 'lockstead:PASSWORD_LENGTH': '40' });
      const checks = await rehearse(h, 'well', of.single);
      assert.deepEqual(outcomes(checks), {
        secret: 'OK',
        network: 'OK',
        TLS: 'OK',
        login: 'OK',
        writer: 'OK',
        privileges: 'OK',
        'password rules': 'OK',
      });
      assert.match(detail(checks, 'secret'), /^well at localhost:\d+$/);
      assert.match(detail(checks, 'password rules'), /^40 characters, without /);
      await h.rotate('well', of.single);
      const again = await rehearse(h, 'well');
      assert.ok(again.every(({ outcome }) => outcome === 'OK'));
    });

    test('what would fail is found, and what depends on it is left out', async () => {
      const h = await databaseHouse();
      await of.makeUser('ill');
      await h.secret('ill', at('ill', { password: 'wrong' }));
      assert.deepEqual(outcomes(await rehearse(h, 'ill', of.single)), {
        secret: 'OK',
        network: 'OK',
        TLS: 'OK',
        login: 'FAILED',
        writer: 'SKIPPED',
        privileges: 'SKIPPED',
        'password rules': 'OK',
      });
      await h.secret('lost', at('ill', { port: 1 }));
      const lost = outcomes(await rehearse(h, 'lost', of.single));
      assert.deepEqual(
        [lost['network'], lost['TLS'], lost['login']],
        ['FAILED', 'SKIPPED', 'SKIPPED'],
      );
      await h.secret('no', { username: 'ill' });
      const no = await rehearse(h, 'no', of.single);
      assert.deepEqual(
        [no[0]!.outcome, no[0]!.detail],
        ['FAILED', 'host key is missing from secret JSON'],
      );
      assert.ok(no.slice(1).every(({ outcome }) => outcome === 'SKIPPED'));
      await h.secret('short', at('ill'), { 'lockstead:PASSWORD_LENGTH': 'long' });
      assert.equal(outcomes(await rehearse(h, 'short', of.single))['password rules'], 'FAILED');
    });

    test('a master who lacks the right to set passwords is found before anything depends on him', async () => {
      const h = await databaseHouse();
      await of.makeUser('web');
      for (const [name, mayEverything] of [
        ['strong', true],
        ['weak', false],
      ] as const) {
        await of.makeMaster(name, mayEverything);
        const masterarn = await h.secret(name, at(name));
        await h.secret(`web-${name}`, at('web', { masterarn }));
      }
      const strong = await rehearse(h, 'web-strong', of.multi);
      assert.ok(
        strong.every(({ outcome }) => outcome === 'OK'),
        JSON.stringify(strong),
      );
      const weak = await rehearse(h, 'web-weak', of.multi);
      assert.deepEqual(
        weak.filter(({ outcome }) => outcome !== 'OK').map(({ name }) => name),
        ['privileges'],
      );
      await h.secret('web-alone', at('web'));
      const alone = outcomes(await rehearse(h, 'web-alone', of.multi));
      assert.deepEqual(
        [alone['login'], alone['master secret'], alone['master login'], alone['privileges']],
        ['OK', 'FAILED', 'SKIPPED', 'SKIPPED'],
      );
    });

    test('a rotation is taken back in the database and in the labels, and forth again', async () => {
      const h = await databaseHouse();
      await of.makeUser('back');
      await h.secret('back', at('back'));
      await h.rotate('back', of.single);
      const second = await h.value('back');
      const undo = async () => {
        const { VersionIdsToStages } = await h.describe('back');
        const [versionId] = Object.entries(VersionIdsToStages!).find(([, labels]) =>
          labels.includes('AWSPREVIOUS'),
        )!;
        await h.ask(h.me, UndoRotation, { secretId: 'back', versionId });
        await h.steps();
        assert.deepEqual(await h.failures(), []);
      };
      await undo();
      assert.equal((await h.value('back')).password, 'first');
      assert.match(await of.whoIs('back', 'first'), /^back/);
      await assert.rejects(of.whoIs('back', second.password));
      await undo();
      assert.deepEqual(await h.value('back'), second);
      assert.match(await of.whoIs('back', second.password), /^back/);
      await assert.rejects(of.whoIs('back', 'first'));
    });

    test('of two users that alternate the other one is back, and nobody is locked out', async () => {
      const h = await databaseHouse();
      await of.makeUser('turn');
      await of.makeMaster('turner', true);
      const masterarn = await h.secret('turner', at('turner'));
      const { VersionIdsToStages } = await h.describe(
        await h.secret('turn', at('turn', { masterarn })),
      );
      const [versionId] = Object.keys(VersionIdsToStages!);
      await h.rotate('turn', of.multi);
      const second = await h.value('turn');
      await h.ask(h.me, UndoRotation, { secretId: 'turn', versionId: versionId! });
      await h.steps();
      assert.deepEqual(await h.failures(), []);
      assert.equal((await h.value('turn')).username, 'turn');
      await of.whoIs('turn', 'first');
      await of.whoIs(second.username, second.password);
    });
  });

test('a secret without TLS is warned of, where the server lets it', async () => {
  const plain = await postgresServer({ hba: 'hostnossl all all all scram-sha-256', tls: false });
  try {
    const h = await databaseHouse();
    const { username, password } = postgresMaster;
    const value = { engine: 'postgres', host: 'localhost', port: plain.port, username, password };
    await h.secret('open', value);
    const by = 'SecretsManagerRDSPostgreSQLRotationSingleUser';
    const asked = { secretId: 'open', rotationFunction: by };
    const { checks } = await h.ask(h.me, RehearseRotation, asked);
    const tls = checks.find(({ name }) => name === 'TLS')!;
    assert.equal(tls.outcome, 'WARNING');
    assert.match(tls.detail, /^not encrypted: /);
  } finally {
    plain.stop();
  }
});

test('who may not rotate the secret, or invoke the function, rehearses nothing', async () => {
  const h = await databaseHouse();
  await h.secret('db', { username: 'x' });
  const rotationFunction = 'SecretsManagerRDSPostgreSQLRotationSingleUser';
  const rehearse = (as: typeof h.me, more: object = { rotationFunction }, secretId = 'db') =>
    h.ask(as, RehearseRotation, { secretId, ...more });
  const denied = { code: 'AccessDeniedException' };
  const reader = await h.user('reader', ['secretsmanager:GetSecretValue', 'lambda:*']);
  await assert.rejects(rehearse(reader), denied);
  await assert.rejects(rehearse(reader, {}, 'nowhere'), denied);
  const rotates = await h.user('rotates', ['secretsmanager:RotateSecret']);
  await assert.rejects(rehearse(rotates), denied);
  await assert.rejects(rehearse(rotates, {}, 'nowhere'), { code: 'ResourceNotFoundException' });
  const refused = { code: 'InvalidRequestException' };
  await assert.rejects(rehearse(h.me, {}), refused);
  await assert.rejects(rehearse(h.me, { rotationFunction: 'mine' }), refused);
});
