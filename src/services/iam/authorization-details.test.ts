import assert from 'node:assert/strict';
import { test } from 'node:test';
import { house, OTHER_ACCOUNT } from '../../../test/house.ts';
import {
  AddUserToGroup,
  AttachGroupPolicy,
  CreateGroup,
  CreatePolicy,
  CreateRole,
  CreateUser,
  GetAccountAuthorizationDetails,
  PutRolePolicy,
} from '../../generated/iam.ts';

const READS =
  '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*"}}';
const TRUST =
  '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111111111111:user/alice"},"Action":"sts:AssumeRole"}}';

async function furnished() {
  const h = await house();
  const root = h.root();
  await h.ask(root, CreateUser, { UserName: 'alice', Tags: [{ Key: 'team', Value: 'a' }] });
  await h.admin();
  await h.ask(root, CreateGroup, { GroupName: 'readers', Path: '/eng/' });
  await h.ask(root, AddUserToGroup, { GroupName: 'readers', UserName: 'alice' });
  const { Policy } = await h.ask(root, CreatePolicy, {
    PolicyName: 'reads',
    PolicyDocument: READS,
  });
  const PolicyArn = Policy!.Arn!;
  await h.ask(root, AttachGroupPolicy, { GroupName: 'readers', PolicyArn });
  await h.ask(root, CreateRole, {
    RoleName: 'reader',
    AssumeRolePolicyDocument: TRUST,
    PermissionsBoundary: PolicyArn,
  });
  await h.ask(root, PutRolePolicy, {
    RoleName: 'reader',
    PolicyName: 'inline',
    PolicyDocument: READS,
  });
  await h.ask(h.root(OTHER_ACCOUNT), CreateUser, { UserName: 'elsewhere' });
  return { ...h, root, PolicyArn };
}

test('one inventory shows everybody with all that hangs on him', async () => {
  const { ask, root, PolicyArn, close } = await furnished();
  const all = await ask(root, GetAccountAuthorizationDetails, {});
  assert.equal(all.IsTruncated, false);
  const [admin, alice, ...nobodyElse] = all.UserDetailList!;
  assert.deepEqual(nobodyElse, []);
  assert.deepEqual(
    admin!.AttachedManagedPolicies!.map(({ PolicyName }) => PolicyName),
    ['AdministratorAccess'],
  );
  assert.deepEqual([alice!.GroupList, alice!.UserPolicyList], [['readers'], []]);
  assert.deepEqual(alice!.Tags, [{ Key: 'team', Value: 'a' }]);
  assert.deepEqual(
    all.GroupDetailList!.map(({ Arn, AttachedManagedPolicies }) => [Arn, AttachedManagedPolicies]),
    [['arn:aws:iam::111111111111:group/eng/readers', [{ PolicyName: 'reads', PolicyArn }]]],
  );
  const [role] = all.RoleDetailList!;
  assert.equal(decodeURIComponent(role!.AssumeRolePolicyDocument!), TRUST);
  assert.deepEqual(
    role!.RolePolicyList!.map(({ PolicyDocument }) => decodeURIComponent(PolicyDocument!)),
    [READS],
  );
  assert.equal(role!.PermissionsBoundary!.PermissionsBoundaryArn, PolicyArn);
  assert.deepEqual(
    all.Policies!.map((policy) => [
      policy.PolicyName,
      policy.AttachmentCount,
      policy.PermissionsBoundaryUsageCount,
      policy.PolicyVersionList!.map(({ VersionId, IsDefaultVersion }) => [
        VersionId,
        IsDefaultVersion,
      ]),
    ]),
    [
      ['reads', 1, 1, [['v1', true]]],
      ['AdministratorAccess', 1, 0, [['v1', true]]],
    ],
  );
  await close();
});

test('a filter leaves the other kinds empty, and pages go on across the kinds', async () => {
  const { ask, root, close } = await furnished();
  const roles = await ask(root, GetAccountAuthorizationDetails, { Filter: ['Role'] });
  assert.deepEqual(
    [roles.RoleDetailList!.length, roles.UserDetailList, roles.GroupDetailList, roles.Policies],
    [1, [], [], []],
  );
  const seen: string[] = [];
  let Marker: string | undefined;
  do {
    const page = await ask(root, GetAccountAuthorizationDetails, { MaxItems: 2, Marker });
    seen.push(
      ...page.UserDetailList!.map(({ UserName }) => UserName!),
      ...page.GroupDetailList!.map(({ GroupName }) => GroupName!),
      ...page.RoleDetailList!.map(({ RoleName }) => RoleName!),
      ...page.Policies!.map(({ PolicyName }) => PolicyName!),
    );
    Marker = page.Marker;
  } while (Marker !== undefined);
  assert.deepEqual(seen, ['admin', 'alice', 'readers', 'reader', 'reads', 'AdministratorAccess']);
  await close();
});
