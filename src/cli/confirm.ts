import { usageError } from '../server/operator-error.ts';
import type { Terminal } from './terminal.ts';

/** Asks before something is changed that is there; `--yes` has answered already. Throws where nobody can answer. */
export async function confirm(
  terminal: Terminal,
  question: string,
  { yes }: { readonly yes: boolean },
): Promise<boolean> {
  if (yes) return true;
  if (!terminal.askOpenly) {
    throw usageError(
      `${question} Nobody can be asked here, so nothing was changed. Say \`--yes\`.`,
    );
  }
  const answer = await terminal.askOpenly(`${question} [y/N] `);
  if (/^y(es)?$/i.test(answer.trim())) return true;
  terminal.note('Nothing was changed.');
  return false;
}
