import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ACCOUNT, house, OTHER_ACCOUNT, type TestHouse } from '../../../../test/house.ts';
import { utf8 } from '../../../base/bytes.ts';
import { CreateRole, CreateUser, DeleteUser } from '../../../generated/iam.ts';
import {
  CreateAlias,
  CreateGrant,
  CreateKey,
  Decrypt,
  DescribeKey,
  DisableKey,
  Encrypt,
  GenerateDataKey,
  ListGrants,
  RevokeGrant,
} from '../../../generated/kms.ts';
import { serviceCaller } from '../../../operation/caller.ts';

const DENIED = { code: 'AccessDeniedException' };
const Plaintext = utf8('x');

async function keyOf(h: TestHouse, input = {}): Promise<string> {
  const { KeyMetadata } = await h.ask(h.root(), CreateKey, input);
  return KeyMetadata!.Arn!;
}

test('a grant lets its grantee use the key for its operations, at once and without a token', async () => {
  const h = await house();
  const KeyId = await keyOf(h);
  const alice = await h.user('alice', []);
  await assert.rejects(h.ask(alice, Encrypt, { KeyId, Plaintext }), DENIED);
  const { GrantId, GrantToken } = await h.ask(h.root(), CreateGrant, {
    KeyId,
    GranteePrincipal: alice.arn,
    Operations: ['Encrypt', 'DescribeKey'],
  });
  assert.match(GrantId!, /^[0-9a-f]{64}$/);
  const { CiphertextBlob } = await h.ask(alice, Encrypt, { KeyId, Plaintext });
  await h.ask(alice, Encrypt, { KeyId, Plaintext, GrantTokens: [GrantToken!] });
  await h.ask(alice, DescribeKey, { KeyId });
  await assert.rejects(h.ask(alice, Decrypt, { CiphertextBlob: CiphertextBlob! }), DENIED);
  const bob = await h.user('bob', []);
  await assert.rejects(
    h.ask(bob, Encrypt, { KeyId, Plaintext, GrantTokens: [GrantToken!] }),
    DENIED,
  );

  await h.ask(h.root(), RevokeGrant, { KeyId, GrantId: GrantId! });
  await assert.rejects(h.ask(alice, Encrypt, { KeyId, Plaintext }), DENIED);
  await h.close();
});

test('a grant to a role reaches its sessions, a grant to a session that one, a grant to an account whom its IAM lets', async () => {
  const h = await house();
  const KeyId = await keyOf(h);
  const trust = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { AWS: ACCOUNT }, Action: 'sts:AssumeRole' }],
  };
  const { Role } = await h.ask(h.root(), CreateRole, {
    RoleName: 'r',
    AssumeRolePolicyDocument: JSON.stringify(trust),
  });
  const admin = await h.admin();
  const [one, two] = [
    await h.assume(admin, Role.Arn, { RoleSessionName: 'one' }),
    await h.assume(admin, Role.Arn, { RoleSessionName: 'two' }),
  ];
  const give = (
    GranteePrincipal: string,
    operation: 'Encrypt' | 'GenerateDataKey' | 'DescribeKey',
  ) => h.ask(h.root(), CreateGrant, { KeyId, GranteePrincipal, Operations: [operation] });
  await give(Role.Arn, 'Encrypt');
  await give(one.arn, 'GenerateDataKey');
  await h.ask(one, Encrypt, { KeyId, Plaintext });
  await h.ask(two, Encrypt, { KeyId, Plaintext });
  await h.ask(one, GenerateDataKey, { KeyId, KeySpec: 'AES_256' });
  await assert.rejects(h.ask(two, GenerateDataKey, { KeyId, KeySpec: 'AES_256' }), DENIED);

  const may = await h.user('may', ['kms:DescribeKey'], OTHER_ACCOUNT);
  const mayNot = await h.user('not', [], OTHER_ACCOUNT);
  await give(`arn:aws:iam::${OTHER_ACCOUNT}:root`, 'DescribeKey');
  await h.ask(may, DescribeKey, { KeyId });
  await assert.rejects(h.ask(mayNot, DescribeKey, { KeyId }), DENIED);
  await h.close();
});

test('an explicit deny of any policy ends what a grant gives', async () => {
  const h = await house();
  const KeyId = await keyOf(h);
  const alice = await h.user('alice', {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Deny', Action: 'kms:Encrypt', Resource: '*' }],
  });
  await h.ask(h.root(), CreateGrant, {
    KeyId,
    GranteePrincipal: alice.arn,
    Operations: ['Encrypt', 'DescribeKey'],
  });
  await h.ask(alice, DescribeKey, { KeyId });
  await assert.rejects(h.ask(alice, Encrypt, { KeyId, Plaintext }), DENIED);
  await h.close();
});

test('constraints hold the grantee to an encryption context, exact in case, and spare DescribeKey', async () => {
  const h = await house();
  const KeyId = await keyOf(h);
  const alice = await h.user('alice', []);
  const bob = await h.user('bob', []);
  const pairs = { Department: 'IT', '${aws:username}': '*' };
  const Operations = ['Encrypt', 'DescribeKey'] as const;
  await h.ask(h.root(), CreateGrant, {
    KeyId,
    GranteePrincipal: alice.arn,
    Operations,
    Constraints: { EncryptionContextEquals: pairs },
  });
  await h.ask(h.root(), CreateGrant, {
    KeyId,
    GranteePrincipal: bob.arn,
    Operations,
    Constraints: { EncryptionContextSubset: pairs },
  });
  const more = { ...pairs, more: '' };
  const others = [
    undefined,
    {},
    { Department: 'IT' },
    { ...pairs, Department: 'it' },
    { department: 'IT', '${aws:username}': '*' },
    { ...pairs, department: 'IT' },
  ];
  const seal = (who: typeof alice, EncryptionContext?: { [name: string]: string }) =>
    h.ask(who, Encrypt, { KeyId, Plaintext, EncryptionContext });
  await seal(alice, pairs);
  await seal(bob, pairs);
  await seal(bob, more);
  await assert.rejects(seal(alice, more), DENIED);
  for (const other of others) {
    await assert.rejects(seal(alice, other), DENIED);
    await assert.rejects(seal(bob, other), DENIED);
  }
  await h.ask(alice, DescribeKey, { KeyId });
  await h.close();
});

test('who has CreateGrant by a grant alone passes on no more than he has', async () => {
  const h = await house();
  const KeyId = await keyOf(h);
  const alice = await h.user('alice', []);
  const bob = await h.user('bob', []);
  await h.ask(h.root(), CreateGrant, {
    KeyId,
    GranteePrincipal: alice.arn,
    Operations: ['Encrypt', 'Decrypt', 'CreateGrant'],
    Constraints: { EncryptionContextSubset: { a: '1' } },
  });
  const pass = (more: object) =>
    h.ask(alice, CreateGrant, {
      KeyId,
      GranteePrincipal: bob.arn,
      Operations: ['Encrypt'],
      ...more,
    });
  await pass({ Constraints: { EncryptionContextSubset: { a: '1' } } });
  await pass({ Constraints: { EncryptionContextSubset: { a: '1', b: '2' } } });
  await pass({ Constraints: { EncryptionContextEquals: { a: '1' } } });
  const strict = { EncryptionContextEquals: { a: '1' } };
  await pass({ Operations: ['CreateGrant', 'Decrypt'], Constraints: strict });
  for (const wider of [
    {},
    { Constraints: { EncryptionContextSubset: { b: '2' } } },
    { Constraints: { EncryptionContextEquals: { a: '2' } } },
    { Operations: ['DescribeKey'], Constraints: strict },
    { Operations: ['Encrypt', 'RetireGrant'], Constraints: strict },
  ]) {
    await assert.rejects(pass(wider), DENIED);
  }
  // His own grant from him is bound to be exact: he cannot loosen it.
  const carol = await h.user('carol', []);
  const pairs = { GranteePrincipal: carol.arn, Operations: ['Decrypt'] as const };
  const onward = (Constraints: object) => h.ask(bob, CreateGrant, { KeyId, ...pairs, Constraints });
  await onward(strict);
  await assert.rejects(onward({ EncryptionContextSubset: { a: '1' } }), DENIED);
  // A policy is not bound so.
  const free = await h.user('free', ['kms:CreateGrant']);
  await h.ask(free, CreateGrant, { KeyId, GranteePrincipal: bob.arn, Operations: ['DescribeKey'] });
  await h.close();
});

test('a named grant is made once: a retry gets its id again, with another token that is as good', async () => {
  const h = await house();
  const KeyId = await keyOf(h);
  const alice = await h.user('alice', []);
  const ask = (more = {}) =>
    h.ask(h.root(), CreateGrant, {
      KeyId,
      GranteePrincipal: alice.arn,
      Operations: ['Encrypt', 'Decrypt'],
      Name: 'once',
      ...more,
    });
  const first = await ask();
  const again = await ask({ Operations: ['Decrypt', 'Encrypt'] });
  assert.equal(again.GrantId, first.GrantId);
  assert.notEqual(again.GrantToken, first.GrantToken);
  await h.ask(alice, Encrypt, {
    KeyId,
    Plaintext,
    GrantTokens: [first.GrantToken!, again.GrantToken!],
  });
  const other = await ask({ Operations: ['Encrypt'] });
  assert.notEqual(other.GrantId, first.GrantId);
  assert.notEqual((await ask({ Name: 'twice' })).GrantId, first.GrantId);
  const [one, two] = await Promise.all([ask({ Name: 'race' }), ask({ Name: 'race' })]);
  assert.equal(one.GrantId, two.GrantId);
  const unnamed = [await ask({ Name: undefined }), await ask({ Name: undefined })];
  assert.notEqual(unnamed[0]!.GrantId, unnamed[1]!.GrantId);
  const { Grants } = await h.ask(h.root(), ListGrants, { KeyId });
  assert.equal(Grants!.length, 6);
  await h.close();
});

test('a token that no grant gave out is refused, whoever sends it', async () => {
  const h = await house();
  const KeyId = await keyOf(h);
  const alice = await h.user('alice', []);
  const { GrantToken, GrantId } = await h.ask(h.root(), CreateGrant, {
    KeyId,
    GranteePrincipal: alice.arn,
    Operations: ['Encrypt'],
  });
  const bytes = Buffer.from(GrantToken!, 'base64');
  const forged = [0, 1, 20, 40, 60, bytes.length - 1].map((at) => {
    const other = Buffer.from(bytes);
    other[at]! ^= 1;
    return other.toString('base64');
  });
  const gone = bytes.subarray(1).toString('base64');
  for (const token of [...forged, gone, 'x', GrantToken!.slice(0, -4), `${GrantToken}AAAA`]) {
    for (const who of [alice, h.root()]) {
      await assert.rejects(h.ask(who, Encrypt, { KeyId, Plaintext, GrantTokens: [token] }), {
        code: 'InvalidGrantTokenException',
      });
    }
  }
  const tokens = (count: number) => Array<string>(count).fill(GrantToken!);
  await h.ask(alice, Encrypt, { KeyId, Plaintext, GrantTokens: tokens(10) });
  await assert.rejects(h.ask(alice, Encrypt, { KeyId, Plaintext, GrantTokens: tokens(11) }), {
    code: 'ValidationException',
  });
  await h.ask(h.root(), RevokeGrant, { KeyId, GrantId: GrantId! });
  await assert.rejects(h.ask(h.root(), Encrypt, { KeyId, Plaintext, GrantTokens: tokens(1) }), {
    code: 'InvalidGrantTokenException',
  });
  await h.close();
});

test('a grantee is bound to who he is now: another of his name inherits nothing', async () => {
  const h = await house();
  const KeyId = await keyOf(h);
  const { User } = await h.ask(h.root(), CreateUser, { UserName: 'alice' });
  await h.ask(h.root(), CreateGrant, {
    KeyId,
    GranteePrincipal: User!.Arn,
    RetiringPrincipal: User!.Arn,
    Operations: ['Encrypt'],
  });
  const list = async (more = {}) => (await h.ask(h.root(), ListGrants, { KeyId, ...more })).Grants!;
  assert.equal((await list())[0]!.GranteePrincipal, User!.Arn);
  await h.ask(h.root(), DeleteUser, { UserName: 'alice' });
  const alice = await h.user('alice', []);
  await assert.rejects(h.ask(alice, Encrypt, { KeyId, Plaintext }), DENIED);
  const [shown] = await list();
  assert.deepEqual(
    [shown!.GranteePrincipal, shown!.RetiringPrincipal],
    [User!.UserId, User!.UserId],
  );
  assert.equal((await list({ GranteePrincipal: alice.arn })).length, 0);
  assert.equal((await list({ GranteePrincipal: User!.UserId })).length, 1);
  await h.close();
});

test('a service holds a grant for one resource, and names who ends it', async () => {
  const h = await house();
  const KeyId = await keyOf(h);
  const GranteeServicePrincipal = 'secretsmanager.amazonaws.com';
  const SourceArn = `arn:aws:secretsmanager:us-east-1:${ACCOUNT}:secret:x-123456`;
  const ask = (more: object) =>
    h.ask(h.root(), CreateGrant, { KeyId, Operations: ['Encrypt'], ...more });
  const whole = {
    GranteeServicePrincipal,
    RetiringServicePrincipal: GranteeServicePrincipal,
    Constraints: { SourceArn },
  };
  await ask(whole);
  for (const lacking of [
    {},
    { ...whole, GranteePrincipal: h.root().arn },
    { ...whole, Constraints: {} },
    { ...whole, RetiringServicePrincipal: undefined },
    { ...whole, RetiringPrincipal: h.root().arn },
  ]) {
    await assert.rejects(ask(lacking), { code: 'ValidationException' });
  }
  const service = (arn?: string) =>
    serviceCaller(
      GranteeServicePrincipal,
      arn === undefined ? undefined : { arn, account: ACCOUNT },
    );
  await h.ask(service(SourceArn), Encrypt, { KeyId, Plaintext });
  for (const source of [undefined, `${SourceArn}7`]) {
    await assert.rejects(h.ask(service(source), Encrypt, { KeyId, Plaintext }), DENIED);
  }
  const [shown] = (await h.ask(h.root(), ListGrants, { KeyId })).Grants!;
  assert.deepEqual(
    [shown!.GranteeServicePrincipal, shown!.RetiringServicePrincipal, shown!.GranteePrincipal],
    [GranteeServicePrincipal, GranteeServicePrincipal, undefined],
  );
  assert.deepEqual(shown!.Constraints, { SourceArn });
  await h.close();
});

test('a grant holds operations of its kind of key, and names somebody who exists', async () => {
  const h = await house();
  const KeyId = await keyOf(h);
  await h.ask(h.root(), CreateAlias, { AliasName: 'alias/a', TargetKeyId: KeyId });
  const GranteePrincipal = h.root().arn;
  const ask = (more: object) =>
    h.ask(h.root(), CreateGrant, { KeyId, GranteePrincipal, Operations: ['Encrypt'], ...more });
  for (const [more, code] of [
    [{ Operations: ['Sign'] }, 'ValidationException'],
    [{ Operations: ['GetPublicKey'] }, 'ValidationException'],
    [{ Operations: [] }, 'ValidationException'],
    [{ Operations: ['CreateGrant'] }, 'ValidationException'],
    [{ Operations: ['ScheduleKeyDeletion'] }, 'ValidationException'],
    [{ GranteePrincipal: `arn:aws:iam::${ACCOUNT}:user/nobody` }, 'InvalidArnException'],
    [{ GranteePrincipal: `arn:aws:iam::${ACCOUNT}:role/nobody` }, 'InvalidArnException'],
    [{ GranteePrincipal: 'arn:aws:iam::999999999999:root' }, 'InvalidArnException'],
    [{ GranteePrincipal: ACCOUNT }, 'InvalidArnException'],
    [{ GranteePrincipal: 'alice' }, 'InvalidArnException'],
    [{ RetiringPrincipal: `arn:aws:iam::${ACCOUNT}:group/g` }, 'InvalidArnException'],
    [{ KeyId: 'alias/a' }, 'InvalidArnException'],
    [{ KeyId: '00000000-0000-4000-8000-000000000000' }, 'NotFoundException'],
    [{ Constraints: { EncryptionContextEquals: pairsOf(9) } }, 'ValidationException'],
    [{ Constraints: { EncryptionContextSubset: { a: 'x'.repeat(385) } } }, 'ValidationException'],
    [{ DryRun: true }, 'DryRunOperationException'],
    [{ DryRun: true, Operations: ['Sign'] }, 'ValidationException'],
  ] as const) {
    await assert.rejects(ask(more), { code }, JSON.stringify(more));
  }
  await ask({ Constraints: { EncryptionContextEquals: pairsOf(8) } });
  assert.equal((await h.ask(h.root(), ListGrants, { KeyId })).Grants!.length, 1);
  await h.ask(h.root(), DisableKey, { KeyId });
  await assert.rejects(ask({}), { code: 'DisabledException', message: `${KeyId} is disabled.` });
  await h.close();
});

const pairsOf = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`k${i}`, 'v']));
