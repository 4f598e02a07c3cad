import { styleText } from 'node:util';
import type { Surroundings } from '../server/root-key.ts';
import { asker, openAsker } from './prompt.ts';

/** Who typed the command, and what his process holds. */
export interface Terminal extends Surroundings {
  /** Asks on the terminal and shows what is typed; undefined where nobody can answer. */
  readonly askOpenly: ((question: string) => Promise<string>) | undefined;
  /** Prints what was asked for. */
  readonly print: (text: string) => void;
  /** Whether what is printed is read by eyes, and stays on a screen. */
  readonly isWatched: boolean;
  /** Prints beside what was asked for: notes and errors, so that they stay out of pipes and logs. */
  readonly note: (text: string) => void;
  /** Shows how far it is, in a line that the next one takes the place of; undefined where no terminal shows it. */
  readonly progress: ((line: string) => void) | undefined;
  /** Colours a printed word where a terminal shows it; NO_COLOR and pipes get it plain. */
  readonly coloured: (colour: Colour, text: string) => string;
}

export type Colour = 'green' | 'yellow' | 'red';

/** The terminal of this process. */
export function ownTerminal(): Terminal {
  // Who reads may leave before all is said, as `head` does: that is no failure of the command.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  const { stdout, stderr } = process;
  return {
    env: process.env,
    ask: asker(),
    askOpenly: openAsker(),
    print: (text) => void stdout.write(`${text}\n`),
    isWatched: stdout.isTTY === true,
    note: (text) => void stderr.write(`${stderr.isTTY ? CLEAR_LINE : ''}${text}\n`),
    progress: stderr.isTTY
      ? (line) => void stderr.write(`${CLEAR_LINE}${line.slice(0, (stderr.columns || 80) - 1)}`)
      : undefined,
    coloured: (colour, text) => styleText(colour, text, { stream: stdout, validateStream: true }),
  };
}

const CLEAR_LINE = '\r\u001b[2K';
