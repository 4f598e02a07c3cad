import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  CreateAccount,
  CreateOrganization,
  DescribeAccount,
  DescribeCreateAccountStatus,
  DescribeOrganization,
  ListAccounts,
  ListCreateAccountStatus,
} from '../../../generated/organizations.ts';
import type { CreateAccountRequest } from '../../../generated/organizations.types.ts';
import { GetCallerIdentity } from '../../../generated/sts.ts';
import { ACCOUNT, house, OTHER_ACCOUNT, START, type TestHouse } from '../../../../test/house.ts';

const DEV = { Email: 'dev@example.com', AccountName: 'dev' };

async function organized(): Promise<TestHouse> {
  const h = await house();
  await h.ask(h.root(), CreateOrganization, {});
  return h;
}

const statusOf = async (h: TestHouse, CreateAccountRequestId: string) =>
  (await h.ask(h.root(), DescribeCreateAccountStatus, { CreateAccountRequestId }))
    .CreateAccountStatus!;

/** Makes an account and waits for it. */
async function create(h: TestHouse, input: CreateAccountRequest): Promise<string> {
  const { CreateAccountStatus } = await h.ask(h.root(), CreateAccount, input);
  await h.tick();
  return (await statusOf(h, CreateAccountStatus!.Id!)).AccountId!;
}

test('an account is promised at once and there soon after', async () => {
  const h = await organized();
  const { CreateAccountStatus } = await h.ask(h.root(), CreateAccount, DEV);
  const Id = CreateAccountStatus!.Id!;
  assert.match(Id, /^car-[a-z0-9]{32}$/);
  const begun = { Id, AccountName: 'dev', State: 'IN_PROGRESS', RequestedTimestamp: START };
  assert.deepEqual(CreateAccountStatus, begun);
  assert.deepEqual(await statusOf(h, Id), begun);
  await h.tick();
  const done = await statusOf(h, Id);
  assert.match(done.AccountId!, /^\d{12}$/);
  assert.deepEqual(done, {
    ...begun,
    State: 'SUCCEEDED',
    CompletedTimestamp: START,
    AccountId: done.AccountId,
  });
  const { Account } = await h.ask(h.root(), DescribeAccount, { AccountId: done.AccountId! });
  assert.equal(Account!.Email, DEV.Email);
  assert.equal(Account!.JoinedMethod, 'CREATED');
  await h.close();
});

test('the management account enters the new one by the role that was made for it', async () => {
  const h = await organized();
  const admin = await h.admin();
  const stranger = await h.admin(OTHER_ACCOUNT);
  for (const [input, name] of [
    [DEV, 'OrganizationAccountAccessRole'],
    [{ Email: 'ops@example.com', AccountName: 'ops', RoleName: 'Enter' }, 'Enter'],
  ] as const) {
    const account = await create(h, input);
    const role = `arn:aws:iam::${account}:role/${name}`;
    const session = await h.assume(admin, role);
    assert.equal((await h.ask(session, GetCallerIdentity, {})).Account, account);
    await assert.rejects(h.assume(stranger, role), { code: 'AccessDenied' });
  }
  await h.close();
});

test('an address that has an account already gets no second one', async () => {
  const h = await organized();
  await create(h, DEV);
  const { CreateAccountStatus } = await h.ask(h.root(), CreateAccount, {
    ...DEV,
    Email: 'DEV@example.com',
  });
  assert.equal(CreateAccountStatus!.State, 'IN_PROGRESS');
  const { State, FailureReason, AccountId } = await statusOf(h, CreateAccountStatus!.Id!);
  assert.deepEqual(
    [State, FailureReason, AccountId],
    ['FAILED', 'EMAIL_ALREADY_EXISTS', undefined],
  );
  const list = async (...States: ('SUCCEEDED' | 'FAILED')[]) =>
    (await h.ask(h.root(), ListCreateAccountStatus, { States })).CreateAccountStatuses!.length;
  assert.deepEqual([await list('FAILED'), await list('SUCCEEDED'), await list()], [1, 1, 2]);
  await h.close();
});

test('accounts are listed page by page', async () => {
  const h = await organized();
  const made = [ACCOUNT];
  for (const name of ['a', 'b', 'c']) {
    made.push(await create(h, { Email: `${name}@example.com`, AccountName: name }));
  }
  const seen: string[] = [];
  let NextToken: string | undefined;
  do {
    const page = await h.ask(h.root(), ListAccounts, { MaxResults: 2, NextToken });
    assert(page.Accounts!.length <= 2);
    seen.push(...page.Accounts!.map(({ Id }) => Id!));
    ({ NextToken } = page);
  } while (NextToken !== undefined);
  assert.deepEqual(seen, made.toSorted());
  await assert.rejects(h.ask(h.root(), ListAccounts, { NextToken: 'bm8gdG9rZW4=' }), {
    code: 'InvalidInputException',
    members: { Reason: 'INVALID_NEXT_TOKEN' },
  });
  await h.close();
});

test('a member account sees its organization and does not manage it', async () => {
  const h = await organized();
  const member = h.root(await create(h, DEV));
  const { Organization } = await h.ask(member, DescribeOrganization, {});
  assert.equal(Organization!.MasterAccountId, ACCOUNT);
  const refused = {
    code: 'AccessDeniedException',
    message: "You don't have permissions to access this resource.",
  };
  await assert.rejects(h.ask(member, ListAccounts, {}), refused);
  await assert.rejects(h.ask(member, CreateAccount, { ...DEV, Email: 'x@example.com' }), refused);
  await assert.rejects(h.ask(member, DescribeAccount, { AccountId: member.account }), refused);
  await h.close();
});

test('tags of a new account need a permission, and keys that do not repeat', async () => {
  const h = await organized();
  const maker = await h.user('maker', ['organizations:CreateAccount']);
  const Tags = [{ Key: 'team', Value: 'red' }];
  await assert.rejects(h.ask(maker, CreateAccount, { ...DEV, Tags }), {
    code: 'AccessDeniedException',
    message: /organizations:TagResource/,
  });
  await assert.rejects(h.ask(h.root(), CreateAccount, { ...DEV, Tags: [...Tags, ...Tags] }), {
    code: 'InvalidInputException',
    members: { Reason: 'DUPLICATE_TAG_KEY' },
  });
  await assert.rejects(
    h.ask(h.root(), CreateAccount, { ...DEV, Tags: [{ Key: 'aws:x', Value: '' }] }),
    {
      code: 'InvalidInputException',
      members: { Reason: 'INVALID_SYSTEM_TAGS_PARAMETER' },
    },
  );
  await h.ask(h.root(), CreateAccount, { ...DEV, Tags });
  await h.close();
});

test('a request for an account is known to the organization that made it alone', async () => {
  const h = await organized();
  const { CreateAccountStatus } = await h.ask(h.root(), CreateAccount, DEV);
  const other = h.root(OTHER_ACCOUNT);
  await h.ask(other, CreateOrganization, {});
  const asked = { CreateAccountRequestId: CreateAccountStatus!.Id! };
  await assert.rejects(h.ask(other, DescribeCreateAccountStatus, asked), {
    code: 'CreateAccountStatusNotFoundException',
  });
  await h.close();
});
