import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { ACCOUNT, house, OTHER_ACCOUNT } from '../../../test/house.ts';
import { DAY } from '../../base/clock.ts';
import { keyring } from '../../crypto/keyring.ts';
import {
  AcceptDelegationRequest,
  AssociateDelegationRequest,
  CreateDelegationRequest,
  CreatePolicy,
  GetDelegationRequest,
  GetHumanReadableSummary,
  ListDelegationRequests,
  RejectDelegationRequest,
  SendDelegationToken,
  UpdateDelegationRequest,
} from '../../generated/iam.ts';
import { CreateKey } from '../../generated/kms.ts';
import { CreateSecret, GetSecretValue, PutResourcePolicy } from '../../generated/secretsmanager.ts';
import { findDelegated } from './delegation.ts';

const VENDOR = OTHER_ACCOUNT;

/** A vendor with a template, and a secret into which IAM may put tokens. */
async function vendor(t: TestContext) {
  const h = await house();
  t.after(() => h.close());
  const root = h.root(VENDOR);
  const { Policy } = await h.ask(root, CreatePolicy, {
    PolicyName: 'template',
    PolicyDocument: JSON.stringify({
      Version: '2012-10-17',
      Statement: {
        Effect: 'Allow',
        Action: ['secretsmanager:GetSecretValue'],
        Resource: ['arn:aws:secretsmanager:us-east-1:111111111111:secret:@{SecretName}'],
      },
    }),
  });
  const forIam = { Effect: 'Allow', Principal: { Service: 'iam.amazonaws.com' }, Resource: '*' };
  const allOf = { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${VENDOR}:root` } };
  const { KeyMetadata } = await h.ask(root, CreateKey, {
    Policy: JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        { ...allOf, Action: 'kms:*', Resource: '*' },
        { ...forIam, Action: ['kms:GenerateDataKey', 'kms:Decrypt'] },
      ],
    }),
  });
  const { ARN } = await h.ask(root, CreateSecret, {
    Name: 'tokens',
    KmsKeyId: KeyMetadata!.Arn!,
    ClientRequestToken: 'c0a8012e-5a5c-4c3e-9f5e-3a1d2b4c5d6e',
  });
  await h.ask(root, PutResourcePolicy, {
    SecretId: ARN!,
    ResourcePolicy: JSON.stringify({
      Version: '2012-10-17',
      Statement: { ...forIam, Action: 'secretsmanager:PutSecretValue' },
    }),
  });
  const create = async (more: object = {}) => {
    const { DelegationRequestId } = await h.ask(root, CreateDelegationRequest, {
      Description: 'Reads one secret',
      Permissions: {
        PolicyTemplateArn: Policy!.Arn!,
        Parameters: [{ Name: 'SecretName', Values: ['db-a', 'db-b'], Type: 'stringList' }],
      },
      RequestorWorkflowId: 'workflow-1',
      NotificationChannel: ARN!,
      SessionDuration: 900,
      ...more,
    });
    return { DelegationRequestId: DelegationRequestId! };
  };
  return { h, root, channel: ARN!, create };
}

test('a request is taken up, accepted, and its token given to who asked', async (t) => {
  const { h, root, channel, create } = await vendor(t);
  const one = await create({ OwnerAccountId: ACCOUNT, OnlySendByOwner: true });
  const ann = await h.user('ann', ['iam:*Delegation*']);
  const boss = await h.admin();
  await assert.rejects(h.ask(root, AcceptDelegationRequest, one), { code: 'NoSuchEntity' });
  await assert.rejects(h.ask(boss, AcceptDelegationRequest, one), { code: 'ValidationError' });
  await h.ask(ann, AssociateDelegationRequest, one);
  await h.ask(ann, UpdateDelegationRequest, { ...one, Notes: 'please' });
  const get = async (more: object = {}) => h.ask(boss, GetDelegationRequest, { ...one, ...more });
  const { DelegationRequest: shown, PermissionCheckResult } = await get({
    DelegationPermissionCheck: true,
  });
  assert.deepEqual(
    [shown!.State, shown!.Notes, shown!.OwnerId, shown!.RequestorId],
    ['PENDING_APPROVAL', 'please', `arn:aws:iam::${ACCOUNT}:user/ann`, VENDOR],
  );
  assert.deepEqual(JSON.parse(shown!.PermissionPolicy!).Statement.Resource, [
    'arn:aws:secretsmanager:us-east-1:111111111111:secret:db-a',
    'arn:aws:secretsmanager:us-east-1:111111111111:secret:db-b',
  ]);
  assert.equal(PermissionCheckResult, 'ALLOWED');
  const hers = await h.ask(ann, GetDelegationRequest, { ...one, DelegationPermissionCheck: true });
  assert.equal(hers.PermissionCheckResult, 'DENIED');
  const { SummaryContent } = await h.ask(boss, GetHumanReadableSummary, {
    EntityArn: `arn:aws:iam::${ACCOUNT}:delegation-request/${one.DelegationRequestId}`,
  });
  assert.match(SummaryContent!, /^Allows GetSecretValue in AWS Secrets Manager, on arn:/);
  await h.ask(boss, AcceptDelegationRequest, one);
  await assert.rejects(h.ask(boss, SendDelegationToken, one), /Only the owner/);
  await h.ask(ann, SendDelegationToken, one);
  assert.equal((await get()).DelegationRequest!.State, 'FINALIZED');
  const { SecretString } = await h.ask(root, GetSecretValue, { SecretId: channel });
  const { ExchangeToken, RequestorWorkflowId } = JSON.parse(SecretString!);
  assert.equal(RequestorWorkflowId, 'workflow-1');
  assert.ok(!JSON.stringify(await h.events()).includes(ExchangeToken));
  await assert.rejects(h.ask(boss, RejectDelegationRequest, one), { code: 'ValidationError' });
  // The token is the house's own: with another keyring it opens nothing.
  const other = keyring(new Map([[1, new Uint8Array(32)]]), h.random);
  assert.equal(await findDelegated({ keyring: other, store: h.store }, ExchangeToken), undefined);
});

test('a request is rejected, or grows old, and strangers do not see it', async (t) => {
  const { h, root, create } = await vendor(t);
  const one = await create();
  const admin = await h.admin();
  await assert.rejects(h.ask(admin, GetDelegationRequest, one), { code: 'NoSuchEntity' });
  await h.ask(admin, AssociateDelegationRequest, one);
  await h.ask(admin, RejectDelegationRequest, { ...one, Notes: 'no' });
  const list = async (OwnerId?: string) =>
    (await h.ask(admin, ListDelegationRequests, OwnerId === undefined ? {} : { OwnerId }))
      .DelegationRequests!;
  assert.deepEqual(
    (await list(`arn:aws:iam::${ACCOUNT}:user/admin`)).map((row) => [
      row.State,
      row.RejectionReason,
    ]),
    [['REJECTED', 'no']],
  );
  assert.deepEqual(await list(`arn:aws:iam::${ACCOUNT}:user/nobody`), []);
  const second = await create({ OwnerAccountId: ACCOUNT });
  h.clock.advance(7 * DAY);
  const { DelegationRequest } = await h.ask(root, GetDelegationRequest, second);
  assert.equal(DelegationRequest!.State, 'EXPIRED');
  await assert.rejects(h.ask(admin, AssociateDelegationRequest, second), {
    code: 'ValidationError',
  });
});

test('a template wants all of its parameters and no other, and a channel that is there', async (t) => {
  const { create, channel } = await vendor(t);
  const PolicyTemplateArn = `arn:aws:iam::${VENDOR}:policy/template`;
  const invalid = { code: 'InvalidInput' };
  const permissions = (Parameters: object[]) => ({
    Permissions: { PolicyTemplateArn, Parameters },
  });
  const name = { Name: 'SecretName', Values: ['a'], Type: 'string' };
  await assert.rejects(create(permissions([])), {
    ...invalid,
    message: 'The parameter SecretName is missing.',
  });
  await assert.rejects(create(permissions([name, { ...name, Name: 'Other' }])), invalid);
  await assert.rejects(create(permissions([{ ...name, Values: ['a', 'b'] }])), invalid);
  await assert.rejects(
    create({ Permissions: { PolicyTemplateArn: `arn:aws:iam::${ACCOUNT}:policy/template` } }),
    invalid,
  );
  await assert.rejects(create({ NotificationChannel: channel.replace(VENDOR, ACCOUNT) }), invalid);
  await assert.rejects(create({ OwnerAccountId: '999999999999' }), invalid);
});
