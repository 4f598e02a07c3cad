/** What a person has before him: the AWS CLI, OpenSSL, some files, and a server whose clock can be moved. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { aws } from '../clients.ts';
import type { Credentials } from '../kept-server.ts';
import { run, scratch } from '../process.ts';
import { devServer } from '../server/dev-server.ts';
import { DEV } from '../server/signed.ts';

export interface Terminal {
  /** `kms create-key …`, and what it prints; a name in braces is a file of the folder. */
  readonly told: (line: string, who?: Credentials) => any;
  /** The same where it is refused: gives the code. */
  readonly refused: (line: string, who?: Credentials) => string;
  readonly openssl: (line: string) => string;
  /** Keeps what an answer has in base64 as a file. */
  readonly keep: (name: string, base64: string) => void;
  readonly write: (name: string, text: string) => void;
  readonly read: (name: string) => Buffer;
  readonly file: (name: string) => string;
  readonly advance: (duration: string) => Promise<void>;
}

/** A terminal at a `lockstead dev` of its own. */
export async function terminal(t: TestContext): Promise<Terminal> {
  const server = await devServer();
  t.after(() => server.end());
  const folder = scratch();
  t.after(folder.remove);
  const file = (name: string) => join(folder.path, name);
  const wordsOf = (line: string): string[] =>
    line.split(' ').map((word) => word.replace(/\{(\S+?)\}/, (_, n) => file(n)));
  return {
    told: (line, who = DEV) => {
      const { status, stdout, stderr } = aws(server.url, who, ...wordsOf(line));
      assert.equal(status, 0, `${line}: ${stderr}`);
      return stdout === '' ? undefined : JSON.parse(stdout);
    },
    refused: (line, who = DEV) => {
      const { status, stderr } = aws(server.url, who, ...wordsOf(line));
      assert.notEqual(status, 0, line);
      return /\((\w+)\)/.exec(stderr)?.[1] ?? stderr;
    },
    openssl: (line) => {
      const { status, stdout, stderr } = run('openssl', wordsOf(line));
      assert.equal(status, 0, `${line}: ${stderr}`);
      return stdout;
    },
    keep: (name, base64) => writeFileSync(file(name), Buffer.from(base64, 'base64')),
    write: (name, text) => writeFileSync(file(name), text),
    read: (name) => readFileSync(file(name)),
    file,
    advance: async (duration) => {
      const answer = await fetch(`${server.url}/_lockstead/clock`, {
        method: 'POST',
        body: JSON.stringify({ advance: duration }),
      });
      assert.equal(answer.status, 200);
    },
  };
}
