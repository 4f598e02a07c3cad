import assert from 'node:assert/strict';
import { test } from 'node:test';
import { house } from '../../../test/house.ts';
import {
  CreateRole,
  CreateUser,
  GetRole,
  ListRoleTags,
  ListUserTags,
  TagRole,
  TagUser,
  UntagRole,
  UntagUser,
} from '../../generated/iam.ts';

const UserName = 'alice';
const tag = (Key: string, Value = '') => ({ Key, Value });

test('tags are set, replaced whatever the case of their keys, listed by key and taken away', async () => {
  const h = await house();
  const root = h.root();
  await h.ask(root, CreateUser, { UserName, Tags: [tag('team', 'blue')] });
  await h.ask(root, TagUser, { UserName, Tags: [tag('cost', '1'), tag('TEAM', 'red')] });
  const listed = async () => (await h.ask(root, ListUserTags, { UserName })).Tags;
  assert.deepEqual(await listed(), [tag('TEAM', 'red'), tag('cost', '1')]);
  await h.ask(root, UntagUser, { UserName, TagKeys: ['COST', 'unknown'] });
  assert.deepEqual(await listed(), [tag('TEAM', 'red')]);
  await h.close();
});

test('a list of tags names each key once, none of the system, and fifty are the most', async () => {
  const h = await house();
  const root = h.root();
  const many = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, i) => tag(`k${from + i}`));
  const duplicate = {
    code: 'InvalidInput',
    message: 'Duplicate tag keys found. Please note that Tag keys are case insensitive.',
    status: 400,
  };
  const twice = [tag('Team'), tag('team')];
  await assert.rejects(h.ask(root, CreateUser, { UserName, Tags: twice }), duplicate);
  await h.ask(root, CreateUser, { UserName, Tags: many(0, 49) });
  await assert.rejects(h.ask(root, TagUser, { UserName, Tags: twice }), duplicate);
  await assert.rejects(h.ask(root, TagUser, { UserName, Tags: [tag('AWS:x')] }), {
    code: 'InvalidInput',
  });
  await assert.rejects(h.ask(root, TagUser, { UserName, Tags: many(49, 51) }), {
    code: 'LimitExceeded',
  });
  await h.ask(root, TagUser, { UserName, Tags: many(48, 50) });

  const first = await h.ask(root, ListUserTags, { UserName, MaxItems: 30 });
  const rest = await h.ask(root, ListUserTags, { UserName, Marker: first.Marker });
  assert.deepEqual([first.IsTruncated, rest.IsTruncated], [true, false]);
  const keys = [...first.Tags, ...rest.Tags].map(({ Key }) => Key);
  assert.equal(new Set(keys).size, 50);
  assert.deepEqual(keys, [...keys].sort());
  await h.close();
});

test('conditions see the tags of a role, and those that a request brings or takes', async () => {
  const h = await house();
  const root = h.root();
  const document =
    '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}}';
  for (const [RoleName, team] of [
    ['mine', 'blue'],
    ['theirs', 'red'],
  ] as const) {
    const Tags = [tag('team', team)];
    await h.ask(root, CreateRole, { RoleName, AssumeRolePolicyDocument: document, Tags });
  }
  const Condition = {
    StringEquals: { 'iam:ResourceTag/team': 'blue' },
    'ForAllValues:StringEquals': { 'aws:TagKeys': ['cost'] },
  };
  const clerk = await h.user('clerk', {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: ['iam:TagRole', 'iam:UntagRole'], Resource: '*', Condition },
      {
        Effect: 'Allow',
        Action: ['iam:GetRole', 'iam:ListRoleTags'],
        Resource: '*',
        Condition: { StringEquals: { 'aws:ResourceTag/team': 'blue' } },
      },
    ],
  });
  const denied = { code: 'AccessDenied' };
  await h.ask(clerk, TagRole, { RoleName: 'mine', Tags: [tag('cost', '1')] });
  await h.ask(clerk, UntagRole, { RoleName: 'mine', TagKeys: ['cost'] });
  const untag = { RoleName: 'mine', TagKeys: ['team'] };
  await assert.rejects(h.ask(clerk, UntagRole, untag), denied);
  const theirs = { RoleName: 'theirs', Tags: [tag('cost', '1')] };
  await assert.rejects(h.ask(clerk, TagRole, theirs), denied);
  await assert.rejects(h.ask(clerk, GetRole, { RoleName: 'theirs' }), denied);
  const { Tags } = await h.ask(clerk, ListRoleTags, { RoleName: 'mine' });
  assert.deepEqual(Tags, [tag('team', 'blue')]);
  await h.close();
});
