import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { engines } from '../../test/store/engines.ts';
import { utf8 } from '../base/bytes.ts';
import { seededRandom, systemRandom } from '../base/random.ts';
import { change } from '../store/statement.ts';
import type { Store } from '../store/store.ts';
import { openKeyring, rotateRootKey } from './keyring-store.ts';
import { rootKeySource, type RootKeySource, type Surroundings } from './root-key.ts';
import { insertKeyring, migrations, selectKeyring, updateKeyring } from './tables.ts';

const random = systemRandom;
const now = Date.UTC(2026, 10, 1);

for (const engine of engines) {
  /** A store, and a folder for root keys. */
  const house = async (t: TestContext) => {
    const { store, again, discard } = await engine.open(migrations);
    const folder = mkdtempSync(join(tmpdir(), 'lockstead-keys-'));
    const env: { [name: string]: string | undefined } = {};
    const source = (spec: string, around: Surroundings = { env, ask: undefined }): RootKeySource =>
      rootKeySource(spec, { data: join(folder, 'data'), insideData: false }, around);
    t.after(async () => {
      await discard();
      rmSync(folder, { recursive: true });
    });
    return {
      store,
      again,
      folder,
      env,
      source,
      file: (name = 'root.key') => source(`file:${join(folder, name)}`),
      names: () => readdirSync(folder).sort(),
    };
  };
  const open = (store: Store, rootKey: RootKeySource) =>
    openKeyring({ store, rootKey, random, now });
  const refused = (exitCode: number, message: RegExp) => (error: Error & { exitCode?: number }) => {
    assert.match(error.message, message);
    assert.equal(error.exitCode, exitCode);
    return true;
  };

  test(`${engine.name}: what one start seals, the next one opens`, async (t) => {
    const { store, file, names } = await house(t);
    const first = await open(store, file());
    assert.match(first.news!, /root\.key/);
    const sealed = first.keyring.seal('kms-key-material', 'here', utf8('material'));
    const second = await open(store, file());
    assert.equal(second.news, undefined);
    assert.deepEqual(
      second.keyring.open('kms-key-material', 'here', sealed),
      new Uint8Array(utf8('material')),
    );
    assert.deepEqual(names(), ['root.key']);
  });

  test(`${engine.name}: a missing root key is told, and none is made in its place`, async (t) => {
    const { store, file, names, folder } = await house(t);
    await open(store, file());
    rmSync(join(folder, 'root.key'));
    await assert.rejects(
      open(store, file()),
      refused(3, /root key is missing.*Nothing was changed/),
    );
    assert.deepEqual(names(), []);
  });

  test(`${engine.name}: a wrong root key is told from a damaged keyring`, async (t) => {
    const { store, file } = await house(t);
    await open(store, file());
    const other = file('other.key');
    await (await other.stage(random)).settle();
    await assert.rejects(open(store, other), refused(3, /wrong one/));
    const row = (await store.one(selectKeyring, {}))!;
    const wrapped = Uint8Array.from(row.wrapped);
    wrapped[20]! ^= 1;
    await store.commit([change(updateKeyring, { ...row, wrapped })]);
    await assert.rejects(open(store, file()), refused(4, /damaged/));
  });

  test(`${engine.name}: servers that start at once share one keyring`, async (t) => {
    const { store, file, names } = await house(t);
    const opened = await Promise.all([1, 2, 3].map(() => open(store, file())));
    const sealed = opened[0]!.keyring.seal('session-token', 'x', utf8('token'));
    for (const { keyring } of opened) assert.ok(keyring.open('session-token', 'x', sealed));
    assert.equal(opened.filter(({ news }) => news !== undefined).length, 1);
    assert.deepEqual(names(), ['root.key']);
  });

  test(`${engine.name}: who loses the race with a root key of his own takes it back and says so`, async (t) => {
    const { store, file, names } = await house(t);
    const settled = await Promise.allSettled([
      open(store, file('one.key')),
      open(store, file('two.key')),
    ]);
    const lost = settled.find((each) => each.status === 'rejected')!;
    assert.match(lost.reason.message, /root key is missing/);
    assert.equal(names().length, 1);
  });

  test(`${engine.name}: a passphrase locks and opens; another one does not`, async (t) => {
    const { store, source, env } = await house(t);
    env['LOCKSTEAD_ROOT_PASSPHRASE'] = 'correct horse battery';
    const { keyring } = await open(store, source('passphrase'));
    const sealed = keyring.seal('page-token', '', utf8('page'));
    const asked: string[] = [];
    const ask = async (question: string) => (asked.push(question), 'correct horse battery');
    const again = await open(store, source('passphrase', { env: {}, ask }));
    assert.ok(again.keyring.open('page-token', '', sealed));
    assert.equal(asked.length, 1);
    env['LOCKSTEAD_ROOT_PASSPHRASE'] = 'wrong horse battery';
    await assert.rejects(open(store, source('passphrase')), refused(3, /passphrase.*wrong/));
    await assert.rejects(
      open(store, source('passphrase', { env: {}, ask: undefined })),
      refused(3, /without a terminal/),
    );
  });

  test(`${engine.name}: a rotation leaves the running keyring and the sealed values as they are`, async (t) => {
    const { store, again, file, names } = await house(t);
    const running = await open(store, file());
    const sealed = running.keyring.seal('secret-access-key', 'AKIA', utf8('secret'));
    const beside = (await again?.()) ?? store;
    const { news } = await rotateRootKey({
      store: beside,
      old: file(),
      new: file(),
      random,
      now,
      newRingKey: false,
    });
    assert.match(news!, /retired-/);
    const later = running.keyring.seal('secret-access-key', 'AKIB', utf8('later'));
    const restarted = await open(store, file());
    assert.ok(restarted.keyring.open('secret-access-key', 'AKIA', sealed));
    assert.ok(restarted.keyring.open('secret-access-key', 'AKIB', later));
    assert.match(names().join(' '), /^root\.key root\.key\.retired-[0-9a-f]{16}$/);
  });

  test(`${engine.name}: a rotation cut short at any moment leaves a keyring that opens`, async (t) => {
    for (const moment of [
      'before the store knew',
      'before the key moved in',
      'before the old name was given up',
    ] as const) {
      const { store, file, names, folder } = await house(t);
      await open(store, file());
      const path = join(folder, 'root.key');
      const before = readFileSync(path, 'utf8');
      const dying: RootKeySource = {
        ...file(),
        stage: async (...args) => {
          const staged = await file().stage(...args);
          if (moment === 'before the store knew') throw new Error('killed');
          return {
            ...staged,
            settle: async () => {
              if (moment === 'before the old name was given up') {
                await staged.settle();
                const [retired] = names().filter((name) => name.includes('.retired-'));
                renameSync(path, `${path}.next-${staged.key.fingerprint}`);
                writeFileSync(path, readFileSync(join(folder, retired!)), { mode: 0o600 });
              }
              throw new Error('killed');
            },
          };
        },
      };
      await assert.rejects(
        rotateRootKey({ store, old: file(), new: dying, random, now, newRingKey: false }),
        /killed/,
      );
      await open(store, file());
      const moved = readFileSync(path, 'utf8') !== before;
      assert.equal(moved, moment !== 'before the store knew');
      if (moved) assert.match(names().join(' '), /^root\.key root\.key\.retired-[0-9a-f]{16}$/);
      await open(store, file());
    }
  });

  test(`${engine.name}: of two rotations at once one wins, and its key is the one that stays`, async (t) => {
    const { store, file, names } = await house(t);
    const { keyring } = await open(store, file());
    const sealed = keyring.seal('session-token', '', utf8('token'));
    const both = Promise.withResolvers<void>();
    let arrived = 0;
    // Neither writes before both have read.
    const meeting: RootKeySource = {
      ...file(),
      stage: async (...args) => {
        const staged = await file().stage(...args);
        if (++arrived === 2) both.resolve();
        await both.promise;
        return staged;
      },
    };
    const rotate = () =>
      rotateRootKey({ store, old: file(), new: meeting, random, now, newRingKey: false });
    const settled = await Promise.allSettled([rotate(), rotate()]);
    assert.equal(settled.filter(({ status }) => status === 'fulfilled').length, 1);
    assert.ok((await open(store, file())).keyring.open('session-token', '', sealed));
    assert.match(names().join(' '), /^root\.key root\.key\.retired-[0-9a-f]{16}$/);
  });

  test(`${engine.name}: a rotation moves from a file to a variable and on to a passphrase`, async (t) => {
    const { store, file, source, env, names } = await house(t);
    const { keyring } = await open(store, file());
    const sealed = keyring.seal('session-token', '', utf8('token'));
    env['KEY'] = Buffer.from(seededRandom('variable').bytes(32)).toString('base64');
    await rotateRootKey({
      store,
      old: file(),
      new: source('env:KEY'),
      random,
      now,
      newRingKey: false,
    });
    assert.deepEqual(names(), ['root.key']);
    await assert.rejects(open(store, file()), refused(3, /wrong one/));
    const same = rotateRootKey({
      store,
      old: source('env:KEY'),
      new: source('env:KEY'),
      random,
      now,
      newRingKey: false,
    });
    await assert.rejects(same, refused(3, /the one in use/));
    env['LOCKSTEAD_ROOT_PASSPHRASE'] = 'correct horse battery';
    await rotateRootKey({
      store,
      old: source('env:KEY'),
      new: source('passphrase'),
      random,
      now,
      newRingKey: false,
    });
    await assert.rejects(open(store, source('env:KEY')), refused(3, /locked with a passphrase/));
    assert.ok((await open(store, source('passphrase'))).keyring.open('session-token', '', sealed));
  });

  test(`${engine.name}: a new ring key seals, and the old ones still open`, async (t) => {
    const { store, file } = await house(t);
    const { keyring } = await open(store, file());
    const old = keyring.seal('session-token', '', utf8('token'));
    await rotateRootKey({ store, old: file(), new: file(), random, now, newRingKey: true });
    const { keyring: next } = await open(store, file());
    const sealed = next.seal('session-token', '', utf8('token'));
    assert.ok(next.open('session-token', '', old));
    assert.ok(next.open('session-token', '', sealed));
    assert.equal(keyring.open('session-token', '', sealed), undefined);
  });

  test(`${engine.name}: there is one keyring`, async (t) => {
    const { store, file } = await house(t);
    await open(store, file());
    const row = (await store.one(selectKeyring, {}))!;
    await assert.rejects(store.commit([change(insertKeyring, row)]), { name: 'Conflict' });
  });
}
