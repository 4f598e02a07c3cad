import assert from 'node:assert/strict';
import { test } from 'node:test';
import { house } from '../../../test/house.ts';
import {
  CreateGroup,
  CreateUser,
  DeleteUserPolicy,
  GetGroupPolicy,
  GetUserPolicy,
  ListUserPolicies,
  PutGroupPolicy,
  PutRolePolicy,
  PutUserPolicy,
} from '../../generated/iam.ts';

const READS =
  '{ "Version": "2012-10-17", "Statement": [{"Effect":"Allow","Action":"s3:*","Resource":"*"}] }';

test('an inline policy comes back as it was written, encoded as in a URL', async () => {
  const h = await house();
  const root = h.root();
  await h.ask(root, CreateUser, { UserName: 'Alice' });
  const named = { UserName: 'alice', PolicyName: 'reads+all' };
  await h.ask(root, PutUserPolicy, { ...named, PolicyDocument: READS });
  const got = await h.ask(root, GetUserPolicy, named);
  assert.equal(got.UserName, 'Alice');
  assert.equal(got.PolicyDocument.includes('*'), false);
  assert.equal(decodeURIComponent(got.PolicyDocument), READS);

  const other = READS.replace('s3', 'sqs');
  await h.ask(root, PutUserPolicy, { ...named, PolicyDocument: other });
  const after = await h.ask(root, GetUserPolicy, named);
  assert.equal(decodeURIComponent(after.PolicyDocument), other);

  await h.ask(root, DeleteUserPolicy, named);
  const gone = {
    code: 'NoSuchEntity',
    message: 'The user policy with name reads+all cannot be found.',
    status: 404,
  };
  await assert.rejects(h.ask(root, GetUserPolicy, named), gone);
  await assert.rejects(h.ask(root, DeleteUserPolicy, named), gone);
  await h.close();
});

test('what a user may is what his inline policies say at that moment', async () => {
  const h = await house();
  const alice = await h.user('alice', ['iam:ListUserPolicies']);
  const list = () => h.ask(alice, ListUserPolicies, { UserName: 'alice' });
  assert.deepEqual(await list(), { PolicyNames: ['may'], IsTruncated: false });
  await h.ask(h.root(), DeleteUserPolicy, { UserName: 'alice', PolicyName: 'may' });
  await assert.rejects(list(), { code: 'AccessDenied' });
  await h.close();
});

test('all inline policies of a user share 2048 characters, white space aside', async () => {
  const h = await house();
  const root = h.root();
  await h.ask(root, CreateUser, { UserName: 'alice' });
  const put = (PolicyName: string, PolicyDocument: string) =>
    h.ask(root, PutUserPolicy, { UserName: 'alice', PolicyName, PolicyDocument });
  const filled = (size: number) => {
    const empty = READS.replaceAll(' ', '').replace('"*"}', '"arn:aws:s3:::"}');
    return empty.replace(':::', `:::${'x'.repeat(size - empty.length)}`);
  };
  await put('a', `${filled(1000)}${' '.repeat(5000)}`);
  await put('b', filled(1048));
  const tooMuch = {
    code: 'LimitExceeded',
    message: 'Maximum policy size of 2048 bytes exceeded for user alice',
    status: 409,
  };
  await assert.rejects(put('b', filled(1049)), tooMuch);
  await assert.rejects(put('c', READS), tooMuch);
  await put('a', filled(999));
  await put('b', filled(1049));
  await h.close();
});

test('a document that says nothing is refused in the words of what is wrong with it', async () => {
  const h = await house();
  const root = h.root();
  await h.ask(root, CreateUser, { UserName: 'alice' });
  const put = (PolicyDocument: string) =>
    h.ask(root, PutUserPolicy, { UserName: 'alice', PolicyName: 'p', PolicyDocument });
  await assert.rejects(put('nothing'), {
    code: 'MalformedPolicyDocument',
    message: 'Syntax errors in policy.',
    status: 400,
  });
  await assert.rejects(put(READS.replace('"Effect"', '"Principal":"*","Effect"')), {
    message: 'Policy document should not specify a principal.',
  });
  await h.close();
});

test('names of inline policies are told by page, and a page leads to the next', async () => {
  const h = await house();
  const root = h.root();
  await h.ask(root, CreateUser, { UserName: 'alice' });
  for (const PolicyName of ['c', 'a', 'b'])
    await h.ask(root, PutUserPolicy, { UserName: 'alice', PolicyName, PolicyDocument: READS });
  const list = (more: object) => h.ask(root, ListUserPolicies, { UserName: 'alice', ...more });
  const first = await list({ MaxItems: 2 });
  assert.deepEqual(first.PolicyNames, ['a', 'b']);
  assert.equal(first.IsTruncated, true);
  const { Marker } = first;
  assert.deepEqual(await list({ Marker }), { PolicyNames: ['c'], IsTruncated: false });

  await h.ask(root, CreateUser, { UserName: 'bob' });
  await assert.rejects(h.ask(root, ListUserPolicies, { UserName: 'bob', Marker }), {
    code: 'ValidationError',
  });
  await h.close();
});

test('groups and roles have their own words and limits', async () => {
  const h = await house();
  const root = h.root();
  await h.ask(root, CreateGroup, { GroupName: 'readers' });
  const named = { GroupName: 'readers', PolicyName: 'p' };
  await assert.rejects(h.ask(root, GetGroupPolicy, named), {
    message: 'The group policy with name p cannot be found.',
  });
  const long = READS.replace('"*"}', `"arn:aws:s3:::${'x'.repeat(5200)}"}`);
  await assert.rejects(h.ask(root, PutGroupPolicy, { ...named, PolicyDocument: long }), {
    message: 'Maximum policy size of 5120 bytes exceeded for group readers',
  });
  await assert.rejects(
    h.ask(root, PutRolePolicy, { RoleName: 'nobody', PolicyName: 'p', PolicyDocument: READS }),
    { code: 'NoSuchEntity', message: 'The role with name nobody cannot be found.' },
  );
  await h.close();
});

test('a stranger cannot tell a missing user from a hidden one', async () => {
  const h = await house();
  const stranger = await h.user('stranger', []);
  await h.ask(h.root(), CreateUser, { UserName: 'Hidden', Path: '/deep/' });
  for (const UserName of ['hidden', 'missing']) {
    await assert.rejects(h.ask(stranger, ListUserPolicies, { UserName }), {
      code: 'AccessDenied',
      message: `User: ${stranger.arn} is not authorized to perform: iam:ListUserPolicies on resource: user ${UserName} because no identity-based policy allows the iam:ListUserPolicies action`,
    });
  }
  await h.close();
});
