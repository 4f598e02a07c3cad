import assert from 'node:assert/strict';
import { test } from 'node:test';
import { GetCallerIdentity } from '../../../generated/sts.ts';
import { ACCOUNT, house } from '../../../../test/house.ts';

test('everybody may ask who he is, even where a policy denies it', async () => {
  const h = await house();
  assert.deepEqual(await h.ask(h.root(), GetCallerIdentity, {}), {
    UserId: ACCOUNT,
    Account: ACCOUNT,
    Arn: `arn:aws:iam::${ACCOUNT}:root`,
  });
  const Statement = [{ Effect: 'Deny', Action: '*', Resource: '*' }];
  const denied = await h.user('denied', { Version: '2012-10-17', Statement });
  assert.deepEqual(await h.ask(denied, GetCallerIdentity, {}), {
    UserId: denied.userId,
    Account: ACCOUNT,
    Arn: `arn:aws:iam::${ACCOUNT}:user/denied`,
  });
  await h.close();
});
