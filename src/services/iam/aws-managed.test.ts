import assert from 'node:assert/strict';
import { test } from 'node:test';
import { house } from '../../../test/house.ts';
import { GetPolicy, GetPolicyVersion, ListPolicies } from '../../generated/iam.ts';
import { parseDocument } from '../../policy/document.ts';
import { awsManagedPolicies, isForServices } from './aws-managed.ts';

test("each of AWS's policies is sound, and is known by its own name, ARN and id", () => {
  const policies = awsManagedPolicies();
  for (const { arn, document, createdAt, updatedAt } of policies) {
    if (document === undefined) {
      assert.ok(isForServices(arn), arn);
      continue;
    }
    const parsed = parseDocument(document, 'managed');
    assert.ok('document' in parsed, `${arn}: ${JSON.stringify(parsed)}`);
    assert.ok(createdAt <= updatedAt, arn);
  }
  for (const member of ['arn', 'id', 'name'] as const)
    assert.equal(new Set(policies.map((policy) => policy[member])).size, policies.length);
});

test("the ids of AWS's policies never change", () => {
  const id = awsManagedPolicies().find(({ name }) => name === 'AdministratorAccess')?.id;
  assert.equal(id, 'ANPAV6BZTV3DAVJPOUYP5');
});

test('those that stand under a path are found under it', async () => {
  const h = await house();
  const names = async (PathPrefix: string) =>
    (await h.ask(h.root(), ListPolicies, { Scope: 'AWS', PathPrefix })).Policies?.map(
      ({ PolicyName }) => PolicyName,
    );
  assert.deepEqual(await names('/job-function/'), ['ViewOnlyAccess']);
  assert.deepEqual(await names('/service-role/'), [
    'AmazonRDSEnhancedMonitoringRole',
    'AWSLambdaBasicExecutionRole',
    'AWSLambdaDynamoDBExecutionRole',
    'AWSLambdaENIManagementAccess',
    'AWSLambdaKinesisExecutionRole',
    'AWSLambdaRole',
    'AWSLambdaSQSQueueExecutionRole',
    'AWSLambdaVPCAccessExecutionRole',
  ]);
  await h.close();
});

test("AWS's policy is shown at the version that AWS has in force, and at no other", async () => {
  const h = await house();
  const PolicyArn = 'arn:aws:iam::aws:policy/SecretsManagerReadWrite';
  const { Policy } = await h.ask(h.root(), GetPolicy, { PolicyArn });
  assert.equal(Policy?.DefaultVersionId, 'v6');
  const { PolicyVersion } = await h.ask(h.root(), GetPolicyVersion, { PolicyArn, VersionId: 'v6' });
  assert.equal(PolicyVersion?.IsDefaultVersion, true);
  assert.equal(PolicyVersion?.CreateDate, Policy?.UpdateDate);
  await assert.rejects(h.ask(h.root(), GetPolicyVersion, { PolicyArn, VersionId: 'v5' }), {
    code: 'NoSuchEntity',
    message: `Policy ${PolicyArn} version v5 does not exist or is not attachable.`,
  });
  await h.close();
});
