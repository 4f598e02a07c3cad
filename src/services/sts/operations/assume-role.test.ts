import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HOUR } from '../../../base/clock.ts';
import { CreateRole, PutRolePolicy } from '../../../generated/iam.ts';
import { AssumeRole, GetCallerIdentity } from '../../../generated/sts.ts';
import type { Tag } from '../../../generated/sts.types.ts';
import { ACCOUNT, house, OTHER_ACCOUNT, START, type TestHouse } from '../../../../test/house.ts';

const ALL = ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'];
const READ_ONLY = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
const allow = (Action: string | readonly string[], more: object = {}) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action, Resource: '*', ...more }],
  });

/** A role that trusts an account, or whom the statement's further elements name; it may do anything. */
async function role(
  h: TestHouse,
  name: string,
  { Action = ALL, max = 3600, path = '/', ...more }: { [element: string]: any } = {},
): Promise<string> {
  const { Role } = await h.ask(h.root(), CreateRole, {
    RoleName: name,
    Path: path,
    MaxSessionDuration: max,
    AssumeRolePolicyDocument: JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { AWS: ACCOUNT }, Action, ...more }],
    }),
  });
  const PolicyDocument = allow('*');
  await h.ask(h.root(), PutRolePolicy, { RoleName: name, PolicyName: 'all', PolicyDocument });
  return Role!.Arn;
}

const asking = (RoleArn: string, more: object = {}) => ({
  RoleArn,
  RoleSessionName: 'session',
  ...more,
});
const tag = (Key: string, Value = 'v'): Tag => ({ Key, Value });

test('a role is assumed by whom it trusts and whose policies let him', async () => {
  const h = await house();
  const alice = await h.user('alice', ['sts:*']);
  const RoleArn = await role(h, 'reader', { path: '/team/' });
  const { Credentials, AssumedRoleUser, PackedPolicySize, SourceIdentity } = await h.ask(
    alice,
    AssumeRole,
    asking(RoleArn),
  );
  assert.match(Credentials!.AccessKeyId, /^ASIA[A-Z2-7]{16}$/);
  assert.equal(Credentials!.Expiration, START + HOUR);
  assert.equal(AssumedRoleUser!.Arn, `arn:aws:sts::${ACCOUNT}:assumed-role/reader/session`);
  assert.match(AssumedRoleUser!.AssumedRoleId, /^AROA[A-Z2-7]+:session$/);
  assert.equal(PackedPolicySize, undefined);
  assert.equal(SourceIdentity, undefined);

  const session = await h.assume(alice, RoleArn);
  assert.deepEqual(await h.ask(session, GetCallerIdentity, {}), {
    UserId: AssumedRoleUser!.AssumedRoleId,
    Account: ACCOUNT,
    Arn: AssumedRoleUser!.Arn,
  });
  await h.close();
});

test('a refused role and a role that is not there look alike', async () => {
  const h = await house();
  const there = await role(h, 'there', { Principal: { AWS: OTHER_ACCOUNT } });
  const alice = await h.user('alice', ['sts:*']);
  const stranger = await h.user('stranger', ['iam:*']);
  const nowhere = `arn:aws:iam::${ACCOUNT}:role/nowhere`;
  for (const who of [alice, stranger]) {
    for (const arn of [there, nowhere]) {
      await assert.rejects(h.ask(who, AssumeRole, asking(arn)), {
        code: 'AccessDenied',
        status: 403,
        message: `User: ${who.arn} is not authorized to perform: sts:AssumeRole on resource: ${arn}`,
      });
    }
  }
  await h.close();
});

test('a user of another account needs both the trust and a policy of his own', async () => {
  const h = await house();
  const trusted = await role(h, 'trusted', { Principal: { AWS: OTHER_ACCOUNT } });
  const untrusted = await role(h, 'untrusted');
  const bob = await h.user('bob', ['sts:AssumeRole'], OTHER_ACCOUNT);
  const poor = await h.user('poor', [], OTHER_ACCOUNT);
  await h.assume(bob, trusted);
  await assert.rejects(h.assume(bob, untrusted), { code: 'AccessDenied' });
  await assert.rejects(h.assume(poor, trusted), { code: 'AccessDenied' });
  await h.close();
});

test('a user of the account who is trusted by name needs no policy', async () => {
  const h = await house();
  const carol = await h.user('carol', []);
  const dave = await h.user('dave', []);
  const arn = await role(h, 'hers', { Principal: { AWS: carol.arn } });
  await h.assume(carol, arn);
  await assert.rejects(h.assume(dave, arn), { code: 'AccessDenied' });
  await h.close();
});

test('a trust policy may ask for an external id, a session name and a source identity', async () => {
  const h = await house();
  const alice = await h.user('alice', ['sts:*']);
  const arn = await role(h, 'vendor', {
    Condition: {
      StringEquals: { 'sts:ExternalId': 'secret-handshake', 'sts:SourceIdentity': 'alice' },
      StringLike: { 'sts:RoleSessionName': 'job-*' },
    },
  });
  const right = {
    ExternalId: 'secret-handshake',
    SourceIdentity: 'alice',
    RoleSessionName: 'job-1',
  };
  const session = await h.assume(alice, arn, right);
  assert.equal(session.session?.sourceIdentity, 'alice');
  for (const wrong of [
    { ExternalId: 'other' },
    { SourceIdentity: 'bob' },
    { RoleSessionName: 'x1' },
  ]) {
    await assert.rejects(h.assume(alice, arn, { ...right, ...wrong }), { code: 'AccessDenied' });
  }
  await h.close();
});

test('tags and a source identity need permissions of their own', async () => {
  const h = await house();
  const alice = await h.user('alice', ['sts:*']);
  const arn = await role(h, 'plain', { Action: 'sts:AssumeRole' });
  await h.assume(alice, arn);
  const refused = (action: string) => ({
    code: 'AccessDenied',
    message: new RegExp(
      `^User: ${alice.arn} is not authorized to perform: sts:${action} on resource: ${arn}`,
    ),
  });
  await assert.rejects(h.assume(alice, arn, { Tags: [tag('team')] }), refused('TagSession'));
  await assert.rejects(
    h.assume(alice, arn, { SourceIdentity: 'alice' }),
    refused('SetSourceIdentity'),
  );
  await h.close();
});

test('transitive tags and the source identity go along a chain and cannot be changed', async () => {
  const h = await house();
  const alice = await h.user('alice', ['sts:*']);
  const first = await role(h, 'first');
  const second = await role(h, 'second');
  const one = await h.assume(alice, first, {
    Tags: [tag('SessionTag1', 'a'), tag('own')],
    TransitiveTagKeys: ['sessiontag1'],
    SourceIdentity: 'alice',
  });
  assert.equal(one.session?.chained, false);
  const two = await h.assume(one, second, { Tags: [tag('more', 'm')] });
  assert.deepEqual(two.session?.tags, { SessionTag1: 'a', more: 'm' });
  assert.deepEqual(two.session?.transitiveTagKeys, ['SessionTag1']);
  assert.equal(two.session?.sourceIdentity, 'alice');
  assert.equal(two.session?.chained, true);

  for (const Key of ['SessionTag1', 'sessiontag1']) {
    await assert.rejects(h.assume(one, second, { Tags: [tag(Key)] }), {
      code: 'InvalidParameterValue',
      message:
        "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling session.",
    });
  }
  await assert.rejects(h.assume(one, second, { SourceIdentity: 'bob' }), { code: 'AccessDenied' });
  await h.close();
});

test('a chain cannot hand its tags to a role that does not let them be set', async () => {
  const h = await house();
  const alice = await h.user('alice', ['sts:*']);
  const first = await role(h, 'first');
  const second = await role(h, 'second', { Action: 'sts:AssumeRole' });
  const transitive = { Tags: [tag('a')], TransitiveTagKeys: ['a'] };
  await h.assume(await h.assume(alice, first), second);
  const tagged = await h.assume(alice, first, transitive);
  await assert.rejects(h.assume(tagged, second), {
    code: 'AccessDenied',
    message: /sts:TagSession/,
  });
  await h.close();
});

test('tag keys must differ in more than case, and transitive ones be among the tags', async () => {
  const h = await house();
  const alice = await h.user('alice', ['sts:*']);
  const arn = await role(h, 'tagged');
  await assert.rejects(h.assume(alice, arn, { Tags: [tag('a')], TransitiveTagKeys: ['b'] }), {
    code: 'InvalidParameterValue',
    message: 'The specified transitive tag key must be included in the requested tags.',
  });
  await assert.rejects(h.assume(alice, arn, { Tags: [tag('a'), tag('A')] }), {
    code: 'InvalidParameterValue',
    message: 'Duplicate tag keys found. Please note that Tag keys are case insensitive.',
  });
  await h.close();
});

test('a session lasts no longer than its role allows, and an hour where roles are chained', async () => {
  const h = await house();
  const alice = await h.user('alice', ['sts:*']);
  const arn = await role(h, 'long', { max: 7200 });
  const session = await h.assume(alice, arn, { DurationSeconds: 7200 });
  assert.equal(session.session?.expiresAt, START + 2 * HOUR);
  await assert.rejects(h.assume(alice, arn, { DurationSeconds: 7201 }), {
    code: 'ValidationError',
    message: 'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
  });
  await h.assume(session, arn, { DurationSeconds: 3600 });
  await assert.rejects(h.assume(session, arn, { DurationSeconds: 3601 }), {
    code: 'ValidationError',
    message:
      'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.',
  });
  await h.close();
});

test('session policies limit the session, and say how much room they take', async () => {
  const h = await house();
  const alice = await h.user('alice', ['sts:*']);
  const arn = await role(h, 'limited');
  const Policy = allow('iam:GetUser');
  const { PackedPolicySize } = await h.ask(alice, AssumeRole, asking(arn, { Policy }));
  assert(PackedPolicySize! > 0 && PackedPolicySize! <= 100);
  const session = await h.assume(alice, arn, { Policy });
  await assert.rejects(h.assume(session, arn), { code: 'AccessDenied' });
  await h.assume(await h.assume(alice, arn, { Policy: allow('sts:*') }), arn);
  await h.close();
});

test('what is no policy, too long or too big once packed is refused', async () => {
  const h = await house();
  const alice = await h.user('alice', ['sts:*']);
  const arn = await role(h, 'strict');
  const refused = async (more: object, code: string, message: RegExp) => {
    await assert.rejects(h.assume(alice, arn, more), { code, message });
  };
  await refused({ Policy: '{}' }, 'MalformedPolicyDocument', /./);
  await refused(
    { Policy: allow('s3:*').padEnd(2049) },
    'ValidationError',
    /less than or equal to 2048$/,
  );
  await refused(
    { Tags: Array.from({ length: 9 }, (_, i) => tag(`T${i + 1}`, 'a'.repeat(250))) },
    'PackedPolicyTooLarge',
    /^Packed size of session tags consumes 498% of allotted space\.$/,
  );
  await refused({ PolicyArns: [{ arn: `${READ_ONLY}Not` }] }, 'ValidationError', /does not exist/);
  await refused(
    { PolicyArns: [{ arn: 'arn:aws:s3:::bucket-of-mine' }] },
    'ValidationError',
    /not valid/,
  );
  await refused(
    { PolicyArns: Array.from({ length: 11 }, () => ({ arn: READ_ONLY })) },
    'ValidationError',
    /less than or equal to 10$/,
  );
  await h.close();
});

test('who brings a context must be allowed to, and no context is genuine here', async () => {
  const h = await house();
  const alice = await h.user('alice', ['sts:*']);
  const provider = 'arn:aws:iam::aws:contextProvider/IdentityCenter';
  const from = (arn: string) => ({
    Action: ['sts:AssumeRole', 'sts:SetContext'],
    Condition: { 'ForAllValues:ArnEquals': { 'sts:RequestContextProviders': [arn] } },
  });
  const ProvidedContexts = [{ ProviderArn: provider, ContextAssertion: 'made-up' }];
  const cases = [
    ['plain', {}, 'AccessDenied', /sts:SetContext/],
    ['others', from(`${provider}2`), 'AccessDenied', /not authorized/],
    ['setting', from(provider), 'ValidationError', /assertion .* is invalid/],
  ] as const;
  for (const [name, trust, code, message] of cases) {
    const arn = await role(h, name, trust);
    await assert.rejects(h.assume(alice, arn, { ProvidedContexts }), { code, message });
    await h.assume(alice, arn);
  }
  await h.close();
});

test('the root user assumes no roles, and nobody what is no role', async () => {
  const h = await house();
  const arn = await role(h, 'rootless');
  await assert.rejects(h.assume(h.root(), arn), {
    code: 'AccessDenied',
    message: 'Roles may not be assumed by root accounts.',
  });
  const alice = await h.user('alice', ['sts:*']);
  await assert.rejects(h.assume(alice, alice.arn), {
    code: 'ValidationError',
    message: `${alice.arn} is invalid`,
  });
  await h.close();
});

test('a second factor that nobody knows is refused, and half of one too', async () => {
  const h = await house();
  const alice = await h.user('alice', ['sts:*']);
  const arn = await role(h, 'careful');
  const SerialNumber = `arn:aws:iam::${ACCOUNT}:mfa/alice`;
  await assert.rejects(h.assume(alice, arn, { SerialNumber, TokenCode: '123456' }), {
    code: 'AccessDenied',
    message:
      'MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA serial number is valid and associated with this user.',
  });
  await assert.rejects(h.assume(alice, arn, { SerialNumber }), { code: 'AccessDenied' });
  await h.close();
});
