import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  CreateAccessKeyCommand,
  DeleteAccessKeyCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { DisableKeyCommand, EnableKeyCommand } from '@aws-sdk/client-kms';
import {
  DeleteResourcePolicyCommand,
  GetResourcePolicyCommand,
  GetSecretValueCommand,
  PutResourcePolicyCommand,
} from '@aws-sdk/client-secrets-manager';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { aws, boto3, clients } from '../clients.ts';
import type { Credentials } from '../kept-server.ts';
import { missing } from '../process.ts';
import {
  allow,
  assume,
  ownersOf,
  policy,
  putKeyPolicy,
  putRolePolicy,
  read,
  type Refusal,
  refusalOf,
  trusting,
  type TwoAccounts,
  twoAccounts,
  VALUE,
} from './two-accounts.ts';

const GET = 'secretsmanager:GetSecretValue';

/** Something that is taken away, how AWS refuses then, and how it is given back. */
interface Case {
  readonly name: string;
  readonly take: (of: TwoAccounts) => Promise<unknown>;
  readonly refused: (of: TwoAccounts) => Refusal;
  readonly giveBack: (of: TwoAccounts) => Promise<unknown>;
}

const denied = (message: string): Refusal => ({
  code: 'AccessDeniedException',
  status: 400,
  message,
});

const mayNotRead = (of: TwoAccounts, why: string): Refusal =>
  denied(
    `User: arn:aws:sts::${of.accountB}:assumed-role/app/reader is not authorized to perform: ${GET} on resource: ${of.secretArn} ${why}`,
  );

const NO_KMS = denied('Access to KMS is not allowed');

const cases: readonly Case[] = [
  {
    name: "without the statement of account A's policy",
    take: ({ a }) => a.secrets.send(new DeleteResourcePolicyCommand({ SecretId: 'prod/db' })),
    refused: (of) => mayNotRead(of, `because no resource-based policy allows the ${GET} action`),
    giveBack: ({ grant }) => grant.bySecretPolicy(),
  },
  {
    name: "when account A's policy denies it",
    take: ({ a, accountB }) =>
      a.secrets.send(
        new PutResourcePolicyCommand({
          SecretId: 'prod/db',
          ResourcePolicy: policy({
            ...allow(GET, { Principal: { AWS: accountB }, Resource: '*' }),
            Effect: 'Deny',
          }),
        }),
      ),
    refused: (of) => mayNotRead(of, 'with an explicit deny in a resource-based policy'),
    giveBack: ({ grant }) => grant.bySecretPolicy(),
  },
  {
    name: "without the statement of the role's own policy",
    take: ({ b, keyArn }) => putRolePolicy(b, [allow('kms:Decrypt', { Resource: keyArn })]),
    refused: (of) => mayNotRead(of, `because no identity-based policy allows the ${GET} action`),
    giveBack: ({ grant }) => grant.byRolePolicy(),
  },
  {
    name: "without kms:Decrypt in the key's policy",
    take: ({ a, accountA, keyArn }) => putKeyPolicy(a, keyArn, [ownersOf(accountA)]),
    refused: () => NO_KMS,
    giveBack: ({ grant }) => grant.byKeyPolicy(),
  },
  {
    name: "without kms:Decrypt in the role's own policy",
    take: ({ b, secretArn }) => putRolePolicy(b, [allow(GET, { Resource: secretArn })]),
    refused: () => NO_KMS,
    giveBack: ({ grant }) => grant.byRolePolicy(),
  },
  {
    name: 'for another secret of account A',
    take: ({ b, secretArn, keyArn }) =>
      putRolePolicy(b, [
        allow(GET, { Resource: secretArn.replace('prod/db', 'prod/web') }),
        allow('kms:Decrypt', { Resource: keyArn }),
      ]),
    refused: (of) => mayNotRead(of, `because no identity-based policy allows the ${GET} action`),
    giveBack: ({ grant }) => grant.byRolePolicy(),
  },
];

const BOTO3 = (secretArn: string) => `
secrets = boto3.client('secretsmanager')
print(json.dumps(secrets.get_secret_value(SecretId='${secretArn}')['SecretString']))`;

/** The same read by each of the three clients. */
async function readByAll(of: TwoAccounts, as: Credentials): Promise<void> {
  const get = ['secretsmanager', 'get-secret-value', '--secret-id', of.secretArn];
  const cli = aws(of.server.url, as, ...get, '--query', 'SecretString', '--output', 'text');
  assert.deepEqual(cli, { status: 0, stdout: `${VALUE}\n`, stderr: '' });
  assert.equal(boto3(of.server.url, as, BOTO3(of.secretArn)), VALUE);
  assert.equal(await read(of, as), VALUE);
}

test('a secret is shared with a role of another account, and read there by every client', {
  skip: missing('aws', 'boto3'),
}, async (t) => {
  const of = await twoAccounts(t);
  const session = await assume(of);
  await readByAll(of, session);
  for (const each of cases) await takenAway(of, session, each);
  await strangers(of);
  await keyDisabled(of, session);
  await trustWithdrawn(of, session);
  await accessKeyDeleted(of);

  await of.server.kill();
  await of.server.start();
  await readByAll(of, session);
  assert.equal(await read(of, await assume(of)), VALUE);
  await told(of);

  await roleMadeAnew(of, session);
});

async function takenAway(of: TwoAccounts, session: Credentials, each: Case): Promise<void> {
  await each.take(of);
  // The session that is open loses it as one that is new does, with the very next request.
  assert.deepEqual(await refusalOf(read(of, session)), each.refused(of), each.name);
  assert.deepEqual(await refusalOf(read(of, await assume(of))), each.refused(of), each.name);
  await each.giveBack(of);
  assert.equal(await read(of, session), VALUE, each.name);
}

/** Administrators of a third account, and of account B itself, are nobody to account A. */
async function strangers(of: TwoAccounts): Promise<void> {
  const get = new GetSecretValueCommand({ SecretId: of.secretArn });
  for (const { secrets, sts } of [of.b, of.c]) {
    const { Arn } = await sts.send(new GetCallerIdentityCommand({}));
    assert.deepEqual(
      await refusalOf(secrets.send(get)),
      denied(
        `User: ${Arn} is not authorized to perform: ${GET} on resource: ${of.secretArn} because no resource-based policy allows the ${GET} action`,
      ),
    );
  }
  const user = clients(of.application);
  assert.match((await refusalOf(user.secrets.send(get))).message, /user\/application is not auth/);
}

async function keyDisabled(of: TwoAccounts, session: Credentials): Promise<void> {
  await of.a.kms.send(new DisableKeyCommand({ KeyId: of.keyArn }));
  const { code, status } = await refusalOf(read(of, session));
  assert.deepEqual([code, status], ['DecryptionFailure', 400]);
  await of.a.kms.send(new EnableKeyCommand({ KeyId: of.keyArn }));
  assert.equal(await read(of, session), VALUE);
}

async function trustWithdrawn(of: TwoAccounts, session: Credentials): Promise<void> {
  const trust = (account: string) =>
    of.b.iam.send(
      new UpdateAssumeRolePolicyCommand({ RoleName: 'app', PolicyDocument: trusting(account) }),
    );
  await trust(of.accountA);
  assert.deepEqual(await refusalOf(assume(of)), {
    code: 'AccessDenied',
    status: 403,
    message: `User: arn:aws:iam::${of.accountB}:user/application is not authorized to perform: sts:AssumeRole on resource: ${of.roleArn}`,
  });
  // Trust is a matter of entering: who is inside stays.
  assert.equal(await read(of, session), VALUE);
  await trust(of.accountB);
  await assume(of);
}

const UNKNOWN_KEY = 'The security token included in the request is invalid.';

async function accessKeyDeleted(of: TwoAccounts): Promise<void> {
  const { AccessKey } = await of.b.iam.send(
    new CreateAccessKeyCommand({ UserName: 'application' }),
  );
  const second = {
    accessKeyId: AccessKey!.AccessKeyId!,
    secretAccessKey: AccessKey!.SecretAccessKey!,
  };
  await assume({ ...of, application: second });
  await of.b.iam.send(
    new DeleteAccessKeyCommand({ UserName: 'application', AccessKeyId: second.accessKeyId }),
  );
  assert.deepEqual(await refusalOf(assume({ ...of, application: second })), {
    code: 'InvalidClientTokenId',
    status: 403,
    message: UNKNOWN_KEY,
  });
  assert.deepEqual(await refusalOf(read(of, second)), {
    code: 'UnrecognizedClientException',
    status: 400,
    message: UNKNOWN_KEY,
  });
}

/** A role of the same name is another role: neither old sessions nor policies mean it. */
async function roleMadeAnew(of: TwoAccounts, session: Credentials): Promise<void> {
  const { iam } = of.b;
  await iam.send(new DeleteRolePolicyCommand({ RoleName: 'app', PolicyName: 'read' }));
  await iam.send(new DeleteRoleCommand({ RoleName: 'app' }));
  const gone = { code: 'UnrecognizedClientException', status: 400, message: UNKNOWN_KEY };
  assert.deepEqual(await refusalOf(read(of, session)), gone);
  assert.equal((await refusalOf(assume(of))).code, 'AccessDenied');

  await of.makeRole();
  await of.grant.byRolePolicy();
  const afresh = await assume(of);
  assert.deepEqual(await refusalOf(read(of, session)), gone);
  assert.deepEqual(
    await refusalOf(read(of, afresh)),
    mayNotRead(of, `because no resource-based policy allows the ${GET} action`),
  );
  const shown = await of.a.secrets.send(new GetResourcePolicyCommand({ SecretId: 'prod/db' }));
  assert.match(shown.ResourcePolicy!, /"AWS":"AROA\w{17}"/);
  await of.grant.bySecretPolicy();
  assert.deepEqual(await refusalOf(read(of, afresh)), NO_KMS);
  await of.grant.byKeyPolicy();
  assert.equal(await read(of, afresh), VALUE);
}

/** Both accounts' trails tell of what was read across, and the reader's of what was refused. */
async function told(of: TwoAccounts): Promise<void> {
  const [ofA, ofB] = await Promise.all(
    [of.accountA, of.accountB].map(async (account) =>
      (await of.server.events(account)).filter(
        (event) =>
          event.eventName === 'GetSecretValue' &&
          event.userIdentity.arn === `arn:aws:sts::${of.accountB}:assumed-role/app/reader`,
      ),
    ),
  );
  const read = ofB!.filter((event) => !event.errorCode);
  assert.deepEqual(
    ofA!.map((event) => event.sharedEventID),
    read.map((event) => event.sharedEventID),
  );
  assert.equal(new Set(read.map((event) => event.sharedEventID)).size, read.length);
  // Three clients twice, once more for each thing given back, and the last.
  assert.equal(read.length, 2 * 3 + cases.length + 1 + 1 + 1);
  for (const event of [...ofA!, ...read]) {
    assert.deepEqual(event.resources, [
      { accountId: of.accountA, type: 'AWS::SecretsManager::Secret', ARN: of.secretArn },
    ]);
    assert.doesNotMatch(JSON.stringify(event), /s3cr3t/);
  }
  const refused = ofB!.filter((event) => event.errorCode);
  assert.equal(refused.length, cases.length * 2 + 1);
}
