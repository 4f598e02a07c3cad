import assert from 'node:assert/strict';
import { test } from 'node:test';
import { house, OTHER_ACCOUNT } from '../../../test/house.ts';
import {
  AddUserToGroup,
  CreateGroup,
  CreateUser,
  GetContextKeysForCustomPolicy,
  GetContextKeysForPrincipalPolicy,
  PutGroupPolicy,
  SimulateCustomPolicy,
  SimulatePrincipalPolicy,
} from '../../generated/iam.ts';

const policy = (...Statement: object[]) => JSON.stringify({ Version: '2012-10-17', Statement });
const allow = (Action: string, more: object = {}) => ({
  Effect: 'Allow',
  Action,
  Resource: '*',
  ...more,
});
const deny = (Action: string) => ({ ...allow(Action), Effect: 'Deny' });
const ALICE = 'arn:aws:iam::111111111111:user/alice';
const BUCKET = 'arn:aws:s3:::bucket';

test('policies are tried without a resource: nothing more is shown than the decision', async () => {
  const h = await house();
  const { EvaluationResults } = await h.ask(h.root(), SimulateCustomPolicy, {
    // The example of the AWS command line's manual, and its answer.
    PolicyInputList: [
      '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"dynamodb:*","Resource":"*","Condition":{"DateGreaterThan":{"aws:CurrentTime":"2018-08-16T12:00:00Z"}}}}',
    ],
    ActionNames: ['dynamodb:CreateBackup'],
    ContextEntries: [
      {
        ContextKeyName: 'aws:CurrentTime',
        ContextKeyValues: ['2019-04-25T11:00:00Z'],
        ContextKeyType: 'date',
      },
    ],
  });
  assert.deepEqual(EvaluationResults, [
    {
      EvalActionName: 'dynamodb:CreateBackup',
      EvalResourceName: '*',
      EvalDecision: 'allowed',
      MatchedStatements: [
        {
          SourcePolicyId: 'PolicyInputList.1',
          SourcePolicyType: 'IAM Policy',
          StartPosition: { Line: 1, Column: 38 },
          EndPosition: { Line: 1, Column: 167 },
        },
      ],
      MissingContextValues: [],
    },
  ]);
  await h.close();
});

test('a user is tried with all he has: his own policies, his groups, and his boundary', async () => {
  const h = await house();
  const root = h.root();
  await h.user('alice', ['s3:GetObject']);
  await h.ask(root, CreateGroup, { GroupName: 'ops' });
  await h.ask(root, PutGroupPolicy, {
    GroupName: 'ops',
    PolicyName: 'no',
    PolicyDocument: policy(deny('s3:DeleteObject'), allow('sqs:*')),
  });
  await h.ask(root, AddUserToGroup, { GroupName: 'ops', UserName: 'alice' });
  const tried = async (input: object = {}) => {
    const { EvaluationResults } = await h.ask(root, SimulatePrincipalPolicy, {
      PolicySourceArn: ALICE,
      ActionNames: ['s3:GetObject', 's3:DeleteObject', 'sqs:SendMessage', 'ec2:RunInstances'],
      ...input,
    });
    return EvaluationResults!;
  };
  const told = (results: Awaited<ReturnType<typeof tried>>) =>
    results.map(({ EvalDecision, MatchedStatements }) => [
      EvalDecision,
      ...MatchedStatements!.map(({ SourcePolicyId }) => SourcePolicyId),
    ]);
  assert.deepEqual(told(await tried()), [
    ['allowed', 'user_alice_may'],
    ['explicitDeny', 'group_ops_no'],
    ['allowed', 'group_ops_no'],
    ['implicitDeny'],
  ]);

  const more = await tried({
    PolicyInputList: [policy(allow('ec2:*'))],
    PermissionsBoundaryPolicyInputList: [policy(allow('ec2:*'))],
  });
  assert.deepEqual(told(more).at(-1), ['allowed', 'PolicyInputList.1']);
  assert.deepEqual(
    more.map((result) => result.PermissionsBoundaryDecisionDetail?.AllowedByPermissionsBoundary),
    [false, false, false, true],
  );
  assert.equal(more[0]!.EvalDecision, 'implicitDeny');
  await h.close();
});

test('the gate and the simulator are of one mind', async () => {
  const h = await house();
  const alice = await h.user('alice', ['iam:SimulatePrincipalPolicy']);
  const ActionNames = ['iam:SimulatePrincipalPolicy', 'iam:CreateUser'];
  const { EvaluationResults } = await h.ask(alice, SimulatePrincipalPolicy, {
    PolicySourceArn: ALICE,
    ActionNames,
    ResourceArns: [ALICE],
  });
  assert.deepEqual(
    EvaluationResults!.map(({ EvalDecision }) => EvalDecision),
    ['allowed', 'implicitDeny'],
  );
  await assert.rejects(h.ask(alice, CreateUser, { UserName: 'alice' }), { code: 'AccessDenied' });
  await h.close();
});

test('a policy of the resource names its caller, and across accounts both sides must allow', async () => {
  const h = await house();
  const ask = (input: object) =>
    h.ask(h.root(), SimulateCustomPolicy, {
      PolicyInputList: [policy(allow('sqs:*'))],
      ActionNames: ['s3:GetObject'],
      ResourceArns: [BUCKET],
      ResourcePolicy: policy({ ...allow('s3:GetObject'), Principal: { AWS: ALICE } }),
      ...input,
    });
  await assert.rejects(ask({}), { code: 'InvalidInput' });
  const [within] = (await ask({ CallerArn: ALICE })).EvaluationResults!;
  assert.equal(within!.EvalDecision, 'allowed');
  assert.deepEqual(within!.EvalDecisionDetails, {});
  assert.equal(within!.MatchedStatements![0]!.SourcePolicyId, 'ResourcePolicy');

  const ResourceOwner = `arn:aws:iam::${OTHER_ACCOUNT}:root`;
  const [across] = (await ask({ CallerArn: ALICE, ResourceOwner })).EvaluationResults!;
  assert.equal(across!.EvalDecision, 'implicitDeny');
  assert.deepEqual(across!.EvalDecisionDetails, {
    'IAM Policy': 'implicitDeny',
    'Resource Policy': 'allowed',
  });
  await h.close();
});

test('conditions are tried with the values that are given, and the missing keys are named', async () => {
  const h = await house();
  const PolicyInputList = [
    policy(
      allow('s3:*', {
        Condition: {
          NumericLessThan: { 's3:max-keys': '10' },
          'ForAllValues:StringEquals': { 'aws:TagKeys': ['a', 'b'] },
        },
      }),
    ),
  ];
  const ask = async (...ContextEntries: object[]) => {
    const input = { PolicyInputList, ActionNames: ['s3:ListBucket'], ContextEntries };
    const { EvaluationResults } = await h.ask(h.root(), SimulateCustomPolicy, input);
    return EvaluationResults![0]!;
  };
  const entry = (
    ContextKeyName: string,
    ContextKeyType: string,
    ...ContextKeyValues: string[]
  ) => ({
    ContextKeyName,
    ContextKeyType,
    ContextKeyValues,
  });
  const without = await ask();
  assert.deepEqual(
    [without.EvalDecision, without.MissingContextValues],
    ['implicitDeny', ['aws:TagKeys', 's3:max-keys']],
  );
  const keys = entry('s3:MAX-keys', 'numeric', '5');
  assert.equal(
    (await ask(keys, entry('aws:TagKeys', 'stringList', 'a', 'b'))).EvalDecision,
    'allowed',
  );
  assert.equal(
    (await ask(keys, entry('aws:TagKeys', 'stringList', 'c'))).EvalDecision,
    'implicitDeny',
  );
  for (const wrong of [
    entry('s3:max-keys', 'numeric', 'five'),
    entry('s3:max-keys', 'numeric', '1', '2'),
    entry('aws:SecureTransport', 'boolean', 'yes'),
    entry('aws:SourceIp', 'ipList', '10.0.0.1', 'here'),
    entry('aws:CurrentTime', 'date', 'tomorrow'),
    entry('x:bytes', 'binary', '*'),
  ])
    await assert.rejects(ask(wrong), { code: 'InvalidInput' });
  await h.close();
});

test('every action is tried on every resource, and only the page that is asked for', async () => {
  const h = await house();
  const ask = (more: object) =>
    h.ask(h.root(), SimulateCustomPolicy, {
      PolicyInputList: [policy(allow('s3:*'))],
      ActionNames: ['s3:GetObject', 'sqs:SendMessage'],
      ResourceArns: [`${BUCKET}/1`, `${BUCKET}/2`, `${BUCKET}/3`],
      MaxItems: 4,
      ...more,
    });
  const first = await ask({});
  const second = await ask({ Marker: first.Marker });
  assert.deepEqual([first.IsTruncated, second.IsTruncated], [true, false]);
  assert.deepEqual(
    [...first.EvaluationResults!, ...second.EvaluationResults!].map(
      ({ EvalActionName, EvalResourceName, EvalDecision }) =>
        `${EvalActionName} ${EvalResourceName?.at(-1)} ${EvalDecision}`,
    ),
    [
      's3:GetObject 1 allowed',
      's3:GetObject 2 allowed',
      's3:GetObject 3 allowed',
      'sqs:SendMessage 1 implicitDeny',
      'sqs:SendMessage 2 implicitDeny',
      'sqs:SendMessage 3 implicitDeny',
    ],
  );
  await h.close();
});

test('an EC2 scenario asks for its kinds of resources, and is allowed where all of them are', async () => {
  const h = await house();
  const of = (kind: string) => `arn:aws:ec2:us-east-1:111111111111:${kind}/x`;
  const kinds = ['instance', 'image', 'security-group', 'network-interface'];
  const ask = (given: readonly string[], ResourceHandlingOption = 'EC2-VPC-InstanceStore') =>
    h.ask(h.root(), SimulateCustomPolicy, {
      PolicyInputList: [policy(allow('ec2:*', { Resource: kinds.slice(0, 3).map(of) }))],
      ActionNames: ['ec2:RunInstances'],
      ResourceArns: given.map(of),
      ResourceHandlingOption,
    });
  await assert.rejects(ask(kinds.slice(0, 3)), { code: 'InvalidInput' });
  await assert.rejects(ask(kinds, 'EC2-Moon'), { code: 'InvalidInput' });
  const { EvaluationResults } = await ask(kinds);
  assert.equal(EvaluationResults!.length, 1);
  assert.equal(EvaluationResults![0]!.EvalDecision, 'implicitDeny');
  assert.deepEqual(
    EvaluationResults![0]!.ResourceSpecificResults!.map((one) => one.EvalResourceDecision),
    ['allowed', 'allowed', 'allowed', 'implicitDeny'],
  );
  await h.close();
});

test('what cannot be tried is refused', async () => {
  const h = await house();
  const source = (PolicySourceArn: string, more: object = {}) =>
    h.ask(h.root(), SimulatePrincipalPolicy, {
      PolicySourceArn,
      ActionNames: ['s3:GetObject'],
      ...more,
    });
  await assert.rejects(source('arn:aws:iam::111111111111:root'), {
    code: 'InvalidInput',
    message:
      'Invalid Entity Arn: arn:aws:iam::111111111111:root does not clearly define entity type and name.',
  });
  await assert.rejects(source(ALICE), {
    code: 'NoSuchEntity',
    message: 'The user with name alice cannot be found.',
  });
  await assert.rejects(source(ALICE.replace('111111111111', OTHER_ACCOUNT)), {
    code: 'AccessDenied',
  });
  await h.user('alice', []);
  for (const wrong of [
    { ActionNames: ['s3:*'] },
    { ResourceArns: ['bucket'] },
    { ResourceOwner: 'me!' },
    { CallerArn: 'arn:aws:iam::111111111111:role/r' },
    { PolicyInputList: ['{}'] },
    { PermissionsBoundaryPolicyInputList: [policy(allow('*')), policy(allow('*'))] },
  ])
    await assert.rejects(source(ALICE, wrong), { code: 'InvalidInput' });
  await h.close();
});

test('the keys that policies ask for are told, whatever their case once', async () => {
  const h = await house();
  const root = h.root();
  const asks = (key: string) => policy(allow('s3:*', { Condition: { Null: { [key]: 'true' } } }));
  const PolicyInputList = [
    asks('aws:SourceIp'),
    asks('AWS:sourceip'),
    policy(allow('s3:*', { Resource: 'arn:aws:s3:::b/${aws:username}' })),
  ];
  assert.deepEqual(await h.ask(root, GetContextKeysForCustomPolicy, { PolicyInputList }), {
    ContextKeyNames: ['aws:SourceIp', 'aws:username'],
  });
  await h.user('alice', JSON.parse(asks('aws:PrincipalTag/team')));
  const ofAlice = await h.ask(root, GetContextKeysForPrincipalPolicy, {
    PolicySourceArn: ALICE,
    PolicyInputList,
  });
  assert.deepEqual(ofAlice.ContextKeyNames, [
    'aws:PrincipalTag/team',
    'aws:SourceIp',
    'aws:username',
  ]);
  await h.close();
});
