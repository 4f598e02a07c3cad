import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Caller, serviceCaller } from '../operation/caller.ts';
import type { Membership } from '../operation/identities.ts';
import type { Resource } from '../operation/operation.ts';
import { compile } from '../policy/compile.ts';
import type { Policy, PolicyType } from '../policy/policy.ts';
import type { Reader } from '../store/store.ts';
import { createJudge } from './authorize.ts';

const MANAGEMENT = '111111111111';
const MEMBER = '222222222222';
const STRANGER = '333333333333';
const CLOSED = '444444444444';

const policy = (type: PolicyType, ...Statement: object[]): Policy => ({
  type,
  label: type,
  document: compile(
    JSON.stringify({ Version: '2012-10-17', Statement }),
    type === 'grant' ? 'resource' : type,
  ),
});
const EVERYTHING = { Effect: 'Allow', Action: '*', Resource: '*' };
const RCP = policy('rcp', {
  Effect: 'Deny',
  Principal: '*',
  Action: ['kms:*', 'iam:*'],
  Resource: '*',
});
const SCP = policy('scp', { ...EVERYTHING, Effect: 'Deny' });

const user = (account: string): Caller => ({
  kind: 'user',
  account,
  arn: `arn:aws:iam::${account}:user/alice`,
  userId: 'AIDAEXAMPLEEXAMPLE123',
});
const session = (path: string): Caller => ({
  kind: 'role-session',
  account: MEMBER,
  arn: `arn:aws:sts::${MEMBER}:assumed-role/r/s`,
  userId: 'AROAEXAMPLEEXAMPLE123:s',
  role: { arn: `arn:aws:iam::${MEMBER}:role/${path}r`, id: 'AROAEXAMPLEEXAMPLE123', name: 'r' },
});

interface World {
  readonly scps?: readonly Policy[];
  readonly rcps?: readonly Policy[];
}

/** Asks about something of an account, whose own policy allows everyone everything. */
async function judged(
  caller: Caller,
  action: string,
  asked: { readonly account: string; readonly managedByAws?: true; readonly policy?: Policy },
  { scps = [], rcps = [] }: World,
): Promise<boolean> {
  const organization = (): Membership => ({
    organizationId: 'o-one',
    managementAccount: MANAGEMENT,
    path: 'o-one/r-one/',
    scps: scps.length ? [scps] : [],
    rcps: rcps.length ? [rcps] : [],
  });
  const { judge } = createJudge({
    of: async () => ({ identity: [policy('identity', EVERYTHING)], tags: {} }),
    membership: async (_store, account) =>
      account === MANAGEMENT || account === MEMBER ? organization() : undefined,
    isClosed: async (_store, account) => account === CLOSED,
  });
  const circumstances = {
    caller,
    request: { id: 'r', region: 'us-east-1', sourceIp: '', userAgent: '', secureTransport: true },
    via: [],
    now: 0,
    store: {} as Reader,
  };
  const resource: Resource = {
    arn: `arn:aws:kms:us-east-1:${asked.account}:key/k`,
    policy: policy('resource', { ...EVERYTHING, Principal: '*' }),
    ...asked,
  };
  return (await judge(circumstances, action, resource, () => ({}))).decision.allowed;
}

test('service control policies bind the accounts of an organization, but for the one that manages it', async () => {
  const of = { account: STRANGER };
  const ask = (caller: Caller) => judged(caller, 'kms:Encrypt', of, { scps: [SCP] });
  assert.equal(await ask(user(MEMBER)), false);
  assert.equal(await ask(session('')), false);
  assert.equal(await ask({ ...user(MEMBER), kind: 'root' }), false);
  assert.equal(await ask(user(MANAGEMENT)), true);
  assert.equal(await ask(user(STRANGER)), true);
  assert.equal(await ask(session('aws-service-role/x.amazonaws.com/')), true);
  assert.equal(await ask(serviceCaller('x.amazonaws.com')), true);
});

test('resource control policies bind whoever asks for what an organization has', async () => {
  const ask = (
    caller: Caller,
    of: { account: string; managedByAws?: true },
    action = 'kms:Encrypt',
  ) => judged(caller, action, of, { rcps: [RCP] });
  const ours = { account: MEMBER };
  for (const caller of [
    user(MEMBER),
    user(STRANGER),
    user(MANAGEMENT),
    session(''),
    serviceCaller('x.amazonaws.com'),
  ])
    assert.equal(await ask(caller, ours), false, caller.arn);
  assert.equal(await ask(session('aws-service-role/x.amazonaws.com/'), ours), true);
  assert.equal(await ask(user(MEMBER), { account: MANAGEMENT }), true);
  assert.equal(await ask(user(MEMBER), { account: STRANGER }), true);
  assert.equal(await ask(user(MEMBER), { ...ours, managedByAws: true }), true);
  assert.equal(await ask(user(MEMBER), ours, 'kms:RetireGrant'), true);
  assert.equal(await ask(user(MEMBER), ours, 'iam:GetUser'), true);
});

test('nobody reaches into an account that was closed', async () => {
  for (const caller of [user(MEMBER), serviceCaller('x.amazonaws.com')])
    assert.equal(await judged(caller, 'kms:Encrypt', { account: CLOSED }, {}), false);
});

test('a service is of the organization for whose account it asks', async () => {
  const open = (Condition: object) =>
    policy('resource', { ...EVERYTHING, Principal: '*', Condition });
  const ask = (caller: Caller, Condition: object) =>
    judged(caller, 'kms:Encrypt', { account: STRANGER, policy: open(Condition) }, {});
  const service = (account?: string) =>
    serviceCaller('x.amazonaws.com', account ? { arn: 'arn:aws:x:::y', account } : undefined);
  const byId = { StringEquals: { 'aws:SourceOrgID': 'o-one' } };
  const byPath = { 'ForAnyValue:StringLike': { 'aws:SourceOrgPaths': 'o-one/r-one/*' } };
  for (const condition of [byId, byPath]) {
    assert.equal(await ask(service(MEMBER), condition), true);
    assert.equal(await ask(service(STRANGER), condition), false);
    assert.equal(await ask(service(), condition), false);
    // Who asks for himself has no source.
    assert.equal(await ask(user(MEMBER), condition), false);
  }
});
