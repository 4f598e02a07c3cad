import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compile } from './compile.ts';
import { publicStatements } from './public.ts';

const ACTIONS = ['GetSecretValue', 'DescribeSecret', 'PutSecretValue', 'DeleteSecret'].map(
  (name) => `secretsmanager:${name}`,
);
const ACCOUNT = '111111111111';
const ROOT = `arn:aws:iam::${ACCOUNT}:root`;
const ORG = 'o-a1b2c3d4e5';
const READ = { Effect: 'Allow', Action: 'secretsmanager:GetSecretValue', Resource: '*' };
const anyone = (Condition?: object) => ({
  ...READ,
  Principal: '*',
  ...(Condition && { Condition }),
});
const deny = (more: object) => ({
  Effect: 'Deny',
  Principal: '*',
  Action: '*',
  Resource: '*',
  ...more,
});

const PUBLIC: readonly (readonly [why: string, ...statements: object[]])[] = [
  ['everyone', anyone()],
  ['everyone, written as an AWS principal', { ...READ, Principal: { AWS: '*' } }],
  ['everyone among others', { ...READ, Principal: { AWS: [ROOT, '*'] } }],
  ['everyone but one', { ...READ, NotPrincipal: { AWS: ROOT } }],
  [
    'a condition that says nothing of the caller',
    anyone({ Bool: { 'aws:SecureTransport': 'true' } }),
  ],
  ['every account', anyone({ StringLike: { 'aws:PrincipalAccount': '*' } })],
  ['every organization', anyone({ StringLike: { 'aws:PrincipalOrgID': 'o-*' } })],
  [
    'one known value and one open one',
    anyone({ StringLike: { 'aws:PrincipalOrgID': [ORG, '*'] } }),
  ],
  [
    'roles of any account',
    anyone({ ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/reader' } }),
  ],
  ['callers without the key pass', anyone({ StringEqualsIfExists: { 'aws:PrincipalOrgID': ORG } })],
  [
    'an empty list passes',
    anyone({ 'ForAllValues:StringEquals': { 'aws:PrincipalOrgPaths': `${ORG}/r/` } }),
  ],
  ['all but one', anyone({ StringNotEquals: { 'aws:PrincipalAccount': ACCOUNT } })],
  [
    'the key compared with itself',
    anyone({ StringEquals: { 'aws:PrincipalOrgID': '${aws:PrincipalOrgID}' } }),
  ],
  ['the whole internet', anyone({ IpAddress: { 'aws:SourceIp': '0.0.0.0/0' } })],
  ['half the internet', anyone({ IpAddress: { 'aws:SourceIp': ['0.0.0.0/1', '128.0.0.0/1'] } })],
  ['a wide range of IPv6', anyone({ IpAddress: { 'aws:SourceIp': '2000::/3' } })],
  ['the key is there, whatever it says', anyone({ Null: { 'aws:PrincipalOrgID': 'false' } })],
  [
    'a deny of other actions',
    anyone(),
    deny({
      Action: 'secretsmanager:Put*',
      Condition: { StringNotEquals: { 'aws:PrincipalOrgID': ORG } },
    }),
  ],
  [
    'a deny with a hole',
    anyone(),
    deny({
      Condition: {
        StringNotEquals: { 'aws:PrincipalOrgID': ORG },
        Bool: { 'aws:SecureTransport': 'false' },
      },
    }),
  ],
  [
    'a deny that misses callers without the key',
    anyone(),
    deny({ Condition: { 'ForAnyValue:StringNotEquals': { 'aws:PrincipalOrgID': ORG } } }),
  ],
  [
    'a deny of some',
    anyone(),
    deny({ Condition: { StringEquals: { 'aws:PrincipalAccount': ACCOUNT } } }),
  ],
  [
    'a deny narrower than the allow',
    { ...anyone(), Action: 'secretsmanager:*' },
    deny({ Action: 'secretsmanager:Get*', NotPrincipal: { AWS: ROOT }, Principal: undefined }),
  ],
];

const CLOSED: readonly (readonly [why: string, ...statements: object[]])[] = [
  ['an account', { ...READ, Principal: { AWS: ROOT } }],
  ['an account by number', { ...READ, Principal: { AWS: ACCOUNT } }],
  ['a service', { ...READ, Principal: { Service: 'lambda.amazonaws.com' } }],
  ['one organization', anyone({ StringEquals: { 'aws:PrincipalOrgID': ORG } })],
  ['one organization, in other words', anyone({ StringLike: { 'aws:principalorgid': ORG } })],
  [
    'paths of one organization',
    anyone({ 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': `${ORG}/*` } }),
  ],
  ['two accounts', anyone({ StringEquals: { 'aws:PrincipalAccount': [ACCOUNT, '222222222222'] } })],
  [
    'roles of one account',
    anyone({ ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::${ACCOUNT}:role/*` } }),
  ],
  [
    'a network of ours',
    anyone({ IpAddress: { 'aws:SourceIp': ['192.0.2.0/24', '2001:db8::/32'] } }),
  ],
  ['one endpoint', anyone({ StringEquals: { 'aws:SourceVpce': 'vpce-1a2b3c4d' } })],
  [
    'one narrowing condition among others',
    anyone({
      Bool: { 'aws:SecureTransport': 'true' },
      StringEquals: { 'aws:PrincipalOrgID': ORG },
    }),
  ],
  ['sessions of one role', anyone({ StringLike: { 'aws:userid': 'AROAEXAMPLEEXAMPLE11:*' } })],
  ['nobody', deny({})],
  [
    'others are denied',
    anyone(),
    deny({ Condition: { StringNotEquals: { 'aws:PrincipalOrgID': ORG } } }),
  ],
  [
    'others are denied, also without the key',
    anyone(),
    deny({ Condition: { StringNotEqualsIfExists: { 'aws:PrincipalAccount': ACCOUNT } } }),
  ],
  [
    'other places are denied',
    anyone(),
    deny({
      Action: 'secretsmanager:*',
      Condition: { NotIpAddress: { 'aws:SourceIp': '192.0.2.0/24' } },
    }),
  ],
  ['all but one are denied', anyone(), deny({ Principal: undefined, NotPrincipal: { AWS: ROOT } })],
];

const judged = (statements: readonly object[]) =>
  publicStatements(
    compile(JSON.stringify({ Version: '2012-10-17', Statement: statements }), 'resource'),
    ACTIONS,
  );

for (const [why, ...statements] of PUBLIC) {
  test(`a policy is public: ${why}`, () => assert.deepEqual(judged(statements), [0]));
}

for (const [why, ...statements] of CLOSED) {
  test(`a policy is not public: ${why}`, () => assert.deepEqual(judged(statements), []));
}
