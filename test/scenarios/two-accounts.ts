/** Account A has a secret under a key of its own, and account B an application that may read it. */
import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import {
  CreateAccessKeyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  PutRolePolicyCommand,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import { CreateKeyCommand, PutKeyPolicyCommand } from '@aws-sdk/client-kms';
import {
  CreateAccountCommand,
  CreateOrganizationCommand,
  DescribeCreateAccountStatusCommand,
} from '@aws-sdk/client-organizations';
import {
  CreateSecretCommand,
  GetSecretValueCommand,
  PutResourcePolicyCommand,
} from '@aws-sdk/client-secrets-manager';
import { AssumeRoleCommand, GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { type Clients, clients, pointAt, sessionOf } from '../clients.ts';
import { type Credentials, type KeptServer, keptServer } from '../kept-server.ts';
import { withoutId } from '../refusal.ts';

export const VALUE = '{"username":"app","password":"s3cr3t"}';

export interface TwoAccounts {
  readonly server: KeptServer;
  readonly accountA: string;
  readonly accountB: string;
  /** Administrators of each, and of a third account that has nothing to do with it. */
  readonly a: Clients;
  readonly b: Clients;
  readonly c: Clients;
  readonly secretArn: string;
  readonly keyArn: string;
  readonly roleArn: string;
  /** The access key of the user in B who may assume the role. */
  readonly application: Credentials;
  /** The grants, each as it has to be. */
  readonly grant: {
    readonly bySecretPolicy: () => Promise<unknown>;
    readonly byKeyPolicy: () => Promise<unknown>;
    readonly byRolePolicy: () => Promise<unknown>;
  };
  readonly makeRole: () => Promise<unknown>;
}

export async function twoAccounts(t: TestContext): Promise<TwoAccounts> {
  const server = await keptServer(t);
  pointAt(server.url);
  const a = clients(server.administrator);
  const accountA = (await a.sts.send(new GetCallerIdentityCommand({}))).Account!;
  await a.organizations.send(new CreateOrganizationCommand({}));
  const [accountB, accountC] = await Promise.all([newAccount(a, 'b'), newAccount(a, 'c')]);
  const b = clients(await enter(a, accountB!));
  const c = clients(await enter(a, accountC!));

  const application = await userOf(b);
  const roleArn = `arn:aws:iam::${accountB}:role/app`;
  await b.iam.send(
    new PutUserPolicyCommand({
      UserName: 'application',
      PolicyName: 'assume',
      PolicyDocument: policy(allow('sts:AssumeRole', { Resource: roleArn })),
    }),
  );
  const makeRole = () =>
    b.iam.send(
      new CreateRoleCommand({ RoleName: 'app', AssumeRolePolicyDocument: trusting(accountB!) }),
    );
  await makeRole();

  const { KeyMetadata } = await a.kms.send(new CreateKeyCommand({ Description: 'shared with B' }));
  const keyArn = KeyMetadata!.Arn!;
  const { ARN } = await a.secrets.send(
    new CreateSecretCommand({ Name: 'prod/db', KmsKeyId: keyArn, SecretString: VALUE }),
  );
  const secretArn = ARN!;
  const grant: TwoAccounts['grant'] = {
    bySecretPolicy: () =>
      a.secrets.send(
        new PutResourcePolicyCommand({
          SecretId: 'prod/db',
          ResourcePolicy: policy(
            allow('secretsmanager:GetSecretValue', { Principal: { AWS: roleArn }, Resource: '*' }),
          ),
        }),
      ),
    byKeyPolicy: () =>
      putKeyPolicy(a, keyArn, [
        ownersOf(accountA),
        allow('kms:Decrypt', { Principal: { AWS: roleArn }, Resource: '*' }),
      ]),
    byRolePolicy: () =>
      putRolePolicy(b, [
        allow('secretsmanager:GetSecretValue', { Resource: secretArn }),
        allow('kms:Decrypt', { Resource: keyArn }),
      ]),
  };
  for (const give of Object.values(grant)) await give();
  return {
    server,
    accountA,
    accountB: accountB!,
    a,
    b,
    c,
    secretArn,
    keyArn,
    roleArn,
    application,
    grant,
    makeRole,
  };
}

/** What B's application does first. */
export async function assume(of: TwoAccounts): Promise<Credentials> {
  const { Credentials } = await clients(of.application).sts.send(
    new AssumeRoleCommand({ RoleArn: of.roleArn, RoleSessionName: 'reader' }),
  );
  return sessionOf(Credentials!);
}

/** And then. */
export async function read(of: TwoAccounts, as: Credentials): Promise<string | undefined> {
  const { secrets } = clients(as);
  return (await secrets.send(new GetSecretValueCommand({ SecretId: of.secretArn }))).SecretString;
}

export interface Refusal {
  readonly code: string;
  readonly status: number;
  readonly message: string;
}

/** How a request is refused; that it is not is a failure. */
export async function refusalOf(request: Promise<unknown>): Promise<Refusal> {
  try {
    await request;
  } catch (error) {
    const { name, message, $metadata } = error as Error & {
      readonly $metadata?: { readonly httpStatusCode?: number };
    };
    if ($metadata?.httpStatusCode === undefined) throw error;
    return { code: name, status: $metadata.httpStatusCode, message: withoutId(message) };
  }
  return assert.fail('the request was not refused');
}

type Statement = { readonly [element: string]: unknown };

export const policy = (...statements: readonly Statement[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements });

export const allow = (action: string, more: Statement): Statement => ({
  Effect: 'Allow',
  Action: action,
  ...more,
});

/** A trust policy for an account. */
export const trusting = (account: string): string =>
  policy(allow('sts:AssumeRole', { Principal: { AWS: account } }));

export const ownersOf = (account: string): Statement =>
  allow('kms:*', { Principal: { AWS: `arn:aws:iam::${account}:root` }, Resource: '*' });

export const putKeyPolicy = (a: Clients, keyArn: string, statements: readonly Statement[]) =>
  a.kms.send(new PutKeyPolicyCommand({ KeyId: keyArn, Policy: policy(...statements) }));

export const putRolePolicy = (b: Clients, statements: readonly Statement[]) =>
  b.iam.send(
    new PutRolePolicyCommand({
      RoleName: 'app',
      PolicyName: 'read',
      PolicyDocument: policy(...statements),
    }),
  );

async function newAccount(a: Clients, name: string): Promise<string> {
  const { CreateAccountStatus } = await a.organizations.send(
    new CreateAccountCommand({ AccountName: name, Email: `${name}@example.com` }),
  );
  const request = new DescribeCreateAccountStatusCommand({
    CreateAccountRequestId: CreateAccountStatus!.Id!,
  });
  for (;;) {
    const { CreateAccountStatus: now } = await a.organizations.send(request);
    if (now!.State === 'SUCCEEDED') return now!.AccountId!;
    assert.equal(now!.State, 'IN_PROGRESS');
  }
}

async function enter(a: Clients, account: string): Promise<Credentials> {
  const { Credentials } = await a.sts.send(
    new AssumeRoleCommand({
      RoleArn: `arn:aws:iam::${account}:role/OrganizationAccountAccessRole`,
      RoleSessionName: 'administrator',
    }),
  );
  return sessionOf(Credentials!);
}

async function userOf(b: Clients): Promise<Credentials> {
  await b.iam.send(new CreateUserCommand({ UserName: 'application' }));
  const { AccessKey } = await b.iam.send(new CreateAccessKeyCommand({ UserName: 'application' }));
  return sessionOf(AccessKey!);
}
