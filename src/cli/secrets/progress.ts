import type { Terminal } from '../terminal.ts';

export interface Progress {
  /** One more is done. */
  readonly step: (name: string) => void;
  /** Clears the line. */
  readonly end: () => void;
}

/** Where nobody watches, every so many are told in a line of their own. */
const TOLD = 500;

/** Shows how far a long piece of work is; `total` is unknown where things are read as they come. */
export function startProgress(terminal: Terminal, what: string, total?: number): Progress {
  let done = 0;
  return {
    step: (name) => {
      done++;
      const far = total === undefined ? `${done}` : `${done} of ${total}`;
      if (terminal.progress) terminal.progress(`${what} ${far}: ${name}`);
      else if (done % TOLD === 0) terminal.note(`${what} ${far}.`);
    },
    end: () => terminal.progress?.(''),
  };
}
