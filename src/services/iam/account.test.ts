import assert from 'node:assert/strict';
import { test } from 'node:test';
import { house, OTHER_ACCOUNT } from '../../../test/house.ts';
import {
  CreateAccessKey,
  CreateAccountAlias,
  CreateGroup,
  CreatePolicy,
  DeleteAccountAlias,
  GetAccountSummary,
  ListAccountAliases,
} from '../../generated/iam.ts';

test('an account has one alias, which no other account may have', async () => {
  const h = await house();
  const root = h.root();
  const list = async () => (await h.ask(root, ListAccountAliases, {})).AccountAliases;
  assert.deepEqual(await list(), []);
  await h.ask(root, CreateAccountAlias, { AccountAlias: 'first' });
  await h.ask(root, CreateAccountAlias, { AccountAlias: 'second' });
  assert.deepEqual(await h.ask(root, ListAccountAliases, {}), {
    AccountAliases: ['second'],
    IsTruncated: false,
  });
  const taken = h.ask(h.root(OTHER_ACCOUNT), CreateAccountAlias, { AccountAlias: 'second' });
  await assert.rejects(taken, {
    code: 'EntityAlreadyExists',
    message: 'The account alias second already exists.',
  });
  const number = h.ask(root, CreateAccountAlias, { AccountAlias: '123456789012' });
  await assert.rejects(number, { code: 'ValidationError' });

  const former = h.ask(root, DeleteAccountAlias, { AccountAlias: 'first' });
  await assert.rejects(former, { code: 'NoSuchEntity' });
  const theirs = h.ask(h.root(OTHER_ACCOUNT), DeleteAccountAlias, { AccountAlias: 'second' });
  await assert.rejects(theirs, { code: 'NoSuchEntity' });
  await h.ask(root, DeleteAccountAlias, { AccountAlias: 'second' });
  assert.deepEqual(await list(), []);
  await h.close();
});

test('the summary counts what the account has, and nothing of others', async () => {
  const h = await house();
  await h.admin();
  await h.user('alice', []);
  await h.user('eve', [], OTHER_ACCOUNT);
  await h.ask(h.root(), CreateGroup, { GroupName: 'g' });
  const PolicyDocument =
    '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}';
  await h.ask(h.root(), CreatePolicy, { PolicyName: 'p', PolicyDocument });
  await h.ask(h.root(), CreateAccessKey, {});
  const { SummaryMap } = await h.ask(h.root(), GetAccountSummary, {});
  const { Users, Groups, Roles, Policies, PolicyVersionsInUse, AccountAccessKeysPresent } =
    SummaryMap!;
  assert.deepEqual(
    { Users, Groups, Roles, Policies, PolicyVersionsInUse, AccountAccessKeysPresent },
    {
      Users: 2,
      Groups: 1,
      Roles: 0,
      Policies: 1,
      PolicyVersionsInUse: 2,
      AccountAccessKeysPresent: 1,
    },
  );
  assert.equal(SummaryMap!['UsersQuota'], 5000);
  const other = await h.ask(h.root(OTHER_ACCOUNT), GetAccountSummary, {});
  assert.equal(other.SummaryMap!['AccountAccessKeysPresent'], 0);
  await h.close();
});
