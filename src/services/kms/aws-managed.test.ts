import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ACCOUNT, house, OTHER_ACCOUNT, REGION } from '../../../test/house.ts';
import {
  CreateAlias,
  CreateKey,
  Decrypt,
  DeleteAlias,
  DescribeKey,
  DisableKey,
  Encrypt,
  GetKeyPolicy,
  ListAliases,
  PutKeyPolicy,
  ScheduleKeyDeletion,
  UpdateAlias,
} from '../../generated/kms.ts';
import {
  AttachPolicy,
  CreateAccount,
  CreateOrganization,
  CreatePolicy,
  DescribeCreateAccountStatus,
  EnablePolicyType,
  ListRoots,
} from '../../generated/organizations.ts';
import { CreateSecret, GetSecretValue } from '../../generated/secretsmanager.ts';

const KeyId = 'alias/aws/secretsmanager';
const AliasArn = `arn:aws:kms:${REGION}:${ACCOUNT}:${KeyId}`;

test('looking at the key of Secrets Manager makes it', async () => {
  const h = await house();
  const root = h.root();
  assert.deepEqual((await h.ask(root, ListAliases, {})).Aliases, [{ AliasName: KeyId, AliasArn }]);
  const { KeyMetadata } = await h.ask(root, DescribeKey, { KeyId });
  assert.equal(KeyMetadata!.KeyManager, 'AWS');
  assert.equal(
    KeyMetadata!.Description,
    'Default key that protects my Secrets Manager data when no other key is defined',
  );
  const again = await h.ask(root, DescribeKey, { KeyId: AliasArn });
  assert.equal(again.KeyMetadata!.KeyId, KeyMetadata!.KeyId);
  const { Aliases } = await h.ask(root, ListAliases, {});
  assert.deepEqual(
    Aliases!.map((alias) => [alias.AliasName, alias.TargetKeyId]),
    [[KeyId, KeyMetadata!.KeyId]],
  );
  const made = (await h.events()).filter(({ eventType }) => eventType === 'AwsServiceEvent');
  assert.deepEqual(
    made.map(({ eventName }) => eventName),
    ['CreateKey'],
  );
});

test('a secret without a key of its own is sealed under it, and each account has another', async () => {
  const h = await house();
  for (const account of [ACCOUNT, OTHER_ACCOUNT]) {
    const root = h.root(account);
    const { ARN } = await h.ask(root, CreateSecret, {
      Name: 'a',
      SecretString: 'hunter2',
      ClientRequestToken: '0'.repeat(36),
    });
    const { SecretString } = await h.ask(root, GetSecretValue, { SecretId: ARN! });
    assert.equal(SecretString, 'hunter2');
  }
  const ids = await Promise.all(
    [ACCOUNT, OTHER_ACCOUNT].map((account) => h.ask(h.root(account), DescribeKey, { KeyId })),
  );
  assert.notEqual(ids[0]!.KeyMetadata!.KeyId, ids[1]!.KeyMetadata!.KeyId);
});

test('using it is for Secrets Manager alone, however mighty the caller', async () => {
  const h = await house();
  const admin = await h.admin();
  const use = () => h.ask(admin, Encrypt, { KeyId, Plaintext: new Uint8Array(1) });
  await assert.rejects(use(), {
    code: 'NotFoundException',
    message: `Alias ${AliasArn} is not found.`,
  });
  await h.ask(admin, DescribeKey, { KeyId });
  await assert.rejects(use(), { code: 'AccessDeniedException' });
  await assert.rejects(h.ask(h.root(), Encrypt, { KeyId, Plaintext: new Uint8Array(1) }), {
    code: 'AccessDeniedException',
  });
});

test('nobody changes it, its policy or its alias', async () => {
  const h = await house();
  const admin = await h.admin();
  const { KeyMetadata } = await h.ask(admin, DescribeKey, { KeyId });
  const key = { KeyId: KeyMetadata!.KeyId };
  const { Policy } = await h.ask(admin, GetKeyPolicy, key);
  for (const who of [admin, h.root()]) {
    for (const attempt of [
      h.ask(who, PutKeyPolicy, { ...key, Policy: Policy! }),
      h.ask(who, DisableKey, key),
      h.ask(who, ScheduleKeyDeletion, key),
      h.ask(who, CreateAlias, { AliasName: 'alias/mine', TargetKeyId: key.KeyId }),
    ]) {
      await assert.rejects(attempt, { code: 'AccessDeniedException' });
    }
    for (const attempt of [
      h.ask(who, CreateAlias, { AliasName: 'alias/aws/mine', TargetKeyId: key.KeyId }),
      h.ask(who, UpdateAlias, { AliasName: KeyId, TargetKeyId: key.KeyId }),
      h.ask(who, DeleteAlias, { AliasName: KeyId }),
    ]) {
      await assert.rejects(attempt, { code: 'NotAuthorizedException' });
    }
  }
});

test('there is no such key of services that have none, and none of another account is made', async () => {
  const h = await house();
  for (const name of [
    'alias/aws/nothing',
    'alias/aws/',
    `arn:aws:kms:${REGION}:${OTHER_ACCOUNT}:${KeyId}`,
  ]) {
    await assert.rejects(h.ask(h.root(), DescribeKey, { KeyId: name }));
  }
  const { Aliases } = await h.ask(h.root(OTHER_ACCOUNT), ListAliases, {});
  assert.equal(Aliases![0]!.TargetKeyId, undefined);
});

test('its ciphertexts do not open for those who come without Secrets Manager', async () => {
  const h = await house();
  await h.ask(h.root(), CreateSecret, {
    Name: 'a',
    SecretString: 'hunter2',
    ClientRequestToken: '0'.repeat(36),
  });
  const { KeyMetadata } = await h.ask(h.root(), DescribeKey, { KeyId });
  const attempt = h.ask(h.root(), Decrypt, {
    KeyId: KeyMetadata!.KeyId,
    CiphertextBlob: new Uint8Array(99),
  });
  await assert.rejects(attempt, { code: 'AccessDeniedException' });
});

test('resource control policies reach the keys of customers, and not those of AWS', async (t) => {
  const h = await house();
  t.after(h.close);
  const org = h.root();
  await h.ask(org, CreateOrganization, {});
  const RootId = (await h.ask(org, ListRoots, {})).Roots![0]!.Id!;
  const PolicyType = 'RESOURCE_CONTROL_POLICY';
  await h.ask(org, EnablePolicyType, { RootId, PolicyType });
  const { CreateAccountStatus } = await h.ask(org, CreateAccount, {
    Email: 'member@example.com',
    AccountName: 'member',
  });
  await h.tick();
  const { CreateAccountStatus: done } = await h.ask(org, DescribeCreateAccountStatus, {
    CreateAccountRequestId: CreateAccountStatus!.Id!,
  });
  const member = h.root(done!.AccountId!);
  const { KeyMetadata } = await h.ask(member, CreateKey, {});
  const secretUnder = async (KmsKeyId?: string): Promise<string> =>
    (
      await h.ask(member, CreateSecret, {
        Name: KmsKeyId ? 'under-mine' : 'under-theirs',
        SecretString: 'hunter2',
        ClientRequestToken: '0'.repeat(36),
        ...(KmsKeyId && { KmsKeyId }),
      })
    ).ARN!;
  const mine = await secretUnder(KeyMetadata!.KeyId);
  const theirs = await secretUnder();

  const Statement = [{ Effect: 'Deny', Principal: '*', Action: 'kms:*', Resource: '*' }];
  const { Policy } = await h.ask(org, CreatePolicy, {
    Name: 'no keys',
    Description: '',
    Type: PolicyType,
    Content: JSON.stringify({ Version: '2012-10-17', Statement }),
  });
  const PolicyId = Policy!.PolicySummary!.Id!;
  await h.ask(org, AttachPolicy, { PolicyId, TargetId: RootId });
  await assert.rejects(h.ask(member, GetSecretValue, { SecretId: mine }), {
    code: 'AccessDeniedException',
  });
  const { SecretString } = await h.ask(member, GetSecretValue, { SecretId: theirs });
  assert.equal(SecretString, 'hunter2');
  await h.ask(member, DescribeKey, { KeyId });
});
