import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ACCOUNT, house, OTHER_ACCOUNT, REGION, START } from '../../../../test/house.ts';
import {
  CreateAlias,
  CreateKey,
  DeleteAlias,
  DescribeKey,
  ListAliases,
  ScheduleKeyDeletion,
  UpdateAlias,
} from '../../../generated/kms.ts';

async function withKeys(count = 2) {
  const h = await house();
  const keys: string[] = [];
  for (let i = 0; i < count; i++)
    keys.push((await h.ask(h.root(), CreateKey, {})).KeyMetadata!.KeyId);
  return { ...h, keys };
}
const ARN = `arn:aws:kms:${REGION}:${ACCOUNT}:alias/a`;

test('an alias names a key, moves to another, and goes', async () => {
  const { ask, root, keys, clock } = await withKeys();
  const list = async (KeyId?: string) => (await ask(root(), ListAliases, { KeyId })).Aliases!;
  await ask(root(), CreateAlias, { AliasName: 'alias/a', TargetKeyId: keys[0]! });
  const entry = { AliasName: 'alias/a', AliasArn: ARN, CreationDate: START };
  assert.deepEqual(await list(keys[0]), [
    { ...entry, TargetKeyId: keys[0], LastUpdatedDate: START },
  ]);
  assert.deepEqual(await list(keys[1]), []);
  clock.advance(1000);
  await ask(root(), UpdateAlias, { AliasName: 'alias/a', TargetKeyId: keys[1]! });
  assert.deepEqual(await list(keys[0]), []);
  assert.deepEqual(await list(keys[1]), [
    { ...entry, TargetKeyId: keys[1], LastUpdatedDate: START + 1000 },
  ]);
  assert.equal((await ask(root(), DescribeKey, { KeyId: 'alias/a' })).KeyMetadata!.KeyId, keys[1]);
  await ask(root(), DeleteAlias, { AliasName: 'alias/a' });
  assert.deepEqual(await list(keys[1]), []);
});

test('names that are none are refused', async () => {
  const { ask, root, keys } = await withKeys(1);
  const refused: { [name: string]: object } = {
    a: {
      code: 'ValidationException',
      message:
        'Alias must start with the prefix "alias/". Please see https://docs.aws.amazon.com/kms/latest/developerguide/kms-alias.html',
    },
    'alias/': { code: 'ValidationException' },
    'alias/a:b': { code: 'InvalidAliasNameException' },
    'alias/aws/a': { code: 'NotAuthorizedException' },
  };
  for (const [AliasName, error] of Object.entries(refused)) {
    await assert.rejects(ask(root(), CreateAlias, { AliasName, TargetKeyId: keys[0]! }), error);
    await assert.rejects(ask(root(), UpdateAlias, { AliasName, TargetKeyId: keys[0]! }), error);
    await assert.rejects(ask(root(), DeleteAlias, { AliasName }), error);
  }
});

test('an alias is taken once, and stands for a key alone', async () => {
  const { ask, root, keys } = await withKeys();
  const name = (AliasName: string, TargetKeyId: string) =>
    ask(root(), CreateAlias, { AliasName, TargetKeyId });
  await name('alias/a', keys[0]!);
  await assert.rejects(name('alias/a', keys[1]!), {
    code: 'AlreadyExistsException',
    message: `An alias with the name ${ARN} already exists`,
  });
  await assert.rejects(name('alias/b', 'alias/a'), {
    code: 'ValidationException',
    message: 'Aliases must refer to keys. Not aliases',
  });
  await assert.rejects(name('alias/b', 'invalid'), {
    code: 'NotFoundException',
    message: "Invalid keyId 'invalid'",
  });
});

test('what is not there can be neither moved nor deleted', async () => {
  const { ask, root, keys } = await withKeys(1);
  const error = { code: 'NotFoundException', message: `Alias ${ARN} is not found.` };
  await assert.rejects(
    ask(root(), UpdateAlias, { AliasName: 'alias/a', TargetKeyId: keys[0]! }),
    error,
  );
  await assert.rejects(ask(root(), DeleteAlias, { AliasName: 'alias/a' }), error);
});

test('a key that is to be deleted gets no alias, and one has fifty at most', async () => {
  const { ask, root, keys } = await withKeys();
  const [full, going] = keys as [string, string];
  for (let i = 0; i < 50; i++)
    await ask(root(), CreateAlias, { AliasName: `alias/${i}`, TargetKeyId: full });
  const name = (TargetKeyId: string) =>
    ask(root(), CreateAlias, { AliasName: 'alias/a', TargetKeyId });
  await assert.rejects(name(full), {
    code: 'LimitExceededException',
    message: 'Aliases per key quota for this account in this region is 50, current usage is 50.',
  });
  await ask(root(), UpdateAlias, { AliasName: 'alias/1', TargetKeyId: full });
  await ask(root(), ScheduleKeyDeletion, { KeyId: going });
  await assert.rejects(name(going), {
    code: 'KMSInvalidStateException',
    message: `arn:aws:kms:${REGION}:${ACCOUNT}:key/${going} is pending deletion.`,
  });
  await assert.rejects(ask(root(), UpdateAlias, { AliasName: 'alias/1', TargetKeyId: going }), {
    code: 'KMSInvalidStateException',
  });
});

test('an alias moves between keys of one type and usage', async () => {
  const h = await house();
  const make = async (
    KeySpec: 'RSA_2048' | 'ECC_NIST_P256' | 'HMAC_256' | 'HMAC_512',
    KeyUsage: string,
  ) =>
    (await h.ask(h.root(), CreateKey, { KeySpec, KeyUsage: KeyUsage as 'SIGN_VERIFY' }))
      .KeyMetadata!.KeyId;
  const signing = await make('ECC_NIST_P256', 'SIGN_VERIFY');
  const mac = await make('HMAC_256', 'GENERATE_VERIFY_MAC');
  const symmetric = (await h.ask(h.root(), CreateKey, {})).KeyMetadata!.KeyId;
  const move = (AliasName: string, TargetKeyId: string) =>
    h.ask(h.root(), UpdateAlias, { AliasName, TargetKeyId });
  await h.ask(h.root(), CreateAlias, { AliasName: 'alias/s', TargetKeyId: signing });
  await h.ask(h.root(), CreateAlias, { AliasName: 'alias/m', TargetKeyId: mac });
  await move('alias/s', await make('RSA_2048', 'SIGN_VERIFY'));
  await move('alias/m', await make('HMAC_512', 'GENERATE_VERIFY_MAC'));
  for (const [alias, key] of [
    ['alias/s', mac],
    ['alias/s', symmetric],
    ['alias/s', await make('RSA_2048', 'ENCRYPT_DECRYPT')],
    ['alias/s', await make('ECC_NIST_P256', 'KEY_AGREEMENT')],
    ['alias/m', symmetric],
  ] as const) {
    await assert.rejects(move(alias, key), { code: 'ValidationException' });
  }
  await h.close();
});

test('making an alias needs permission for the alias and for the key', async () => {
  const h = await withKeys(1);
  const on = (...Resource: string[]) => ({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 'kms:*Alias', Resource }],
  });
  const key = `arn:aws:kms:${REGION}:${ACCOUNT}:key/*`;
  const make = async (name: string, ...resources: string[]) =>
    h.ask(await h.user(name, on(...resources)), CreateAlias, {
      AliasName: 'alias/a',
      TargetKeyId: h.keys[0]!,
    });
  await assert.rejects(make('onlykey', key), { code: 'AccessDeniedException' });
  await assert.rejects(make('onlyalias', ARN), { code: 'AccessDeniedException' });
  await make('both', key, ARN);
});

test('keys of another account take no alias of ours', async () => {
  const { ask, root, keys } = await withKeys(1);
  const arn = `arn:aws:kms:${REGION}:${ACCOUNT}:key/${keys[0]}`;
  const attempt = ask(root(OTHER_ACCOUNT), CreateAlias, { AliasName: 'alias/a', TargetKeyId: arn });
  await assert.rejects(attempt, { code: 'AccessDeniedException' });
});

test('aliases are listed page by page', async () => {
  const { ask, root, keys } = await withKeys(1);
  for (const name of ['d', 'a', 'c', 'b']) {
    await ask(root(), CreateAlias, { AliasName: `alias/${name}`, TargetKeyId: keys[0]! });
  }
  for (const KeyId of [undefined, keys[0]]) {
    const seen: string[] = [];
    let Marker: string | undefined;
    do {
      const page = await ask(root(), ListAliases, { KeyId, Limit: 2, Marker });
      seen.push(...page.Aliases!.map(({ AliasName }) => AliasName!));
      assert.equal(page.Truncated, page.NextMarker !== undefined);
      Marker = page.NextMarker;
    } while (Marker);
    const own = ['alias/a', 'alias/b', 'alias/c', 'alias/d'];
    assert.deepEqual(seen, KeyId ? own : ['alias/a', 'alias/aws/secretsmanager', ...own.slice(1)]);
  }
  const { NextMarker } = await ask(root(), ListAliases, { Limit: 1 });
  for (const [input, code] of [
    [{ Marker: 'x' }, 'InvalidMarkerException'],
    [{ Marker: NextMarker, KeyId: keys[0] }, 'InvalidMarkerException'],
    [{ Limit: 101 }, 'ValidationException'],
    [{ KeyId: 'alias/a' }, 'NotFoundException'],
    [{ KeyId: '1234abcd-12ab-34cd-56ef-1234567890ab' }, 'NotFoundException'],
  ] as const) {
    await assert.rejects(ask(root(), ListAliases, input), { code });
  }
});
