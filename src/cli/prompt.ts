import { createInterface } from 'node:readline/promises';
import type { ReadStream } from 'node:tty';

/** Asks on the terminal without showing what is typed; undefined where there is no terminal. */
export const asker = (): ((question: string) => Promise<string>) | undefined =>
  process.stdin.isTTY ? (question) => ask(process.stdin, question) : undefined;

/** Asks on the terminal and shows what is typed; undefined where there is no terminal. */
export const openAsker = (): ((question: string) => Promise<string>) | undefined =>
  process.stdin.isTTY ? askOpenly : undefined;

async function askOpenly(question: string): Promise<string> {
  // The question goes beside what is printed: that may be on its way into a file.
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  const { promise: gone, reject } = Promise.withResolvers<never>();
  const leave = () => reject(new Error(UNANSWERED));
  lines.once('close', leave);
  try {
    return await Promise.race([lines.question(question), gone]);
  } finally {
    lines.off('close', leave);
    lines.close();
  }
}

const UNANSWERED = 'The question was not answered. Nothing was changed';

const ENTER = new Set(['\r', '\n', '\u0004']);
const BACKSPACE = new Set(['\b', '\u007f']);
const CTRL_C = '\u0003';
const CTRL_U = '\u0015';

function ask(terminal: ReadStream, question: string): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  let typed: string[] = [];
  const done = () => {
    terminal.off('data', onData);
    terminal.setRawMode(false);
    terminal.pause();
    process.stderr.write('\n');
  };
  const onData = (chunk: string) => {
    for (const sign of chunk) {
      if (sign === CTRL_C) {
        done();
        return reject(new Error(UNANSWERED));
      }
      if (ENTER.has(sign)) {
        done();
        return resolve(typed.join(''));
      }
      if (sign === CTRL_U) typed = [];
      else if (BACKSPACE.has(sign)) typed.pop();
      else typed.push(sign);
    }
  };
  // First the echo goes, then the question comes: who is quick must not show his answer.
  terminal.setRawMode(true);
  terminal.setEncoding('utf8');
  terminal.on('data', onData);
  terminal.resume();
  process.stderr.write(question);
  return promise;
}
