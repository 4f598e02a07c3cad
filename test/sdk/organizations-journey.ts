import assert from 'node:assert/strict';
import { type Client, refused, type Told } from './client.ts';

/** Every operation of Organizations that is served. `tick` lets the work that is due be done. */
export async function organizationsJourney(
  { ask, pages }: Client,
  tick: () => Promise<void>,
): Promise<void> {
  const org = (operation: string, input: object = {}): Promise<Told> =>
    ask('organizations', operation, input);
  await refused(
    org('DescribeOrganization'),
    'AWSOrganizationsNotInUseException',
    'Your account is not a member of an organization.',
  );
  const { Organization } = await org('CreateOrganization', { FeatureSet: 'ALL' });
  assert.match(Organization.Id, /^o-/);
  await refused(
    org('CreateOrganization'),
    'AlreadyInOrganizationException',
    /already a member of an organization/,
  );
  assert.equal((await org('DescribeOrganization')).Organization.Id, Organization.Id);

  const { CreateAccountStatus } = await org('CreateAccount', {
    AccountName: 'b',
    Email: 'b@example.com',
  });
  assert.equal(CreateAccountStatus.State, 'IN_PROGRESS');
  await tick();
  const { CreateAccountStatus: done } = await org('DescribeCreateAccountStatus', {
    CreateAccountRequestId: CreateAccountStatus.Id,
  });
  assert.equal(done.State, 'SUCCEEDED');
  const { Account } = await org('DescribeAccount', { AccountId: done.AccountId });
  assert.deepEqual([Account.Name, Account.Email], ['b', 'b@example.com']);
  assert.match(Account.JoinedTimestamp, /^20\d\d/);
  await refused(
    org('DescribeAccount', { AccountId: '000000000000' }),
    'AccountNotFoundException',
    "You specified an account that doesn't exist.",
  );

  const listed = await pages('organizations', 'ListAccounts', { MaxResults: 1 });
  assert.equal(listed.flatMap((page) => page.Accounts).length, 2);
  const { Roots } = await org('ListRoots');
  const ParentId = Roots[0].Id;
  const under = await org('ListAccountsForParent', { ParentId });
  assert.equal(under.Accounts.length, 2);
  const { Children } = await org('ListChildren', { ParentId, ChildType: 'ACCOUNT' });
  assert.equal(Children.length, 2);
  const { Parents } = await org('ListParents', { ChildId: done.AccountId });
  assert.deepEqual(Parents, [{ Id: ParentId, Type: 'ROOT' }]);
  const statuses = await org('ListCreateAccountStatus', { States: ['SUCCEEDED'] });
  assert.equal(statuses.CreateAccountStatuses.length, 1);
  await unitsJourney(org, { root: ParentId, account: done.AccountId });
}

type Org = (operation: string, input?: object) => Promise<Told>;
interface Known {
  readonly root: string;
  readonly account: string;
}

async function unitsJourney(org: Org, { root, account }: Known): Promise<void> {
  const { OrganizationalUnit: unit } = await org('CreateOrganizationalUnit', {
    ParentId: root,
    Name: 'prod',
  });
  const { Id: OrganizationalUnitId } = unit;
  await refused(
    org('CreateOrganizationalUnit', { ParentId: root, Name: 'prod' }),
    'DuplicateOrganizationalUnitException',
    /same name/,
  );
  await org('UpdateOrganizationalUnit', { OrganizationalUnitId, Name: 'production' });
  const described = await org('DescribeOrganizationalUnit', { OrganizationalUnitId });
  assert.equal(described.OrganizationalUnit.Name, 'production');
  const { OrganizationalUnits } = await org('ListOrganizationalUnitsForParent', { ParentId: root });
  assert.deepEqual(OrganizationalUnits, [described.OrganizationalUnit]);
  const there = { SourceParentId: root, DestinationParentId: OrganizationalUnitId };
  await org('MoveAccount', { AccountId: account, ...there });
  const back = { SourceParentId: OrganizationalUnitId, DestinationParentId: root };
  await org('MoveAccount', { AccountId: account, ...back });
  await org('DeleteOrganizationalUnit', { OrganizationalUnitId });
}
