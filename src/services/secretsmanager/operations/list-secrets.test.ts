import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DAY, SECOND } from '../../../base/clock.ts';
import {
  ListSecrets,
  ListSecretVersionIds,
  UpdateSecret,
} from '../../../generated/secretsmanager.ts';
import type { ListSecretsRequest } from '../../../generated/secretsmanager.types.ts';
import { OTHER_ACCOUNT } from '../../../../test/house.ts';
import { type SecretsHouse, secretsHouse } from '../../../../test/secrets-house.ts';

/** All names, page by page. */
async function list(h: SecretsHouse, input: ListSecretsRequest = {}): Promise<string[]> {
  const names: string[] = [];
  let NextToken: string | undefined;
  do {
    const page = await h.call(ListSecrets, { ...input, NextToken });
    assert.ok(page.SecretList!.length <= (input.MaxResults ?? 100));
    names.push(...page.SecretList!.map(({ Name }) => Name!));
    NextToken = page.NextToken;
  } while (NextToken);
  return names;
}

async function some(names: readonly string[]): Promise<SecretsHouse> {
  const h = await secretsHouse();
  for (const name of names) {
    h.clock.advance(SECOND);
    await h.create(name);
  }
  return h;
}

test('secrets are listed as they were created, page by page, and no page is empty', async () => {
  const h = await some(['d', 'b', 'a', 'c']);
  assert.deepEqual(await list(h), ['d', 'b', 'a', 'c']);
  assert.deepEqual(await list(h, { MaxResults: 1 }), ['d', 'b', 'a', 'c']);
  const { NextToken } = await h.call(ListSecrets, { MaxResults: 4 });
  assert.equal(NextToken, undefined);
  assert.deepEqual(await list(h, { SortOrder: 'desc', MaxResults: 3 }), ['c', 'a', 'b', 'd']);
  await h.close();
});

test('secrets are listed in any order that is asked for', async () => {
  const h = await some(['d', 'b', 'a', 'c']);
  await h.read('b');
  h.clock.advance(DAY);
  await h.read('d');
  await h.call(UpdateSecret, { SecretId: 'b', Description: 'changed' });
  for (const MaxResults of [1, 100]) {
    assert.deepEqual(await list(h, { SortBy: 'name', MaxResults }), ['a', 'b', 'c', 'd']);
    assert.deepEqual(await list(h, { SortBy: 'name', SortOrder: 'desc', MaxResults }), [
      'd',
      'c',
      'b',
      'a',
    ]);
    assert.deepEqual(await list(h, { SortBy: 'last-changed-date', MaxResults }), [
      'd',
      'a',
      'c',
      'b',
    ]);
    const accessed = await list(h, { SortBy: 'last-accessed-date', SortOrder: 'desc', MaxResults });
    assert.deepEqual(accessed.slice(0, 2), ['d', 'b']);
    assert.equal(accessed.length, 4);
  }
  await h.close();
});

test('filters narrow the list, in every order', async () => {
  const h = await some(['prod/a', 'dev/a', 'prod/b', 'dev/b', 'Prod/c']);
  const name = (...Values: string[]) => [{ Key: 'name' as const, Values }];
  for (const MaxResults of [1, 2, 100]) {
    for (const SortBy of [
      'name',
      'created-date',
      'last-changed-date',
      'last-accessed-date',
    ] as const) {
      const listed = (Filters: ListSecretsRequest['Filters']) =>
        list(h, { Filters, SortBy, MaxResults });
      assert.deepEqual(await listed(name('prod/')), ['prod/a', 'prod/b']);
      assert.deepEqual((await listed(name('prod/', 'dev/a'))).sort(), [
        'dev/a',
        'prod/a',
        'prod/b',
      ]);
      assert.deepEqual((await listed(name('!prod/', '!Prod/'))).sort(), ['dev/a', 'dev/b']);
      assert.deepEqual(await listed([{ Key: 'all', Values: ['PROD c'] }]), ['Prod/c']);
      assert.deepEqual(await listed(name('nothing')), []);
    }
  }
  await h.close();
});

test('each account and Region has its own list', async () => {
  const h = await some(['mine']);
  const stranger = await h.admin(OTHER_ACCOUNT, 'stranger');
  assert.deepEqual((await h.call(ListSecrets, {}, stranger)).SecretList, []);
  assert.deepEqual((await h.call(ListSecrets, {}, h.me, 'eu-west-1')).SecretList, []);
  await h.close();
});

test('a token continues its own list and no other', async () => {
  const h = await some(['a', 'b']);
  const { NextToken } = await h.call(ListSecrets, { MaxResults: 1 });
  const refused = { code: 'InvalidNextTokenException' };
  const other = await h.admin(OTHER_ACCOUNT, 'stranger');
  await assert.rejects(h.call(ListSecrets, { NextToken: 'bm90aGluZw==' }), refused);
  await assert.rejects(h.call(ListSecrets, { NextToken: 'not base64' }), refused);
  await assert.rejects(h.call(ListSecrets, { NextToken, SortOrder: 'desc' }), refused);
  await assert.rejects(h.call(ListSecrets, { NextToken }, other), refused);
  await assert.rejects(h.call(ListSecretVersionIds, { SecretId: 'a', NextToken }), refused);
  assert.equal(
    (await h.call(ListSecrets, { NextToken, MaxResults: 50 })).SecretList![0]!.Name,
    'b',
  );
  await h.close();
});

test('an entry has what DescribeSecret tells, with the labels under their own name', async () => {
  const h = await some([]);
  const { ARN, VersionId } = await h.create('x', {
    Description: 'd',
    Tags: [{ Key: 'k', Value: 'v' }],
  });
  const [entry] = (await h.call(ListSecrets, {})).SecretList!;
  const at = h.clock.now();
  assert.deepEqual(entry, {
    ARN,
    Name: 'x',
    Description: 'd',
    LastChangedDate: at,
    Tags: [{ Key: 'k', Value: 'v' }],
    CreatedDate: at,
    SecretVersionsToStages: { [VersionId]: ['AWSCURRENT'] },
  });
  await h.close();
});

test('versions are listed by age, page by page', async () => {
  const h = await some(['x']);
  const ids: string[] = [];
  for (let i = 0; i < 5; i++) {
    h.clock.advance(SECOND);
    ids.push(await h.put('x', String(i), [`label${i}`]));
  }
  const versions = async (input: object) => {
    const found: string[] = [];
    let NextToken: string | undefined;
    do {
      const page = await h.call(ListSecretVersionIds, { SecretId: 'x', ...input, NextToken });
      found.push(...page.Versions!.map((v) => v.VersionId!));
      NextToken = page.NextToken;
    } while (NextToken);
    return found;
  };
  for (const input of [{ MaxResults: 2 }, {}, { MaxResults: 1, IncludeDeprecated: true }]) {
    assert.deepEqual((await versions(input)).slice(1), ids);
  }
  await h.close();
});
