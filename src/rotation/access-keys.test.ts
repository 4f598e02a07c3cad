import assert from 'node:assert/strict';
import { test } from 'node:test';
import { databaseHouse } from '../../test/rotation/database-house.ts';
import {
  CreateAccessKey,
  CreateUser,
  DeleteAccessKey,
  ListAccessKeys,
  TagUser,
} from '../generated/iam.ts';
import { GetCallerIdentity } from '../generated/sts.ts';

const NAME = 'SecretsManagerIAMAccessKeyRotation';

/** A user with an access key, and the secret that has it; the user is the secret's unless told. */
async function keyHouse({ isTagged = true, more = {} } = {}) {
  const h = await databaseHouse();
  await h.ask(h.me, CreateUser, { UserName: 'robot' });
  const { AccessKey } = await h.ask(h.me, CreateAccessKey, { UserName: 'robot' });
  const arn = await h.secret(
    'robot',
    { username: 'robot', accesskey: AccessKey.AccessKeyId, secretkey: AccessKey.SecretAccessKey },
    more,
  );
  const Tags = [{ Key: 'lockstead:access-key-secret', Value: arn }];
  if (isTagged) await h.ask(h.me, TagUser, { UserName: 'robot', Tags });
  const keys = async () => {
    const { AccessKeyMetadata } = await h.ask(h.me, ListAccessKeys, { UserName: 'robot' });
    return Object.fromEntries(AccessKeyMetadata.map((key) => [key.AccessKeyId, key.Status]));
  };
  return { ...h, first: AccessKey.AccessKeyId, keys };
}

test('a new key is good before the old one is disabled, and the next rotation deletes that', async () => {
  const h = await keyHouse();
  await h.rotate('robot', NAME);
  const { accesskey: second, secretkey } = await h.value('robot');
  assert.equal(secretkey.length, 40);
  assert.deepEqual(await h.keys(), { [h.first]: 'Inactive', [second]: 'Active' });
  const robot = await h.callerOf(second);
  const { Arn } = await h.ask(robot, GetCallerIdentity, {});
  assert.match(Arn!, /:user\/robot$/);
  await h.rotate('robot');
  const { accesskey: third } = await h.value('robot');
  assert.deepEqual(await h.keys(), { [second]: 'Inactive', [third]: 'Active' });
});

test('a tag keeps the old key good until the next rotation', async () => {
  const h = await keyHouse({ more: { 'lockstead:KEEP_OLD': 'true' } });
  await h.rotate('robot', NAME);
  const { accesskey: second } = await h.value('robot');
  assert.deepEqual(await h.keys(), { [h.first]: 'Active', [second]: 'Active' });
  await h.rotate('robot');
  assert.deepEqual(Object.keys(await h.keys()).sort(), [
    ...[second, (await h.value('robot')).accesskey].sort(),
  ]);
});

test('nobody gets the key of a user by writing his name into a secret', async () => {
  const h = await keyHouse({ isTagged: false });
  await assert.rejects(h.rotate('robot', NAME), { message: 'createSecret: SecretNotRotatable' });
  assert.deepEqual(await h.keys(), { [h.first]: 'Active' });
});

test('a key that a rotation has left behind makes room, and one that is in use does not', async () => {
  const h = await keyHouse();
  const { AccessKey } = await h.ask(h.me, CreateAccessKey, { UserName: 'robot' });
  const other = AccessKey.AccessKeyId;
  await h.rotate('robot', NAME);
  assert.ok(!(other in (await h.keys())));

  const { accesskey: current } = await h.value('robot');
  await h.ask(h.me, DeleteAccessKey, { UserName: 'robot', AccessKeyId: h.first });
  const { AccessKey: used } = await h.ask(h.me, CreateAccessKey, { UserName: 'robot' });
  await h.ask(await h.callerOf(used.AccessKeyId), GetCallerIdentity, {});
  await assert.rejects(h.rotate('robot'), { message: 'createSecret: SecretNotRotatable' });
  assert.deepEqual(await h.keys(), { [current]: 'Active', [used.AccessKeyId]: 'Active' });
});

test('a rotation that dies after it has made the key makes another, and none is left over', async () => {
  let isDead = false;
  const h = await databaseHouse({
    wrap: (builtIns) => ({
      find: (name) => {
        const found = builtIns.find(name)!;
        return {
          ...found,
          run: (call) =>
            found.run({
              ...call,
              ask: async (model, input) => {
                const answer = await call.ask(model, input);
                if (model.name !== 'CreateAccessKey' || isDead) return answer;
                isDead = true;
                throw new Error('killed');
              },
            }),
        };
      },
    }),
  });
  await h.ask(h.me, CreateUser, { UserName: 'robot' });
  const arn = await h.secret('robot', { username: 'robot' });
  const Tags = [{ Key: 'lockstead:access-key-secret', Value: arn }];
  await h.ask(h.me, TagUser, { UserName: 'robot', Tags });
  await h.begin('robot', NAME);
  await h.steps().catch(() => {});
  h.clock.advance(120_000);
  await h.steps();
  const { accesskey } = await h.value('robot');
  const { AccessKeyMetadata } = await h.ask(h.me, ListAccessKeys, { UserName: 'robot' });
  assert.ok(AccessKeyMetadata.some(({ AccessKeyId }) => AccessKeyId === accesskey));
  assert.ok(AccessKeyMetadata.length <= 2);
  await h.rotate('robot');
});
