/** What holds of every decision, tried on stacks drawn at random (fast-check tells the seed of a failure). */
import assert from 'node:assert/strict';
import { test } from 'node:test';

import fc from 'fast-check';

import { contextFrom } from './context.ts';
import { bears, decide } from './decide.ts';
import { type DocumentKind, parseDocument } from './document.ts';
import { explain } from './explain.ts';
import { fold } from './fold.ts';
import type { Policy, PolicyStack, PolicyType, PrincipalFacts, Question } from './policy.ts';
import { simulate } from './simulate.ts';

const numRuns = process.env['LOCKSTEAD_PROVE'] === undefined ? 400 : 50_000;
const OURS = '111122223333';
const THEIRS = '444455556666';
const KEYS = ['x:team', 'x:days', 'x:ip', 'x:list'];

const principal = fc.constantFrom<PrincipalFacts>(
  {
    kind: 'user',
    account: OURS,
    arn: `arn:aws:iam::${OURS}:user/alice`,
    uniqueIds: ['AIDAALICEALICEALICE'],
  },
  {
    kind: 'user',
    account: THEIRS,
    arn: `arn:aws:iam::${THEIRS}:user/alice`,
    uniqueIds: ['AIDATHEIRSTHEIRS'],
  },
  { kind: 'root', account: OURS, arn: `arn:aws:iam::${OURS}:root`, uniqueIds: [OURS] },
  {
    kind: 'role-session',
    account: OURS,
    arn: `arn:aws:sts::${OURS}:assumed-role/app/s1`,
    roleArn: `arn:aws:iam::${OURS}:role/app`,
    uniqueIds: ['AROAAPPAPPAPPAPPAPP', 'AROAAPPAPPAPPAPPAPP:s1'],
  },
  {
    kind: 'federated-user',
    account: OURS,
    arn: `arn:aws:sts::${OURS}:federated-user/bob`,
    userArn: `arn:aws:iam::${OURS}:user/alice`,
    uniqueIds: [`${OURS}:bob`],
  },
  { kind: 'service', account: '', arn: 's', service: 'cron.amazonaws.com', uniqueIds: [] },
  { kind: 'web-identity', account: '', arn: '', federatedBy: ['idp.example'], uniqueIds: [] },
  { kind: 'anonymous', account: '', arn: '', uniqueIds: [] },
);

const context = fc
  .record(
    {
      'x:team': fc.constantFrom('red', 'blue', 'RED', ''),
      'x:days': fc.constantFrom('1', '7', '30'),
      'x:ip': fc.constantFrom('10.0.0.1', '192.0.2.7', '2001:db8::1'),
      'x:list': fc.subarray(['red', 'blue', 'green']),
    },
    { requiredKeys: [] },
  )
  .map((values) => Object.entries(values) as [string, string | string[]][]);

const condition = fc.constantFrom<object | undefined>(
  undefined,
  undefined,
  { StringEquals: { 'x:team': 'red' } },
  { StringNotEquals: { 'x:team': ['red', 'blue'] } },
  { StringLikeIfExists: { 'x:team': 'r*' } },
  { NumericLessThan: { 'x:days': '10' } },
  { NotIpAddress: { 'x:ip': '10.0.0.0/8' } },
  { 'ForAllValues:StringEquals': { 'x:list': ['red', 'blue'] } },
  { 'ForAnyValue:StringLike': { 'x:list': 'g*' } },
  { Null: { 'x:team': 'true' } },
);

const who = fc.constantFrom<object>(
  { Principal: '*' },
  { Principal: { AWS: `arn:aws:iam::${OURS}:root` } },
  { Principal: { AWS: `arn:aws:iam::${OURS}:user/alice` } },
  { Principal: { AWS: [`arn:aws:iam::${OURS}:role/app`, `arn:aws:iam::${THEIRS}:root`] } },
  { Principal: { Service: 'cron.amazonaws.com' } },
  { Principal: { Federated: 'idp.example' } },
  { NotPrincipal: { AWS: [`arn:aws:iam::${OURS}:user/alice`, `arn:aws:iam::${OURS}:root`] } },
);
const what = fc.constantFrom<object>(
  { Action: '*' },
  { Action: 'vault:Get' },
  { Action: ['vault:P*', 'other:*'] },
  { NotAction: 'vault:Get' },
);
const where = fc.constantFrom<object>(
  { Resource: '*' },
  { Resource: 'arn:aws:vault:*:*:db*' },
  { Resource: ['arn:aws:vault:::mail', 'arn:aws:vault:::${x:team}'] },
  { NotResource: 'arn:aws:vault:::mail' },
);

const statement = (names: boolean, effect: fc.Arbitrary<'Allow' | 'Deny'>) =>
  fc
    .tuple(effect, who, what, where, condition)
    .map(([Effect, principals, actions, resources, Condition]) => ({
      Effect,
      ...(names && principals),
      ...actions,
      ...resources,
      ...(Condition && { Condition }),
    }));

const NAMING = new Set<PolicyType>(['resource']);
const either = fc.constantFrom<'Allow' | 'Deny'>('Allow', 'Allow', 'Allow', 'Deny');

function made(type: PolicyType, statements: readonly object[]): Policy {
  const kind = (type === 'grant' ? 'identity' : type === 'rcp' ? 'scp' : type) as DocumentKind;
  const text = JSON.stringify({ Version: '2012-10-17', Statement: statements });
  const parsed = parseDocument(text, kind);
  assert.ok('document' in parsed, `${text} ${JSON.stringify(parsed)}`);
  return { type, label: type, document: parsed.document };
}

const policy = (type: PolicyType, effect = either) =>
  fc
    .array(statement(NAMING.has(type), effect), { minLength: 1, maxLength: 3 })
    .map((statements) => made(type, statements));

const policies = (type: PolicyType) => fc.array(policy(type), { maxLength: 2 });
const levels = (type: 'scp' | 'rcp') =>
  fc.array(fc.array(policy(type), { minLength: 1, maxLength: 2 }), { maxLength: 2 });

const stack: fc.Arbitrary<PolicyStack> = fc
  .record({
    identity: policies('identity'),
    boundary: fc.option(policy('boundary'), { nil: undefined }),
    session: fc.option(fc.array(policy('session'), { minLength: 1, maxLength: 2 }), {
      nil: undefined,
    }),
    scps: levels('scp'),
    rcps: levels('rcp'),
    weight: fc.constantFrom<PolicyStack['resource']['weight']>('sufficient', 'necessary', 'trust'),
    policy: fc.option(policy('resource'), { nil: undefined }),
    grants: fc.option(fc.array(policy('grant'), { maxLength: 2 }), { nil: undefined }),
  })
  .map(({ boundary, session, weight, policy: own, grants, ...rest }) => ({
    ...rest,
    ...(boundary && { boundary }),
    ...(session && { session }),
    resource: { weight, ...(own && { policy: own }), ...(grants && { grants }) },
  }));

const question: fc.Arbitrary<Question> = fc
  .record({
    principal,
    action: fc.constantFrom('vault:Get', 'vault:Put', 'other:Thing'),
    resource: fc.constantFrom(
      'arn:aws:vault:::db-1',
      'arn:aws:vault:::mail',
      'arn:aws:vault:::red',
    ),
    resourceAccount: fc.constantFrom(OURS, THEIRS),
    context,
  })
  .map((drawn) => ({ ...drawn, context: contextFrom(drawn.context) }));

const holds = (...[arbitraries, predicate]: Parameters<typeof property>) =>
  fc.assert(property(arbitraries, predicate), { numRuns });
const property = (
  more: fc.Arbitrary<any>,
  predicate: (q: Question, s: PolicyStack, m: any) => void,
) => fc.property(question, stack, more, predicate);

const nothing = fc.constant(undefined);

/** Every place of a stack in which a policy can stand. */
const TYPES = ['identity', 'boundary', 'session', 'scp', 'rcp', 'resource', 'grant'] as const;

const inStack = (of: PolicyStack): readonly Policy[] => [
  ...of.identity,
  ...(of.boundary ? [of.boundary] : []),
  ...(of.session ?? []),
  ...of.scps.flat(),
  ...of.rcps.flat(),
  ...(of.resource.policy ? [of.resource.policy] : []),
  ...(of.resource.grants ?? []),
];

/** The stack with one statement more in a policy of this type; the same where it has none of the type. */
function withStatement(of: PolicyStack, type: PolicyType, added: object): PolicyStack {
  const more = (one: Policy): Policy => {
    const { Statement } = JSON.parse(one.document.text);
    return one.type === type ? made(type, [...Statement, added]) : one;
  };
  const { boundary, session, resource } = of;
  return {
    identity: of.identity.map(more),
    ...(boundary && { boundary: more(boundary) }),
    ...(session && { session: session.map(more) }),
    scps: of.scps.map((level) => level.map(more)),
    rcps: of.rcps.map((level) => level.map(more)),
    resource: {
      ...resource,
      ...(resource.policy && { policy: more(resource.policy) }),
      ...(resource.grants && { grants: resource.grants.map(more) }),
    },
  };
}

test('a Deny that bears ends it, whatever else allows; what is refused by one has one', () => {
  holds(nothing, (q, s) => {
    const asked = { question: q, action: fold(q.action) };
    const denies = inStack(s).some(({ document }) =>
      document.denies.some((one) => bears(one, asked)),
    );
    const decision = decide(q, s);
    assert.equal(!decision.allowed && decision.kind === 'explicit', denies);
  });
});

test('an Allow more never takes anything away', () => {
  const added = fc.tuple(
    fc.constantFrom(...TYPES),
    statement(true, fc.constant('Allow')),
    statement(false, fc.constant('Allow')),
  );
  holds(added, (q, s, [type, naming, plain]) => {
    const wider = withStatement(s, type, NAMING.has(type) ? naming : plain);
    if (decide(q, s).allowed) assert.ok(decide(q, wider).allowed);
  });
});

test('a Deny more never gives anything', () => {
  const added = fc.tuple(
    fc.constantFrom(...TYPES),
    statement(true, fc.constant('Deny')),
    statement(false, fc.constant('Deny')),
  );
  holds(added, (q, s, [type, naming, plain]) => {
    const narrower = withStatement(s, type, NAMING.has(type) ? naming : plain);
    if (decide(q, narrower).allowed) assert.ok(decide(q, s).allowed);
  });
});

test('boundaries, session policies and guardrails only ever take away', () => {
  const limits = fc.record({
    boundary: policy('boundary'),
    scp: policy('scp'),
    rcp: policy('rcp'),
  });
  holds(limits, (q, s, { boundary, scp, rcp }) => {
    const { boundary: _, session: __, ...free } = s;
    const isFederated = q.principal.kind === 'federated-user';
    const unlimited = isFederated ? s : { ...free, scps: [], rcps: [] };
    if (decide(q, s).allowed) assert.ok(decide(q, unlimited).allowed);
    const fenced = { ...s, boundary, scps: [...s.scps, [scp]], rcps: [...s.rcps, [rcp]] };
    if (s.boundary === undefined && decide(q, fenced).allowed) assert.ok(decide(q, s).allowed);
  });
});

test('the order of policies and of statements does not matter', () => {
  holds(nothing, (q, s) => {
    const turned = (one: Policy): Policy =>
      made(one.type, JSON.parse(one.document.text).Statement.toReversed());
    const { boundary, session, resource } = s;
    const other: PolicyStack = {
      identity: s.identity.toReversed().map(turned),
      ...(boundary && { boundary: turned(boundary) }),
      ...(session && { session: session.toReversed().map(turned) }),
      scps: s.scps.toReversed().map((level) => level.toReversed().map(turned)),
      rcps: s.rcps.toReversed().map((level) => level.toReversed().map(turned)),
      resource: {
        ...resource,
        ...(resource.policy && { policy: turned(resource.policy) }),
        ...(resource.grants && { grants: resource.grants.toReversed().map(turned) }),
      },
    };
    const [one, two] = [decide(q, s), decide(q, other)];
    assert.equal(one.allowed, two.allowed);
    if (!one.allowed && !two.allowed) {
      assert.equal(one.kind, two.kind);
      if (one.kind === 'implicit' && two.kind === 'implicit')
        assert.equal(one.lacking, two.lacking);
    }
  });
});

test('policies split into one for each statement decide as before', () => {
  holds(nothing, (q, s) => {
    const split = (one: Policy): Policy[] =>
      JSON.parse(one.document.text).Statement.map((each: object) => made(one.type, [each]));
    const parted: PolicyStack = {
      ...s,
      identity: s.identity.flatMap(split),
      ...(s.session && { session: s.session.flatMap(split) }),
      scps: s.scps.map((level) => level.flatMap(split)),
      rcps: s.rcps.map((level) => level.flatMap(split)),
    };
    assert.equal(decide(q, parted).allowed, decide(q, s).allowed);
  });
});

test('what no policy asks for does not matter, and the case of actions does not', () => {
  holds(fc.string(), (q, s, value) => {
    const more = { get: (name: string) => (name === 'y:other' ? value : q.context.get(name)) };
    const shouted = { ...q, action: q.action.toUpperCase(), context: more };
    assert.equal(decide(shouted, s).allowed, decide(q, s).allowed);
  });
});

test('an element and its negation part all questions between them', () => {
  holds(nothing, (q, s) => {
    const asked = { question: q, action: fold(q.action) };
    for (const { document } of inStack(s)) {
      for (const one of document.statements) {
        const { actions, resources } = one;
        const all = { ...one, conditions: [] };
        const { principals: _, ...free } = all;
        const everywhere = {
          ...resources,
          negated: true,
          exact: new Set<string>(),
          globs: [],
          open: [],
        };
        const act = { ...free, resources: everywhere };
        assert.notEqual(
          bears(act, asked),
          bears({ ...act, actions: { ...actions, negated: !actions.negated } }, asked),
        );
      }
    }
  });
});

test('what allows is among the statements that bear, and simulation and explanation say the same', () => {
  holds(nothing, (q, s) => {
    const asked = { question: q, action: fold(q.action) };
    const decision = decide(q, s);
    if (decision.allowed) {
      for (const {
        policy: { document },
        statement: place,
      } of decision.because)
        assert.ok(bears(document.statements[place]!, asked));
    } else {
      const { effect, decidedBy, matched, nearest } = explain(q, s, decision);
      assert.equal(effect === 'EXPLICIT_DENY', decision.kind === 'explicit');
      if (decision.kind === 'explicit') assert.ok(matched.length > 0);
      else assert.equal(decidedBy, decision.lacking);
      for (const { lacks, statement: one } of nearest) {
        assert.ok(lacks.length > 0);
        assert.ok(!bears(one, asked));
      }
    }
    const [outcome] = simulate({
      principal: q.principal,
      stack: s,
      actions: [q.action],
      resources: [q.resource],
      resourceAccount: q.resourceAccount,
      context: q.context,
    });
    assert.equal(outcome!.decision === 'allowed', decision.allowed);
    const asks = outcome!.missing.every((key) => KEYS.includes(key));
    assert.ok(asks);
  });
});

test('without anything nobody may anything, but the root user in his own account', () => {
  fc.assert(
    fc.property(question, (q) => {
      const bare: PolicyStack = {
        identity: [],
        scps: [],
        rcps: [],
        resource: { weight: 'sufficient' },
      };
      const isRootAtHome = q.principal.kind === 'root' && q.resourceAccount === OURS;
      assert.equal(decide(q, bare).allowed, isRootAtHome);
    }),
    { numRuns },
  );
});
