import assert from 'node:assert/strict';
import { test } from 'node:test';
import { randomBelow, seededRandom } from '../base/random.ts';
import { contextFrom } from './context.ts';
import { decide } from './decide.ts';
import { parseDocument } from './document.ts';
import type { Policy, PrincipalFacts } from './policy.ts';
import { publicStatements } from './public.ts';

const OURS = '111122223333';
const THEIRS = '999999999999';
const OURS_ROOT = `arn:aws:iam::${OURS}:root`;
const SECRET = `arn:aws:secretsmanager:us-east-1:${OURS}:secret:x-AbCdEf`;
const ACTIONS = ['Get', 'Put', 'Delete'].map((verb) => `secretsmanager:${verb}SecretValue`);

const SEED = 'strangers';
const random = seededRandom(SEED);
const below = (bound: number) => randomBelow(random, bound);
const pick = <T>(list: readonly T[]): T => list[below(list.length)]!;
const some = <T>(list: readonly T[], most: number): T[] =>
  Array.from({ length: 1 + below(most) }, () => pick(list));

/** What policies compare, and what strangers have: nothing that names somebody known is on their side. */
const KEYS: {
  readonly [key: string]: { readonly written: readonly string[]; readonly theirs: readonly any[] };
} = {
  'aws:PrincipalAccount': { written: [OURS, '1*', '*', '9?9*'], theirs: [THEIRS, '123456789012'] },
  'aws:PrincipalOrgID': { written: ['o-a1b2c3d4e5', 'o-*'], theirs: ['o-zzzzzzzzzz'] },
  'aws:PrincipalOrgPaths': {
    written: ['o-a1b2c3d4e5/*', 'o-*/r-1/*', 'o-a1b2c3d4e5/r-1/'],
    theirs: [['o-zzzzzzzzzz/r-1/'], [], ['']],
  },
  'aws:PrincipalArn': {
    written: [
      `arn:aws:iam::${OURS}:role/*`,
      `arn:*:iam::${OURS}:role/*`,
      'arn:aws:iam::*:role/reader',
      `arn:aws:iam::${OURS}:user/alice`,
    ],
    theirs: [
      `arn:aws:iam::${THEIRS}:role/reader`,
      `arn:aws:iam::${THEIRS}:role/x:iam::${OURS}:role/y`,
      `arn:aws:iam::${THEIRS}:user/alice`,
    ],
  },
  'aws:SourceArn': {
    written: ['arn:aws:s3:::bucket', 'arn:aws:s3:::*', `arn:aws:sns:*:${OURS}:*`],
    theirs: ['arn:aws:s3:::other', `arn:aws:sns:us-east-1:${THEIRS}:topic`],
  },
  'aws:SourceVpce': { written: ['vpce-1a2b', 'vpce-*'], theirs: ['vpce-9z9z'] },
  'aws:SourceIp': {
    written: [
      '192.0.2.0/24',
      '10.0.0.0/8',
      '2001:db8::/32',
      '::ffff:192.0.2.0/120',
      '0.0.0.0/0',
      '128.0.0.0/1',
      '::ffff:0:0/96',
      '::ffff:0.0.0.0/97',
      '::/33',
      '2000::/3',
    ],
    theirs: ['203.0.113.7', '1.2.3.4', '2a00::1', '::1', '::ffff:1.2.3.4', '::ffff:203.0.113.7'],
  },
  'aws:userid': {
    written: ['AROAEXAMPLEEXAMPLE11:*', 'AIDAEXAMPLEEXAMPLE11', 'A*'],
    theirs: ['AROAEXAMPLEEXAMPLE22:reader', 'AIDAEXAMPLEEXAMPLE22', THEIRS],
  },
  'aws:SecureTransport': { written: ['true', 'false'], theirs: ['true', 'false'] },
  'aws:UserAgent': { written: ['curl*', '*', 'aws-cli'], theirs: ['', 'curl/8', 'aws-cli'] },
  'aws:PrincipalTag/team': {
    written: ['blue', '${aws:PrincipalAccount}'],
    theirs: ['blue', THEIRS],
  },
  'secretsmanager:VersionStage': {
    written: ['AWSCURRENT', 'AWSPENDING', 'AWS*'],
    theirs: ['AWSCURRENT', 'AWSPENDING', 'mine'],
  },
  'aws:TagKeys': { written: ['team', 't*'], theirs: [['team'], ['team', 'other'], ['']] },
};

const NAMES = ['String', 'Arn'];
const OPERATORS = [
  ...NAMES.flatMap((name) => ['Equals', 'NotEquals', 'Like', 'NotLike'].map((how) => name + how)),
  'StringEqualsIgnoreCase',
  'StringNotEqualsIgnoreCase',
  'Bool',
  'IpAddress',
  'NotIpAddress',
  'NumericEquals',
];

function condition(): object {
  const key = pick(Object.keys(KEYS));
  if (below(6) === 0) return { Null: { [key]: pick(['true', 'false']) } };
  const operator =
    key === 'aws:SourceIp' && below(4) > 0 ? pick(['IpAddress', 'NotIpAddress']) : pick(OPERATORS);
  const quantifier = pick(['', '', '', 'ForAnyValue:', 'ForAllValues:']);
  const ifExists = pick(['', '', 'IfExists']);
  return { [quantifier + operator + ifExists]: { [key]: some(KEYS[key]!.written, 2) } };
}

function statement(Effect: 'Allow' | 'Deny'): object {
  const named = { AWS: pick([OURS_ROOT, `arn:aws:iam::${OURS}:user/alice`]) };
  const who = pick([
    { Principal: '*' },
    { Principal: '*' },
    { Principal: { AWS: '*' } },
    { Principal: named },
    { NotPrincipal: named },
    { NotPrincipal: { AWS: '*' } },
  ]);
  const what = pick([
    { Action: '*' },
    { Action: some([...ACTIONS, 'secretsmanager:*', 'secretsmanager:G*'], 2) },
    { NotAction: some(ACTIONS, 2) },
  ]);
  const where = pick([
    { Resource: '*' },
    { Resource: '*' },
    { Resource: [SECRET, 'arn:aws:secretsmanager:*:*:secret:other-*'] },
    { Resource: `arn:aws:secretsmanager:*:${OURS}:secret:*` },
    { NotResource: 'arn:aws:s3:::*' },
  ]);
  const conditions = Array.from({ length: pick([0, 1, 1, 2]) }, condition);
  const Condition = Object.assign({}, ...conditions);
  return { Effect, ...who, ...what, ...where, ...(conditions.length > 0 && { Condition }) };
}

function policy(): Policy {
  const Statement = [
    ...Array.from({ length: 1 + below(2) }, () => statement('Allow')),
    ...Array.from({ length: below(4) }, () => statement('Deny')),
  ];
  const text = JSON.stringify({
    Version: pick(['2012-10-17', '2012-10-17', '2008-10-17']),
    Statement,
  });
  const parsed = parseDocument(text, 'resource');
  assert.ok('document' in parsed, text);
  return { type: 'resource', label: 'resource policy', document: parsed.document };
}

const base = { account: THEIRS, uniqueIds: ['AIDASTRANGER'] };
const STRANGERS: readonly PrincipalFacts[] = [
  { ...base, kind: 'user', arn: `arn:aws:iam::${THEIRS}:user/alice` },
  { ...base, kind: 'root', arn: `arn:aws:iam::${THEIRS}:root` },
  {
    ...base,
    kind: 'role-session',
    arn: `arn:aws:sts::${THEIRS}:assumed-role/reader/s`,
    roleArn: `arn:aws:iam::${THEIRS}:role/reader`,
  },
  { kind: 'anonymous', account: '', arn: '', uniqueIds: [] },
  { kind: 'service', account: '', arn: 's', service: 'other.amazonaws.com', uniqueIds: [] },
  { kind: 'web-identity', account: '', arn: '', federatedBy: ['idp.example'], uniqueIds: [] },
];

const everything = parseDocument(
  JSON.stringify({
    Version: '2012-10-17',
    Statement: { Effect: 'Allow', Action: '*', Resource: '*' },
  }),
  'identity',
);
assert.ok('document' in everything);
const OWN: Policy = { type: 'identity', label: 'his own', document: everything.document };

/** Whether one stranger, drawn at random, gets in: his own side allows him everything. */
function aStrangerGetsIn(secretPolicy: Policy): boolean {
  const keys = Object.entries(KEYS)
    .filter(() => below(3) > 0)
    .map(([key, { theirs }]) => [key, pick(theirs)] as const);
  const question = {
    principal: pick(STRANGERS),
    action: pick(ACTIONS),
    resource: SECRET,
    resourceAccount: OURS,
    context: contextFrom(keys),
  };
  const resource = { weight: 'sufficient', policy: secretPolicy } as const;
  return decide(question, { identity: [OWN], scps: [], rcps: [], resource }).allowed;
}

test('where a policy is said not to be public, no stranger gets in; where it is, one mostly does', () => {
  const counts = { closed: 0, open: 0, seenOpen: 0 };
  for (let i = 0; i < 500; i++) {
    const drawn = policy();
    const isOpen = publicStatements(drawn.document, ACTIONS).length > 0;
    let getsIn = false;
    for (let n = 0; n < 60 && !getsIn; n++) getsIn = aStrangerGetsIn(drawn);
    if (getsIn) assert.ok(isOpen, `seed ${SEED}: a stranger gets in by ${drawn.document.text}`);
    counts[isOpen ? 'open' : 'closed']++;
    if (isOpen && getsIn) counts.seenOpen++;
  }
  // Neither answer is given for want of the other.
  assert.ok(counts.closed > 100 && counts.open > 100, JSON.stringify(counts));
  assert.ok(counts.seenOpen / counts.open > 0.6, JSON.stringify(counts));
});

test('a policy that is made to be hard is soon answered, with yes', () => {
  const Statement: object[] = [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }];
  // Each needs one of three facts to be otherwise, and none of them helps another.
  for (let i = 0; i < 60; i++) {
    const Condition = {
      StringEquals: Object.fromEntries(
        [0, 1, 2].map((n) => [`a:k${(i * 7 + n * 5) % 40}`, [`v${i % 3}`]]),
      ),
    };
    Statement.push({ Effect: 'Deny', Principal: '*', Action: '*', Resource: '*', Condition });
    const Not = {
      StringNotEquals: Object.fromEntries(
        [0, 1, 2].map((n) => [`a:k${(i * 11 + n * 3) % 40}`, [`v${i % 3}`]]),
      ),
    };
    Statement.push({ Effect: 'Deny', Principal: '*', Action: '*', Resource: '*', Condition: Not });
  }
  const parsed = parseDocument(JSON.stringify({ Version: '2012-10-17', Statement }), 'resource');
  assert.ok('document' in parsed);
  assert.deepEqual(publicStatements(parsed.document, ACTIONS), [0]);
});
