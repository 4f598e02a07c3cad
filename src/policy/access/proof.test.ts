/** Random worlds, asked twice: by thought, and by trying every request with the real judge. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { randomBelow, seededRandom } from '../../base/random.ts';
import { decide } from '../decide.ts';
import { type DocumentKind, parseDocument } from '../document.ts';
import type { Policy, PolicyStack, PolicyType } from '../policy.ts';
import type { Circumstances, Known, KeyValue } from './knowledge.ts';
import { type Actor, type Role, reachableFrom, type Target, whoCan, type World } from './paths.ts';

const isWhole = process.env['LOCKSTEAD_PROVE'] !== undefined;
const SEED = process.env['LOCKSTEAD_SEED'] ?? 'who can';
const WORLDS = isWhole ? 3_000 : 150;

const random = seededRandom(SEED);
const below = (bound: number) => randomBelow(random, bound);
const pick = <T>(list: readonly T[]): T => list[below(list.length)]!;
const oneIn = (n: number) => below(n) === 0;
const some = <T>(list: readonly T[], most: number): T[] =>
  Array.from({ length: 1 + below(most) }, () => pick(list));

const ACCOUNTS = ['111122223333', '444455556666'];
const PEOPLE = ['alice', 'bob', 'carol'];
const ROLES = ['reader', 'deployer', 'auditor'];
const NAMES = ['db', 'db-prod', 'mail'];
const ACTIONS = ['vault:Get', 'vault:Put'];

/** Keys that a request can choose: what policies compare, and what is tried by brute force. */
const OPEN: {
  readonly [key: string]: {
    readonly known: Known;
    readonly operators: readonly string[];
    readonly written: readonly string[];
    readonly tried: readonly KeyValue[];
  };
} = {
  'vault:stage': {
    known: { kind: 'any' },
    operators: [
      'StringEquals',
      'StringNotEquals',
      'StringLike',
      'StringNotLike',
      'StringEqualsIgnoreCase',
    ],
    written: ['live', 'LIVE', 'l*', '*e', 'next', '*x*', '?ive'],
    tried: [
      undefined,
      '',
      'live',
      'LIVE',
      'Live',
      'next',
      'le',
      'lxe',
      'axe',
      'xive',
      'x',
      'lx',
      'axb',
      'l',
    ],
  },
  'net:address': {
    known: { kind: 'any', always: true },
    operators: ['IpAddress', 'NotIpAddress'],
    written: ['10.0.0.0/8', '10.1.0.0/16', '192.0.2.7', '2001:db8::/32'],
    tried: ['10.0.0.1', '10.1.2.3', '192.0.2.7', '192.0.2.8', '2001:db8::1', '::1'],
  },
  'vault:days': {
    known: { kind: 'any' },
    operators: ['NumericLessThan', 'NumericGreaterThanEquals', 'NumericEquals', 'NumericNotEquals'],
    written: ['7', '30', '8'],
    tried: [undefined, '6', '7', '7.5', '8', '9', '30', '31', 'x', ''],
  },
  'net:secure': {
    known: { kind: 'one-of', values: ['true', 'false'] },
    operators: ['Bool', 'StringEquals'],
    written: ['true', 'false'],
    tried: ['true', 'false'],
  },
  'vault:tags': {
    known: { kind: 'any', many: true },
    operators: ['StringEquals', 'StringLike', 'StringNotEquals'],
    written: ['team', 'cost', 't*'],
    tried: [
      undefined,
      [],
      [''],
      ['team'],
      ['cost'],
      ['team', 'cost'],
      ['tx'],
      ['x'],
      ['x', 'team'],
      ['x', 'cost'],
      ['tx', 'cost'],
      ['x', 'tx'],
      ['tx', 'team'],
    ],
  },
  'call:name': {
    known: { kind: 'any' },
    operators: ['ArnLike', 'ArnNotLike', 'StringLike'],
    written: ['arn:aws:a:b:1:x*', 'arn:aws:a:*:1:*', 'arn:aws:*:b:1:xy'],
    tried: [
      undefined,
      '',
      'arn:aws:a:b:1:x',
      'arn:aws:a:b:1:xy',
      'arn:aws:a:c:1:x',
      'arn:aws:c:b:1:xy',
      'arn:aws:a:c:d:1:x',
      'no',
      'arn:aws:a:b:1:y',
      'arn:aws:a:b:1:xyz',
    ],
  },
};
/** Keys that follow from who asks and about what. */
const teamOf = (text: string) => (text.includes('r') ? 'red' : 'blue');

function condition(): object | undefined {
  if (!oneIn(3)) return undefined;
  const conditions = Array.from({ length: 1 + below(2) }, () => {
    if (oneIn(4)) {
      const value = pick([['red'], ['blue'], ['${what:team}'], ['${vault:stage}']]);
      return { [pick(['StringEquals', 'StringNotEquals'])]: { 'who:team': value } };
    }
    const key = pick(Object.keys(OPEN));
    const { operators, written } = OPEN[key]!;
    if (oneIn(8)) return { Null: { [key]: pick(['true', 'false']) } };
    const quantifier = key === 'vault:tags' ? pick(['ForAnyValue:', 'ForAllValues:']) : '';
    return {
      [quantifier + pick(operators) + pick(['', '', 'IfExists'])]: { [key]: some(written, 2) },
    };
  });
  return Object.assign({}, ...conditions);
}

const secretArn = (account: string, name: string) =>
  `arn:aws:vault:us-east-1:${account}:secret:${name}`;
const roleArn = (account: string, name: string) => `arn:aws:iam::${account}:role/${name}`;
const userArn = (account: string, name: string) => `arn:aws:iam::${account}:user/${name}`;

function statement(kind: DocumentKind, effect: 'Allow' | 'Deny'): object {
  const Condition = condition();
  const what =
    kind === 'trust'
      ? { Action: 'sts:AssumeRole' }
      : oneIn(8)
        ? { NotAction: some([...ACTIONS, 'sts:*'], 2) }
        : { Action: some(['*', ...ACTIONS, 'vault:*', 'sts:AssumeRole', 'vault:G*'], 2) };
  const where = oneIn(8)
    ? { NotResource: `arn:aws:vault:*:*:secret:${pick(['db*', 'mail'])}` }
    : {
        Resource: some(
          [
            '*',
            '*',
            'arn:aws:vault:*:*:secret:db*',
            'arn:aws:iam::*:role/*',
            roleArn(pick(ACCOUNTS), pick(ROLES)),
            'arn:aws:vault:*:*:secret:${vault:stage}*',
            'arn:aws:vault:*:*:secret:*${who:team}*',
          ],
          2,
        ),
      };
  return {
    Effect: effect,
    ...(kind === 'resource' || kind === 'trust' ? principals(kind) : {}),
    ...what,
    ...(kind !== 'trust' && where),
    ...(Condition && { Condition }),
  };
}

function principals(kind: DocumentKind): object {
  const account = pick(ACCOUNTS);
  const named = pick([
    userArn(account, pick(PEOPLE)),
    roleArn(account, pick(ROLES)),
    `arn:aws:iam::${account}:root`,
    `arn:aws:sts::${account}:assumed-role/${pick(ROLES)}/s`,
  ]);
  if (oneIn(6)) return { Principal: { Service: 'cron.amazonaws.com' } };
  if (oneIn(5)) return { Principal: '*' };
  return kind === 'resource' && oneIn(8)
    ? { NotPrincipal: { AWS: named } }
    : { Principal: { AWS: named } };
}

function policy(
  type: PolicyType,
  kind: DocumentKind,
  more: { allows?: number; denies?: number } = {},
): Policy {
  const Statement = [
    ...Array.from({ length: more.allows ?? 1 + below(3) }, () => statement(kind, 'Allow')),
    ...Array.from({ length: more.denies ?? (oneIn(3) ? 1 : 0) }, () => statement(kind, 'Deny')),
  ];
  const text = JSON.stringify({ Version: '2012-10-17', Statement });
  const parsed = parseDocument(text, kind);
  assert.ok('document' in parsed, `${text} ${JSON.stringify(parsed)}`);
  return { type, label: type, document: parsed.document };
}

const ALL = {
  type: 'scp' as const,
  label: 'everything',
  document: (() => {
    const text =
      '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}';
    const parsed = parseDocument(text, 'scp');
    assert.ok('document' in parsed);
    return parsed.document;
  })(),
};

interface Drawn {
  readonly world: World;
  readonly targets: readonly Target[];
  readonly known: (actor: Actor, target: Target, key: string) => Known;
}

function draw(): Drawn {
  const own = () => ({
    identity: Array.from({ length: below(3) }, () => policy('identity', 'identity')),
    ...(oneIn(5) && { boundary: policy('boundary', 'boundary') }),
  });
  const actors: Actor[] = ACCOUNTS.flatMap((account) => [
    ...PEOPLE.slice(0, 1 + below(3)).map(
      (name, i): Actor => ({
        id: userArn(account, name),
        facts: {
          kind: 'user',
          account,
          arn: userArn(account, name),
          uniqueIds: [`AIDA${account}${i}`],
        },
        ...own(),
        assumes: 'sts:AssumeRole',
      }),
    ),
    {
      id: `arn:aws:iam::${account}:root`,
      facts: { kind: 'root', account, arn: `arn:aws:iam::${account}:root`, uniqueIds: [account] },
      identity: [],
    },
  ]);
  actors.push({
    id: 'cron.amazonaws.com',
    facts: {
      kind: 'service',
      account: '',
      arn: 'cron.amazonaws.com',
      service: 'cron.amazonaws.com',
      uniqueIds: [],
    },
    identity: [],
    assumes: 'sts:AssumeRole',
  });
  const roles = ACCOUNTS.flatMap((account) =>
    ROLES.slice(0, 1 + below(3)).map((name, i): Role => {
      const id = `AROA${account}${i}`;
      return {
        target: {
          arn: roleArn(account, name),
          account,
          weight: 'trust',
          policy: policy('resource', 'trust'),
        },
        actor: {
          id: roleArn(account, name),
          facts: {
            kind: 'role-session',
            account,
            arn: `arn:aws:sts::${account}:assumed-role/${name}/s`,
            roleArn: roleArn(account, name),
            uniqueIds: [id, `${id}:s`],
          },
          ...own(),
          ...(oneIn(6) && { session: [policy('session', 'session')] }),
          assumes: 'sts:AssumeRole',
        },
      };
    }),
  );
  const targets = ACCOUNTS.flatMap((account) =>
    NAMES.slice(0, 1 + below(3)).map(
      (name): Target => ({
        arn: secretArn(account, name),
        account,
        weight: pick(['sufficient', 'necessary'] as const),
        ...(oneIn(2) && { policy: policy('resource', 'resource') }),
      }),
    ),
  );
  const scps = new Map(
    ACCOUNTS.map((account) => [
      account,
      oneIn(3) ? [[ALL, policy('scp', 'scp', { allows: 0, denies: 1 })], [ALL]] : [],
    ]),
  );
  const grants = new Map(
    targets
      .filter(() => oneIn(4))
      .map((target) => [target, { to: pick(actors), grant: policy('grant', 'identity') }]),
  );
  const known: Drawn['known'] = (actor, target, key) => {
    if (key === 'who:team') return { kind: 'is', value: teamOf(actor.id) };
    if (key === 'what:team') return { kind: 'is', value: teamOf(target.arn) };
    return OPEN[key]?.known ?? { kind: 'is', value: undefined };
  };
  return {
    targets,
    known,
    world: {
      actors,
      roles,
      around: (actor, _action, target) => {
        const given = grants.get(target);
        return {
          scps: scps.get(actor.facts.account) ?? [],
          rcps: [],
          ...(given?.to === actor && { grants: [given.grant] }),
        };
      },
      requests: (actor, _action, target) => [
        { keys: (key) => known(actor, target, key), when: new Map() },
      ],
    },
  };
}

/** The keys of which a stack asks: only those need to be tried. */
function openIn(stack: PolicyStack): string[] {
  const text = JSON.stringify(stack, (key, value) => (key === 'document' ? value.text : value));
  return Object.keys(OPEN).filter((key) => text.includes(key));
}

function stackOf({ world }: Drawn, actor: Actor, action: string, target: Target): PolicyStack {
  const { grants, scps, rcps } = world.around(actor, action, target);
  const { identity, boundary, session } = actor;
  return {
    identity,
    ...(boundary && { boundary }),
    ...(session && { session }),
    scps,
    rcps,
    resource: {
      weight: target.weight,
      ...(target.policy && { policy: target.policy }),
      ...(grants && { grants }),
    },
  };
}

function judged(drawn: Drawn, actor: Actor, action: string, target: Target, values: Circumstances) {
  const get = (key: string) => {
    if (values.has(key)) return values.get(key);
    const known = drawn.known(actor, target, key);
    return known.kind === 'is' ? known.value : undefined;
  };
  const question = {
    principal: actor.facts,
    action,
    resource: target.arn,
    resourceAccount: target.account,
    context: { get },
  };
  return decide(question, stackOf(drawn, actor, action, target)).allowed;
}

/** More requests than this are drawn rather than tried all. */
const MOST_TRIED = 300;

function* requests(keys: readonly string[]): Generator<Circumstances> {
  const all = keys.reduce((product, key) => product * OPEN[key]!.tried.length, 1);
  for (let n = 0; n < Math.min(all, MOST_TRIED); n++) {
    let rest = n;
    const values = keys.map((key) => {
      const { tried } = OPEN[key]!;
      if (all > MOST_TRIED) return [key, pick(tried)] as const;
      const value = tried[rest % tried.length];
      rest = Math.floor(rest / tried.length);
      return [key, value] as const;
    });
    yield new Map(values);
  }
}

/** Whether one of the tried requests is allowed, and whether all are. */
function tried(drawn: Drawn, actor: Actor, action: string, target: Target) {
  let any = false;
  let all = true;
  for (const values of requests(openIn(stackOf(drawn, actor, action, target)))) {
    if (judged(drawn, actor, action, target, values)) any = true;
    else all = false;
  }
  return { any, all };
}

/** Everybody who gets there by some request, tried by brute force. */
function bruteForce(drawn: Drawn, action: string, target: Target) {
  const { actors, roles } = drawn.world;
  const everybody = [...actors, ...roles.map(({ actor }) => actor)];
  const found = new Set(everybody.filter((actor) => tried(drawn, actor, action, target).any));
  for (let before = -1; before !== found.size; ) {
    before = found.size;
    for (const role of roles.filter(({ actor }) => found.has(actor))) {
      for (const actor of everybody) {
        if (found.has(actor) || !actor.assumes) continue;
        if (tried(drawn, actor, actor.assumes, role.target).any) found.add(actor);
      }
    }
  }
  return found;
}

test('who can: everybody who gets there is named, and every way that is told is open', () => {
  const counts = { always: 0, when: 0, perhaps: 0, never: 0, throughRoles: 0 };
  for (let n = 0; n < WORLDS; n++) {
    const drawn = draw();
    const { world, targets } = drawn;
    const target = pick(targets);
    const action = pick(ACTIONS);
    const ways = whoCan(world, action, target);
    const where = () => `seed ${SEED}, world ${n}`;
    for (const actor of bruteForce(drawn, action, target)) {
      assert.ok(ways.has(actor), `${where()}: ${actor.id} gets to ${target.arn} unseen`);
    }
    for (const [actor, { certainty, steps }] of ways) {
      counts[certainty]++;
      if (steps.length > 1) counts.throughRoles++;
      assert.equal(steps[0]!.actor, actor);
      if (certainty === 'perhaps') continue;
      for (const step of steps) {
        const about = [...targets, ...world.roles.map((role) => role.target)].find(
          ({ arn }) => arn === step.resource,
        )!;
        for (let i = 0; i < 5; i++) {
          const rest = Object.entries(OPEN).map(
            ([key, { tried: values }]) => [key, pick(values)] as const,
          );
          const values = new Map([...rest, ...step.when]);
          assert.ok(
            judged(drawn, step.actor, step.action, about, values),
            `${where()}: ${step.actor.id} is refused ${step.action} on ${step.resource} with ${JSON.stringify([...values])}`,
          );
        }
      }
    }
    counts.never += world.actors.length + world.roles.length - ways.size;
  }
  // Each answer is given often, and what is left open is rare.
  assert.ok(counts.always > WORLDS && counts.when > WORLDS / 2, JSON.stringify(counts));
  assert.ok(counts.never > WORLDS && counts.throughRoles > WORLDS / 4, JSON.stringify(counts));
  assert.ok(counts.perhaps < (counts.always + counts.when) / 20, JSON.stringify(counts));
  if (isWhole) console.log(JSON.stringify(counts));
});

test('what can: whoever is reached from somebody has him among those who get there', () => {
  for (let n = 0; n < WORLDS / 5; n++) {
    const { world } = draw();
    const from = pick(world.actors);
    const ways = reachableFrom(world, from);
    for (const role of world.roles) {
      if (from.assumes === undefined) continue;
      const backwards = whoCan(world, from.assumes, role.target);
      assert.equal(ways.has(role.actor), backwards.has(from), `seed ${SEED}, world ${n}`);
      assert.equal(ways.get(role.actor)?.certainty, backwards.get(from)?.certainty);
    }
  }
});
