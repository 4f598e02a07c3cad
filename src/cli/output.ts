import { styleText } from 'node:util';

/** Prints what was asked for. */
export const print = (text: string): void => void process.stdout.write(`${text}\n`);

/** Prints beside what was asked for: notes and errors, so that they stay out of pipes and logs. */
export const note = (text: string): void => void process.stderr.write(`${text}\n`);

export type Colour = 'green' | 'yellow' | 'red' | 'bold';

/** Colours a word where a terminal shows it; NO_COLOR and pipes get it plain. */
export const coloured = (colour: Colour, text: string): string =>
  styleText(colour, text, { stream: process.stdout, validateStream: true });
