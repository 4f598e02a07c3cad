/** Pages of the documentation that are typed as they stand: one shell, one block after another. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KeptServer } from '../kept-server.ts';
import { ROOT, run } from '../process.ts';

export interface Block {
  /** What it stands under. */
  readonly heading: string;
  readonly text: string;
}

export interface Typed {
  /** What each block has printed. */
  readonly printed: readonly Block[];
  /** What was complained of, all in all. */
  readonly complaints: string;
}

/** The `sh` blocks of a page, in order. */
export function blocksOf(page: string): readonly Block[] {
  const text = readFileSync(join(ROOT, page), 'utf8');
  let heading = '';
  return [...text.matchAll(/^## (.+)$|^```sh\n([^]*?)^```$/gm)].flatMap(([, title, block]) => {
    if (title !== undefined) heading = title;
    return block === undefined ? [] : [{ heading, text: block }];
  });
}

/** Types these pages in one shell, in the folder of a server that was started for the first time. */
export function typePages(server: KeptServer, ...pages: readonly string[]): Typed {
  const blocks = pages.flatMap(blocksOf);
  const script = blocks.map(({ text }) => `${text}echo '${END}'\n`).join('');
  const shell = run('bash', ['-euo', 'pipefail', '-c', `cd '${server.folder}'\n${script}`], {
    HOME: server.folder,
  });
  assert.equal(shell.status, 0, `${shell.stdout}\n${shell.stderr}`);
  const texts = shell.stdout.split(`${END}\n`);
  return {
    printed: blocks.map(({ heading }, i) => ({ heading, text: texts[i]! })),
    complaints: shell.stderr,
  };
}

const END = '== end of block ==';
