import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  CreateOrganization,
  DescribeAccount,
  DescribeOrganization,
  ListAccounts,
  ListChildren,
  ListAccountsForParent,
  ListParents,
  ListRoots,
} from '../../../generated/organizations.ts';
import type { AnyOperationModel } from '../../../model/model.ts';
import { ACCOUNT, house, OTHER_ACCOUNT, START } from '../../../../test/house.ts';

test('an account that stands alone makes an organization and manages it', async () => {
  const h = await house();
  const { Organization } = await h.ask(h.root(), CreateOrganization, {});
  const id = Organization!.Id!;
  assert.match(id, /^o-[a-z0-9]{10}$/);
  assert.deepEqual(Organization, {
    Id: id,
    Arn: `arn:aws:organizations::${ACCOUNT}:organization/${id}`,
    FeatureSet: 'ALL',
    MasterAccountArn: `arn:aws:organizations::${ACCOUNT}:account/${id}/${ACCOUNT}`,
    MasterAccountId: ACCOUNT,
    MasterAccountEmail: `root@${ACCOUNT}.example`,
    AvailablePolicyTypes: [{ Type: 'SERVICE_CONTROL_POLICY', Status: 'ENABLED' }],
  });
  assert.deepEqual(await h.ask(h.root(), DescribeOrganization, {}), { Organization });
  await assert.rejects(h.ask(h.root(), CreateOrganization, {}), {
    code: 'AlreadyInOrganizationException',
    message: 'The AWS account is already a member of an organization.',
  });
  await h.close();
});

test('of two who make an organization at once for the same account, one is told of the other', async () => {
  const h = await house();
  const asked = [1, 2].map(() => h.ask(h.root(), CreateOrganization, {}));
  const outcomes = await Promise.allSettled(asked);
  assert.deepEqual(outcomes.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
  const loser = outcomes.find((outcome) => outcome.status === 'rejected');
  assert.equal(loser?.reason.code, 'AlreadyInOrganizationException');
  await h.close();
});

test('an organization for consolidated billing alone has no policies', async () => {
  const h = await house();
  const { Organization } = await h.ask(h.root(), CreateOrganization, {
    FeatureSet: 'CONSOLIDATED_BILLING',
  });
  assert.equal(Organization!.FeatureSet, 'CONSOLIDATED_BILLING');
  assert.deepEqual(Organization!.AvailablePolicyTypes, []);
  await h.close();
});

test('the management account is in the root of its organization', async () => {
  const h = await house();
  const { Organization } = await h.ask(h.root(), CreateOrganization, {});
  const { Roots } = await h.ask(h.root(), ListRoots, {});
  const root = Roots![0]!;
  assert.match(root.Id!, /^r-[a-z0-9]{4}$/);
  assert.deepEqual(Roots, [
    {
      Id: root.Id,
      Arn: `arn:aws:organizations::${ACCOUNT}:root/${Organization!.Id}/${root.Id}`,
      Name: 'Root',
      PolicyTypes: [],
    },
  ]);
  const { Account } = await h.ask(h.root(), DescribeAccount, { AccountId: ACCOUNT });
  assert.deepEqual(Account, {
    Id: ACCOUNT,
    Arn: Organization!.MasterAccountArn,
    Email: `root@${ACCOUNT}.example`,
    Name: ACCOUNT,
    Status: 'ACTIVE',
    State: 'ACTIVE',
    Paths: [`${Organization!.Id}/${root.Id}/${ACCOUNT}/`],
    JoinedMethod: 'INVITED',
    JoinedTimestamp: START,
  });
  const ParentId = root.Id!;
  const { Accounts } = await h.ask(h.root(), ListAccountsForParent, { ParentId });
  assert.deepEqual(Accounts, [Account]);
  const { Children } = await h.ask(h.root(), ListChildren, { ParentId, ChildType: 'ACCOUNT' });
  assert.deepEqual(Children, [{ Id: ACCOUNT, Type: 'ACCOUNT' }]);
  const { Parents } = await h.ask(h.root(), ListParents, { ChildId: ACCOUNT });
  assert.deepEqual(Parents, [{ Id: ParentId, Type: 'ROOT' }]);
  await assert.rejects(
    h.ask(h.root(), ListChildren, { ParentId: 'r-none', ChildType: 'ACCOUNT' }),
    {
      code: 'ParentNotFoundException',
    },
  );
  await assert.rejects(h.ask(h.root(), ListParents, { ChildId: OTHER_ACCOUNT }), {
    code: 'ChildNotFoundException',
  });
  await assert.rejects(h.ask(h.root(), DescribeAccount, { AccountId: OTHER_ACCOUNT }), {
    code: 'AccountNotFoundException',
    message: "You specified an account that doesn't exist.",
  });
  await h.close();
});

test('who is in no organization is told so, if he may ask at all', async () => {
  const h = await house();
  const stranger = await h.user('stranger', []);
  const models: readonly AnyOperationModel[] = [DescribeOrganization, ListAccounts];
  for (const model of models) {
    await assert.rejects(h.ask(h.root(), model, {}), {
      code: 'AWSOrganizationsNotInUseException',
      message: 'Your account is not a member of an organization.',
    });
    await assert.rejects(h.ask(stranger, model, {}), { code: 'AccessDeniedException' });
  }
  await h.close();
});
