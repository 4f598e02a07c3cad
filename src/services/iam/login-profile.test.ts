import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { house, type TestHouse } from '../../../test/house.ts';
import { DAY, MINUTE } from '../../base/clock.ts';
import {
  ChangePassword,
  CreateLoginProfile,
  DeleteAccountPasswordPolicy,
  DeleteLoginProfile,
  DeleteUser,
  CreateUser,
  GetAccountPasswordPolicy,
  GetLoginProfile,
  UpdateAccountPasswordPolicy,
  UpdateLoginProfile,
} from '../../generated/iam.ts';

const FIRST = 'Correct-horse-1';
const SECOND = 'Battery-staple-2';

async function closing(t: TestContext): Promise<TestHouse> {
  const h = await house();
  t.after(() => h.close());
  return h;
}

test('a user gets a password, changes it himself, and nothing of it is on the trail', async (t) => {
  const h = await closing(t);
  const root = h.root();
  const ann = await h.user('ann', ['iam:ChangePassword']);
  const UserName = 'ann';
  await assert.rejects(h.ask(root, GetLoginProfile, { UserName }), {
    code: 'NoSuchEntity',
    message: 'Login Profile for User ann cannot be found.',
  });
  const made = await h.ask(root, CreateLoginProfile, {
    UserName,
    Password: FIRST,
    PasswordResetRequired: true,
  });
  assert.deepEqual(made.LoginProfile, {
    UserName,
    CreateDate: h.clock.now(),
    PasswordResetRequired: true,
  });
  await assert.rejects(h.ask(root, CreateLoginProfile, { UserName, Password: FIRST }), {
    code: 'EntityAlreadyExists',
    message: 'Login Profile for user ann already exists.',
  });
  await assert.rejects(h.ask(ann, ChangePassword, { OldPassword: SECOND, NewPassword: FIRST }), {
    code: 'AccessDenied',
    message: 'The old password was incorrect.',
  });
  await h.ask(ann, ChangePassword, { OldPassword: FIRST, NewPassword: SECOND });
  const { LoginProfile } = await h.ask(root, GetLoginProfile, { UserName });
  assert.equal(LoginProfile.PasswordResetRequired, false);
  const trail = JSON.stringify(await h.events());
  assert.ok(trail.includes('ChangePassword'));
  assert.ok(!trail.includes(FIRST) && !trail.includes(SECOND));
  await h.ask(root, DeleteLoginProfile, { UserName });
  await assert.rejects(h.ask(root, UpdateLoginProfile, { UserName, Password: FIRST }), {
    code: 'NoSuchEntity',
  });
  await assert.rejects(h.ask(root, ChangePassword, { OldPassword: FIRST, NewPassword: SECOND }), {
    code: 'InvalidUserType',
  });
});

test('an account without a policy of its own asks for eight characters of three kinds', async (t) => {
  const h = await closing(t);
  await h.ask(h.root(), CreateUser, { UserName: 'ann' });
  const set = (Password: string) =>
    h.ask(h.root(), CreateLoginProfile, { UserName: 'ann', Password });
  const refusals: readonly (readonly [string, string])[] = [
    ['Sh0rt!', 'Password should have a minimum length of 8'],
    [
      'lowercase1',
      'Password should meet 1 more of the following requirements: Password should have at least one uppercase letter, Password should have at least one symbol',
    ],
  ];
  for (const [password, message] of refusals)
    await assert.rejects(set(password), { code: 'PasswordPolicyViolation', message });
  await set('Lowercase1');
});

test('an account’s own policy says what passwords are, and which may not come back', async (t) => {
  const h = await closing(t);
  const root = h.root();
  await assert.rejects(h.ask(root, GetAccountPasswordPolicy, {}), { code: 'NoSuchEntity' });
  await h.ask(root, UpdateAccountPasswordPolicy, {
    MinimumPasswordLength: 12,
    RequireSymbols: true,
    PasswordReusePrevention: 2,
    MaxPasswordAge: 90,
  });
  const { PasswordPolicy } = await h.ask(root, GetAccountPasswordPolicy, {});
  assert.deepEqual(PasswordPolicy, {
    MinimumPasswordLength: 12,
    RequireSymbols: true,
    RequireNumbers: false,
    RequireUppercaseCharacters: false,
    RequireLowercaseCharacters: false,
    AllowUsersToChangePassword: false,
    ExpirePasswords: true,
    MaxPasswordAge: 90,
    PasswordReusePrevention: 2,
    HardExpiry: false,
  });
  const UserName = 'ann';
  await h.ask(root, CreateUser, { UserName });
  await assert.rejects(h.ask(root, CreateLoginProfile, { UserName, Password: 'short' }), {
    message:
      'Password should have a minimum length of 12, Password should have at least one symbol',
  });
  const set = (Password: string) => h.ask(root, UpdateLoginProfile, { UserName, Password });
  await h.ask(root, CreateLoginProfile, { UserName, Password: FIRST });
  await assert.rejects(set(FIRST), { code: 'PasswordPolicyViolation' });
  await set(SECOND);
  await assert.rejects(set(FIRST), { code: 'PasswordPolicyViolation' });
  await set(`${SECOND}!`);
  await set(FIRST);
  await h.ask(root, DeleteAccountPasswordPolicy, {});
  await assert.rejects(h.ask(root, DeleteAccountPasswordPolicy, {}), { code: 'NoSuchEntity' });
});

test('a user with a password is not deleted', async (t) => {
  const h = await closing(t);
  const UserName = 'ann';
  await h.ask(h.root(), CreateUser, { UserName });
  await h.ask(h.root(), CreateLoginProfile, { UserName, Password: FIRST });
  await assert.rejects(h.ask(h.root(), DeleteUser, { UserName }), {
    code: 'DeleteConflict',
    message: 'Cannot delete entity, must delete login profile first.',
  });
});

test('where the account lets its users change their passwords, none needs a policy for it', async (t) => {
  const h = await closing(t);
  const ann = await h.user('ann', []);
  const denied = await h.user('denied', {
    Version: '2012-10-17',
    Statement: { Effect: 'Deny', Action: 'iam:ChangePassword', Resource: '*' },
  });
  for (const UserName of ['ann', 'denied'])
    await h.ask(h.root(), CreateLoginProfile, { UserName, Password: FIRST });
  const asked = { OldPassword: FIRST, NewPassword: SECOND };
  await assert.rejects(h.ask(ann, ChangePassword, asked), { code: 'AccessDenied' });
  await h.ask(h.root(), UpdateAccountPasswordPolicy, {
    AllowUsersToChangePassword: true,
    MaxPasswordAge: 1,
    HardExpiry: true,
  });
  await h.ask(ann, GetAccountPasswordPolicy, {});
  await h.ask(ann, ChangePassword, asked);
  await assert.rejects(h.ask(denied, ChangePassword, asked), /explicit deny/);
  h.clock.advance(DAY);
  const back = { OldPassword: SECOND, NewPassword: FIRST };
  await assert.rejects(h.ask(ann, ChangePassword, back), /expired/);
});

test('who guesses is made to wait, even when he guesses right', async (t) => {
  const h = await closing(t);
  const ann = await h.user('ann', ['iam:ChangePassword']);
  await h.ask(h.root(), CreateLoginProfile, { UserName: 'ann', Password: FIRST });
  const change = (OldPassword: string) =>
    h.ask(ann, ChangePassword, { OldPassword, NewPassword: SECOND });
  for (let i = 0; i < 5; i++) await assert.rejects(change(`guess ${i}`), /incorrect/);
  await assert.rejects(change(FIRST), /incorrect/);
  h.clock.advance(MINUTE);
  await change(FIRST);
});

test('the root user has a password of his own, and names himself by his account', async (t) => {
  const h = await closing(t);
  const root = h.root();
  const made = await h.ask(root, CreateLoginProfile, {});
  assert.deepEqual(made.LoginProfile, {
    UserName: undefined,
    CreateDate: h.clock.now(),
    PasswordResetRequired: true,
  });
  await h.ask(root, UpdateLoginProfile, {
    UserName: root.account,
    Password: FIRST,
    PasswordResetRequired: false,
  });
  const { LoginProfile } = await h.ask(root, GetLoginProfile, {});
  assert.equal(LoginProfile.PasswordResetRequired, false);
  await h.ask(root, DeleteLoginProfile, {});
});
