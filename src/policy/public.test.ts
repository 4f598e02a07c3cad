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
const ORGANIZATION = { 'aws:PrincipalOrgID': ORG };
const OPENLY = { 'aws:SecureTransport': 'false' };
const BUCKET = 'arn:aws:s3:::bucket';
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

const MORE_PUBLIC: readonly (readonly [why: string, ...statements: object[]])[] = [
  [
    'IPv4 written as IPv6',
    anyone({ IpAddress: { 'aws:SourceIp': ['::ffff:0:0/96', '::ffff:0.0.0.0/97'] } }),
  ],
  ['IPv6 around IPv4', anyone({ IpAddress: { 'aws:SourceIp': '::/33' } })],
  ['an address that is none', anyone({ IpAddress: { 'aws:SourceIp': ['192.0.2.0/24', 'x'] } })],
  [
    'an account behind a star, which a stranger can put into his path',
    anyone({ StringLike: { 'aws:PrincipalArn': `arn:*:iam::${ACCOUNT}:role/*` } }),
  ],
  ['nobody of an account: the anonymous', anyone({ Null: { 'aws:PrincipalAccount': 'true' } })],
  ['a name that anybody can have', anyone({ StringEquals: { 'aws:username': 'andrew' } })],
  ['a tag that anybody can have', anyone({ StringEquals: { 'aws:PrincipalTag/team': 'blue' } })],
  ['numbers are not read', anyone({ NumericEquals: { 'aws:PrincipalAccount': ACCOUNT } })],
  [
    'a deny that he escapes where he meets the allow',
    anyone({ StringEquals: { 'secretsmanager:VersionStage': ['AWSCURRENT', 'AWSPENDING'] } }),
    deny({ Condition: { StringEquals: { 'secretsmanager:VersionStage': 'AWSCURRENT' } } }),
  ],
  [
    'two denies with a way between',
    anyone(),
    deny({ Condition: { StringNotEquals: { 'aws:PrincipalOrgID': ORG }, Bool: OPENLY } }),
    deny({ Condition: { StringNotEquals: { 'aws:PrincipalAccount': ACCOUNT }, Bool: OPENLY } }),
  ],
  [
    'one of two denies reaches only half of the actions',
    { ...anyone(), Action: ['secretsmanager:GetSecretValue', 'secretsmanager:PutSecretValue'] },
    deny({
      Action: 'secretsmanager:Get*',
      Condition: { StringNotEquals: { 'aws:PrincipalOrgID': ORG } },
    }),
  ],
  [
    'a deny of other secrets',
    anyone(),
    deny({
      Resource: 'arn:aws:secretsmanager:us-east-1:111111111111:secret:other-*',
      Condition: { StringNotEquals: { 'aws:PrincipalOrgID': ORG } },
    }),
  ],
  [
    'an empty text is a value to the one and none to the other',
    anyone({ StringLike: { 'aws:UserAgent': '*' } }),
    deny({ Condition: { 'ForAnyValue:StringLike': { 'aws:UserAgent': '*' } } }),
  ],
];

const MORE_CLOSED: readonly (readonly [why: string, ...statements: object[]])[] = [
  [
    'a bucket of ours, whose ARN tells no account',
    anyone({ ArnEquals: { 'aws:SourceArn': BUCKET } }),
  ],
  [
    'topics of one account, wherever',
    anyone({ ArnLike: { 'aws:SourceArn': `arn:*:sns:*:${ACCOUNT}:*` } }),
  ],
  [
    'private addresses',
    anyone({ IpAddress: { 'aws:SourceIp': ['10.0.0.0/8', '192.168.0.0/16'] } }),
  ],
  [
    'IPv4 of ours written as IPv6',
    anyone({ IpAddress: { 'aws:SourceIp': '::ffff:192.0.2.0/120' } }),
  ],
  ['a list without values', anyone({ StringEquals: { 'aws:username': [] } })],
  ['actions of other services', { ...anyone(), Action: 's3:GetObject' }],
  [
    'not the whole of what could be done',
    { ...anyone(), Action: undefined, NotAction: 'secretsmanager:*' },
  ],
  [
    'two denies, one for each half of the actions',
    { ...anyone(), Action: ['secretsmanager:GetSecretValue', 'secretsmanager:PutSecretValue'] },
    deny({
      Action: 'secretsmanager:Get*',
      Condition: { StringNotEquals: { 'aws:PrincipalOrgID': ORG } },
    }),
    deny({
      Action: 'secretsmanager:P*',
      Condition: { StringNotEquals: { 'aws:SourceVpc': 'vpc-1' } },
    }),
  ],
  [
    'two denies without a way between',
    anyone(),
    deny({ Condition: { StringNotEquals: ORGANIZATION, Null: { 'aws:UserAgent': 'true' } } }),
    deny({ Condition: { StringNotEquals: ORGANIZATION, Null: { 'aws:UserAgent': 'false' } } }),
  ],
  [
    'a deny of all that the allow lets in',
    anyone({ StringEquals: { 'secretsmanager:VersionStage': 'AWSCURRENT' } }),
    deny({
      Condition: { StringLike: { 'secretsmanager:VersionStage': ['AWSCURRENT', 'AWSPENDING'] } },
    }),
  ],
  [
    'a deny of every path to this name',
    { ...anyone(), Resource: 'arn:aws:secretsmanager:us-east-1:111111111111:secret:mine/*' },
    deny({
      Resource: 'arn:aws:secretsmanager:*:111111111111:secret:*',
      NotPrincipal: { AWS: ROOT },
      Principal: undefined,
    }),
  ],
  ['everyone but everyone', { ...READ, NotPrincipal: { AWS: '*' } }],
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

for (const [why, ...statements] of [...PUBLIC, ...MORE_PUBLIC]) {
  test(`a policy is public: ${why}`, () => assert.deepEqual(judged(statements), [0]));
}

for (const [why, ...statements] of [...CLOSED, ...MORE_CLOSED]) {
  test(`a policy is not public: ${why}`, () => assert.deepEqual(judged(statements), []));
}
