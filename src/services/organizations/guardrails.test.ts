import assert from 'node:assert/strict';
import { test } from 'node:test';
import { uuid } from '../../base/random.ts';
import { CreateRole, CreateUser, GetUser, PutRolePolicy } from '../../generated/iam.ts';
import { CreateKey, DescribeKey, ListKeys, PutKeyPolicy } from '../../generated/kms.ts';
import {
  AttachPolicy,
  CreateAccount,
  CreateOrganization,
  CreateOrganizationalUnit,
  CreatePolicy,
  DescribeCreateAccountStatus,
  DetachPolicy,
  EnablePolicyType,
  ListRoots,
  MoveAccount,
  UpdatePolicy,
} from '../../generated/organizations.ts';
import { CreateSecret, GetSecretValue, PutResourcePolicy } from '../../generated/secretsmanager.ts';
import { GetCallerIdentity } from '../../generated/sts.ts';
import type { Caller } from '../../operation/caller.ts';
import { boundByScps } from '../../gate/guardrails.ts';
import { ACCOUNT, house, OTHER_ACCOUNT, type TestHouse } from '../../../test/house.ts';
import { membership } from './standing.ts';

type Type = 'SERVICE_CONTROL_POLICY' | 'RESOURCE_CONTROL_POLICY';

interface World {
  readonly h: TestHouse;
  readonly root: string;
  /** A member account in a unit of its own. */
  readonly member: string;
  readonly unit: string;
  readonly put: (type: Type, target: string, ...statements: object[]) => Promise<string>;
  readonly take: (PolicyId: string, TargetId: string) => Promise<unknown>;
}

async function world(): Promise<World> {
  const h = await house();
  await h.ask(h.root(), CreateOrganization, {});
  const root = (await h.ask(h.root(), ListRoots, {})).Roots![0]!.Id!;
  for (const PolicyType of ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'] as const)
    await h.ask(h.root(), EnablePolicyType, { RootId: root, PolicyType });
  const asked = { ParentId: root, Name: 'unit' };
  const unit = (await h.ask(h.root(), CreateOrganizationalUnit, asked)).OrganizationalUnit!.Id!;
  const member = await account(h, 'member');
  const move = { AccountId: member, SourceParentId: root, DestinationParentId: unit };
  await h.ask(h.root(), MoveAccount, move);
  let made = 0;
  return {
    h,
    root,
    member,
    unit,
    put: async (Type, TargetId, ...Statement) => {
      const Content = JSON.stringify({ Version: '2012-10-17', Statement });
      const policy = { Name: `policy ${made++}`, Description: '', Type, Content };
      const PolicyId = (await h.ask(h.root(), CreatePolicy, policy)).Policy!.PolicySummary!.Id!;
      await h.ask(h.root(), AttachPolicy, { PolicyId, TargetId });
      return PolicyId;
    },
    take: (PolicyId, TargetId) => h.ask(h.root(), DetachPolicy, { PolicyId, TargetId }),
  };
}

async function account(h: TestHouse, name: string): Promise<string> {
  const asked = { Email: `${name}@example.com`, AccountName: name };
  const { CreateAccountStatus } = await h.ask(h.root(), CreateAccount, asked);
  await h.tick();
  const { CreateAccountStatus: done } = await h.ask(h.root(), DescribeCreateAccountStatus, {
    CreateAccountRequestId: CreateAccountStatus!.Id!,
  });
  return done!.AccountId!;
}

const secret = (h: TestHouse, owner: Caller, KmsKeyId?: string) =>
  h.ask(owner, CreateSecret, {
    Name: 's',
    SecretString: 'v',
    KmsKeyId,
    ClientRequestToken: uuid(h.random),
  });

const SCP = 'SERVICE_CONTROL_POLICY';
const RCP = 'RESOURCE_CONTROL_POLICY';
const DENY_KMS = { Effect: 'Deny', Action: 'kms:*', Resource: '*' };

test('a service control policy binds from the next request on, and no longer than it hangs', async () => {
  const { h, root, member, unit, put, take } = await world();
  const alice = await h.admin(member, 'alice');
  const organization = await organizationOf(h);
  for (const target of [root, unit, member]) {
    await h.ask(alice, ListKeys, {});
    const id = await put(SCP, target, DENY_KMS);
    await assert.rejects(h.ask(alice, ListKeys, {}), {
      code: 'AccessDeniedException',
      message: `User: ${alice.arn} is not authorized to perform: kms:ListKeys on resource: * with an explicit deny in a service control policy: ${policyArn(organization, id)}`,
    });
    await h.ask(alice, GetUser, {});
    await take(id, target);
    await h.ask(alice, ListKeys, {});
  }
  await h.close();
});

const organizationOf = async (h: TestHouse) =>
  (await h.ask(h.root(), ListRoots, {})).Roots![0]!.Arn!.split('/')[1]!;
const policyArn = (organization: string, id: string) =>
  `arn:aws:organizations::${ACCOUNT}:policy/${organization}/service_control_policy/${id}`;

test('every level must allow: an allow list is one as soon as full access is taken off', async () => {
  const { h, member, unit, put, take } = await world();
  const alice = await h.admin(member, 'alice');
  await put(SCP, unit, { Effect: 'Allow', Action: 'iam:*', Resource: '*' });
  await h.ask(alice, ListKeys, {});
  await take('p-FullAWSAccess', unit);
  await h.ask(alice, GetUser, {});
  await assert.rejects(h.ask(alice, ListKeys, {}), {
    code: 'AccessDeniedException',
    message: `User: ${alice.arn} is not authorized to perform: kms:ListKeys on resource: * because no service control policy allows the kms:ListKeys action`,
  });
  await h.close();
});

test('a policy that is rewritten and an account that is moved are judged anew at once', async () => {
  const { h, root, member, unit, put } = await world();
  const alice = await h.admin(member, 'alice');
  const PolicyId = await put(SCP, unit, DENY_KMS);
  await assert.rejects(h.ask(alice, ListKeys, {}), { code: 'AccessDeniedException' });
  const move = (SourceParentId: string, DestinationParentId: string) =>
    h.ask(h.root(), MoveAccount, { AccountId: member, SourceParentId, DestinationParentId });
  await move(unit, root);
  await h.ask(alice, ListKeys, {});
  await move(root, unit);
  await assert.rejects(h.ask(alice, ListKeys, {}), { code: 'AccessDeniedException' });
  const Statement = [{ ...DENY_KMS, Action: 'sqs:*' }];
  const Content = JSON.stringify({ Version: '2012-10-17', Statement });
  await h.ask(h.root(), UpdatePolicy, { PolicyId, Content });
  await h.ask(alice, ListKeys, {});
  await h.close();
});

test('the root user of a member is bound, the management account and strangers are not', async () => {
  const { h, root, member, put } = await world();
  const admin = await h.admin();
  const stranger = await h.admin(OTHER_ACCOUNT);
  await put(SCP, root, DENY_KMS);
  await assert.rejects(h.ask(h.root(member), ListKeys, {}), { code: 'AccessDeniedException' });
  await h.ask(admin, ListKeys, {});
  await h.ask(stranger, ListKeys, {});
  await h.close();
});

test('a service-linked role is free of service control policies', async () => {
  const { h, root, member, put } = await world();
  await put(SCP, root, DENY_KMS);
  const session = (arn: string): Caller => ({
    kind: 'role-session',
    account: member,
    arn: `arn:aws:sts::${member}:assumed-role/AWSServiceRoleForX/s`,
    userId: 'AROAEXAMPLEEXAMPLE123:s',
    role: { arn, id: 'AROAEXAMPLEEXAMPLE123', name: 'AWSServiceRoleForX' },
  });
  const ours = await membership(await h.store.fresh(), member);
  const linked = `arn:aws:iam::${member}:role/aws-service-role/x.amazonaws.com/AWSServiceRoleForX`;
  assert.equal(boundByScps(session(linked), ours), false);
  assert.equal(boundByScps(session(`arn:aws:iam::${member}:role/x`), ours), true);
  await h.close();
});

test('the keys of a deny tell who is of the organization, and where in it', async () => {
  const { h, root, member, unit, put, take } = await world();
  const alice = await h.admin(member, 'alice');
  const organization = await organizationOf(h);
  const conditions: readonly (readonly [object, boolean])[] = [
    [{ StringEquals: { 'aws:PrincipalOrgID': organization } }, true],
    [{ StringNotEquals: { 'aws:PrincipalOrgID': organization } }, false],
    [{ 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': `${organization}/${root}/*` } }, true],
    [
      {
        'ForAnyValue:StringEquals': {
          'aws:PrincipalOrgPaths': `${organization}/${root}/${unit}/`,
        },
      },
      true,
    ],
    [
      { 'ForAnyValue:StringEquals': { 'aws:PrincipalOrgPaths': `${organization}/${root}/` } },
      false,
    ],
    [{ StringEquals: { 'aws:ResourceOrgID': organization } }, true],
    [{ 'ForAnyValue:StringLike': { 'aws:ResourceOrgPaths': `*/${unit}/` } }, true],
  ];
  for (const [Condition, holds] of conditions) {
    const id = await put(SCP, root, { ...DENY_KMS, Condition });
    const asked = h.ask(alice, ListKeys, {});
    if (holds)
      await assert.rejects(asked, { code: 'AccessDeniedException' }, JSON.stringify(Condition));
    else await asked;
    await take(id, root);
  }
  await h.close();
});

test('a resource control policy follows the resource, whoever asks', async () => {
  const { h, root, member, put, take } = await world();
  const alice = await h.admin(member, 'alice');
  const stranger = await h.admin(OTHER_ACCOUNT);
  const { ARN: SecretId } = await secret(h, alice);
  const { KeyMetadata } = await h.ask(alice, CreateKey, {});
  const KeyId = KeyMetadata!.Arn!;
  const anyone = [
    { Effect: 'Allow', Principal: { AWS: OTHER_ACCOUNT }, Action: '*', Resource: '*' },
  ];
  const own = { Effect: 'Allow', Principal: { AWS: member }, Action: 'kms:*', Resource: '*' };
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [...anyone, own] });
  await h.ask(alice, PutKeyPolicy, { KeyId, Policy });
  await h.ask(stranger, DescribeKey, { KeyId });
  const id = await put(RCP, root, {
    Effect: 'Deny',
    Principal: '*',
    Action: ['kms:*', 'secretsmanager:*'],
    Resource: '*',
    Condition: { StringNotEqualsIfExists: { 'aws:PrincipalOrgID': await organizationOf(h) } },
  });
  await assert.rejects(h.ask(stranger, DescribeKey, { KeyId }), {
    code: 'AccessDeniedException',
    message: /with an explicit deny in a resource control policy$/,
  });
  await h.ask(alice, DescribeKey, { KeyId });
  await h.ask(alice, GetSecretValue, { SecretId: SecretId! });
  await take(id, root);
  await h.ask(stranger, DescribeKey, { KeyId });
  // One's own account is no exception, nor is its root user.
  await put(RCP, member, {
    Effect: 'Deny',
    Principal: '*',
    Action: 'secretsmanager:GetSecretValue',
    Resource: '*',
  });
  for (const caller of [alice, h.root(member)]) {
    await assert.rejects(h.ask(caller, GetSecretValue, { SecretId: SecretId! }), {
      code: 'AccessDeniedException',
      message: /with an explicit deny in a resource control policy: arn:aws:organizations::/,
    });
  }
  await h.close();
});

test('a resource control policy says nothing of services that it does not cover', async () => {
  const { h, root, member, put } = await world();
  const alice = await h.admin(member, 'alice');
  const everything = { Effect: 'Deny', Principal: '*', Resource: '*' };
  await put(RCP, root, { ...everything, Action: ['iam:*', 'sts:*'] });
  await h.ask(alice, GetUser, {});
  await h.ask(alice, CreateUser, { UserName: 'bob' });
  await h.ask(alice, GetCallerIdentity, {});
  const AssumeRolePolicyDocument = JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { AWS: member }, Action: 'sts:AssumeRole' }],
  });
  const { Role } = await h.ask(alice, CreateRole, { RoleName: 'r', AssumeRolePolicyDocument });
  await assert.rejects(h.assume(alice, Role!.Arn!), { code: 'AccessDenied' });
  await h.close();
});

test("what belongs to the management account is free of the organization's policies", async () => {
  const { h, root, put } = await world();
  const admin = await h.admin();
  const { ARN } = await secret(h, admin);
  await put(RCP, root, {
    Effect: 'Deny',
    Principal: '*',
    Action: 'secretsmanager:*',
    Resource: '*',
  });
  await h.ask(admin, GetSecretValue, { SecretId: ARN! });
  await h.close();
});

test('a secret is shared with all of an organization by its id', async () => {
  const { h, member } = await world();
  const admin = await h.admin();
  const alice = await h.admin(member, 'alice');
  const stranger = await h.admin(OTHER_ACCOUNT);
  const { KeyMetadata } = await h.ask(admin, CreateKey, {});
  const organization = await organizationOf(h);
  const Condition = { StringEquals: { 'aws:PrincipalOrgID': organization } };
  const share = { Effect: 'Allow', Principal: '*', Resource: '*', Condition };
  const own = { Effect: 'Allow', Principal: { AWS: ACCOUNT }, Action: 'kms:*', Resource: '*' };
  const policy = (...Statement: object[]) => JSON.stringify({ Version: '2012-10-17', Statement });
  const KeyId = KeyMetadata!.Arn!;
  await h.ask(admin, PutKeyPolicy, {
    KeyId,
    Policy: policy(own, { ...share, Action: 'kms:Decrypt' }),
  });
  const { ARN: SecretId } = await secret(h, admin, KeyId);
  const Action = 'secretsmanager:GetSecretValue';
  const ResourcePolicy = policy({ ...share, Action });
  await h.ask(admin, PutResourcePolicy, { SecretId: SecretId!, ResourcePolicy });
  assert.equal((await h.ask(alice, GetSecretValue, { SecretId: SecretId! })).SecretString, 'v');
  await assert.rejects(h.ask(stranger, GetSecretValue, { SecretId: SecretId! }), {
    code: 'AccessDeniedException',
  });
  await h.close();
});

test('sessions are bound as their role is', async () => {
  const { h, root, member, put } = await world();
  const alice = await h.admin(member, 'alice');
  const AssumeRolePolicyDocument = JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { AWS: member }, Action: 'sts:AssumeRole' }],
  });
  const { Role } = await h.ask(alice, CreateRole, { RoleName: 'r', AssumeRolePolicyDocument });
  await h.ask(alice, PutRolePolicy, {
    RoleName: 'r',
    PolicyName: 'all',
    PolicyDocument: JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
    }),
  });
  const session = await h.assume(alice, Role!.Arn!);
  await h.ask(session, ListKeys, {});
  const Condition = { ArnLike: { 'aws:PrincipalArn': Role!.Arn! } };
  await put(SCP, root, { ...DENY_KMS, Condition });
  await assert.rejects(h.ask(session, ListKeys, {}), { code: 'AccessDeniedException' });
  await h.ask(alice, ListKeys, {});
  await h.close();
});
