import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ACCOUNT, house } from '../../../test/house.ts';
import { CreateAccessKey, CreateGroup, DeleteGroup, ListAccessKeys } from '../../generated/iam.ts';
import { change } from '../../store/statement.ts';
import { insertGroup } from './group-tables.ts';

test('of many who make the last one at the same time, one does', async () => {
  const h = await house();
  const group = (n: number) => ({
    id: `AGPA${n}`,
    account: ACCOUNT,
    name: `g${n}`,
    name_key: `g${n}`,
    path: '/',
    arn: `arn:aws:iam::${ACCOUNT}:group/g${n}`,
    created_at: 0,
    revision: 1,
  });
  await h.store.commit(Array.from({ length: 299 }, (_, n) => change(insertGroup, group(n))));
  const made = await Promise.allSettled(
    [1, 2, 3, 4, 5].map((n) => h.ask(h.root(), CreateGroup, { GroupName: `late-${n}` })),
  );
  const refused = made.filter(({ status }) => status === 'rejected') as PromiseRejectedResult[];
  assert.equal(refused.length, 4);
  for (const { reason } of refused) {
    assert.equal(reason.code, 'LimitExceeded');
    assert.equal(reason.message, 'Cannot exceed quota for GroupsPerAccount: 300');
  }
  await h.ask(h.root(), DeleteGroup, { GroupName: 'g1' });
  await h.ask(h.root(), CreateGroup, { GroupName: 'again' });
  await h.close();
});

test('the root user has two keys, however many ask at once', async () => {
  const h = await house();
  const made = await Promise.allSettled(
    [1, 2, 3, 4].map(() => h.ask(h.root(), CreateAccessKey, {})),
  );
  assert.equal(made.filter(({ status }) => status === 'fulfilled').length, 2);
  const { AccessKeyMetadata } = await h.ask(h.root(), ListAccessKeys, {});
  assert.equal(AccessKeyMetadata.length, 2);
  await h.close();
});
