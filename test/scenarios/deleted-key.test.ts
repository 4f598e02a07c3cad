import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { utf8 } from '../../src/base/bytes.ts';
import { DAY } from '../../src/base/clock.ts';
import {
  CreateKey,
  EnableKeyRotation,
  Encrypt,
  RotateKeyOnDemand,
  ScheduleKeyDeletion,
} from '../../src/generated/kms.ts';
import { selectMaterials } from '../../src/services/kms/tables.ts';
import { openSqlite } from '../../src/store/sqlite.ts';
import { house } from '../house.ts';
import { command } from '../kept-server.ts';
import { scratch } from '../process.ts';

/** A house on a file, with a key of several materials, and how these lie in the rows. */
async function housed(t: TestContext) {
  const folder = scratch();
  t.after(folder.remove);
  const path = join(folder.path, 'lockstead.db');
  const h = await house({ open: (migrations) => openSqlite({ path, migrations }) });
  const me = h.root();
  const { KeyMetadata } = await h.ask(me, CreateKey, {});
  const key = { KeyId: KeyMetadata!.Arn! };
  await h.ask(me, EnableKeyRotation, { ...key, RotationPeriodInDays: 90 });
  await h.ask(me, RotateKeyOnDemand, key);
  h.clock.advance(91 * DAY);
  await h.tick();
  await h.ask(me, Encrypt, { ...key, Plaintext: utf8('x') });
  const rows = await (await h.store.fresh()).all(selectMaterials, { key: key.KeyId });
  const sealed = rows.map((row) => Buffer.from(row.sealed));
  const backup = async (name: string) => {
    const file = join(folder.path, name);
    const { code, err } = await command(['backup', file, '--store', `sqlite:${path}`]);
    assert.equal(code, 0, err);
    return gunzipSync(readFileSync(file)).toString();
  };
  return { ...h, me, key, sealed, path, backup };
}

test('of a key that is deleted no material stays: not in the database, and not in a later backup', async (t) => {
  const { ask, me, key, sealed, clock, tick, close, path, backup } = await housed(t);
  assert.equal(sealed.length, 3);
  const before = await backup('before.gz');
  for (const each of sealed) assert.ok(before.includes(each.toString('base64')));

  await ask(me, ScheduleKeyDeletion, { ...key, PendingWindowInDays: 7 });
  clock.advance(7 * DAY);
  await tick();
  const after = await backup('after.gz');
  for (const each of sealed) assert.ok(!after.includes(each.toString('base64')));

  await close();
  const file = readFileSync(path);
  for (const each of sealed) {
    // Pieces of 16 bytes: a page that was used again in part must not keep the rest.
    for (let i = 0; i + 16 <= each.length; i += 16) {
      assert.ok(!file.includes(each.subarray(i, i + 16)));
    }
  }
});
