import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BatchGetSecretValue, DeleteSecret } from '../../../generated/secretsmanager.ts';
import { secretsHouse } from '../../../../test/secrets-house.ts';

test('values come in the order of the request, and errors stand beside them', async () => {
  const h = await secretsHouse();
  const a = await h.create('a', { SecretString: 'A' });
  await h.create('b', { SecretBinary: Uint8Array.of(1) });
  await h.create('gone');
  await h.call(DeleteSecret, { SecretId: 'gone' });
  const SecretIdList = ['b', 'nothing', a.ARN, 'gone'];
  const { SecretValues, Errors, NextToken } = await h.call(BatchGetSecretValue, { SecretIdList });
  assert.deepEqual(
    SecretValues!.map(({ Name }) => Name),
    ['b', 'a'],
  );
  assert.equal(SecretValues![1]!.SecretString, 'A');
  assert.deepEqual(Errors, [
    {
      SecretId: 'nothing',
      ErrorCode: 'ResourceNotFoundException',
      Message: "Secrets Manager can't find the specified secret.",
    },
    {
      SecretId: 'gone',
      ErrorCode: 'InvalidRequestException',
      Message: "You can't perform this operation on the secret because it was marked for deletion.",
    },
  ]);
  assert.equal(NextToken, undefined);
  const read = (await h.events()).filter(({ eventName }) => eventName === 'GetSecretValue');
  assert.equal(read.length, 4);
  await h.close();
});

test('each secret asks for its own permission', async () => {
  const h = await secretsHouse();
  const { ARN } = await h.create('a');
  await h.create('b');
  const reader = await h.user('reader', {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: 'secretsmanager:BatchGetSecretValue', Resource: '*' },
      { Effect: 'Allow', Action: 'secretsmanager:GetSecretValue', Resource: ARN },
    ],
  });
  const answer = await h.call(BatchGetSecretValue, { SecretIdList: ['a', 'b'] }, reader);
  assert.deepEqual(
    answer.SecretValues!.map(({ Name }) => Name),
    ['a'],
  );
  assert.deepEqual(
    answer.Errors!.map((e) => [e.SecretId, e.ErrorCode]),
    [['b', 'AccessDeniedException']],
  );
  const Filters = [{ Key: 'name' as const, Values: ['a'] }];
  await assert.rejects(h.call(BatchGetSecretValue, { Filters }, reader), {
    code: 'AccessDeniedException',
    message: /secretsmanager:ListSecrets/,
  });
  await h.close();
});

test('filters find the secrets, in pages of twenty at most', async () => {
  const h = await secretsHouse();
  for (let i = 0; i < 23; i++) await h.create(`app/${i}`);
  await h.create('other');
  const Filters = [{ Key: 'name' as const, Values: ['app/'] }];
  const first = await h.call(BatchGetSecretValue, { Filters });
  assert.equal(first.SecretValues!.length, 20);
  const second = await h.call(BatchGetSecretValue, { Filters, NextToken: first.NextToken });
  assert.equal(second.SecretValues!.length, 3);
  assert.equal(second.NextToken, undefined);
  const names = [...first.SecretValues!, ...second.SecretValues!].map(({ Name }) => Name);
  assert.equal(new Set(names).size, 23);
  assert.ok(!names.includes('other'));
  await h.close();
});

test('a list and filters exclude each other, and pages belong to filters', async () => {
  const h = await secretsHouse();
  const Filters = [{ Key: 'name' as const, Values: ['a'] }];
  const either = {
    code: 'InvalidParameterException',
    message: "Either 'SecretIdList' or 'Filters' must be provided, but not both.",
  };
  await assert.rejects(h.call(BatchGetSecretValue, {}), either);
  await assert.rejects(h.call(BatchGetSecretValue, { SecretIdList: ['a'], Filters }), either);
  await assert.rejects(h.call(BatchGetSecretValue, { SecretIdList: ['a'], MaxResults: 5 }), {
    code: 'InvalidParameterException',
    message:
      "'Filters' not specified. 'Filters' must also be specified when 'MaxResults' is provided.",
  });
  await h.close();
});
