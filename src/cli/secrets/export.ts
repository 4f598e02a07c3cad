import { resolve } from 'node:path';
import { utf8 } from '../../base/bytes.ts';
import { isoSeconds, systemClock } from '../../base/clock.ts';
import { systemRandom } from '../../base/random.ts';
import { sealBox } from '../../crypto/passphrase-box.ts';
import { EXIT, OperatorError, usageError } from '../../server/operator-error.ts';
import { createPrivateFile, replacePrivateFile } from '../../server/private-file.ts';
import type { Client } from '../aws/client.ts';
import { doing, failure } from '../aws/failure.ts';
import { inParallel } from '../in-parallel.ts';
import { plainly } from '../table.ts';
import type { Terminal } from '../terminal.ts';
import { type ArchivedSecret, printArchive, SEALED_ARCHIVE } from './archive.ts';
import { copyOut, type Which } from './copy-out.ts';
import { printDotenv, VARIABLE } from './dotenv.ts';
import { eachSecret } from './pages.ts';
import { exportPassphrase } from './passphrase.ts';
import { startProgress } from './progress.ts';

export interface ExportOptions {
  /** Secrets by name; all of them where there are none and no prefix. */
  readonly names: readonly string[];
  readonly prefix: string | undefined;
  /** Where to write; standard output where it is not told. */
  readonly output: string | undefined;
  readonly format: 'archive' | 'env';
  readonly which: Which;
  readonly plain: boolean;
  readonly passphraseFile: string | undefined;
  readonly force: boolean;
  readonly yes: boolean;
}

/** `lockstead secrets export`. */
export async function exportSecrets(
  client: Client,
  terminal: Terminal,
  options: ExportOptions,
): Promise<void> {
  const isPlain = options.plain || options.format === 'env';
  if (isPlain && options.output === undefined && terminal.isWatched && !options.yes) {
    throw usageError(
      'The values would be shown on this terminal. Name a file with `--output`, or say `--yes`.',
    );
  }
  // Asked for before anything is read: who mistypes it waits for nothing.
  const passphrase = isPlain
    ? undefined
    : await exportPassphrase(terminal, { file: options.passphraseFile, isNew: true });
  const secrets = await gather(client, terminal, options);
  const now = isoSeconds(systemClock.now());
  const text = options.format === 'env' ? dotenvOf(secrets) : printArchive(secrets, now);
  const written = passphrase === undefined ? text : await sealed(text, passphrase);
  await write(terminal, written, options);
  const versions = secrets.reduce((sum, secret) => sum + secret.versions.length, 0);
  terminal.note(
    `Exported ${counted(secrets.length, 'secret')} with ${counted(versions, 'version')} from ${client.place}${options.output === undefined ? '' : ` to \`${resolve(options.output)}\``}${isPlain ? ', in the clear: keep it where nobody else reads, and not for long' : ', sealed: without the passphrase it is noise'}.`,
  );
}

async function gather(
  client: Client,
  terminal: Terminal,
  { names, prefix, which }: ExportOptions,
): Promise<readonly ArchivedSecret[]> {
  const wanted =
    names.length > 0 ? names : await doing('Listing the secrets', found(client, prefix));
  if (wanted.length === 0) {
    throw new OperatorError(
      EXIT.failure,
      `No secret fits, at ${client.place}. Nothing was written.`,
    );
  }
  const progress = startProgress(terminal, 'read', wanted.length);
  try {
    return await inParallel(wanted, 8, async (name) => {
      const secret = await copyOut(client, name, which).catch((cause: unknown) => {
        throw failure(`Reading \`${name}\``, cause);
      });
      progress.step(plainly(name));
      return secret;
    });
  } finally {
    progress.end();
  }
}

async function found(client: Client, prefix: string | undefined): Promise<readonly string[]> {
  const names: string[] = [];
  const filters = prefix ? [{ Key: 'name', Values: [prefix] } as const] : [];
  for await (const { Name, OwningService } of eachSecret(client, { filters })) {
    // What a service keeps for itself cannot be made by anybody else.
    if (!OwningService) names.push(Name!);
  }
  return names.sort();
}

/** The members of one secret, whose value is a JSON object of texts. */
function dotenvOf([secret, ...others]: readonly ArchivedSecret[]): string {
  const text = secret?.versions.find(({ stages }) => stages.includes('AWSCURRENT'))?.value.text;
  const wrong = new OperatorError(
    EXIT.usage,
    'A `.env` file takes one secret whose value is a JSON object of texts and numbers. Name one, or leave `--format env` out.',
  );
  if (others.length > 0 || text === undefined) throw wrong;
  let members: unknown;
  try {
    members = JSON.parse(text);
  } catch {
    throw wrong;
  }
  if (typeof members !== 'object' || members === null || Array.isArray(members)) throw wrong;
  const variables = Object.entries(members).map(([name, value]) => {
    if (typeof value === 'object' || !VARIABLE.test(name)) throw wrong;
    return [name, String(value)] as const;
  });
  return printDotenv(variables);
}

async function sealed(text: string, passphrase: string): Promise<string> {
  const box = await sealBox(utf8(text), { format: SEALED_ARCHIVE, passphrase }, systemRandom);
  return `${JSON.stringify(box, null, 2)}\n`;
}

async function write(terminal: Terminal, text: string, options: ExportOptions): Promise<void> {
  if (options.output === undefined) return terminal.print(text.replace(/\n$/, ''));
  const path = resolve(options.output);
  try {
    if (options.force) return await replacePrivateFile(path, text);
    if (await createPrivateFile(path, text)) return;
  } catch (cause) {
    throw new OperatorError(
      EXIT.failure,
      `The export \`${path}\` could not be written (${cause instanceof Error ? cause.message : cause}).`,
      { cause },
    );
  }
  throw usageError(`\`${path}\` is there already. Name another file, or say \`--force\`.`);
}

const counted = (count: number, what: string): string =>
  `${count} ${what}${count === 1 ? '' : 's'}`;
