import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AwsError } from '../../model/model.ts';
import type { Principals } from '../../operation/operation.ts';
import { bindPolicy, defaultPolicy, showPolicy } from './key-policy.ts';

const ALICE = 'arn:aws:iam::111111111111:user/alice';
const ALICE_ID = 'AIDAALICEALICEALICE00';
const principals = (ids: { [arn: string]: string }): Principals => ({
  idsOf: async (arns) => new Map(arns.filter((arn) => ids[arn]).map((arn) => [arn, ids[arn]!])),
  arnsOf: async (wanted) =>
    new Map(Object.entries(ids).flatMap(([arn, id]) => (wanted.includes(id) ? [[id, arn]] : []))),
  accountExists: async (account) => account === '111111111111',
});
const error = (code: string, message: string) => new AwsError(code, message);
const bind = (principal: unknown, of = principals({ [ALICE]: ALICE_ID })) =>
  bindPolicy(policyOf(principal), of, error);
const policyOf = (Principal: unknown) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal, Action: 'kms:*', Resource: '*' }],
  });

test('a policy is bound to the user who exists now, and shown under his name', async () => {
  const stored = await bind({ AWS: [ALICE, '111111111111'] });
  assert.equal(stored, policyOf({ AWS: [ALICE_ID, '111111111111'] }));
  const shown = await showPolicy(stored, principals({ [ALICE]: ALICE_ID }));
  assert.deepEqual(JSON.parse(shown), JSON.parse(policyOf({ AWS: [ALICE, '111111111111'] })));
});

test('who was deleted and made again is another: the policy shows the id of nobody', async () => {
  const stored = await bind({ AWS: ALICE });
  const shown = await showPolicy(stored, principals({ [ALICE]: 'AIDAANOTHERALICE00000' }));
  assert.deepEqual(JSON.parse(shown), JSON.parse(policyOf({ AWS: ALICE_ID })));
});

test('everybody whom a policy names must exist', async () => {
  for (const there of [
    '*',
    { AWS: '*' },
    { AWS: 'arn:aws:iam::111111111111:root' },
    { AWS: 'arn:aws:sts::111111111111:assumed-role/r/s' },
    { AWS: ALICE_ID },
    { Service: 'lambda.amazonaws.com' },
    { Federated: 'arn:aws:iam::111111111111:oidc-provider/example.com' },
  ]) {
    await bind(there);
  }
  for (const nobody of [
    { AWS: 'arn:aws:iam::111111111111:user/bob' },
    { AWS: 'arn:aws:iam::111111111111:role/r' },
    { AWS: 'arn:aws:iam::111111111111:group/g' },
    { AWS: 'arn:aws:iam::222222222222:root' },
    { AWS: '222222222222' },
    { AWS: 'AIDANOBODYNOBODYNOBODY' },
    { Service: 'example.com' },
    { CanonicalUser: '0'.repeat(64) },
  ]) {
    await assert.rejects(
      bind(nobody),
      {
        code: 'MalformedPolicyDocumentException',
        message: 'Policy contains a statement with one or more invalid principals.',
      },
      JSON.stringify(nobody),
    );
  }
});

test('of a document that is none, AWS says no more than that', async () => {
  for (const text of ['x', '{}', '[]', policyOf({ AWS: ALICE }).replace('Allow', 'allow')]) {
    await assert.rejects(bindPolicy(text, principals({}), error), {
      code: 'MalformedPolicyDocumentException',
      message: '',
    });
  }
});

test('a policy has at most 32 KiB', async () => {
  const long = policyOf('*').replace('"kms:*"', JSON.stringify(`kms:${'x'.repeat(32_768)}`));
  await assert.rejects(bindPolicy(long, principals({}), error), { code: 'LimitExceededException' });
});

test('the default policy is printed as KMS prints it', async () => {
  const shown = await showPolicy(defaultPolicy('111111111111'), principals({}));
  assert.equal(
    shown,
    `{
  "Version" : "2012-10-17",
  "Id" : "key-default-1",
  "Statement" : [ {
    "Sid" : "Enable IAM User Permissions",
    "Effect" : "Allow",
    "Principal" : {
      "AWS" : "arn:aws:iam::111111111111:root"
    },
    "Action" : "kms:*",
    "Resource" : "*"
  } ]
}`,
  );
});
