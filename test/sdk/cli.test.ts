import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { aws } from '../clients.ts';
import { missing, type Ran, scratch } from '../process.ts';
import { withoutId } from '../refusal.ts';
import { ACCOUNT, world } from './world.ts';

test('the AWS CLI asks each service, reads its answers and refusals, its pages and its waits', {
  skip: missing('aws'),
}, async (t) => {
  const { url, administrator, tick } = await world(t);
  const folder = scratch();
  t.after(folder.remove);
  const file = (name: string) => join(folder.path, name);
  const cli = (line: string): Ran => aws(url, administrator, ...line.split(' '));
  const told = (line: string): any => {
    const { status, stdout, stderr } = cli(line);
    assert.equal(status, 0, stderr);
    return stdout === '' ? undefined : JSON.parse(stdout);
  };
  const refused = (line: string, sentence: string) => {
    const { status, stdout, stderr } = cli(line);
    assert.deepEqual([stdout, withoutId(stderr.trim())], ['', `An error occurred ${sentence}`]);
    assert.notEqual(status, 0);
  };

  assert.equal(told('sts get-caller-identity').Arn, `arn:aws:iam::${ACCOUNT}:user/administrator`);
  const role = `arn:aws:iam::${ACCOUNT}:role`;
  const { Credentials } = told(`sts assume-role --role-arn ${role}/reader --role-session-name cli`);
  assert.match(Credentials.AccessKeyId, /^ASIA/);
  refused(
    `sts assume-role --role-arn ${role}/locked --role-session-name cli`,
    `(AccessDenied) when calling the AssumeRole operation: User: arn:aws:iam::${ACCOUNT}:user/administrator is not authorized to perform: sts:AssumeRole on resource: ${role}/locked`,
  );

  const { User } = told('iam create-user --user-name ann --tags Key=team,Value=a');
  assert.equal(User.UserName, 'ann');
  told('iam wait user-exists --user-name ann');
  const { Users } = told('iam list-users --page-size 1');
  assert.deepEqual(
    Users.map((user: any) => user.UserName),
    ['administrator', 'ann'],
  );
  refused(
    'iam get-user --user-name nobody',
    '(NoSuchEntity) when calling the GetUser operation: The user with name nobody cannot be found.',
  );

  const { Organization } = told('organizations create-organization');
  assert.equal(Organization.MasterAccountId, ACCOUNT);
  const request = told(
    'organizations create-account --account-name b --email b@example.com --query CreateAccountStatus.Id',
  );
  await tick();
  const { Accounts } = told('organizations list-accounts --page-size 1');
  assert.equal(Accounts.length, 2);
  const state = `organizations describe-create-account-status --create-account-request-id ${request}`;
  assert.equal(told(state).CreateAccountStatus.State, 'SUCCEEDED');
  refused(
    'organizations describe-account --account-id 000000000000',
    "(AccountNotFoundException) when calling the DescribeAccount operation: You specified an account that doesn't exist.",
  );

  const bytes = Buffer.from(Array.from({ length: 256 }, (_, i) => i));
  writeFileSync(file('plain'), bytes);
  const key = told('kms create-key --query KeyMetadata.KeyId');
  const sealed = told(`kms encrypt --key-id ${key} --plaintext fileb://${file('plain')}`);
  writeFileSync(file('sealed'), Buffer.from(sealed.CiphertextBlob, 'base64'));
  const opened = told(`kms decrypt --ciphertext-blob fileb://${file('sealed')}`);
  assert.deepEqual(Buffer.from(opened.Plaintext, 'base64'), bytes);
  refused(
    'kms describe-key --key-id alias/none',
    `(NotFoundException) when calling the DescribeKey operation: Alias arn:aws:kms:us-east-1:${ACCOUNT}:alias/none is not found.`,
  );

  writeFileSync(file('text'), TEXT);
  told(`secretsmanager create-secret --name one --secret-string file://${file('text')}`);
  told(`secretsmanager create-secret --name two --secret-binary fileb://${file('plain')}`);
  assert.equal(told('secretsmanager get-secret-value --secret-id one').SecretString, TEXT);
  const two = told('secretsmanager get-secret-value --secret-id two');
  assert.deepEqual(Buffer.from(two.SecretBinary, 'base64'), bytes);
  const { SecretList } = told('secretsmanager list-secrets --page-size 1');
  assert.deepEqual(
    SecretList.map((secret: any) => secret.Name),
    ['one', 'two'],
  );
  refused(
    'secretsmanager get-secret-value --secret-id three',
    "(ResourceNotFoundException) when calling the GetSecretValue operation: Secrets Manager can't find the specified secret.",
  );
});

const TEXT = '{"user":"grüße","password":"\\"\\\\ two\\nlines"}\n';
