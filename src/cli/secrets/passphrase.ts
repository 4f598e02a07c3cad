import { readFile, stat } from 'node:fs/promises';
import { usageError } from '../../server/operator-error.ts';
import type { Terminal } from '../terminal.ts';

const VARIABLE = 'LOCKSTEAD_EXPORT_PASSPHRASE';
const SHORTEST = 12;

/** The passphrase of an export: from a file, the environment, or who sits there; a new one is asked for twice. */
export async function exportPassphrase(
  terminal: Terminal,
  of: { readonly file: string | undefined; readonly isNew: boolean },
): Promise<string> {
  const given = await fromElsewhere(terminal, of.file);
  if (given !== undefined) return checked(given, of.isNew);
  if (!terminal.ask) {
    throw usageError(
      `The passphrase of the export cannot be asked for without a terminal. Set \`${VARIABLE}\`, say \`--passphrase-file\`${of.isNew ? ', or export in the clear with `--plain`' : ''}.`,
    );
  }
  const question = of.isNew ? 'New passphrase for the export: ' : 'Passphrase of the export: ';
  const answer = checked(await terminal.ask(question), of.isNew);
  if (of.isNew && (await terminal.ask('The same again: ')) !== answer) {
    throw usageError('The two passphrases differ. Nothing was written; try again.');
  }
  return answer;
}

async function fromElsewhere(
  { env }: Terminal,
  file: string | undefined,
): Promise<string | undefined> {
  if (file === undefined) return env[VARIABLE] || undefined;
  const facts = await stat(file).catch(() => undefined);
  if (!facts?.isFile()) {
    throw usageError(
      `The passphrase file \`${file}\` is not there. Write the passphrase into it, with mode 0600.`,
    );
  }
  if (facts.mode & 0o077) {
    throw usageError(
      `Others than its owner can read the passphrase file \`${file}\`. Run \`chmod 600 ${file}\`.`,
    );
  }
  const text = await readFile(file, 'utf8');
  return text.replace(/\r?\n$/, '');
}

function checked(passphrase: string, isNew: boolean): string {
  if (passphrase === '') throw usageError('The passphrase of the export is empty.');
  if (isNew && [...passphrase].length < SHORTEST) {
    throw usageError(
      `The passphrase is shorter than ${SHORTEST} characters. Take four or more random words.`,
    );
  }
  return passphrase;
}
