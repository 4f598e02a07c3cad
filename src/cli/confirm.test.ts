import assert from 'node:assert/strict';
import { test } from 'node:test';
import { confirm } from './confirm.ts';
import { exportSecrets } from './secrets/export.ts';
import { exportPassphrase } from './secrets/passphrase.ts';
import { startProgress } from './secrets/progress.ts';
import type { Terminal } from './terminal.ts';

/** A terminal at which somebody gives these answers. */
function sitting(answers: readonly string[] | undefined, more: Partial<Terminal> = {}) {
  const left = [...(answers ?? [])];
  const asked: string[] = [];
  const notes: string[] = [];
  const answer = async (question: string) => {
    asked.push(question);
    return left.shift() ?? '';
  };
  const terminal: Terminal = {
    env: {},
    ask: answers && answer,
    askOpenly: answers && answer,
    print: () => {},
    isWatched: answers !== undefined,
    note: (text) => void notes.push(text),
    progress: undefined,
    coloured: (_colour, text) => text,
    ...more,
  };
  return { terminal, asked, notes };
}

test('nothing is changed but after a yes', async () => {
  for (const [answer, goesOn] of [
    ['y', true],
    ['YES ', true],
    ['', false],
    ['n', false],
    ['yesterday', false],
  ] as const) {
    const { terminal, asked } = sitting([answer]);
    assert.equal(await confirm(terminal, 'Go on?', { yes: false }), goesOn, answer);
    assert.deepEqual(asked, ['Go on? [y/N] ']);
  }
  const silent = sitting(undefined);
  assert.equal(await confirm(silent.terminal, 'Go on?', { yes: true }), true);
  await assert.rejects(confirm(silent.terminal, 'Go on?', { yes: false }), {
    message: 'Go on? Nobody can be asked here, so nothing was changed. Say `--yes`.',
    exitCode: 2,
  });
});

test('values are not shown on a terminal unless that is meant', async () => {
  const client = { place: 'http://localhost', ask: () => Promise.reject(new Error('asked')) };
  const options = {
    names: ['prod/db'],
    prefix: undefined,
    output: undefined,
    format: 'archive',
    which: 'all',
    plain: true,
    passphraseFile: undefined,
    force: false,
    yes: false,
  } as const;
  await assert.rejects(exportSecrets(client, sitting([]).terminal, options), {
    message: /would be shown on this terminal/,
  });
  for (const [terminal, yes] of [
    [sitting([]).terminal, true],
    [sitting(undefined).terminal, false],
  ] as const) {
    await assert.rejects(exportSecrets(client, terminal, { ...options, yes }), {
      message: 'asked',
    });
  }
});

test('a new passphrase is long, and typed twice', async () => {
  const words = 'four random words here';
  const ask = (answers: readonly string[], isNew = true) =>
    exportPassphrase(sitting(answers).terminal, { file: undefined, isNew });
  assert.equal(await ask([words, words]), words);
  await assert.rejects(ask([words, `${words}!`]), { message: /differ/ });
  await assert.rejects(ask(['short', 'short']), { message: /shorter than 12/ });
  await assert.rejects(ask(['']), { message: /empty/ });
  assert.equal(await ask(['short'], false), 'short');
});

test('long work shows how far it is: in one line on a terminal, now and then in a log', () => {
  const lines: string[] = [];
  const watched = sitting([], { progress: (line) => void lines.push(line) });
  const shown = startProgress(watched.terminal, 'imported', 2);
  shown.step('a');
  shown.step('b');
  shown.end();
  assert.deepEqual(lines, ['imported 1 of 2: a', 'imported 2 of 2: b', '']);
  const { terminal, notes } = sitting(undefined);
  const told = startProgress(terminal, 'imported', 1200);
  for (let i = 0; i < 1200; i++) told.step(`secret-${i}`);
  told.end();
  assert.deepEqual(notes, ['imported 500 of 1200.', 'imported 1000 of 1200.']);
});
