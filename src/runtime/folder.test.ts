import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { scratch } from '../../test/process.ts';
import { systemRandom } from '../base/random.ts';
import { openFolder, sweepFolders } from './folder.ts';

const FOLDER = fileURLToPath(new URL('./folder.ts', import.meta.url));
const RANDOM = fileURLToPath(new URL('../base/random.ts', import.meta.url));

/** Another process that has a folder, and does nothing more. */
async function owner(parent: string) {
  const program = `
    const { openFolder } = await import(${JSON.stringify(FOLDER)});
    const { systemRandom } = await import(${JSON.stringify(RANDOM)});
    console.log((await openFolder(${JSON.stringify(parent)}, systemRandom)).path);
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [path] = (await once(child.stdout, 'data')) as [Buffer];
  return {
    path: path.toString().trim(),
    kill: async () => {
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

test('what a killed process has left goes with the next start, and nothing of a living one', async (t) => {
  const place = scratch();
  t.after(place.remove);
  const parent = join(place.path, 'functions');
  const [dying, living] = await Promise.all([owner(parent), owner(parent)]);
  t.after(living.kill);
  mkdirSync(join(dying.path, 'code-0/deep'), { recursive: true });
  writeFileSync(join(dying.path, 'code-0/deep/main.py'), 'x');
  await sweepFolders(parent);
  assert.ok(existsSync(dying.path) && existsSync(living.path));

  await dying.kill();
  const mine = await openFolder(parent, systemRandom);
  assert.equal(existsSync(dying.path), false);
  assert.ok(existsSync(living.path) && existsSync(mine.path));
  await sweepFolders(parent);
  assert.ok(existsSync(mine.path));
  await mine.remove();
  const left = readdirSync(parent).map((name) => join(parent, name.replace(/\.lock.*$/, '')));
  assert.deepEqual([...new Set(left)], [living.path]);
});

test('what no runtime has made is left where it is', async (t) => {
  const place = scratch();
  t.after(place.remove);
  writeFileSync(join(place.path, 'mine.lock'), '');
  mkdirSync(join(place.path, 'functions-without-a-lock'));
  await sweepFolders(place.path);
  assert.deepEqual(readdirSync(place.path).sort(), ['functions-without-a-lock', 'mine.lock']);
});

test('a folder that cannot be made is an error, and is not tried for ever', async (t) => {
  const place = scratch();
  t.after(place.remove);
  writeFileSync(join(place.path, 'file'), '');
  await assert.rejects(openFolder(join(place.path, 'file'), systemRandom), { code: 'EEXIST' });
});
