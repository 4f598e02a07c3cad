import assert from 'node:assert/strict';
import { lstatSync, readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { type Zippable, zipSync } from 'fflate';
import { scratch } from '../../test/process.ts';
import { utf8 } from '../base/bytes.ts';
import { examine, unpack } from './unpack.ts';
import { MAX_UNZIPPED_BYTES, ZipError } from './zip-entries.ts';

const LINK = 0o120777 << 16;
const unix = (attrs: number) => ({ os: 3, attrs });

function folder(t: TestContext): string {
  const { path, remove } = scratch();
  t.after(remove);
  return path;
}

async function refused(t: TestContext, zip: Uint8Array, fault: string): Promise<void> {
  const outside = folder(t);
  assert.equal(await examine(zip), fault);
  await assert.rejects(
    unpack(zip, folder(t)),
    (error) => error instanceof ZipError && error.fault === fault,
  );
  assert.deepEqual(readdirSync(outside), []);
}

test('a package is unpacked with its folders, its executables and its links', async (t) => {
  const at = folder(t);
  const zip = zipSync({
    'handler.py': utf8('print(1)'),
    'bin/run': [utf8('#!/bin/sh'), unix(0o100755 << 16)],
    'lib/libx.so': [utf8('libx.so.1'), unix(LINK)],
    'lib/libx.so.1': utf8('code'),
    'lib/up': [utf8('../handler.py'), unix(LINK)],
  });
  assert.deepEqual(await examine(zip), { unzippedBytes: 8 + 9 + 9 + 4 + 13 });
  await unpack(zip, at);
  assert.equal(readFileSync(join(at, 'handler.py'), 'utf8'), 'print(1)');
  assert.equal(statSync(join(at, 'handler.py')).mode & 0o777, 0o644);
  assert.equal(statSync(join(at, 'bin/run')).mode & 0o777, 0o755);
  assert.equal(readlinkSync(join(at, 'lib/libx.so')), 'libx.so.1');
  assert.equal(readFileSync(join(at, 'lib/up'), 'utf8'), 'print(1)');
  assert.ok(lstatSync(join(at, 'lib/up')).isSymbolicLink());
});

test('a zip of a folder that begins with ./ is unpacked like any other', async (t) => {
  const at = folder(t);
  await unpack(zipSync({ './index.js': utf8('1') }), at);
  assert.deepEqual(readdirSync(at), ['index.js']);
});

const HOSTILE: readonly (readonly [what: string, files: Zippable])[] = [
  ['a way up', { '../evil': utf8('x') }],
  ['a way up from inside', { 'a/../../evil': utf8('x') }],
  ['an absolute path', { '/etc/evil': utf8('x') }],
  ['a drive', { 'C:evil': utf8('x') }],
  ['a backslash', { '..\\evil': utf8('x') }],
  ['a NUL', { 'evil\0.py': utf8('x') }],
  ['a link out', { l: [utf8('../../etc'), unix(LINK)] }],
  ['an absolute link', { l: [utf8('/etc/passwd'), unix(LINK)] }],
  ['a file behind a link', { l: [utf8('d'), unix(LINK)], 'l/evil': utf8('x') }],
  ['a file inside of a file', { f: utf8('x'), 'f/evil': utf8('x') }],
  ['a device', { null: [utf8(''), unix(0o020666 << 16)] }],
];

for (const [what, files] of HOSTILE) {
  test(`a zip with ${what} is hostile`, (t) => refused(t, zipSync(files), 'hostile'));
}

test('two files of one name are hostile: readers would disagree which one it is', async (t) => {
  const zip = Buffer.from(zipSync({ 'aa.py': utf8('1'), 'ab.py': utf8('2') }));
  for (let at = zip.indexOf('ab.py'); at >= 0; at = zip.indexOf('ab.py')) zip.write('aa.py', at);
  await refused(t, zip, 'hostile');
});

test('what is no zip, or a broken one, is unreadable', async (t) => {
  await refused(t, utf8('no zip at all'), 'unreadable');
  await refused(t, new Uint8Array(0), 'unreadable');
  const zip = Buffer.from(zipSync({ 'a.txt': utf8('a'.repeat(1000)) }));
  zip[40] = zip[40]! ^ 0xff;
  await refused(t, zip, 'unreadable');
});

test('a zip bomb is too large, whether or not it tells its size', async (t) => {
  const half = new Uint8Array(1024 * 1024);
  const declared = (bytes: number) => {
    const zip = Buffer.from(zipSync({ a: half, b: half }));
    const central = zip.lastIndexOf(Buffer.from('PK\x01\x02', 'latin1'));
    zip.writeUInt32LE(bytes, central + 24);
    return zip;
  };
  await refused(t, declared(MAX_UNZIPPED_BYTES), 'too-large');
  // Who declares less than comes is stopped at what he declared.
  await refused(t, declared(1), 'unreadable');
});

test('a zip of very many files is too large though all are empty', async () => {
  const files: Zippable = {};
  for (let i = 0; i <= 50_000; i++) files[`f${i}`] = new Uint8Array(0);
  assert.equal(await examine(zipSync(files, { level: 0 })), 'too-large');
});
