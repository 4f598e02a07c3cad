import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DAY } from '../../base/clock.ts';
import {
  AcceptHandshake,
  AttachPolicy,
  CancelHandshake,
  CreateAccount,
  CreateOrganization,
  DeclineHandshake,
  DescribeAccount,
  DescribeCreateAccountStatus,
  DescribeHandshake,
  DescribeOrganization,
  EnableAllFeatures,
  EnablePolicyType,
  InviteAccountToOrganization,
  ListAccounts,
  ListHandshakesForAccount,
  ListHandshakesForOrganization,
  ListPoliciesForTarget,
  ListRoots,
  ListTagsForResource,
  RemoveAccountFromOrganization,
} from '../../generated/organizations.ts';
import type { CreateOrganizationRequest } from '../../generated/organizations.types.ts';
import { ACCOUNT, house, OTHER_ACCOUNT, START, type TestHouse } from '../../../test/house.ts';

const TARGET = { Type: 'ACCOUNT', Id: OTHER_ACCOUNT } as const;

async function organized(input: CreateOrganizationRequest = {}) {
  const h = await house();
  const { Organization } = await h.ask(h.root(), CreateOrganization, input);
  return { h, organization: Organization!.Id!, other: h.root(OTHER_ACCOUNT) };
}

const invite = async (h: TestHouse, Target: { Type: 'ACCOUNT' | 'EMAIL'; Id: string } = TARGET) =>
  (await h.ask(h.root(), InviteAccountToOrganization, { Target })).Handshake!;

test('an account that is invited joins when it accepts', async () => {
  const { h, organization, other } = await organized();
  const { Handshake } = await h.ask(h.root(), InviteAccountToOrganization, {
    Target: TARGET,
    Notes: 'come',
    Tags: [{ Key: 'team', Value: 'red' }],
  });
  const HandshakeId = Handshake!.Id!;
  assert.match(HandshakeId, /^h-[a-z0-9]{32}$/);
  assert.deepEqual(Handshake, {
    Id: HandshakeId,
    Arn: `arn:aws:organizations::${ACCOUNT}:handshake/${organization}/invite/${HandshakeId}`,
    Action: 'INVITE',
    State: 'OPEN',
    RequestedTimestamp: START,
    ExpirationTimestamp: START + 15 * DAY,
    Parties: [
      { Id: organization, Type: 'ORGANIZATION' },
      { Id: OTHER_ACCOUNT, Type: 'ACCOUNT' },
    ],
    Resources: [
      {
        Type: 'ORGANIZATION',
        Value: organization,
        Resources: [
          { Type: 'MASTER_EMAIL', Value: `root@${ACCOUNT}.example` },
          { Type: 'MASTER_NAME', Value: ACCOUNT },
          { Type: 'ORGANIZATION_FEATURE_SET', Value: 'ALL' },
        ],
      },
      { Type: 'ACCOUNT', Value: OTHER_ACCOUNT },
      { Type: 'NOTES', Value: 'come' },
    ],
  });
  for (const caller of [h.root(), other])
    assert.deepEqual(await h.ask(caller, DescribeHandshake, { HandshakeId }), { Handshake });
  const { Handshakes } = await h.ask(other, ListHandshakesForAccount, {});
  assert.deepEqual(Handshakes, [Handshake]);

  const accepted = await h.ask(other, AcceptHandshake, { HandshakeId });
  assert.deepEqual(accepted, { Handshake: { ...Handshake, State: 'ACCEPTED' } });
  const { Organization } = await h.ask(other, DescribeOrganization, {});
  assert.equal(Organization!.Id, organization);
  const { Account } = await h.ask(h.root(), DescribeAccount, { AccountId: OTHER_ACCOUNT });
  assert.deepEqual([Account!.JoinedMethod, Account!.JoinedTimestamp], ['INVITED', START]);
  const tags = await h.ask(h.root(), ListTagsForResource, { ResourceId: OTHER_ACCOUNT });
  assert.deepEqual(tags.Tags, [{ Key: 'team', Value: 'red' }]);
  const joined = (await h.events()).find((each) => each.eventName === 'AccountJoinedOrganization');
  assert.equal(joined.eventType, 'AwsServiceEvent');
  assert.equal(joined.serviceEventDetails.accountId, OTHER_ACCOUNT);
  assert.equal(joined.serviceEventDetails.joinedMethod, 'INVITED');
  await h.close();
});

test('a handshake is answered once, and by whom it was meant for', async () => {
  const { h, other } = await organized();
  const { Id: HandshakeId } = await invite(h);
  const asked = { HandshakeId: HandshakeId! };
  const notYours = { code: 'AccessDeniedException' };
  await assert.rejects(h.ask(h.root(), AcceptHandshake, asked), notYours);
  await assert.rejects(h.ask(h.root(), DeclineHandshake, asked), notYours);
  await assert.rejects(h.ask(other, CancelHandshake, asked), notYours);
  const { Handshake } = await h.ask(other, DeclineHandshake, asked);
  assert.equal(Handshake!.State, 'DECLINED');
  await assert.rejects(h.ask(other, DeclineHandshake, asked), {
    code: 'HandshakeAlreadyInStateException',
  });
  await assert.rejects(h.ask(other, AcceptHandshake, asked), {
    code: 'InvalidHandshakeTransitionException',
  });
  await assert.rejects(h.ask(h.root(), CancelHandshake, asked), {
    code: 'InvalidHandshakeTransitionException',
  });
  const again = await invite(h);
  await h.ask(h.root(), CancelHandshake, { HandshakeId: again.Id! });
  await assert.rejects(h.ask(other, AcceptHandshake, { HandshakeId: again.Id! }), {
    code: 'InvalidHandshakeTransitionException',
  });
  await h.close();
});

test('who has no part in a handshake does not find it', async () => {
  const { h } = await organized();
  const { Id } = await invite(h, { Type: 'EMAIL', Id: 'nobody@example.com' });
  const stranger = h.root(OTHER_ACCOUNT);
  for (const model of [DescribeHandshake, AcceptHandshake, CancelHandshake, DeclineHandshake]) {
    await assert.rejects(h.ask(stranger, model, { HandshakeId: Id! }), {
      code: 'HandshakeNotFoundException',
      message: "We can't find a handshake with the HandshakeId that you specified.",
    });
  }
  await h.close();
});

test('an address can be invited, whoever has it or will have it', async () => {
  const { h, other } = await organized();
  const email = `ROOT@${OTHER_ACCOUNT}.example`;
  const handshake = await invite(h, { Type: 'EMAIL', Id: email });
  assert.deepEqual(handshake.Parties![1], { Id: email, Type: 'EMAIL' });
  await assert.rejects(invite(h), { code: 'DuplicateHandshakeException' });
  await assert.rejects(invite(h, { Type: 'EMAIL', Id: email.toLowerCase() }), {
    code: 'DuplicateHandshakeException',
  });
  await h.ask(other, AcceptHandshake, { HandshakeId: handshake.Id! });
  await assert.rejects(invite(h), {
    code: 'HandshakeConstraintViolationException',
    members: { Reason: 'ALREADY_IN_AN_ORGANIZATION' },
  });
  await h.close();
});

test('what names nobody is refused', async () => {
  const { h } = await organized();
  const cases = [
    [{ Type: 'ORGANIZATION', Id: 'o-x' }, 'INVALID_PARTY_TYPE_TARGET'],
    [{ Type: 'ACCOUNT', Id: '12' }, 'INVALID_PATTERN_TARGET_ID'],
    [{ Type: 'ACCOUNT', Id: '999999999999' }, 'INVALID_PATTERN_TARGET_ID'],
    [{ Type: 'EMAIL', Id: 'nobody' }, 'INVALID_EMAIL_ADDRESS_TARGET'],
  ] as const;
  for (const [Target, Reason] of cases) {
    await assert.rejects(h.ask(h.root(), InviteAccountToOrganization, { Target }), {
      code: 'InvalidInputException',
      members: { Reason },
    });
  }
  await h.close();
});

test('an invitation runs out, and is forgotten a month later', async () => {
  const { h, other } = await organized();
  const { Id } = await invite(h);
  const asked = { HandshakeId: Id! };
  h.clock.advance(15 * DAY);
  // The job may be late: what has run out has run out.
  const seen = async () => (await h.ask(h.root(), DescribeHandshake, asked)).Handshake!.State;
  assert.equal(await seen(), 'EXPIRED');
  await assert.rejects(h.ask(other, AcceptHandshake, asked), {
    code: 'InvalidHandshakeTransitionException',
  });
  await h.tick();
  assert.equal(await seen(), 'EXPIRED');
  await invite(h);
  h.clock.advance(30 * DAY);
  await h.tick();
  await assert.rejects(h.ask(h.root(), DescribeHandshake, asked), {
    code: 'HandshakeNotFoundException',
  });
  await h.close();
});

test('a member that accepts elsewhere goes there, if it may leave', async () => {
  const { h, other } = await organized();
  await h.ask(other, CreateOrganization, {});
  const { Id } = await invite(h);
  await assert.rejects(h.ask(other, AcceptHandshake, { HandshakeId: Id! }), {
    code: 'MasterCannotLeaveOrganizationException',
  });
  const input = { Email: 'dev@example.com', AccountName: 'dev' };
  const { CreateAccountStatus } = await h.ask(other, CreateAccount, input);
  await h.tick();
  const { CreateAccountStatus: done } = await h.ask(other, DescribeCreateAccountStatus, {
    CreateAccountRequestId: CreateAccountStatus!.Id!,
  });
  const member = done!.AccountId!;
  const handshake = await invite(h, { Type: 'ACCOUNT', Id: member });
  const accept = { HandshakeId: handshake.Id! };
  await assert.rejects(h.ask(h.root(member), AcceptHandshake, accept), {
    code: 'ConstraintViolationException',
    members: { Reason: 'WAIT_PERIOD_ACTIVE' },
  });
  h.clock.advance(4 * DAY);
  const bound = await h.user('bound', ['organizations:AcceptHandshake'], member);
  await assert.rejects(h.ask(bound, AcceptHandshake, accept), {
    code: 'AccessDeniedException',
    message: /organizations:LeaveOrganization/,
  });
  await h.ask(h.root(member), AcceptHandshake, accept);
  const { Organization } = await h.ask(h.root(member), DescribeOrganization, {});
  assert.equal(Organization!.MasterAccountId, ACCOUNT);
  const { Accounts } = await h.ask(other, ListAccounts, {});
  assert.deepEqual(
    Accounts!.map(({ Id: id }) => id),
    [OTHER_ACCOUNT],
  );
  const left = (await h.events(OTHER_ACCOUNT)).map(({ eventName }) => eventName);
  assert.ok(left.includes('AccountDepartedOrganization'));
  await h.close();
});

test('who joins comes under the policies that all are under', async () => {
  const { h, other } = await organized();
  const RootId = (await h.ask(h.root(), ListRoots, {})).Roots![0]!.Id!;
  const PolicyType = 'SERVICE_CONTROL_POLICY';
  await h.ask(h.root(), EnablePolicyType, { RootId, PolicyType });
  const { Id } = await invite(h);
  await h.ask(other, AcceptHandshake, { HandshakeId: Id! });
  const asked = { TargetId: OTHER_ACCOUNT, Filter: PolicyType } as const;
  const names = async () =>
    (await h.ask(h.root(), ListPoliciesForTarget, asked)).Policies!.map((each) => each.Id);
  assert.deepEqual(await names(), ['p-FullAWSAccess']);
  await assert.rejects(
    h.ask(h.root(), AttachPolicy, { PolicyId: 'p-FullAWSAccess', TargetId: OTHER_ACCOUNT }),
    { code: 'DuplicatePolicyAttachmentException' },
  );
  await h.close();
});

test('handshakes are listed by what they are about, page by page', async () => {
  const { h } = await organized();
  for (const name of ['a', 'b', 'c']) await invite(h, { Type: 'EMAIL', Id: `${name}@example.com` });
  const seen: string[] = [];
  let NextToken: string | undefined;
  const Filter = { ActionType: 'INVITE' } as const;
  do {
    const asked = { Filter, MaxResults: 2, NextToken };
    const page = await h.ask(h.root(), ListHandshakesForOrganization, asked);
    seen.push(...page.Handshakes!.map(({ Parties }) => Parties![1]!.Id));
    ({ NextToken } = page);
  } while (NextToken !== undefined);
  assert.deepEqual(seen.toSorted(), ['a@example.com', 'b@example.com', 'c@example.com']);
  const none = await h.ask(h.root(), ListHandshakesForOrganization, {
    Filter: { ActionType: 'ENABLE_ALL_FEATURES' },
  });
  assert.deepEqual(none.Handshakes, []);
  const both = { Filter: { ...Filter, ParentHandshakeId: 'h-12345678' } };
  await assert.rejects(h.ask(h.root(), ListHandshakesForAccount, both), {
    code: 'InvalidInputException',
    members: { Reason: 'MAX_LIMIT_EXCEEDED_FILTER' },
  });
  await h.close();
});

async function billing() {
  const world = await organized({ FeatureSet: 'CONSOLIDATED_BILLING' });
  const { Id } = await invite(world.h);
  await world.h.ask(world.other, AcceptHandshake, { HandshakeId: Id! });
  return world;
}

const approvalOf = async (h: TestHouse, ParentHandshakeId: string) =>
  (
    await h.ask(h.root(OTHER_ACCOUNT), ListHandshakesForAccount, {
      Filter: { ParentHandshakeId },
    })
  ).Handshakes![0]!;

test('all features come when all who were invited have approved and the management account ends it', async () => {
  const { h, other } = await billing();
  const { Handshake } = await h.ask(h.root(), EnableAllFeatures, {});
  assert.deepEqual([Handshake!.Action, Handshake!.State], ['ENABLE_ALL_FEATURES', 'REQUESTED']);
  const finish = { HandshakeId: Handshake!.Id! };
  await assert.rejects(h.ask(h.root(), AcceptHandshake, finish), {
    code: 'InvalidHandshakeTransitionException',
  });
  await assert.rejects(h.ask(h.root(), EnableAllFeatures, {}), {
    code: 'HandshakeConstraintViolationException',
    members: { Reason: 'ORGANIZATION_IS_ALREADY_PENDING_ALL_FEATURES_MIGRATION' },
  });
  await assert.rejects(invite(h, { Type: 'EMAIL', Id: 'x@example.com' }), {
    code: 'HandshakeConstraintViolationException',
    members: { Reason: 'INVITE_DISABLED_DURING_ENABLE_ALL_FEATURES' },
  });
  const approval = await approvalOf(h, Handshake!.Id!);
  assert.equal(approval.Action, 'APPROVE_ALL_FEATURES');
  await h.ask(other, AcceptHandshake, { HandshakeId: approval.Id! });
  const { Handshake: open } = await h.ask(h.root(), DescribeHandshake, finish);
  assert.equal(open!.State, 'OPEN');
  await h.ask(h.root(), AcceptHandshake, finish);
  const { Organization } = await h.ask(h.root(), DescribeOrganization, {});
  assert.equal(Organization!.FeatureSet, 'ALL');
  await assert.rejects(h.ask(h.root(), EnableAllFeatures, {}), {
    code: 'HandshakeConstraintViolationException',
    members: { Reason: 'ORGANIZATION_ALREADY_HAS_ALL_FEATURES' },
  });
  await h.close();
});

test('who goes is not waited for', async () => {
  const { h } = await billing();
  const { Handshake } = await h.ask(h.root(), EnableAllFeatures, {});
  await h.ask(h.root(), RemoveAccountFromOrganization, { AccountId: OTHER_ACCOUNT });
  await h.ask(h.root(), AcceptHandshake, { HandshakeId: Handshake!.Id! });
  const { Organization } = await h.ask(h.root(), DescribeOrganization, {});
  assert.equal(Organization!.FeatureSet, 'ALL');
  await h.close();
});

test('what was declined, canceled or has run out can be begun again', async () => {
  const { h, other } = await billing();
  const begin = async () => (await h.ask(h.root(), EnableAllFeatures, {})).Handshake!.Id!;
  const first = await begin();
  const approval = await approvalOf(h, first);
  await h.ask(other, DeclineHandshake, { HandshakeId: approval.Id! });
  await assert.rejects(h.ask(h.root(), AcceptHandshake, { HandshakeId: first }), {
    code: 'InvalidHandshakeTransitionException',
  });
  await h.ask(h.root(), CancelHandshake, { HandshakeId: first });
  const second = await begin();
  await h.ask(h.root(), CancelHandshake, { HandshakeId: second });
  assert.equal((await approvalOf(h, second)).State, 'CANCELED');
  const third = await begin();
  h.clock.advance(90 * DAY);
  await h.tick();
  assert.equal((await approvalOf(h, third)).State, 'EXPIRED');
  await begin();
  await h.close();
});
