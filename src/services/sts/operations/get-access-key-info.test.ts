import assert from 'node:assert/strict';
import { test } from 'node:test';
import { GetAccessKeyInfo, GetSessionToken } from '../../../generated/sts.ts';
import { ACCOUNT, house, OTHER_ACCOUNT } from '../../../../test/house.ts';

test('an access key of any account tells whose it is, temporary or not', async () => {
  const h = await house();
  const alice = await h.user('alice', ['sts:GetAccessKeyInfo']);
  const bob = await h.user('bob', [], OTHER_ACCOUNT);
  const { Credentials } = await h.ask(bob, GetSessionToken, {});
  for (const AccessKeyId of [bob.accessKeyId!, Credentials!.AccessKeyId]) {
    assert.deepEqual(await h.ask(alice, GetAccessKeyInfo, { AccessKeyId }), {
      Account: OTHER_ACCOUNT,
    });
  }
  const AccessKeyId = alice.accessKeyId!;
  assert.deepEqual(await h.ask(alice, GetAccessKeyInfo, { AccessKeyId }), { Account: ACCOUNT });
  await h.close();
});

test('an access key that nobody made is told apart, and strangers are told nothing', async () => {
  const h = await house();
  const alice = await h.user('alice', ['sts:GetAccessKeyInfo']);
  const stranger = await h.user('stranger', []);
  const asked = { AccessKeyId: 'AKIAIOSFODNN7EXAMPLE' };
  await assert.rejects(h.ask(alice, GetAccessKeyInfo, asked), { code: 'ValidationError' });
  await assert.rejects(h.ask(stranger, GetAccessKeyInfo, asked), { code: 'AccessDenied' });
  await h.close();
});
