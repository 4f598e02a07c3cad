import { readFile } from 'node:fs/promises';
import { text as textOf } from 'node:stream/consumers';
import { EXIT, OperatorError } from '../server/operator-error.ts';

/** What a file says, or standard input where it is called `-`. */
export async function readText(file: string): Promise<string> {
  try {
    return file === '-' ? await textOf(process.stdin) : await readFile(file, 'utf8');
  } catch (cause) {
    throw new OperatorError(
      EXIT.failure,
      `\`${file}\` could not be read (${cause instanceof Error ? cause.message : cause}).`,
      { cause },
    );
  }
}
