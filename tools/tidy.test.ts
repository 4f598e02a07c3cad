import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { findings } from './tidy.ts';

/** What tidy says of a tree of these files. */
function said(files: { readonly [path: string]: string }): string {
  const root = mkdtempSync(join(tmpdir(), 'lockstead-tidy-'));
  try {
    for (const [path, text] of Object.entries({
      'src/base/clock.ts': '',
      'test/x.test.ts': '',
      ...files,
    })) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    return findings(root).join('\n');
  } finally {
    rmSync(root, { recursive: true });
  }
}

test('the house as it stands has no finding', () => {
  assert.deepEqual(findings(), []);
});

test('a service may not import another, nor the gate, nor what lies above', () => {
  for (const target of [
    '../kms/key.ts',
    '../../gate/gate.ts',
    '../../server/http.ts',
    '../../house.ts',
  ]) {
    assert.match(
      said({ 'src/services/sts/a.ts': `import { x } from '${target}';` }),
      /may not import/,
      target,
    );
  }
});

test('a room may import itself and the floors below', () => {
  const files = {
    'src/services/sts/a.ts':
      "import { x } from './b.ts';\nimport { y } from '../../store/store.ts';",
  };
  assert.equal(said(files), '');
});

test('rooms of the first floor do not know each other, but generated tables know the model', () => {
  assert.match(
    said({ 'src/policy/a.ts': "import { x } from '../crypto/b.ts';" }),
    /may not import/,
  );
  assert.equal(said({ 'src/generated/a.ts': "import { x } from '../model/model.ts';" }), '');
});

test('each power of the house is found in the wrong room', () => {
  const misuses = {
    'the wall clock': 'const t = Date.now();',
    'random bytes': 'const b = crypto.getRandomValues(a);',
    'node:crypto': "import { createHash } from 'node:crypto';",
    databases: "import pg from 'pg';",
    sockets: "import http from 'node:http';",
    processes: "import { spawn } from 'node:child_process';",
    environment: 'const e = process.env;',
    'store.commit': 'await store.commit([]);',
    'making a permit': 'const p = r as Permitted<R, A>;',
    'writing to the console': 'console.log(1);',
  };
  for (const [power, line] of Object.entries(misuses)) {
    assert.match(
      said({ 'src/services/kms/a.ts': line }),
      new RegExp(`kms/a.ts:1: .*${power.split(' ').at(-1)}`),
      power,
    );
  }
});

test('open work, empty names, and tests that do not run are found', () => {
  assert.match(said({ 'src/base/a.ts': `// ${'TO'}DO: later` }), /belongs into an issue/);
  assert.match(said({ 'src/base/utils.ts': '' }), /says nothing/);
  assert.match(said({ 'src/base/NotKebab.ts': '' }), /kebab-case/);
  assert.match(said({ 'src/base/a.test.ts': `test.${'skip'}('x', () => {});` }), /proves nothing/);
  assert.match(said({ 'test/a.test.ts': '  assert.rejects(f());' }), /await it/);
});
