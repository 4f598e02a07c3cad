import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MINUTE } from '../../../base/clock.ts';
import {
  AcceptDelegationRequest,
  AssociateDelegationRequest,
  CreateDelegationRequest,
  CreatePolicy,
  GetUser,
  ListUsers,
  SendDelegationToken,
} from '../../../generated/iam.ts';
import { CreateKey } from '../../../generated/kms.ts';
import {
  CreateSecret,
  GetSecretValue,
  PutResourcePolicy,
} from '../../../generated/secretsmanager.ts';
import { GetCallerIdentity, GetDelegatedAccessToken } from '../../../generated/sts.ts';
import { ACCOUNT, house, OTHER_ACCOUNT } from '../../../../test/house.ts';

/** A vendor in another account was lent `iam:GetUser` for half an hour by the user `boss`. */
async function lent() {
  const h = await house();
  const vendor = h.root(OTHER_ACCOUNT);
  const json = (Statement: object | object[]) =>
    JSON.stringify({ Version: '2012-10-17', Statement });
  const iam = { Effect: 'Allow', Principal: { Service: 'iam.amazonaws.com' }, Resource: '*' };
  const { Policy } = await h.ask(vendor, CreatePolicy, {
    PolicyName: 'template',
    PolicyDocument: json({ Effect: 'Allow', Action: 'iam:GetUser', Resource: '*' }),
  });
  const { KeyMetadata } = await h.ask(vendor, CreateKey, {
    Policy: json([
      { Effect: 'Allow', Principal: { AWS: vendor.arn }, Action: 'kms:*', Resource: '*' },
      { ...iam, Action: ['kms:GenerateDataKey', 'kms:Decrypt'] },
    ]),
  });
  const secret = await h.ask(vendor, CreateSecret, {
    Name: 'tokens',
    KmsKeyId: KeyMetadata!.Arn!,
    ClientRequestToken: 'c0a8012e-5a5c-4c3e-9f5e-3a1d2b4c5d6e',
  });
  const SecretId = secret.ARN!;
  const ResourcePolicy = json({ ...iam, Action: 'secretsmanager:PutSecretValue' });
  await h.ask(vendor, PutResourcePolicy, { SecretId, ResourcePolicy });
  const { DelegationRequestId } = await h.ask(vendor, CreateDelegationRequest, {
    OwnerAccountId: ACCOUNT,
    Description: 'Looks at users',
    Permissions: { PolicyTemplateArn: Policy!.Arn! },
    RequestorWorkflowId: 'workflow-1',
    NotificationChannel: SecretId,
    SessionDuration: 1800,
  });
  const one = { DelegationRequestId: DelegationRequestId! };
  const boss = await h.admin(ACCOUNT, 'boss');
  await h.ask(boss, AssociateDelegationRequest, one);
  await h.ask(boss, AcceptDelegationRequest, one);
  await h.ask(boss, SendDelegationToken, one);
  const { SecretString } = await h.ask(vendor, GetSecretValue, { SecretId });
  const { ExchangeToken: TradeInToken } = JSON.parse(SecretString!);
  return { h, vendor, boss, TradeInToken: TradeInToken as string };
}

test('a vendor exchanges his token for a part of the rights of who accepted, for as long as was agreed', async () => {
  const { h, vendor, boss, TradeInToken } = await lent();
  const first = await h.ask(vendor, GetDelegatedAccessToken, { TradeInToken });
  assert.equal(first.AssumedPrincipal, boss.arn);
  assert.equal(first.Credentials!.Expiration, h.clock.now() + 30 * MINUTE);
  const { AccessKeyId, SessionToken } = first.Credentials!;
  const session = await h.callerOf(AccessKeyId, SessionToken);
  assert.equal((await h.ask(session, GetCallerIdentity, {})).Account, ACCOUNT);
  await h.ask(session, GetUser, { UserName: 'boss' });
  await assert.rejects(h.ask(session, ListUsers, {}), { code: 'AccessDenied' });
  h.clock.advance(20 * MINUTE);
  const later = await h.ask(vendor, GetDelegatedAccessToken, { TradeInToken });
  assert.equal(later.Credentials!.Expiration, first.Credentials!.Expiration, 'no longer');
  h.clock.advance(10 * MINUTE);
  await assert.rejects(h.ask(vendor, GetDelegatedAccessToken, { TradeInToken }), {
    code: 'ExpiredTradeInTokenException',
  });
});

test('a token is good for nobody else, and a forged one for nobody', async () => {
  const { h, vendor, boss, TradeInToken } = await lent();
  const refusal = { code: 'ValidationError', message: 'The trade-in token is not valid.' };
  await assert.rejects(h.ask(boss, GetDelegatedAccessToken, { TradeInToken }), refusal);
  await assert.rejects(h.ask(vendor, GetDelegatedAccessToken, { TradeInToken: 'AAAA' }), refusal);
  const poor = await h.user('poor', [], OTHER_ACCOUNT);
  await assert.rejects(h.ask(poor, GetDelegatedAccessToken, { TradeInToken }), {
    code: 'AccessDenied',
    message: /is not authorized to perform: sts:GetDelegatedAccessToken/,
  });
});
