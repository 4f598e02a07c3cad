import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  AttachPolicy,
  CreateOrganization,
  CreateOrganizationalUnit,
  CreatePolicy,
  DeletePolicy,
  DescribePolicy,
  DetachPolicy,
  DisablePolicyType,
  EnablePolicyType,
  ListPolicies,
  ListPoliciesForTarget,
  ListRoots,
  ListTargetsForPolicy,
  UpdatePolicy,
} from '../../generated/organizations.ts';
import type { CreatePolicyRequest } from '../../generated/organizations.types.ts';
import { ACCOUNT, house, type TestHouse } from '../../../test/house.ts';

const SCP = 'SERVICE_CONTROL_POLICY';
const RCP = 'RESOURCE_CONTROL_POLICY';
const DENY_KMS = document({ Effect: 'Deny', Action: 'kms:*', Resource: '*' });

function document(...Statement: object[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement });
}

async function organized(...types: (typeof SCP | typeof RCP)[]) {
  const h = await house();
  await h.ask(h.root(), CreateOrganization, {});
  const RootId = (await h.ask(h.root(), ListRoots, {})).Roots![0]!.Id!;
  for (const PolicyType of types) await h.ask(h.root(), EnablePolicyType, { RootId, PolicyType });
  return { h, root: RootId };
}

const create = async (
  h: TestHouse,
  input: Partial<CreatePolicyRequest> & { readonly Name: string },
): Promise<string> => {
  const asked = { Type: SCP, Content: DENY_KMS, Description: '', ...input } as const;
  return (await h.ask(h.root(), CreatePolicy, asked)).Policy!.PolicySummary!.Id!;
};

const names = async (h: TestHouse, TargetId: string, Filter: typeof SCP | typeof RCP = SCP) =>
  (await h.ask(h.root(), ListPoliciesForTarget, { TargetId, Filter })).Policies!.map(
    ({ Name }) => Name,
  );

test('a policy is kept as it was written, and changed a member at a time', async () => {
  const { h } = await organized();
  const asked = {
    Type: SCP,
    Name: 'no kms',
    Description: 'stop',
    Content: `${DENY_KMS}\n`,
  } as const;
  const { Policy } = await h.ask(h.root(), CreatePolicy, asked);
  const { PolicySummary } = Policy!;
  assert.match(PolicySummary!.Id!, /^p-[a-z0-9]{8}$/);
  assert.match(
    PolicySummary!.Arn!,
    new RegExp(`^arn:aws:organizations::${ACCOUNT}:policy/o-\\w+/service_control_policy/p-`),
  );
  assert.equal(Policy!.Content, asked.Content);
  assert.equal(PolicySummary!.AwsManaged, false);
  await assert.rejects(h.ask(h.root(), CreatePolicy, asked), { code: 'DuplicatePolicyException' });
  const PolicyId = PolicySummary!.Id!;
  await h.ask(h.root(), UpdatePolicy, { PolicyId, Description: 'halt' });
  const { Policy: seen } = await h.ask(h.root(), DescribePolicy, { PolicyId });
  assert.deepEqual(seen, {
    PolicySummary: { ...PolicySummary, Description: 'halt' },
    Content: asked.Content,
  });
  await create(h, { Name: 'other' });
  await assert.rejects(h.ask(h.root(), UpdatePolicy, { PolicyId, Name: 'other' }), {
    code: 'DuplicatePolicyException',
  });
  await h.ask(h.root(), DeletePolicy, { PolicyId });
  await assert.rejects(h.ask(h.root(), DescribePolicy, { PolicyId }), {
    code: 'PolicyNotFoundException',
    message: "You specified a policy that doesn't exist.",
  });
  await h.close();
});

test('each type of policy has its grammar', async () => {
  const { h } = await organized();
  const allow = { Effect: 'Allow', Action: '*', Resource: '*' };
  const deny = { Effect: 'Deny', Action: 'kms:*', Resource: '*' };
  const all = { Principal: '*' };
  const setting = (value: object) => JSON.stringify({ tags: { team: { tag_key: value } } });
  const cases: [CreatePolicyRequest['Type'], string, boolean][] = [
    [SCP, document(allow), true],
    [SCP, document({ ...allow, Condition: { Bool: { 'aws:SecureTransport': 'true' } } }), true],
    [SCP, document({ Effect: 'Deny', NotAction: 'iam:*', Resource: '*' }), true],
    [SCP, document({ ...deny, ...all }), false],
    [SCP, document({ Effect: 'Deny', Action: 'kms:*' }), false],
    [SCP, JSON.stringify({ Statement: [deny] }), false],
    [SCP, '{', false],
    [RCP, document({ ...deny, ...all }), true],
    [RCP, document(deny), false],
    [RCP, document({ ...allow, ...all }), false],
    [RCP, document({ ...deny, ...all, Action: '*' }), false],
    [RCP, document({ ...deny, Principal: { AWS: ACCOUNT } }), false],
    ['TAG_POLICY', setting({ '@@assign': 'Team' }), true],
    ['TAG_POLICY', setting({ '@@assign': ['Team'] }), false],
    ['TAG_POLICY', setting({ '@@put': 'Team' }), false],
    ['TAG_POLICY', JSON.stringify({ tags: { team: { tag_key: 'Team' } } }), false],
    ['TAG_POLICY', JSON.stringify({ plans: {} }), false],
    ['TAG_POLICY', JSON.stringify({ tags: { team: { colour: { '@@assign': 'x' } } } }), false],
    [
      'AISERVICES_OPT_OUT_POLICY',
      JSON.stringify({ services: { default: { opt_out_policy: { '@@assign': 'optOut' } } } }),
      true,
    ],
    [
      'AISERVICES_OPT_OUT_POLICY',
      JSON.stringify({ services: { default: { opt_out_policy: { '@@assign': 'never' } } } }),
      false,
    ],
    ['S3_POLICY', JSON.stringify({ s3: { block: { '@@assign': true } } }), true],
    ['S3_POLICY', '[]', false],
  ];
  for (const [at, [Type, Content, good]] of cases.entries()) {
    const asked = create(h, { Type, Content, Name: `policy ${at}` });
    if (good) await asked;
    else {
      await assert.rejects(
        asked,
        {
          code: 'MalformedPolicyDocumentException',
          message:
            'The provided policy document does not meet the requirements of the specified policy type.',
        },
        Content,
      );
    }
  }
  const Content = document({ ...deny, Sid: 'x'.repeat(5120) });
  await assert.rejects(create(h, { Name: 'long', Content }), {
    code: 'ConstraintViolationException',
    members: { Reason: 'POLICY_CONTENT_LIMIT_EXCEEDED' },
  });
  await h.close();
});

test('a type that is enabled hangs its full access on everything, and on all that comes', async () => {
  const { h, root } = await organized();
  const unit = async (Name: string) =>
    (await h.ask(h.root(), CreateOrganizationalUnit, { ParentId: root, Name })).OrganizationalUnit!
      .Id!;
  const before = await unit('before');
  const { Root } = await h.ask(h.root(), EnablePolicyType, { RootId: root, PolicyType: SCP });
  assert.deepEqual(Root!.PolicyTypes, [{ Type: SCP, Status: 'ENABLED' }]);
  await assert.rejects(h.ask(h.root(), EnablePolicyType, { RootId: root, PolicyType: SCP }), {
    code: 'PolicyTypeAlreadyEnabledException',
  });
  await h.ask(h.root(), EnablePolicyType, { RootId: root, PolicyType: RCP });
  const later = await unit('later');
  for (const target of [root, before, later, ACCOUNT]) {
    assert.deepEqual(await names(h, target), ['FullAWSAccess'], target);
    assert.deepEqual(await names(h, target, RCP), ['RCPFullAWSAccess'], target);
  }
  const { Targets } = await h.ask(h.root(), ListTargetsForPolicy, { PolicyId: 'p-FullAWSAccess' });
  assert.deepEqual(
    Targets!.map(({ TargetId, Name, Type }) => [TargetId, Name, Type]).sort(),
    [
      [ACCOUNT, ACCOUNT, 'ACCOUNT'],
      [root, 'Root', 'ROOT'],
      [before, 'before', 'ORGANIZATIONAL_UNIT'],
      [later, 'later', 'ORGANIZATIONAL_UNIT'],
    ].sort(),
  );
  await h.close();
});

test('a type that is disabled lets go of everything', async () => {
  const { h, root } = await organized(SCP);
  const PolicyId = await create(h, { Name: 'no kms' });
  await h.ask(h.root(), AttachPolicy, { PolicyId, TargetId: root });
  const type = { RootId: root, PolicyType: SCP } as const;
  const { Root } = await h.ask(h.root(), DisablePolicyType, type);
  assert.deepEqual(Root!.PolicyTypes, []);
  await assert.rejects(h.ask(h.root(), DisablePolicyType, type), {
    code: 'PolicyTypeNotEnabledException',
  });
  await assert.rejects(h.ask(h.root(), AttachPolicy, { PolicyId, TargetId: root }), {
    code: 'PolicyTypeNotEnabledException',
  });
  await h.ask(h.root(), EnablePolicyType, type);
  assert.deepEqual(await names(h, root), ['FullAWSAccess']);
  await assert.rejects(h.ask(h.root(), EnablePolicyType, { ...type, RootId: 'r-none' }), {
    code: 'RootNotFoundException',
  });
  await h.close();
});

test('between one and five service control policies hang on anything', async () => {
  const { h, root } = await organized(SCP);
  const attach = (PolicyId: string) => h.ask(h.root(), AttachPolicy, { PolicyId, TargetId: root });
  const detach = (PolicyId: string) => h.ask(h.root(), DetachPolicy, { PolicyId, TargetId: root });
  await assert.rejects(detach('p-FullAWSAccess'), {
    code: 'ConstraintViolationException',
    members: { Reason: 'MIN_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED' },
  });
  const made = [];
  for (const Name of ['a', 'b', 'c', 'd', 'e']) made.push(await create(h, { Name }));
  for (const id of made.slice(0, 4)) await attach(id);
  await assert.rejects(attach(made[4]!), {
    code: 'ConstraintViolationException',
    members: { Reason: 'MAX_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED' },
  });
  await assert.rejects(detach(made[4]!), { code: 'PolicyNotAttachedException' });
  await assert.rejects(attach(made[0]!), { code: 'DuplicatePolicyAttachmentException' });
  await assert.rejects(h.ask(h.root(), DeletePolicy, { PolicyId: made[0]! }), {
    code: 'PolicyInUseException',
  });
  await detach('p-FullAWSAccess');
  for (const id of made.slice(1, 4)) await detach(id);
  // Of two who take the last two off at once, one must stay.
  await attach(made[4]!);
  const taken = await Promise.allSettled([detach(made[0]!), detach(made[4]!)]);
  assert.deepEqual(taken.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
  await assert.rejects(
    h.ask(h.root(), AttachPolicy, { PolicyId: made[0]!, TargetId: '999999999999' }),
    { code: 'TargetNotFoundException' },
  );
  await h.close();
});

test("AWS's own policies stay as they are", async () => {
  const { h, root } = await organized(RCP);
  const PolicyId = 'p-RCPFullAWSAccess';
  const immutable = { code: 'InvalidInputException', members: { Reason: 'IMMUTABLE_POLICY' } };
  await assert.rejects(h.ask(h.root(), UpdatePolicy, { PolicyId, Name: 'x' }), immutable);
  await assert.rejects(h.ask(h.root(), DeletePolicy, { PolicyId }), immutable);
  await assert.rejects(h.ask(h.root(), DetachPolicy, { PolicyId, TargetId: root }), {
    code: 'InvalidInputException',
    members: { Reason: 'NON_DETACHABLE_POLICY' },
  });
  const { Policy } = await h.ask(h.root(), DescribePolicy, { PolicyId });
  assert.deepEqual(Policy!.PolicySummary, {
    Id: PolicyId,
    Arn: `arn:aws:organizations::aws:policy/resource_control_policy/${PolicyId}`,
    Name: 'RCPFullAWSAccess',
    Description: 'Allows access to every operation',
    Type: RCP,
    AwsManaged: true,
  });
  await h.close();
});

test('policies are listed page by page, AWS’s own in its place', async () => {
  const { h } = await organized();
  const made = ['p-FullAWSAccess'];
  for (const Name of ['a', 'b', 'c', 'd']) made.push(await create(h, { Name }));
  await create(h, {
    Name: 'tags',
    Type: 'TAG_POLICY',
    Content: JSON.stringify({ tags: { team: { tag_key: { '@@assign': 'Team' } } } }),
  });
  const seen: string[] = [];
  let NextToken: string | undefined;
  do {
    const page = await h.ask(h.root(), ListPolicies, { Filter: SCP, MaxResults: 2, NextToken });
    assert(page.Policies!.length <= 2);
    seen.push(...page.Policies!.map(({ Id }) => Id!));
    ({ NextToken } = page);
  } while (NextToken !== undefined);
  assert.deepEqual(seen, made.toSorted());
  await h.close();
});

test('an organization for consolidated billing alone makes no policies', async () => {
  const h = await house();
  await h.ask(h.root(), CreateOrganization, { FeatureSet: 'CONSOLIDATED_BILLING' });
  await assert.rejects(create(h, { Name: 'a' }), {
    code: 'PolicyTypeNotAvailableForOrganizationException',
  });
  const RootId = (await h.ask(h.root(), ListRoots, {})).Roots![0]!.Id!;
  await assert.rejects(h.ask(h.root(), EnablePolicyType, { RootId, PolicyType: SCP }), {
    code: 'PolicyTypeNotAvailableForOrganizationException',
  });
  await h.close();
});

test('a condition on the type of policy bounds what an administrator writes', async () => {
  const { h, root } = await organized(SCP);
  const writer = await h.user('writer', {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: 'organizations:*',
        Resource: '*',
        Condition: { StringEquals: { 'organizations:PolicyType': 'TAG_POLICY' } },
      },
    ],
  });
  const Content = JSON.stringify({ tags: { team: { tag_key: { '@@assign': 'Team' } } } });
  const asked = { Name: 'a', Description: '', Type: 'TAG_POLICY', Content } as const;
  await h.ask(writer, CreatePolicy, asked);
  const PolicyId = await create(h, { Name: 'scp' });
  const denied = { code: 'AccessDeniedException', message: /no identity-based policy allows/ };
  await assert.rejects(h.ask(writer, CreatePolicy, { ...asked, Type: SCP }), denied);
  await assert.rejects(h.ask(writer, DescribePolicy, { PolicyId }), denied);
  await assert.rejects(h.ask(writer, AttachPolicy, { PolicyId, TargetId: root }), denied);
  await h.close();
});
