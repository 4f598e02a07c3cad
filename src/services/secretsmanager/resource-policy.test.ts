import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AwsError } from '../../model/model.ts';
import type { Principals } from '../../operation/operation.ts';
import { bindPolicy, showPolicy } from './resource-policy.ts';

const ACCOUNT = '111111111111';
const ALICE = `arn:aws:iam::${ACCOUNT}:user/alice`;

/** Who exists, by ARN. */
const people = (ids: { readonly [arn: string]: string }): Principals => ({
  idsOf: async (arns) => new Map(arns.filter((arn) => ids[arn]).map((arn) => [arn, ids[arn]!])),
  arnsOf: async (wanted) =>
    new Map(
      Object.entries(ids)
        .filter(([, id]) => wanted.includes(id))
        .map(([arn, id]) => [id, arn]),
    ),
  accountExists: async (account) => account === ACCOUNT,
});

const FIRST = people({ [ALICE]: 'AIDAALICEALICEALICE1' });
const AGAIN = people({ [ALICE]: 'AIDAALICEALICEALICE2' });
const fail = (code: string, message: string) => new AwsError(code, message);
const policy = (Principal: unknown) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal, Action: 'secretsmanager:*', Resource: '*' }],
  });

test('users are stored by their unique ids, and shown by their ARNs', async () => {
  const text = policy({ AWS: [ALICE, `arn:aws:iam::${ACCOUNT}:root`] });
  const bound = await bindPolicy(text, FIRST, fail);
  assert.equal(bound.text, text.replace(ALICE, 'AIDAALICEALICEALICE1'));
  assert.equal(await showPolicy(bound.text, FIRST), text);
});

test('a user who is made again under the same name is somebody else', async () => {
  const bound = await bindPolicy(policy({ AWS: ALICE }), FIRST, fail);
  assert.equal(await showPolicy(bound.text, AGAIN), policy({ AWS: 'AIDAALICEALICEALICE1' }));
  await assert.rejects(bindPolicy(policy({ AWS: 'AIDAALICEALICEALICE1' }), AGAIN, fail), {
    message: 'This resource policy contains an unsupported principal.',
  });
});

test('sessions are known by their account, services and providers by their names', async () => {
  const session = `arn:aws:sts::${ACCOUNT}:assumed-role/reader/session`;
  for (const principal of [{ AWS: session }, { Service: 'lambda.amazonaws.com' }, '*']) {
    const text = policy(principal);
    assert.equal((await bindPolicy(text, FIRST, fail)).text, text);
  }
  const elsewhere = policy({ AWS: session.replace(ACCOUNT, '999999999999') });
  await assert.rejects(bindPolicy(elsewhere, FIRST, fail), {
    code: 'MalformedPolicyDocumentException',
  });
});

test('what does not parse has a syntax error', async () => {
  for (const text of ['', '[]', '{"Statement":[]}', policy('*').replace('Allow', 'allow')]) {
    await assert.rejects(bindPolicy(text, FIRST, fail), {
      code: 'MalformedPolicyDocumentException',
      message: 'This resource policy contains a syntax error.',
    });
  }
});
