import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { seededRandom, systemRandom, uuid } from '../../src/base/random.ts';
import { openSqlite } from '../../src/store/sqlite.ts';
import { migrations, selectIds } from './checkpoint-writer.ts';

/** `npm run prove` kills far more often. */
const KILLS = process.env['LOCKSTEAD_PROVE'] ? 200 : 5;
const WRITER = fileURLToPath(new URL('checkpoint-writer.ts', import.meta.url));

test('a server that is killed while its log is being moved has lost nothing', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'lockstead-checkpoint-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'data.db');
  const seed = uuid(systemRandom);
  const random = seededRandom(seed);
  const acknowledged: number[] = [];
  for (let round = 0; round < KILLS; round++) {
    const until = 100 + random.bytes(1)[0]! * 4;
    const writer = spawn(process.execPath, [WRITER, path, String(round * 100_000)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let heard = 0;
    for await (const line of createInterface(writer.stdout)) {
      acknowledged.push(Number(line));
      if (++heard === until) writer.kill('SIGKILL');
    }
    if (writer.exitCode === null && writer.signalCode === null) await once(writer, 'exit');
    assert.ok(heard >= until, `the writer ended by itself: seed ${seed}, round ${round}`);
    const store = await openSqlite({ path, migrations });
    const kept = new Set((await store.all(selectIds, {})).map(({ id }) => id));
    await store.close();
    const lost = acknowledged.filter((id) => !kept.has(id));
    assert.deepEqual(lost, [], `seed ${seed}, round ${round}`);
  }
  t.diagnostic(`seed ${seed}, ${KILLS} kills, ${acknowledged.length} rows`);
});
