import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ACCOUNT, house, OTHER_ACCOUNT } from '../../../test/house.ts';
import {
  AttachRolePolicy,
  CreateAccessKey,
  CreateRole,
  CreateUser,
  DeleteRole,
  DeleteRolePolicy,
  DeleteUser,
  DetachRolePolicy,
  GetRole,
  GetUser,
  ListRoles,
  PutRolePolicy,
  UpdateAssumeRolePolicy,
  UpdateRole,
  UpdateRoleDescription,
  UpdateUser,
} from '../../generated/iam.ts';
import { AssumeRole } from '../../generated/sts.ts';

const ADMIN = 'arn:aws:iam::aws:policy/AdministratorAccess';

const trusting = (Principal: unknown, more: object = {}): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal, Action: 'sts:AssumeRole', ...more }],
  });
const LAMBDA = trusting({ Service: 'lambda.amazonaws.com' });
const userArn = (name: string, account = ACCOUNT) => `arn:aws:iam::${account}:user/${name}`;

const principalOf = (role: { readonly AssumeRolePolicyDocument?: string | undefined }) =>
  JSON.parse(decodeURIComponent(role.AssumeRolePolicyDocument!)).Statement[0].Principal.AWS;

test('a role is shown as it was made, and its documents are URL-encoded', async () => {
  const h = await house();
  const root = h.root();
  const RoleName = 'Deploy';
  const document = trusting({ AWS: '*' }, { Sid: "it's (mine)!*" });
  const { Role } = await h.ask(root, CreateRole, {
    RoleName,
    Path: '/ci/',
    AssumeRolePolicyDocument: document,
    Description: 'deploys',
    MaxSessionDuration: 7200,
    PermissionsBoundary: ADMIN,
    Tags: [{ Key: 'a', Value: 'b' }],
  });
  assert.match(Role.RoleId, /^AROA[A-Z2-7]{17}$/);
  assert.doesNotMatch(Role.AssumeRolePolicyDocument!, /[!'()* "{}]/);
  assert.equal(decodeURIComponent(Role.AssumeRolePolicyDocument!), document);

  const { Role: found } = await h.ask(root, GetRole, { RoleName: 'deploy' });
  assert.deepEqual(found, {
    ...Role,
    Description: 'deploys',
    MaxSessionDuration: 7200,
    RoleLastUsed: {},
  });
  const { Roles } = await h.ask(root, ListRoles, { PathPrefix: '/ci/' });
  assert.deepEqual(
    Roles.map((role) => [role.Arn, role.MaxSessionDuration, role.Tags, role.PermissionsBoundary]),
    [[`arn:aws:iam::${ACCOUNT}:role/ci/Deploy`, 7200, undefined, undefined]],
  );
  await assert.rejects(
    h.ask(root, CreateRole, { RoleName: 'DEPLOY', AssumeRolePolicyDocument: LAMBDA }),
    { code: 'EntityAlreadyExists', message: 'Role with name DEPLOY already exists.' },
  );
  await h.close();
});

test('a trust policy names only those who exist', async () => {
  const h = await house();
  const root = h.root();
  await h.ask(root, CreateUser, { UserName: 'alice' });
  await h.ask(h.root(OTHER_ACCOUNT), CreateUser, { UserName: 'bob' });
  let count = 0;
  const trust = (Principal: unknown) =>
    h.ask(root, CreateRole, {
      RoleName: `r${++count}`,
      AssumeRolePolicyDocument: trusting(Principal),
    });
  for (const Principal of [
    '*',
    { AWS: ACCOUNT },
    { AWS: `arn:aws:iam::${OTHER_ACCOUNT}:root` },
    { AWS: [userArn('alice'), userArn('bob', OTHER_ACCOUNT)] },
    { AWS: `arn:aws:sts::${ACCOUNT}:assumed-role/r/session` },
    { Service: ['ec2.amazonaws.com', 'lambda.amazonaws.com'] },
    { Federated: 'accounts.google.com' },
    { Federated: `arn:aws:iam::${ACCOUNT}:oidc-provider/token.example.com` },
  ]) {
    await trust(Principal);
  }
  const refused = async (type: string, value: string) => {
    await assert.rejects(trust({ [type]: value }), {
      code: 'MalformedPolicyDocument',
      message: `Invalid principal in policy: "${type.toUpperCase()}":"${value}"`,
      status: 400,
    });
  };
  await refused('AWS', userArn('nobody'));
  await refused('AWS', `arn:aws:iam::${ACCOUNT}:role/nobody`);
  await refused('AWS', userArn('alice', '333333333333'));
  await refused('AWS', '333333333333');
  await refused('AWS', 'arn:aws:iam::333333333333:root');
  await refused('AWS', 'AIDAAAAAAAAAAAAAAAAAA');
  await refused('Service', 'lambda.example.com');
  await h.close();
});

test('a user who is made again under the same name is not trusted', async () => {
  const h = await house();
  const root = h.root();
  const RoleName = 'r';
  const { User } = await h.ask(root, CreateUser, { UserName: 'alice' });
  await h.ask(root, CreateRole, {
    RoleName,
    AssumeRolePolicyDocument: trusting({ AWS: userArn('alice') }),
  });
  const shown = async () => principalOf((await h.ask(root, GetRole, { RoleName })).Role);
  assert.equal(await shown(), userArn('alice'));
  await h.ask(root, UpdateUser, { UserName: 'alice', NewUserName: 'anna' });
  assert.equal(await shown(), userArn('anna'));

  await h.ask(root, DeleteUser, { UserName: 'anna' });
  assert.equal(await shown(), User!.UserId);
  const anna = await h.user('anna', []);
  assert.equal(await shown(), User!.UserId);
  const RoleArn = `arn:aws:iam::${ACCOUNT}:role/r`;
  const assume = () => h.ask(anna, AssumeRole, { RoleArn, RoleSessionName: 'session' });
  await assert.rejects(assume(), { code: 'AccessDenied' });

  const PolicyDocument = trusting({ AWS: userArn('anna') });
  await h.ask(root, UpdateAssumeRolePolicy, { RoleName, PolicyDocument });
  await assume();
  await h.close();
});

test('a trust policy is refused in the words of AWS', async () => {
  const h = await house();
  const make = (AssumeRolePolicyDocument: string, more: object = {}) =>
    h.ask(h.root(), CreateRole, { RoleName: 'r', AssumeRolePolicyDocument, ...more });
  const malformed = (message: string) => ({ code: 'MalformedPolicyDocument', message });
  await assert.rejects(make('{'), malformed('This policy contains invalid Json'));
  await assert.rejects(
    make(trusting({ AWS: ACCOUNT }, { Resource: '*' })),
    malformed('Has prohibited field Resource'),
  );
  await assert.rejects(
    make(trusting({ AWS: ACCOUNT }, { Action: 's3:GetObject' })),
    malformed('AssumeRole policy may only specify STS AssumeRole actions.'),
  );
  const spaces = trusting({ AWS: ACCOUNT }).replace('{"Effect', `{${' '.repeat(3000)}"Effect`);
  await make(spaces);
  const long = trusting({ AWS: ACCOUNT }, { Sid: 'x'.repeat(2048) });
  await assert.rejects(make(long, { RoleName: 'long' }), {
    code: 'LimitExceeded',
    message: 'Cannot exceed quota for ACLSizePerRole: 2048',
  });
  await h.close();
});

test("nobody makes a role under the path of the services' own", async () => {
  const h = await house();
  const made = h.ask(h.root(), CreateRole, {
    RoleName: 'AWSServiceRoleForX',
    Path: '/aws-service-role/x.amazonaws.com/',
    AssumeRolePolicyDocument: LAMBDA,
  });
  await assert.rejects(made, {
    code: 'InvalidInput',
    message: "Path prefix '/aws-service-role/' can only be used for AWS Service linked Roles",
  });
  await h.close();
});

test('what an update does not name stays as it is', async () => {
  const h = await house();
  const root = h.root();
  const RoleName = 'r';
  await h.ask(root, CreateRole, { RoleName, AssumeRolePolicyDocument: LAMBDA });
  const shown = async () => {
    const { Role } = await h.ask(root, GetRole, { RoleName });
    return [Role.Description, Role.MaxSessionDuration];
  };
  await h.ask(root, UpdateRole, { RoleName, MaxSessionDuration: 43_200 });
  await h.ask(root, UpdateRole, { RoleName, Description: 'long' });
  assert.deepEqual(await shown(), ['long', 43_200]);
  const answer = await h.ask(root, UpdateRoleDescription, { RoleName, Description: 'longer' });
  assert.equal(answer.Role!.Description, 'longer');
  assert.deepEqual(await shown(), ['longer', 43_200]);
  await h.close();
});

test('a role goes only once it has no policies', async () => {
  const h = await house();
  const root = h.root();
  const RoleName = 'r';
  await h.ask(root, CreateRole, { RoleName, AssumeRolePolicyDocument: LAMBDA });
  await h.ask(root, AttachRolePolicy, { RoleName, PolicyArn: ADMIN });
  const PolicyDocument =
    '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}';
  await h.ask(root, PutRolePolicy, { RoleName, PolicyName: 'p', PolicyDocument });
  const refused = async (what: string) => {
    await assert.rejects(h.ask(root, DeleteRole, { RoleName }), {
      code: 'DeleteConflict',
      message: `Cannot delete entity, must ${what} first.`,
    });
  };
  await refused('detach all policies');
  await h.ask(root, DetachRolePolicy, { RoleName, PolicyArn: ADMIN });
  await refused('delete policies');
  await h.ask(root, DeleteRolePolicy, { RoleName, PolicyName: 'p' });
  await h.ask(root, DeleteRole, { RoleName });
  await assert.rejects(h.ask(root, GetRole, { RoleName }), {
    code: 'NoSuchEntity',
    message: 'The role with name r cannot be found.',
  });
  await h.close();
});

test('a role session has no user of its own', async () => {
  const h = await house();
  const admin = await h.admin();
  const { Role } = await h.ask(admin, CreateRole, {
    RoleName: 'r',
    AssumeRolePolicyDocument: trusting({ AWS: admin.arn }),
  });
  await h.ask(admin, AttachRolePolicy, { RoleName: 'r', PolicyArn: ADMIN });
  const session = await h.assume(admin, Role.Arn);
  const { Role: seen } = await h.ask(session, GetRole, { RoleName: 'r' });
  assert.equal(principalOf(seen), admin.arn);
  const NAME_NEEDED = 'Must specify userName when calling with non-User credentials';
  const refused = { code: 'ValidationError', message: NAME_NEEDED };
  await assert.rejects(h.ask(session, GetUser, {}), refused);
  await assert.rejects(h.ask(session, CreateAccessKey, {}), refused);
  await h.close();
});
