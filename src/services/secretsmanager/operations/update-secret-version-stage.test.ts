import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  DescribeSecret,
  ListSecretVersionIds,
  UpdateSecretVersionStage,
} from '../../../generated/secretsmanager.ts';
import type { UpdateSecretVersionStageRequest } from '../../../generated/secretsmanager.types.ts';
import { secretsHouse } from '../../../../test/secrets-house.ts';

async function twoVersions() {
  const h = await secretsHouse();
  const { VersionId: first } = await h.create('x');
  const second = await h.put('x', 'second', ['AWSPENDING', 'blue']);
  const move = (input: Partial<UpdateSecretVersionStageRequest>) =>
    h.call(UpdateSecretVersionStage, { SecretId: 'x', VersionStage: 'blue', ...input });
  const labels = async () =>
    (await h.call(DescribeSecret, { SecretId: 'x' })).VersionIdsToStages ?? {};
  return { h, first, second, move, labels };
}

test('moving AWSCURRENT makes the version that it leaves the previous one, and leaves other labels', async () => {
  const { h, first, second, move, labels } = await twoVersions();
  await move({ VersionStage: 'AWSCURRENT', RemoveFromVersionId: first, MoveToVersionId: second });
  const after = await labels();
  assert.deepEqual(after[first], ['AWSPREVIOUS']);
  assert.deepEqual([...after[second]!].sort(), ['AWSCURRENT', 'AWSPENDING', 'blue']);
  assert.equal(await h.read('x'), 'second');
  await h.close();
});

test('a label that is elsewhere moves only from where it is said to be', async () => {
  const { h, first, second, move } = await twoVersions();
  await assert.rejects(move({ MoveToVersionId: first }), {
    code: 'InvalidParameterException',
    message: `The parameter RemoveFromVersionId can't be empty. Staging label blue is currently attached to version ${second}, so you must explicitly reference that version in RemoveFromVersionId.`,
  });
  await assert.rejects(move({ MoveToVersionId: first, RemoveFromVersionId: first }), {
    code: 'InvalidParameterException',
    message: new RegExp(`currently attached to version ${second}`),
  });
  await move({ MoveToVersionId: first, RemoveFromVersionId: second });
  await h.close();
});

test('a new label is attached, one that is there already stays, and one is taken away', async () => {
  const { h, first, second, move, labels } = await twoVersions();
  await move({ VersionStage: 'green', MoveToVersionId: first });
  await move({ VersionStage: 'green', MoveToVersionId: first });
  assert.deepEqual((await labels())[first], ['AWSCURRENT', 'green']);
  await move({ RemoveFromVersionId: second });
  assert.deepEqual((await labels())[second], ['AWSPENDING']);
  await h.close();
});

test('a version that loses its last label is deprecated, and one that gains one is not any more', async () => {
  const { h, second, move } = await twoVersions();
  const listed = async () => {
    const { Versions } = await h.call(ListSecretVersionIds, { SecretId: 'x' });
    return Versions!.some(({ VersionId }) => VersionId === second);
  };
  await move({ RemoveFromVersionId: second });
  await move({ VersionStage: 'AWSPENDING', RemoveFromVersionId: second });
  assert.equal(await listed(), false);
  await move({ MoveToVersionId: second });
  assert.equal(await listed(), true);
  await h.close();
});

test('what cannot be moved is refused', async () => {
  const { h, first, second, move } = await twoVersions();
  const NOT_THERE = {
    code: 'InvalidRequestException',
    message: 'You provided a VersionStage that is not associated to the provided VersionId.',
  };
  await assert.rejects(move({ RemoveFromVersionId: first }), NOT_THERE);
  await assert.rejects(move({ VersionStage: 'none', RemoveFromVersionId: first }), NOT_THERE);
  await assert.rejects(
    move({ VersionStage: 'none', RemoveFromVersionId: first, MoveToVersionId: second }),
    NOT_THERE,
  );
  await assert.rejects(move({ VersionStage: 'AWSCURRENT', RemoveFromVersionId: first }), {
    code: 'InvalidParameterException',
    message:
      "You can only move staging label AWSCURRENT to a different secret version. It can't be completely removed.",
  });
  await assert.rejects(move({}), { code: 'InvalidParameterException' });
  const nobody = '00000000-0000-4000-8000-000000000000';
  await assert.rejects(move({ MoveToVersionId: nobody }), {
    code: 'ResourceNotFoundException',
    message: `Secrets Manager can't find the specified secret value for VersionId: ${nobody}`,
  });
  await h.close();
});

test('a secret has twenty labels at most', async () => {
  const { h, first, move } = await twoVersions();
  for (let i = 0; i < 17; i++) await move({ VersionStage: `label${i}`, MoveToVersionId: first });
  await assert.rejects(move({ VersionStage: 'one-more', MoveToVersionId: first }), {
    code: 'LimitExceededException',
  });
  await h.close();
});
