import assert from 'node:assert/strict';
import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { CreateRoleCommand, CreateUserCommand } from '@aws-sdk/client-iam';
import { CreateOrganizationCommand } from '@aws-sdk/client-organizations';
import { CreateSecretCommand, GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { AssumeRoleCommand, GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { clients } from '../clients.ts';
import { postgresStore } from '../durability/postgres.ts';
import { command, type Credentials, keptServer } from '../kept-server.ts';
import { missing } from '../process.ts';

const ENGINES = [
  { name: 'SQLite', skip: false as const, store: async () => undefined },
  {
    name: 'PostgreSQL',
    skip: missing('postgresql'),
    store: () => postgresStore('standalone_account'),
  },
];

const ACCOUNT = '555566667777';

for (const { name, skip, store } of ENGINES) {
  test(`an operator makes an account that stands alone, beside the running server, on ${name}`, {
    skip,
  }, async (t) => {
    const url = await store();
    const server = await keptServer(t, { ...(url && { store: url }) });
    const first = clients(server.administrator, { endpoint: server.url });
    const env = url ? { LOCKSTEAD_STORE: url } : {};
    const account = (verb: string, ...args: readonly string[]) =>
      command(['account', verb, '--data', server.data, ...args], env);
    const asked = ['--name', 'lab', '--email', 'lab@example.com', '--account', ACCOUNT];
    const made = await account('create', ...asked);
    assert.equal(made.code, 0, made.err);
    const file = join(server.data, 'aws', `credentials-${ACCOUNT}`);
    assert.ok(made.out.includes(`export AWS_SHARED_CREDENTIALS_FILE=${file}\n`), made.out);
    assert.ok(made.out.includes(`export AWS_CONFIG_FILE=${join(server.data, 'aws', 'config')}\n`));
    assert.equal(statSync(file).mode & 0o777, 0o600);
    const credentials = credentialsIn(file);
    assert.equal(`${made.out}${made.err}`.includes(credentials.secretAccessKey), false);

    // The server knows them at once, and what each has is its own.
    const second = clients(credentials, { endpoint: server.url });
    const me = await second.sts.send(new GetCallerIdentityCommand({}));
    assert.equal(me.Arn, `arn:aws:iam::${ACCOUNT}:user/administrator`);
    const secret = new CreateSecretCommand({ Name: 'own', SecretString: 'x' });
    const { ARN: SecretId } = await second.secrets.send(secret);
    await assert.rejects(first.secrets.send(new GetSecretValueCommand({ SecretId })), {
      name: 'AccessDeniedException',
    });
    // A trust policy names it as it does every account.
    const trust = (principal: string) =>
      new CreateRoleCommand({
        RoleName: 'shared',
        AssumeRolePolicyDocument: JSON.stringify({
          Version: '2012-10-17',
          Statement: {
            Effect: 'Allow',
            Principal: { AWS: principal },
            Action: 'sts:AssumeRole',
          },
        }),
      });
    const { Role } = await first.iam.send(trust(`arn:aws:iam::${ACCOUNT}:user/administrator`));
    await second.sts.send(new AssumeRoleCommand({ RoleArn: Role!.Arn!, RoleSessionName: 'guest' }));
    await second.iam.send(new CreateUserCommand({ UserName: 'ann' }));
    // Nobody has asked an organization: it can have its own.
    await second.organizations.send(new CreateOrganizationCommand({}));

    const again: readonly (readonly [readonly string[], number, RegExp])[] = [
      [asked, 1, /There is an account 555566667777 already/],
      [
        ['--name', 'lab', '--email', 'LAB@example.com'],
        1,
        /LAB@example\.com is the address of account 555566667777/,
      ],
      [['--name', 'lab', '--email', 'lab'], 2, /takes an address/],
      [['--name', 'lab', '--email', 'b@example.com', '--account', '12'], 2, /takes 12 digits/],
      [['--name', '', '--email', 'b@example.com'], 2, /1 to 50 visible characters/],
    ];
    for (const [args, code, message] of again) {
      const ran = await account('create', ...args);
      assert.equal(ran.code, code, ran.err);
      assert.match(ran.err, message);
    }
    const taken = join(server.folder, 'taken');
    writeFileSync(taken, 'mine\n');
    const other = ['--name', 'other', '--email', 'other@example.com', '--credentials', taken];
    const inTheWay = await account('create', ...other);
    assert.equal(inTheWay.code, 2);
    assert.match(inTheWay.err, /There is a file `.*taken` already/);
    assert.equal(readFileSync(taken, 'utf8'), 'mine\n');
    // Without the root key there is no account, and no file that says so.
    const elsewhere = join(server.folder, 'elsewhere');
    const locked = await account(
      'create',
      '--name',
      'other',
      '--email',
      'other@example.com',
      '--credentials',
      elsewhere,
      '--root-key',
      `file:${join(server.folder, 'no-key')}`,
    );
    assert.equal(locked.code, 3, locked.err);
    assert.equal(existsSync(elsewhere), false);

    const listed = JSON.parse((await account('list', '--json')).out);
    assert.deepEqual(
      listed.map(({ id, email }: any) => [id === ACCOUNT, email]),
      [
        [false, 'root@lockstead.invalid'],
        [true, 'lab@example.com'],
      ],
    );
    assert.match((await account('list')).out, /^ACCOUNT +NAME +ADDRESS +STATUS +ORGANIZATION\n/);
    const told = (await server.events(ACCOUNT)).filter((one) => one.eventType !== 'AwsApiCall');
    assert.equal(told[0].eventName, 'CreateAccount');
    assert.equal(JSON.stringify(told).includes('lab'), false);

    chmodSync(file, 0o644);
    const { out } = await command(['doctor', '--data', server.data], env);
    assert.match(out, /^warn {2}permissions: .*credentials-555566667777` \(mode `0644`\)/m);
  });
}

function credentialsIn(file: string): Credentials {
  const value = (name: string) =>
    new RegExp(`^${name} = (.+)$`, 'm').exec(readFileSync(file, 'utf8'))![1]!;
  return {
    accessKeyId: value('aws_access_key_id'),
    secretAccessKey: value('aws_secret_access_key'),
  };
}
