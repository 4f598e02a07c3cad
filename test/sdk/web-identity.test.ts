import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { promisify } from 'node:util';
import { CreateOpenIDConnectProviderCommand, CreateRoleCommand } from '@aws-sdk/client-iam';
import { clients } from '../clients.ts';
import { type OidcIssuer, oidcIssuer } from '../oidc-issuer.ts';
import { clean, missing, ROOT, scratch } from '../process.ts';
import { ACCOUNT, world } from './world.ts';

// A pod of a cluster: it has no keys, a token in a file, and the name of a role.

const PROGRAMS = {
  'the AWS CLI': ['aws', 'sts', 'get-caller-identity', '--query', 'Arn', '--output', 'text'],
  boto3: ['python3', '-c', "import boto3; print(boto3.client('sts').get_caller_identity()['Arn'])"],
  'the SDK for JavaScript': [
    process.execPath,
    '--input-type=module',
    '-e',
    `import { STSClient, GetCallerIdentityCommand } from '@aws-sdk/client-sts';
     console.log((await new STSClient().send(new GetCallerIdentityCommand())).Arn);`,
  ],
} as const;
const COMPONENTS = {
  'the AWS CLI': 'aws',
  boto3: 'boto3',
  'the SDK for JavaScript': undefined,
} as const;

interface Pod {
  readonly issuer: OidcIssuer;
  readonly roleArn: string;
  /** Runs a program that finds the token in its file. */
  readonly run: (program: readonly string[], token: string) => Promise<string>;
  /** Runs one that is given nothing but the address. */
  readonly bare: (program: readonly string[]) => Promise<string>;
}

async function pod(t: TestContext): Promise<Pod> {
  const issuer = await oidcIssuer(t);
  const { url, administrator } = await world(t, { allow: [issuer.place] });
  const { iam } = clients(administrator);
  const { OpenIDConnectProviderArn: Federated } = await iam.send(
    new CreateOpenIDConnectProviderCommand({
      Url: issuer.url,
      ClientIDList: ['sts.amazonaws.com'],
    }),
  );
  await iam.send(
    new CreateRoleCommand({
      RoleName: 'till',
      AssumeRolePolicyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: {
          Effect: 'Allow',
          Principal: { Federated },
          Action: 'sts:AssumeRoleWithWebIdentity',
          Condition: {
            StringEquals: {
              [`${issuer.name}:aud`]: 'sts.amazonaws.com',
              [`${issuer.name}:sub`]: 'system:serviceaccount:shop:till',
            },
          },
        },
      }),
    }),
  );
  const roleArn = `arn:aws:iam::${ACCOUNT}:role/till`;
  const place = scratch();
  t.after(place.remove);
  let homes = 0;
  const execute = async ([file, ...args]: readonly string[], env: NodeJS.ProcessEnv) => {
    const nothing = '/nonexistent';
    const { stdout } = await promisify(execFile)(file!, args, {
      cwd: ROOT,
      env: {
        ...clean(process.env),
        AWS_ENDPOINT_URL: url,
        AWS_REGION: 'us-east-1',
        AWS_DEFAULT_REGION: 'us-east-1',
        AWS_CONFIG_FILE: nothing,
        AWS_SHARED_CREDENTIALS_FILE: nothing,
        AWS_EC2_METADATA_DISABLED: 'true',
        // The AWS CLI keeps what it was given under its home.
        HOME: join(place.path, `home-${homes++}`),
        ...env,
      },
    });
    return stdout.trim();
  };
  return {
    issuer,
    roleArn,
    bare: (program) => execute(program, {}),
    run: (program, token) => {
      const file = join(place.path, 'token');
      writeFileSync(file, token);
      return execute(program, {
        AWS_WEB_IDENTITY_TOKEN_FILE: file,
        AWS_ROLE_ARN: roleArn,
        AWS_ROLE_SESSION_NAME: 'pod-1',
      });
    },
  };
}

for (const [name, program] of Object.entries(PROGRAMS)) {
  const component = COMPONENTS[name as keyof typeof COMPONENTS];
  test(`${name} becomes a role by the token in its file, and by no other`, {
    skip: component ? missing(component) : false,
  }, async (t) => {
    const { issuer, run } = await pod(t);
    assert.equal(
      await run(program, issuer.token()),
      `arn:aws:sts::${ACCOUNT}:assumed-role/till/pod-1`,
    );
    await assert.rejects(
      run(program, issuer.token({ sub: 'system:serviceaccount:shop:thief' })),
      /Not authorized to perform sts:AssumeRoleWithWebIdentity/,
    );
    await assert.rejects(run(program, issuer.token({}, { tamper: true })), /InvalidIdentityToken/);
  });
}

test('a token becomes credentials by `aws sts assume-role-with-web-identity`, which signs nothing', {
  skip: missing('aws'),
}, async (t) => {
  const { issuer, roleArn, bare } = await pod(t);
  const ask = (token: string) =>
    bare([
      'aws',
      'sts',
      'assume-role-with-web-identity',
      '--role-arn',
      roleArn,
      '--role-session-name',
      'by-hand',
      '--web-identity-token',
      token,
    ]);
  const answer = JSON.parse(await ask(issuer.token()));
  assert.match(answer.Credentials.AccessKeyId, /^ASIA/);
  assert.equal(answer.SubjectFromWebIdentityToken, 'system:serviceaccount:shop:till');
  assert.equal(answer.AssumedRoleUser.Arn, `arn:aws:sts::${ACCOUNT}:assumed-role/till/by-hand`);
  await assert.rejects(
    ask('a.b.c'),
    /\(InvalidIdentityToken\) when calling the AssumeRoleWithWebIdentity operation/,
  );
  // What needs a signature is asked without one in vain.
  await assert.rejects(
    bare(['aws', 'sts', 'get-caller-identity', '--no-sign-request']),
    /MissingAuthenticationToken/,
  );
});
