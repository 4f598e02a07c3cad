/** The life of a key as people type it: kin in other Regions, aliases that move, policies, states, and the end. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { missing } from '../process.ts';
import { type Terminal, terminal } from './terminal.ts';

const skip = missing('aws');

test('a multi-Region key opens in Paris what it sealed in Virginia, and leads from there', {
  skip,
}, async (t) => {
  const { told, refused, keep, write } = await terminal(t);
  write('plain', 'bonjour');
  const { KeyId, Arn } = told('kms create-key --multi-region').KeyMetadata;
  assert.match(KeyId, /^mrk-/);
  const paris = '--region eu-west-3';
  assert.equal(refused(`kms describe-key --key-id ${KeyId} ${paris}`), 'NotFoundException');
  told(`kms replicate-key --key-id ${KeyId} --replica-region eu-west-3`);
  keep('sealed', told(`kms encrypt --key-id ${Arn} --plaintext fileb://{plain}`).CiphertextBlob);
  const opened = told(`kms decrypt --ciphertext-blob fileb://{sealed} ${paris}`);
  assert.equal(Buffer.from(opened.Plaintext, 'base64').toString(), 'bonjour');
  assert.equal(opened.KeyId, Arn.replace('us-east-1', 'eu-west-3'));

  told(`kms rotate-key-on-demand --key-id ${KeyId}`);
  assert.equal(
    refused(`kms rotate-key-on-demand --key-id ${KeyId} ${paris}`),
    'UnsupportedOperationException',
  );
  keep('young', told(`kms encrypt --key-id ${Arn} --plaintext fileb://{plain}`).CiphertextBlob);
  told(`kms decrypt --ciphertext-blob fileb://{young} ${paris}`);
  told(`kms update-primary-region --key-id ${KeyId} --primary-region eu-west-3`);
  const { MultiRegionConfiguration } = told(
    `kms describe-key --key-id ${KeyId} ${paris}`,
  ).KeyMetadata;
  assert.equal(MultiRegionConfiguration.MultiRegionKeyType, 'PRIMARY');

  const waiting = told(`kms schedule-key-deletion --key-id ${KeyId} ${paris}`);
  assert.equal(waiting.KeyState, 'PendingReplicaDeletion');
});

test('an alias moves, a key is disabled, deletion is taken back, and then it is the end', {
  skip,
}, async (t) => {
  const { told, refused, keep, write, advance } = await terminal(t);
  write('plain', 'hunter2');
  const [old, young] = [told('kms create-key').KeyMetadata, told('kms create-key').KeyMetadata];
  told(`kms create-alias --alias-name alias/app --target-key-id ${old.KeyId}`);
  keep('sealed', told('kms encrypt --key-id alias/app --plaintext fileb://{plain}').CiphertextBlob);
  told(`kms update-alias --alias-name alias/app --target-key-id ${young.KeyId}`);
  const open = 'kms decrypt --ciphertext-blob fileb://{sealed}';
  assert.equal(told(open).KeyId, old.Arn);
  assert.equal(refused(`${open} --key-id alias/app`), 'IncorrectKeyException');
  const moved = told(
    'kms re-encrypt --ciphertext-blob fileb://{sealed} --destination-key-id alias/app',
  );
  keep('moved', moved.CiphertextBlob);

  told(`kms disable-key --key-id ${old.KeyId}`);
  assert.equal(refused(open), 'DisabledException');
  told(`kms enable-key --key-id ${old.KeyId}`);
  const end = `kms schedule-key-deletion --key-id ${old.KeyId} --pending-window-in-days`;
  assert.equal(refused(`${end} 6`), 'ValidationException');
  told(`${end} 7`);
  assert.equal(refused(open), 'KMSInvalidStateException');
  told(`kms cancel-key-deletion --key-id ${old.KeyId}`);
  // Whoever takes a deletion back says himself that the key is to work again.
  assert.equal(refused(open), 'DisabledException');
  told(`${end} 7`);
  await advance('P7DT1S');
  assert.equal(refused(`kms describe-key --key-id ${old.KeyId}`), 'NotFoundException');
  assert.equal(refused(open), 'AccessDeniedException');
  const kept = told('kms decrypt --ciphertext-blob fileb://{moved}');
  assert.equal(Buffer.from(kept.Plaintext, 'base64').toString(), 'hunter2');
});

/** The credentials of a user without rights. */
function userOf({ told }: Terminal, name: string) {
  const { Arn } = told(`iam create-user --user-name ${name}`).User;
  const { AccessKeyId, SecretAccessKey } = told(
    `iam create-access-key --user-name ${name}`,
  ).AccessKey;
  return { arn: Arn, accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey };
}

test('a key policy lets somebody in for one service, one alias and one context, and nobody locks himself out', {
  skip,
}, async (t) => {
  const desk = await terminal(t);
  const { told, refused, write } = desk;
  const alice = userOf(desk, 'alice');
  const { Arn, KeyId, AWSAccountId } = told('kms create-key').KeyMetadata;
  told(`kms create-alias --alias-name alias/payroll --target-key-id ${KeyId}`);
  write('plain', 'hunter2');
  const seal = (key: string, context: string) =>
    `kms encrypt --key-id ${key} --plaintext fileb://{plain} --encryption-context ${context}`;
  assert.equal(refused(seal(Arn, 'month=11'), alice), 'AccessDeniedException');

  const administrators = {
    Effect: 'Allow',
    Principal: { AWS: `arn:aws:iam::${AWSAccountId}:root` },
    Action: 'kms:*',
    Resource: '*',
  };
  const forAlice = {
    Effect: 'Allow',
    Principal: { AWS: alice.arn },
    Action: 'kms:Encrypt',
    Resource: '*',
    Condition: {
      StringEquals: { 'kms:RequestAlias': 'alias/payroll', 'kms:EncryptionContext:month': '11' },
    },
  };
  const put = `kms put-key-policy --key-id ${KeyId} --policy-name default --policy file://{policy}`;
  const policy = (...Statement: readonly object[]) =>
    write('policy', JSON.stringify({ Version: '2012-10-17', Statement }));
  policy(administrators, forAlice);
  told(put);
  told(seal('alias/payroll', 'month=11'), alice);
  assert.equal(refused(seal('alias/payroll', 'month=12'), alice), 'AccessDeniedException');
  assert.equal(refused(seal(Arn, 'month=11'), alice), 'AccessDeniedException');

  policy(forAlice);
  assert.equal(refused(put), 'MalformedPolicyDocumentException');
  policy(administrators, { ...forAlice, Principal: { AWS: alice.arn.replace('alice', 'bob') } });
  assert.equal(refused(put), 'MalformedPolicyDocumentException');
});

test('a key serves another account by its ARN or an alias ARN, once both sides have said so', {
  skip,
}, async (t) => {
  const desk = await terminal(t);
  const { told, refused, write, advance } = desk;
  const { Arn, KeyId, AWSAccountId } = told('kms create-key').KeyMetadata;
  told(`kms create-alias --alias-name alias/shared --target-key-id ${KeyId}`);
  told('organizations create-organization');
  const begun = told('organizations create-account --account-name b --email b@example.com');
  await advance('PT1S');
  const { AccountId } = told(
    `organizations describe-create-account-status --create-account-request-id ${begun.CreateAccountStatus.Id}`,
  ).CreateAccountStatus;
  const admin = userOf(desk, 'admin');
  told(
    'iam attach-user-policy --user-name admin --policy-arn arn:aws:iam::aws:policy/AdministratorAccess',
  );
  const { Credentials: given } = told(
    `sts assume-role --role-arn arn:aws:iam::${AccountId}:role/OrganizationAccountAccessRole --role-session-name guest`,
    admin,
  );
  const b = {
    accessKeyId: given.AccessKeyId,
    secretAccessKey: given.SecretAccessKey,
    sessionToken: given.SessionToken,
  };
  write('plain', 'for both');
  const seal = (key: string) => `kms encrypt --key-id ${key} --plaintext fileb://{plain}`;
  assert.equal(refused(seal(Arn), b), 'AccessDeniedException');
  const statement = (account: string, Action: string) => ({
    Effect: 'Allow',
    Principal: { AWS: `arn:aws:iam::${account}:root` },
    Action,
    Resource: '*',
  });
  const Statement = [statement(AWSAccountId, 'kms:*'), statement(AccountId, 'kms:Encrypt')];
  write('policy', JSON.stringify({ Version: '2012-10-17', Statement }));
  told(`kms put-key-policy --key-id ${KeyId} --policy-name default --policy file://{policy}`);
  assert.equal(told(seal(Arn), b).KeyId, Arn);
  const alias = Arn.replace(`key/${KeyId}`, 'alias/shared');
  assert.equal(told(seal(alias), b).KeyId, Arn);
  // A bare name is one of the asker's own account.
  assert.equal(refused(seal(KeyId), b), 'NotFoundException');
  assert.equal(refused(seal('alias/shared'), b), 'NotFoundException');
  assert.equal(refused(`kms disable-key --key-id ${Arn}`, b), 'AccessDeniedException');
});
