import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  CreateAccessKey,
  EnableOrganizationsRootSessions,
  GetAccountSummary,
  ListUsers,
  PutUserPolicy,
} from '../../../generated/iam.ts';
import {
  AcceptHandshake,
  CreateOrganization,
  EnableAWSServiceAccess,
  InviteAccountToOrganization,
  RegisterDelegatedAdministrator,
} from '../../../generated/organizations.ts';
import { AssumeRoot, GetCallerIdentity, GetSessionToken } from '../../../generated/sts.ts';
import type { Caller } from '../../../operation/caller.ts';
import { registerAccount } from '../../organizations/account.ts';
import { ACCOUNT, house, OTHER_ACCOUNT, START } from '../../../../test/house.ts';

const AUDIT = 'arn:aws:iam::aws:policy/root-task/IAMAuditRootUserCredentials';
const THIRD = '333333333333';

/** An organization of two accounts whose management account stands for root users; a third one stands aside. */
async function world() {
  const h = await house();
  const admin = await h.admin();
  await h.store.commit(
    registerAccount({ account: THIRD, email: 'root@third.example', name: 'third', now: START }),
  );
  await h.ask(admin, CreateOrganization, {});
  const { Handshake } = await h.ask(admin, InviteAccountToOrganization, {
    Target: { Id: OTHER_ACCOUNT, Type: 'ACCOUNT' },
  });
  await h.ask(h.root(OTHER_ACCOUNT), AcceptHandshake, { HandshakeId: Handshake!.Id! });
  await h.ask(admin, EnableAWSServiceAccess, { ServicePrincipal: 'iam.amazonaws.com' });
  await h.ask(admin, EnableOrganizationsRootSessions, {});
  const assume = (who: Caller, TargetPrincipal: string = OTHER_ACCOUNT, more: object = {}) =>
    h.ask(who, AssumeRoot, { TargetPrincipal, TaskPolicyArn: { arn: AUDIT }, ...more });
  return { h, admin, assume };
}

test("the management account stands for a member's root user, for one task and a quarter of an hour", async () => {
  const { h, admin, assume } = await world();
  const { Credentials } = await assume(admin);
  assert.equal(Credentials!.Expiration, START + 900_000);
  const root = await h.callerOf(Credentials!.AccessKeyId, Credentials!.SessionToken);
  assert.deepEqual(await h.ask(root, GetCallerIdentity, {}), {
    UserId: OTHER_ACCOUNT,
    Account: OTHER_ACCOUNT,
    Arn: `arn:aws:iam::${OTHER_ACCOUNT}:root`,
  });
  await h.ask(root, GetAccountSummary, {});
  for (const ask of [
    () => h.ask(root, ListUsers, {}),
    () => h.ask(root, CreateAccessKey, { UserName: 'x' }),
    () => h.ask(root, GetSessionToken, {}),
    () => assume(root),
  ])
    await assert.rejects(ask(), { code: 'AccessDenied' });
  await assume(admin, `arn:aws:iam::${OTHER_ACCOUNT}:root`, { DurationSeconds: 60 });
});

test('nobody stands for the root user of an account that is not below him', async () => {
  const { h, admin, assume } = await world();
  const denied = (who: Caller, account: string) => ({
    code: 'AccessDenied',
    status: 403,
    message: `User: ${who.arn} is not authorized to perform: sts:AssumeRoot on resource: arn:aws:iam::${account}:root`,
  });
  for (const account of [ACCOUNT, THIRD, '444444444444'])
    await assert.rejects(assume(admin, account), denied(admin, account));
  const member = await h.admin(OTHER_ACCOUNT);
  await assert.rejects(assume(member), denied(member, OTHER_ACCOUNT));
  const stranger = await h.admin(THIRD);
  await assert.rejects(assume(stranger), denied(stranger, OTHER_ACCOUNT));
  const poor = await h.user('poor', []);
  await assert.rejects(assume(poor), { code: 'AccessDenied' });
  for (const target of ['1234567890123', 'arn:aws:iam::222222222222:user/x', 'somebody-else'])
    await assert.rejects(assume(admin, target), { code: 'ValidationError' });
  for (const arn of ['arn:aws:iam::aws:policy/AdministratorAccess', `${AUDIT}2`])
    await assert.rejects(assume(admin, OTHER_ACCOUNT, { TaskPolicyArn: { arn } }), {
      code: 'ValidationError',
    });
});

test('a delegated account stands for root users too, and the feature must be on', async () => {
  const { h, admin, assume } = await world();
  const { Handshake } = await h.ask(admin, InviteAccountToOrganization, {
    Target: { Id: THIRD, Type: 'ACCOUNT' },
  });
  await h.ask(h.root(THIRD), AcceptHandshake, { HandshakeId: Handshake!.Id! });
  const delegate = await h.admin(THIRD);
  await assert.rejects(assume(delegate), { code: 'AccessDenied' });
  await h.ask(admin, RegisterDelegatedAdministrator, {
    AccountId: THIRD,
    ServicePrincipal: 'iam.amazonaws.com',
  });
  await assume(delegate);
  const { DisableOrganizationsRootSessions } = await import('../../../generated/iam.ts');
  await h.ask(admin, DisableOrganizationsRootSessions, {});
  await assert.rejects(assume(admin), { code: 'AccessDenied' });
});

test('a policy may say which task, and for which account', async () => {
  const { h, assume } = await world();
  const auditor = await h.user('auditor', []);
  await h.ask(h.root(), PutUserPolicy, {
    UserName: 'auditor',
    PolicyName: 'audit',
    PolicyDocument: JSON.stringify({
      Version: '2012-10-17',
      Statement: {
        Effect: 'Allow',
        Action: 'sts:AssumeRoot',
        Resource: `arn:aws:iam::${OTHER_ACCOUNT}:root`,
        Condition: { StringEquals: { 'sts:TaskPolicyArn': AUDIT } },
      },
    }),
  });
  await assume(auditor);
  await assert.rejects(
    assume(auditor, OTHER_ACCOUNT, {
      TaskPolicyArn: { arn: 'arn:aws:iam::aws:policy/root-task/IAMDeleteRootUserCredentials' },
    }),
    { code: 'AccessDenied' },
  );
});
