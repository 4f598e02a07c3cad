import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type RedisServer, redisMaster, redisServer } from '../database/redis-server.ts';
import { databaseHouse } from './database-house.ts';

const NAME = 'SecretsManagerRedisUserRotation';

let server: RedisServer;
before(async () => {
  server = await redisServer();
  const first = '>first';
  await server.command(
    'ACL',
    'SETUSER',
    'app',
    'on',
    first,
    '~*',
    '+@read',
    '+auth',
    '+acl|whoami',
  );
  await server.command('ACL', 'SETUSER', 'web', 'on', first, '~*', '+@all');
});
after(() => server?.stop());

const at = (username: string, more: object = {}) => ({
  engine: 'redis',
  host: 'localhost',
  port: server.port,
  ssl: true,
  username,
  password: 'first',
  ...more,
});
const wrong = { fault: 'login' };

test('a master sets the password of a user: the new one is good before the old one ends', async () => {
  const whileBoth: string[] = [];
  const h = await databaseHouse({
    wrap: (builtIns) => ({
      find: (name) => {
        const found = builtIns.find(name)!;
        const run: typeof found.run = async (call) => {
          await found.run(call);
          if (call.event.Step !== 'setSecret') return;
          const pending = await h.value('app', 'AWSPENDING');
          for (const password of ['first', pending.password])
            whileBoth.push(await server.whoIs('app', password));
        };
        return { ...found, run };
      },
    }),
  });
  const masterarn = await h.secret('master', at('master', redisMaster));
  await h.secret('app', at('app', { masterarn }));
  await h.rotate('app', NAME);
  assert.deepEqual(whileBoth, ['app', 'app']);
  const { password } = await h.value('app');
  assert.equal(await server.whoIs('app', password), 'app');
  await assert.rejects(server.whoIs('app', 'first'), wrong);
  // It is kept, for when the server starts again.
  assert.match(server.kept(), /^user app on #[0-9a-f]{64} /m);
});

test('a user who may sets his own password, and a tag keeps the old one until the next rotation', async () => {
  const h = await databaseHouse();
  await h.secret('web', at('web'), { 'lockstead:KEEP_OLD': 'true' });
  await h.rotate('web', NAME);
  const second = await h.value('web');
  for (const password of ['first', second.password])
    assert.equal(await server.whoIs('web', password), 'web');
  await h.rotate('web');
  const third = await h.value('web');
  for (const password of [second.password, third.password])
    assert.equal(await server.whoIs('web', password), 'web');
  await assert.rejects(server.whoIs('web', 'first'), wrong);
});

test('a user who may not, and one whose password is wrong, are told so', async () => {
  const h = await databaseHouse();
  await server.command('ACL', 'SETUSER', 'low', 'on', '>first', '~*', '+@read', '+acl|whoami');
  await h.secret('low', at('low'));
  await assert.rejects(h.rotate('low', NAME), { message: 'setSecret: PrivilegeMissing' });
  await h.secret('off', at('low', { password: 'wrong' }));
  await assert.rejects(h.rotate('off', NAME), { message: 'setSecret: LoginFailed' });
  assert.equal(await server.whoIs('low', 'first'), 'low');
  const masterarn = await h.secret('elsewhere', at('master', { host: '127.0.0.1' }));
  await h.secret('astray', at('low', { masterarn }));
  await assert.rejects(h.rotate('astray', NAME), { message: 'setSecret: SecretNotRotatable' });
});
