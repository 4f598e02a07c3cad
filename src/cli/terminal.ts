import { styleText } from 'node:util';
import type { Surroundings } from '../server/root-key.ts';
import { asker } from './prompt.ts';

/** Who typed the command, and what his process holds. */
export interface Terminal extends Surroundings {
  /** Prints what was asked for. */
  readonly print: (text: string) => void;
  /** Prints beside what was asked for: notes and errors, so that they stay out of pipes and logs. */
  readonly note: (text: string) => void;
  /** Colours a printed word where a terminal shows it; NO_COLOR and pipes get it plain. */
  readonly coloured: (colour: Colour, text: string) => string;
}

export type Colour = 'green' | 'yellow' | 'red';

/** The terminal of this process. */
export function ownTerminal(): Terminal {
  // Who reads may leave before all is said, as `head` does: that is no failure of the command.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  return {
    env: process.env,
    ask: asker(),
    print: (text) => void process.stdout.write(`${text}\n`),
    note: (text) => void process.stderr.write(`${text}\n`),
    coloured: (colour, text) =>
      styleText(colour, text, { stream: process.stdout, validateStream: true }),
  };
}
