import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openSqlite } from '../../store/sqlite.ts';
import { accountExists, accountOfEmail, emailOfRoot, registerAccount } from './account.ts';
import { membership } from './standing.ts';
import { migrations } from './tables.ts';

test('a registered account is found by its id and by the address of its root user', async () => {
  const store = await openSqlite({ path: ':memory:', migrations: [migrations] });
  const account = '111111111111';
  await store.commit(
    registerAccount({ account, email: 'Root@Example.com', name: 'first', now: 0 }),
  );
  const reader = await store.fresh();
  assert.equal(await accountExists(reader, account), true);
  assert.equal(await accountExists(reader, '222222222222'), false);
  assert.equal(await accountOfEmail(reader, 'root@example.com'), account);
  assert.equal(await emailOfRoot(reader, account), 'Root@Example.com');
  assert.equal(await membership(reader, account), undefined);
  await store.close();
});
