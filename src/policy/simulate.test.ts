import assert from 'node:assert/strict';
import { test } from 'node:test';

import { contextFrom } from './context.ts';
import { parseDocument } from './document.ts';
import type { Policy, PolicyType } from './policy.ts';
import { contextKeys, simulate } from './simulate.ts';

const TEXT = `{
  "Version": "2012-10-17",
  "Statement": {
    "Sid": "Home",
    "Effect": "Allow",
    "Action": "s3:*",
    "Resource": "arn:aws:s3:::home/\${aws:username}/*",
    "Condition": {"Bool": {"aws:SecureTransport": "true"}, "StringEquals": {"AWS:SecureTransport": "\${aws:userid}"}}
  }
}`;

function policy(text: string, type: PolicyType = 'identity'): Policy {
  const parsed = parseDocument(text, 'identity');
  assert.ok('document' in parsed);
  return { type, label: 'PolicyInputList.1', document: parsed.document };
}

const alice = {
  kind: 'user',
  account: '111122223333',
  arn: 'arn:aws:iam::111122223333:user/alice',
  uniqueIds: [],
} as const;
const nothing = { identity: [], scps: [], rcps: [], resource: { weight: 'sufficient' } } as const;

test('a document names the keys of its conditions and variables', () => {
  assert.deepEqual(contextKeys(policy(TEXT).document), [
    'aws:SecureTransport',
    'aws:userid',
    'aws:username',
  ]);
});

test('a trial tells the decision, the statement and its place, and what it was not told', () => {
  const text = TEXT.replace(/, "StringEquals".*\n/, '}\n');
  const outcomes = simulate({
    principal: alice,
    stack: { ...nothing, identity: [policy(text)] },
    actions: ['s3:GetObject', 'ec2:RunInstances'],
    resources: ['arn:aws:s3:::home/alice/x'],
    resourceAccount: '111122223333',
    context: contextFrom([
      ['aws:username', 'alice'],
      ['aws:SecureTransport', 'true'],
    ]),
  });
  assert.deepEqual(
    outcomes.map(({ action, decision }) => [action, decision]),
    [
      ['s3:GetObject', 'allowed'],
      ['ec2:RunInstances', 'implicitDeny'],
    ],
  );
  const [statement] = outcomes[0]!.matched;
  assert.equal(statement!.sid, 'Home');
  assert.deepEqual(
    [statement!.start, statement!.end],
    [
      { line: 3, column: 17 },
      { line: 9, column: 4 },
    ],
  );
  assert.deepEqual(outcomes[0]!.missing, []);
});

test('a statement in a list begins where the list does, or where the one before ends', () => {
  const text = `{
    "Version": "2012-10-17",
    "Statement": [
        {"Effect": "Allow", "Action": "s3:*", "Resource": "*"},
        {"Effect": "Allow", "Action": "*", "Resource": "*"}
    ]
}`;
  const [outcome] = simulate({
    principal: alice,
    stack: { ...nothing, identity: [policy(text)] },
    actions: ['s3:GetObject'],
    resources: ['*'],
    resourceAccount: '111122223333',
    context: contextFrom([]),
  });
  assert.deepEqual(
    outcome!.matched.map(({ start, end }) => [start, end]),
    [
      [
        { line: 3, column: 19 },
        { line: 4, column: 63 },
      ],
      [
        { line: 4, column: 63 },
        { line: 5, column: 60 },
      ],
    ],
  );
});

test('keys that are asked for and not given are missing', () => {
  const [outcome] = simulate({
    principal: alice,
    stack: { ...nothing, identity: [policy(TEXT)] },
    actions: ['s3:GetObject'],
    resources: ['*'],
    resourceAccount: '111122223333',
    context: contextFrom([['aws:userid', 'x']]),
  });
  assert.deepEqual(outcome!.missing, ['aws:SecureTransport', 'aws:username']);
});

test('a deny is the only thing that is shown, and each type says its own', () => {
  const everything = policy('{"Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}}');
  const denial = policy(
    '{"Statement": {"Sid": "No", "Effect": "Deny", "Action": "iam:*", "Resource": "*"}}',
  );
  const narrow = policy(
    '{"Statement": {"Effect": "Allow", "Action": "s3:*", "Resource": "*"}}',
    'boundary',
  );
  const [denied, blocked] = simulate({
    principal: alice,
    stack: { ...nothing, identity: [everything, denial], boundary: narrow },
    actions: ['iam:CreateUser', 'ec2:RunInstances'],
    resources: ['*'],
    resourceAccount: '111122223333',
    context: contextFrom([]),
  });
  assert.deepEqual(
    denied!.matched.map(({ sid }) => sid),
    ['No'],
  );
  assert.equal(denied!.decision, 'explicitDeny');
  assert.deepEqual(
    [blocked!.decision, [...blocked!.byType]],
    [
      'implicitDeny',
      [
        ['identity', 'allowed'],
        ['boundary', 'implicitDeny'],
      ],
    ],
  );
});
