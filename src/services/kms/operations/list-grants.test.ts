import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ACCOUNT, house, OTHER_ACCOUNT } from '../../../../test/house.ts';
import {
  CreateGrant,
  CreateKey,
  ListGrants,
  ListRetirableGrants,
  PutKeyPolicy,
} from '../../../generated/kms.ts';
import { serviceCaller } from '../../../operation/caller.ts';

const DENIED = { code: 'AccessDeniedException' };

async function scene() {
  const h = await house();
  const keys: string[] = [];
  for (let i = 0; i < 2; i++) keys.push((await h.ask(h.root(), CreateKey, {})).KeyMetadata!.Arn!);
  const alice = await h.user('alice', []);
  const bob = await h.user('bob', ['kms:ListRetirableGrants']);
  return { h, keys, alice, bob };
}

test('a grant is listed as it was made', async () => {
  const { h, keys, alice, bob } = await scene();
  const [KeyId] = keys;
  const wanted = {
    KeyId: KeyId!,
    GranteePrincipal: alice.arn,
    RetiringPrincipal: bob.arn,
    Operations: ['DescribeKey', 'Encrypt', 'DescribeKey'] as const,
    Constraints: { EncryptionContextEquals: { b: '2', a: '1' } },
    Name: 'mine',
  };
  const { GrantId } = await h.ask(h.root(), CreateGrant, wanted);
  const { Grants, Truncated } = await h.ask(h.root(), ListGrants, { KeyId: KeyId! });
  assert.equal(Truncated, false);
  assert.deepEqual(Grants, [
    {
      ...wanted,
      GrantId,
      Operations: ['DescribeKey', 'Encrypt'],
      CreationDate: h.clock.now(),
      IssuingAccount: `arn:aws:iam::${ACCOUNT}:root`,
    },
  ]);
  const bare = await h.ask(h.root(), CreateGrant, {
    KeyId: KeyId!,
    GranteePrincipal: alice.arn,
    Operations: ['Encrypt'],
  });
  const listed = await h.ask(h.root(), ListGrants, { KeyId: KeyId!, GrantId: bare.GrantId! });
  assert.deepEqual(listed.Grants, [
    {
      KeyId,
      GrantId: bare.GrantId,
      Name: '',
      GranteePrincipal: alice.arn,
      Operations: ['Encrypt'],
      CreationDate: h.clock.now(),
      IssuingAccount: `arn:aws:iam::${ACCOUNT}:root`,
    },
  ]);
  await h.close();
});

test('lists are narrowed by grant and grantee, and paged with markers that fit no other list', async () => {
  const { h, keys, alice, bob } = await scene();
  const [KeyId, other] = keys as [string, string];
  const give = (key: string, GranteePrincipal: string) =>
    h.ask(h.root(), CreateGrant, {
      KeyId: key,
      GranteePrincipal,
      RetiringPrincipal: bob.arn,
      Operations: ['Encrypt'],
    });
  const ids: string[] = [];
  for (let i = 0; i < 5; i++) ids.push((await give(KeyId, alice.arn)).GrantId!);
  const foreign = (await give(other, bob.arn)).GrantId!;
  const bobs = (await give(KeyId, bob.arn)).GrantId!;

  const list = (input: object) => h.ask(h.root(), ListGrants, { KeyId, ...input });
  const idsOf = ({ Grants }: Awaited<ReturnType<typeof list>>) =>
    Grants!.map((one) => one.GrantId!);
  assert.deepEqual(idsOf(await list({})).sort(), [...ids, bobs].sort());
  assert.deepEqual(idsOf(await list({ GranteePrincipal: bob.arn })), [bobs]);
  assert.deepEqual(idsOf(await list({ GrantId: bobs })), [bobs]);
  assert.deepEqual(idsOf(await list({ GrantId: bobs, GranteePrincipal: alice.arn })), []);
  assert.deepEqual(idsOf(await list({ GrantId: foreign })), []);
  const nobody = `arn:aws:iam::${ACCOUNT}:user/nobody`;
  assert.deepEqual(idsOf(await list({ GranteePrincipal: nobody })), []);
  await assert.rejects(list({ GrantId: 'x' }), { code: 'InvalidGrantIdException' });
  await assert.rejects(list({ Limit: 101 }), { code: 'ValidationException' });
  await assert.rejects(list({ GranteeServicePrincipal: 'ec2.amazonaws.com' }), {
    code: 'ValidationException',
  });

  const seen: string[] = [];
  let Marker: string | undefined;
  do {
    const page = await list({ GranteePrincipal: alice.arn, Limit: 2, Marker });
    assert.equal(page.Truncated, page.NextMarker !== undefined);
    seen.push(...idsOf(page));
    Marker = page.NextMarker;
  } while (Marker);
  assert.deepEqual(seen.sort(), [...ids].sort());
  const { NextMarker } = await list({ GranteePrincipal: alice.arn, Limit: 2 });
  for (const foreignList of [{}, { GranteePrincipal: bob.arn }, { KeyId: other }]) {
    await assert.rejects(list({ ...foreignList, Marker: NextMarker }), {
      code: 'InvalidMarkerException',
    });
  }

  const retirable = await h.ask(bob, ListRetirableGrants, { RetiringPrincipal: bob.arn, Limit: 4 });
  const rest = await h.ask(bob, ListRetirableGrants, {
    RetiringPrincipal: bob.arn,
    Marker: retirable.NextMarker,
  });
  assert.deepEqual([...idsOf(retirable), ...idsOf(rest)].sort(), [...ids, bobs, foreign].sort());
  const elsewhere = await h.ask(
    bob,
    ListRetirableGrants,
    { RetiringPrincipal: bob.arn },
    'eu-west-1',
  );
  assert.deepEqual(elsewhere.Grants, []);
  await h.close();
});

test('retirable grants are asked for on the principal who may retire them', async () => {
  const { h, keys, alice } = await scene();
  const [KeyId] = keys as [string];
  const service = 'secretsmanager.amazonaws.com';
  await h.ask(h.root(), CreateGrant, {
    KeyId,
    GranteePrincipal: alice.arn,
    RetiringServicePrincipal: service,
    Operations: ['Encrypt'],
  });
  const narrow = await h.user('narrow', {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 'kms:ListRetirableGrants', Resource: alice.arn }],
  });
  const list = (who: typeof alice, input: object) => h.ask(who, ListRetirableGrants, input);
  assert.deepEqual((await list(narrow, { RetiringPrincipal: alice.arn })).Grants, []);
  await assert.rejects(list(narrow, { RetiringPrincipal: narrow.arn }), DENIED);
  await assert.rejects(list(alice, { RetiringPrincipal: alice.arn }), DENIED);
  const admin = await h.admin();
  const theirs = `arn:aws:iam::${OTHER_ACCOUNT}:root`;
  await assert.rejects(list(admin, { RetiringPrincipal: theirs }), DENIED);
  await assert.rejects(list(admin, { RetiringPrincipal: 'x' }), { code: 'InvalidArnException' });
  await assert.rejects(list(admin, {}), { code: 'ValidationException' });
  await assert.rejects(list(admin, { RetiringServicePrincipal: service }), DENIED);
  const own = await list(serviceCaller(service), { RetiringServicePrincipal: service });
  assert.equal(own.Grants!.length, 1);
  const another = serviceCaller('ec2.amazonaws.com');
  await assert.rejects(list(another, { RetiringServicePrincipal: service }), DENIED);
  await h.close();
});

test("another account lists a key's grants where the key's policy and its own IAM let it", async () => {
  const { h, keys } = await scene();
  const [KeyId] = keys as [string];
  const theirs = await h.admin(OTHER_ACCOUNT, 'theirs');
  await assert.rejects(h.ask(theirs, ListGrants, { KeyId }), DENIED);
  const allow = { Effect: 'Allow', Resource: '*' };
  await h.ask(h.root(), PutKeyPolicy, {
    KeyId,
    Policy: JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        { ...allow, Principal: { AWS: ACCOUNT }, Action: 'kms:*' },
        {
          ...allow,
          Principal: { AWS: OTHER_ACCOUNT },
          Action: ['kms:ListGrants', 'kms:CreateGrant'],
        },
      ],
    }),
  });
  const poor = await h.user('poor', [], OTHER_ACCOUNT);
  await h.ask(theirs, CreateGrant, {
    KeyId,
    GranteePrincipal: poor.arn,
    Operations: ['DescribeKey'],
  });
  const { Grants } = await h.ask(theirs, ListGrants, { KeyId });
  assert.deepEqual(
    Grants!.map(({ IssuingAccount, GranteePrincipal }) => [IssuingAccount, GranteePrincipal]),
    [[`arn:aws:iam::${OTHER_ACCOUNT}:root`, poor.arn]],
  );
  await assert.rejects(h.ask(poor, ListGrants, { KeyId }), DENIED);
  await h.close();
});
