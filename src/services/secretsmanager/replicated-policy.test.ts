import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  DeleteResourcePolicy,
  GetResourcePolicy,
  PutResourcePolicy,
} from '../../generated/secretsmanager.ts';
import { ACCOUNT } from '../../../test/house.ts';
import { secretsHouse } from '../../../test/secrets-house.ts';

const WEST = 'eu-west-1';

test('a policy goes where the copies are, and is changed where the primary is', async () => {
  const h = await secretsHouse();
  await h.create('x', { AddReplicaRegions: [{ Region: WEST }] });
  const SecretId = 'x';
  const ResourcePolicy = JSON.stringify({
    Version: '2012-10-17',
    Statement: {
      Effect: 'Allow',
      Principal: { AWS: ACCOUNT },
      Action: 'secretsmanager:*',
      Resource: '*',
    },
  });
  const inWest = async () =>
    (await h.call(GetResourcePolicy, { SecretId }, h.me, WEST)).ResourcePolicy;
  await h.call(PutResourcePolicy, { SecretId, ResourcePolicy });
  assert.equal(await inWest(), ResourcePolicy);
  await assert.rejects(h.call(PutResourcePolicy, { SecretId, ResourcePolicy }, h.me, WEST), {
    code: 'InvalidParameterException',
    message:
      "Operation not permitted on a replica secret. Call must be made in primary secret's region.",
  });
  await h.call(DeleteResourcePolicy, { SecretId });
  assert.equal(await inWest(), undefined);
  await h.close();
});
