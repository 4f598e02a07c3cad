import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ACCOUNT, house, OTHER_ACCOUNT, REGION, type TestHouse } from '../../../test/house.ts';
import { utf8 } from '../../base/bytes.ts';
import {
  CreateAlias,
  CreateGrant,
  CreateKey,
  Decrypt,
  Encrypt,
  ListGrants,
  RevokeGrant,
} from '../../generated/kms.ts';
import { CreateRole } from '../../generated/iam.ts';
import { CreateSecret, GetSecretValue } from '../../generated/secretsmanager.ts';
import type { Caller } from '../../operation/caller.ts';
import { change } from '../../store/statement.ts';
import { type GrantRow, insertGrant } from './grant-tables.ts';

const DENIED = { code: 'AccessDeniedException' };
const Plaintext = utf8('x');

const statement = (Effect: string, Principal: object, Action: string, more = {}) => ({
  Effect,
  Principal,
  Action,
  Resource: '*',
  ...more,
});
const OWN = statement('Allow', { AWS: ACCOUNT }, 'kms:*');

test('who may encrypt, by key policy, IAM policy and grant, in the account and across accounts', async () => {
  const h = await house();
  const people: { [name: string]: Caller } = {};
  for (const [place, account] of [
    ['here', ACCOUNT],
    ['there', OTHER_ACCOUNT],
  ] as const) {
    people[`poor ${place}`] = await h.user(`poor-${place}`, [], account);
    people[`rich ${place}`] = await h.user(`rich-${place}`, ['kms:*'], account);
    people[`barred ${place}`] = await h.user(
      `barred-${place}`,
      {
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Allow', Action: 'kms:*', Resource: '*' },
          { Effect: 'Deny', Action: 'kms:Encrypt', Resource: '*' },
        ],
      },
      account,
    );
  }
  const LET_IN = statement('Allow', { AWS: OTHER_ACCOUNT }, 'kms:Encrypt');
  const NOBODY = statement('Deny', { AWS: '*' }, 'kms:Encrypt');
  for (const [policy, granted, expected] of [
    // Without a grant: IAM where the key's policy lets the account in.
    [[OWN], false, ['rich here']],
    [[OWN, LET_IN], false, ['rich here', 'rich there']],
    // A grant needs neither the policy nor IAM, on either side; a denial ends it.
    [[OWN], true, ['poor here', 'rich here', 'poor there', 'rich there']],
    [[OWN, LET_IN], true, ['poor here', 'rich here', 'poor there', 'rich there']],
    [[OWN, NOBODY], true, []],
  ] as const) {
    const { KeyMetadata } = await h.ask(h.root(), CreateKey, {
      Policy: JSON.stringify({ Version: '2012-10-17', Statement: policy }),
    });
    const KeyId = KeyMetadata!.Arn!;
    for (const { arn: GranteePrincipal } of granted ? Object.values(people) : []) {
      await h.ask(h.root(), CreateGrant, { KeyId, GranteePrincipal, Operations: ['Encrypt'] });
    }
    const may: string[] = [];
    for (const [name, who] of Object.entries(people)) {
      try {
        await h.ask(who, Encrypt, { KeyId, Plaintext });
        may.push(name);
      } catch (error) {
        assert.equal((error as { code: string }).code, 'AccessDeniedException');
      }
    }
    assert.deepEqual(may.sort(), [...expected].sort(), JSON.stringify([policy, granted]));
  }
  await h.close();
});

test("a grant on another account's key is used by the key's ARN and by its alias's", async () => {
  const h = await house();
  const theirs = await h.user('theirs', [], OTHER_ACCOUNT);
  const { KeyMetadata } = await h.ask(h.root(), CreateKey, {});
  const { Arn, KeyId } = KeyMetadata!;
  await h.ask(h.root(), CreateAlias, { AliasName: 'alias/a', TargetKeyId: KeyId });
  await h.ask(h.root(), CreateGrant, {
    KeyId,
    GranteePrincipal: theirs.arn,
    Operations: ['Encrypt', 'Decrypt'],
  });
  const alias = `arn:aws:kms:${REGION}:${ACCOUNT}:alias/a`;
  const { CiphertextBlob } = await h.ask(theirs, Encrypt, { KeyId: Arn!, Plaintext });
  await h.ask(theirs, Encrypt, { KeyId: alias, Plaintext });
  await h.ask(theirs, Decrypt, { CiphertextBlob: CiphertextBlob! });
  // What is bare is looked for in his own account, where he has no rights.
  for (const bare of [KeyId, 'alias/a']) {
    await assert.rejects(h.ask(theirs, Encrypt, { KeyId: bare, Plaintext }), DENIED);
  }
  await h.close();
});

test('a session policy and a permissions boundary limit what a grant gives to a role', async () => {
  const h = await house();
  const { KeyMetadata } = await h.ask(h.root(), CreateKey, {});
  const KeyId = KeyMetadata!.Arn!;
  const trust = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { AWS: ACCOUNT }, Action: 'sts:AssumeRole' }],
  };
  const { Role } = await h.ask(h.root(), CreateRole, {
    RoleName: 'r',
    AssumeRolePolicyDocument: JSON.stringify(trust),
  });
  await h.ask(h.root(), CreateGrant, {
    KeyId,
    GranteePrincipal: Role.Arn,
    Operations: ['Encrypt'],
  });
  const admin = await h.admin();
  const free = await h.assume(admin, Role.Arn);
  const session = (Action: string) =>
    h.assume(admin, Role.Arn, {
      RoleSessionName: Action.replace(':', '-'),
      Policy: JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action, Resource: '*' }],
      }),
    });
  await h.ask(free, Encrypt, { KeyId, Plaintext });
  await h.ask(await session('kms:Encrypt'), Encrypt, { KeyId, Plaintext });
  await assert.rejects(h.ask(await session('s3:GetObject'), Encrypt, { KeyId, Plaintext }), DENIED);
  await h.close();
});

test('a grant lets a caller read a secret whose key he may not use otherwise', async () => {
  const h = await house();
  const { KeyMetadata } = await h.ask(h.root(), CreateKey, {});
  const KeyId = KeyMetadata!.Arn!;
  const { ARN } = await h.ask(h.root(), CreateSecret, {
    Name: 's',
    SecretString: 'x',
    KmsKeyId: KeyId,
    ClientRequestToken: 'c0a8012e-5a5c-4c3e-9f5e-3a1d2b4c5d6e',
  });
  const alice = await h.user('alice', ['secretsmanager:GetSecretValue']);
  const read = () => h.ask(alice, GetSecretValue, { SecretId: 's' });
  await assert.rejects(read(), DENIED);
  const give = (SecretARN: string) =>
    h.ask(h.root(), CreateGrant, {
      KeyId,
      GranteePrincipal: alice.arn,
      Operations: ['Decrypt'],
      Constraints: { EncryptionContextSubset: { SecretARN } },
    });
  await give(`${ARN}x`);
  await assert.rejects(read(), DENIED);
  const { GrantId } = await give(ARN!);
  assert.equal((await read()).SecretString, 'x');
  await h.ask(h.root(), RevokeGrant, { KeyId, GrantId: GrantId! });
  await assert.rejects(read(), DENIED);
  await h.close();
});

test('a key has 50,000 grants and no more, and finds among them what reaches the caller', async () => {
  const h = await house();
  const { KeyMetadata } = await h.ask(h.root(), CreateKey, {});
  const KeyId = KeyMetadata!.Arn!;
  const [alice, bob] = [await h.user('alice', []), await h.user('bob', [])];
  await insert(h, 30_000, (n) => grantRow(KeyId, n, { grantee: `AIDA${n}` }));
  await insert(h, 10_000, (n) =>
    grantRow(KeyId, 30_000 + n, {
      grantee: alice.userId,
      constraints: JSON.stringify({ EncryptionContextEquals: { volume: String(n) } }),
    }),
  );
  await insert(h, 9_999, (n) =>
    grantRow(KeyId, 40_000 + n, {
      grantee: bob.userId,
      constraints: JSON.stringify({
        EncryptionContextSubset: { owner: 'all', volume: String(n) },
      }),
    }),
  );
  const seal = (who: Caller, EncryptionContext: { [name: string]: string }) =>
    h.ask(who, Encrypt, { KeyId, Plaintext, EncryptionContext });
  for (const volume of ['0', '5000', '9998']) {
    await seal(alice, { volume });
    await seal(bob, { owner: 'all', volume, more: '' });
    await assert.rejects(seal(alice, { volume, more: '' }), DENIED);
    await assert.rejects(seal(bob, { volume }), DENIED);
  }
  await assert.rejects(seal(alice, { volume: '10000' }), DENIED);
  await assert.rejects(seal(bob, { owner: 'all', volume: '10000' }), DENIED);
  const last = { KeyId, GranteePrincipal: alice.arn, Operations: ['Encrypt'] as const };
  const { GrantId } = await h.ask(h.root(), CreateGrant, { ...last, Name: 'last' });
  await assert.rejects(h.ask(h.root(), CreateGrant, last), { code: 'LimitExceededException' });
  // A retry makes nothing, and so is no grant too many.
  assert.equal((await h.ask(h.root(), CreateGrant, { ...last, Name: 'last' })).GrantId, GrantId);
  const page = await h.ask(h.root(), ListGrants, { KeyId, Limit: 100 });
  assert.equal(page.Grants!.length, 100);
  await h.close();
});

const grantRow = (key: string, n: number, more: Partial<GrantRow>): GrantRow => ({
  id: n.toString(16).padStart(64, '0'),
  key,
  account: ACCOUNT,
  region: REGION,
  name: '',
  grantee: '',
  retiring: '',
  issuing_account: ACCOUNT,
  operations: '["Encrypt"]',
  constraints: '{}',
  retry: null,
  secret: '00',
  created_at: 0,
  ...more,
});

async function insert(h: TestHouse, count: number, make: (n: number) => GrantRow): Promise<void> {
  const rows = Array.from({ length: count }, (_, n) =>
    change(insertGrant, { ...make(n), state: 'Enabled' }),
  );
  for (let from = 0; from < count; from += 5_000) {
    await h.store.commit(rows.slice(from, from + 5_000));
  }
}
