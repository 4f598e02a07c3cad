import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aws } from '../clients.ts';
import { missing } from '../process.ts';
import { devServer } from '../server/dev-server.ts';
import { DEV } from '../server/signed.ts';

const ACCOUNT = '123456789012';

/** The AWS CLI, as the owner of the account; gives what it printed as JSON. */
function cli(url: string) {
  const run = (...args: readonly string[]) => aws(url, DEV, '--output', 'json', ...args);
  return {
    run,
    ok: (...args: readonly string[]) => {
      const { status, stdout, stderr } = run(...args);
      assert.equal(status, 0, stderr);
      return stdout === '' ? {} : JSON.parse(stdout);
    },
    refused: (says: RegExp, ...args: readonly string[]) => {
      const { status, stderr } = run(...args);
      assert.notEqual(status, 0);
      assert.match(stderr, says);
    },
  };
}

const policy = (...Statement: object[]) => JSON.stringify({ Version: '2012-10-17', Statement });
const READ = { Effect: 'Allow', Action: 'secretsmanager:GetSecretValue', Resource: '*' };
const OURS = { StringNotEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } };

test('a policy is refused where it is public or shuts its author out, and bounded where it is bounded', {
  skip: missing('aws'),
}, async (t) => {
  const server = await devServer();
  t.after(() => server.end());
  const { ok, refused } = cli(server.url);
  const sm = (...args: readonly string[]) => ok('secretsmanager', ...args);
  sm(
    'create-secret',
    '--name',
    'prod/db',
    '--secret-string',
    'value',
    '--tags',
    'Key=team,Value=blue',
  );
  const put = [
    'secretsmanager',
    'put-resource-policy',
    '--secret-id',
    'prod/db',
    '--block-public-policy',
    '--resource-policy',
  ];

  const anyone = { ...READ, Principal: '*' };
  refused(/PublicPolicyException.*broad access/, ...put, policy(anyone));
  const validated = sm(
    'validate-resource-policy',
    '--secret-id',
    'prod/db',
    '--resource-policy',
    policy(anyone),
  );
  assert.deepEqual(
    [validated.PolicyValidationPassed, validated.ValidationErrors[0].CheckName],
    [false, 'PUBLIC_POLICY'],
  );
  // The same star, and a Deny that leaves one organization: nobody else gets in.
  const fence = { Effect: 'Deny', Principal: '*', Action: '*', Resource: '*', Condition: OURS };
  const bounded = [anyone, { ...fence, Action: 'secretsmanager:GetSecretValue' }];
  assert.deepEqual(sm('validate-resource-policy', '--resource-policy', policy(...bounded)), {
    PolicyValidationPassed: true,
    ValidationErrors: [],
  });
  ok(...put, policy(...bounded));
  refused(
    /will not allow you to manage this secret/,
    ...put,
    policy({ ...fence, Condition: undefined }),
  );

  const iam = (...args: readonly string[]) => ok('iam', ...args);
  iam('create-user', '--user-name', 'blue');
  const when = { StringEquals: { 'secretsmanager:ResourceTag/team': 'blue' } };
  const own = policy({ ...READ, Action: 'secretsmanager:*', Condition: when });
  iam('put-user-policy', '--user-name', 'blue', '--policy-name', 'own', '--policy-document', own);
  const { AccessKey } = iam('create-access-key', '--user-name', 'blue');
  const blue = { accessKeyId: AccessKey.AccessKeyId, secretAccessKey: AccessKey.SecretAccessKey };
  const asBlue = (...args: readonly string[]) => aws(server.url, blue, 'secretsmanager', ...args);
  sm('delete-resource-policy', '--secret-id', 'prod/db');
  assert.equal(asBlue('get-secret-value', '--secret-id', 'prod/db').status, 0);
  const tag = ['tag-resource', '--secret-id', 'prod/db', '--tags', 'Key=team,Value=red'];
  assert.match(asBlue(...tag).stderr, /AccessDeniedException/);
  const created = asBlue('create-secret', '--name', 'mine', '--tags', 'Key=team,Value=blue');
  assert.equal(created.status, 0, created.stderr);
  assert.match(asBlue('create-secret', '--name', 'theirs').stderr, /AccessDeniedException/);
  sm(...tag);
  assert.match(
    asBlue('get-secret-value', '--secret-id', 'prod/db').stderr,
    /AccessDeniedException/,
  );
  const arn = sm('describe-secret', '--secret-id', 'mine').ARN;
  assert.ok(arn.startsWith(`arn:aws:secretsmanager:us-east-1:${ACCOUNT}:secret:mine-`));
});

test('random passwords are as they are asked for, or refused in words', {
  skip: missing('aws'),
}, async (t) => {
  const server = await devServer();
  t.after(() => server.end());
  const { ok, refused } = cli(server.url);
  const draw = ['secretsmanager', 'get-random-password'];
  const password = (...args: readonly string[]): string => ok(...draw, ...args).RandomPassword;
  assert.equal(password().length, 32);
  assert.match(
    password('--password-length', '4', '--exclude-punctuation', '--exclude-numbers'),
    /^[A-Za-z]{4}$/,
  );
  const safe = password('--password-length', '2000', '--exclude-characters', '"@/\\');
  assert.doesNotMatch(safe, /["@/\\ ]/);
  assert.match(password('--password-length', '4096', '--include-space'), / /);
  refused(
    /Password length is too short based on the required types\./,
    ...draw,
    '--password-length',
    '3',
  );
  refused(
    /All characters of the desired type have been excluded\./,
    ...draw,
    '--exclude-characters',
    '0123456789',
  );
  const nothing = ['lowercase', 'uppercase', 'numbers', 'punctuation'].map(
    (type) => `--exclude-${type}`,
  );
  refused(/All characters have been excluded from selection\./, ...draw, ...nothing);
});
