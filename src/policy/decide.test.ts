import assert from 'node:assert/strict';
import { test } from 'node:test';

import fc from 'fast-check';

import { contextFrom } from './context.ts';
import { decide } from './decide.ts';
import { type DocumentKind, parseDocument } from './document.ts';
import type { Policy, PolicyStack, PolicyType, PrincipalFacts } from './policy.ts';

const OURS = '111122223333';
const ALICE: PrincipalFacts = {
  kind: 'user',
  account: OURS,
  arn: `arn:aws:iam::${OURS}:user/alice`,
  uniqueIds: ['AIDAALICEALICEALICE'],
};

const PRINCIPALS: readonly PrincipalFacts[] = [
  ALICE,
  { kind: 'root', account: OURS, arn: `arn:aws:iam::${OURS}:root`, uniqueIds: [OURS] },
  {
    kind: 'role-session',
    account: OURS,
    arn: `arn:aws:sts::${OURS}:assumed-role/r/s`,
    roleArn: `arn:aws:iam::${OURS}:role/r`,
    uniqueIds: ['AROARRRRRRRRRRRRRRRRR', 'AROARRRRRRRRRRRRRRRRR:s'],
  },
  {
    kind: 'service',
    account: '',
    arn: 'a.amazonaws.com',
    service: 'a.amazonaws.com',
    uniqueIds: [],
  },
  { kind: 'anonymous', account: '', arn: '', uniqueIds: [] },
];

function policy(type: PolicyType, statements: readonly object[]): Policy {
  const kind = (type === 'grant' ? 'identity' : type) as DocumentKind;
  const parsed = parseDocument(
    JSON.stringify({ Version: '2012-10-17', Statement: statements }),
    kind,
  );
  assert.ok('document' in parsed, JSON.stringify(parsed));
  return { type, label: type, document: parsed.document };
}

const allow = (type: PolicyType) =>
  policy(type, [
    {
      Effect: 'Allow',
      Action: '*',
      Resource: '*',
      ...(type === 'resource' || type === 'rcp' ? { Principal: '*' } : {}),
    },
  ]);
const deny = (type: PolicyType) =>
  policy(type, [
    {
      Effect: 'Deny',
      Action: 's3:*',
      Resource: '*',
      ...(type === 'resource' || type === 'rcp' ? { Principal: '*' } : {}),
    },
  ]);

/** Adds one denying policy of a type to a stack that allows everything. */
function withDeny(stack: PolicyStack, type: PolicyType): PolicyStack {
  const { resource } = stack;
  switch (type) {
    case 'identity':
      return { ...stack, identity: [...stack.identity, deny(type)] };
    case 'boundary':
      return { ...stack, boundary: deny(type) };
    case 'session':
      return { ...stack, session: [...(stack.session ?? []), deny(type)] };
    case 'scp':
      return { ...stack, scps: [...stack.scps, [allow('scp'), deny('scp')]] };
    case 'rcp':
      return { ...stack, rcps: [[deny(type)]] };
    case 'resource':
      return { ...stack, resource: { ...resource, policy: deny(type) } };
    case 'grant':
      return { ...stack, resource: { ...resource, grants: [deny(type)] } };
  }
}

const anyStack = fc.record({
  identity: fc.constantFrom([], [allow('identity')]),
  scps: fc.constantFrom([], [[allow('scp')]]),
  rcps: fc.constantFrom([], [[allow('rcp')]]),
  resource: fc.record({
    weight: fc.constantFrom('sufficient' as const, 'necessary' as const, 'trust' as const),
    policy: fc.constant(allow('resource')),
  }),
});

test('an explicit deny wins, wherever it stands and whoever asks', () => {
  const types = ['identity', 'boundary', 'session', 'scp', 'rcp', 'resource', 'grant'] as const;
  fc.assert(
    fc.property(
      anyStack,
      fc.constantFrom(...types),
      fc.constantFrom(...PRINCIPALS),
      fc.constantFrom(OURS, '444455556666'),
      (stack, type, principal, resourceAccount) => {
        const question = {
          principal,
          action: 's3:GetObject',
          resource: 'arn:aws:s3:::b/k',
          resourceAccount,
          context: contextFrom([]),
        };
        const decision = decide(question, withDeny(stack, type));
        assert.ok(
          !decision.allowed &&
            decision.kind === 'explicit' &&
            decision.because.policy.type === type,
        );
        // The same stack has nothing to say against what the deny does not name.
        const other = decide({ ...question, action: 'ec2:RunInstances' }, withDeny(stack, type));
        assert.ok(other.allowed || other.kind === 'implicit');
      },
    ),
  );
});

test('an added limit never allows more', () => {
  fc.assert(
    fc.property(
      anyStack,
      fc.constantFrom(...PRINCIPALS),
      fc.constantFrom(OURS, '444455556666'),
      (stack, principal, resourceAccount) => {
        const question = {
          principal,
          action: 's3:GetObject',
          resource: '*',
          resourceAccount,
          context: contextFrom([]),
        };
        const narrow = policy('boundary', [{ Effect: 'Allow', Action: 'ec2:*', Resource: '*' }]);
        const limited = decide(question, { ...stack, boundary: narrow });
        assert.ok(!limited.allowed || decide(question, stack).allowed);
      },
    ),
  );
});

test('a decision names the statement that decided', () => {
  const identity = policy('identity', [
    { Sid: 'Other', Effect: 'Allow', Action: 'ec2:*', Resource: '*' },
    { Sid: 'Read', Effect: 'Allow', Action: 's3:Get*', Resource: '*' },
  ]);
  const decision = decide(
    {
      principal: ALICE,
      action: 's3:GetObject',
      resource: 'arn:aws:s3:::b/k',
      resourceAccount: OURS,
      context: contextFrom([]),
    },
    { identity: [identity], scps: [], rcps: [], resource: { weight: 'sufficient' } },
  );
  assert.deepEqual(decision, {
    allowed: true,
    because: [{ policy: identity, statement: 1, sid: 'Read' }],
  });
});
