/** What can be imported: an archive, a `.env` file, a JSON object, another server. */
import { strictText } from '../../base/bytes.ts';
import { systemRandom, uuid } from '../../base/random.ts';
import { openBox, type Box } from '../../crypto/passphrase-box.ts';
import { EXIT, OperatorError, usageError } from '../../server/operator-error.ts';
import { readText } from '../read-text.ts';
import type { Terminal } from '../terminal.ts';
import { archiveKind, type ArchivedSecret, readArchive, SEALED_ARCHIVE } from './archive.ts';
import { parseDotenv } from './dotenv.ts';
import { exportPassphrase } from './passphrase.ts';

export interface FileSource {
  /** A path, or `-` for standard input. */
  readonly file: string;
  /** One secret of this name gets all variables, as a JSON object. */
  readonly name: string | undefined;
  /** Each variable becomes a secret of its own, with this in front of its name. */
  readonly prefix: string | undefined;
  readonly passphraseFile: string | undefined;
}

/** The secrets that a file holds. */
export async function readSource(
  terminal: Terminal,
  source: FileSource,
): Promise<readonly ArchivedSecret[]> {
  const text = await readText(source.file);
  if (!/^\s*[{[]/.test(text)) return named([...parseDotenv(text)], source);
  const json = parseJson(text, source.file);
  const kind = archiveKind(json);
  if (!kind) return named(membersOf(json), source);
  if (source.name !== undefined || source.prefix !== undefined) {
    throw usageError('An archive brings its names along: leave `--name` and `--prefix` out.');
  }
  if (kind !== SEALED_ARCHIVE) return readArchive(json);
  const of = { file: source.passphraseFile, isNew: false };
  return readArchive(await opened(json as Box, await exportPassphrase(terminal, of)));
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // What the parser says of a text holds a piece of it.
    throw new OperatorError(
      EXIT.failure,
      `\`${file}\` begins as JSON and is none. Was it cut short? A \`.env\` file begins with a name.`,
    );
  }
}

async function opened(box: Box, passphrase: string): Promise<unknown> {
  const plain = await openBox(box, passphrase);
  if (typeof plain !== 'string') return JSON.parse(strictText(plain) ?? '');
  const why = {
    shut: 'it does not open with this passphrase, or was damaged',
    malformed: 'it is no sealed archive: was it changed by hand, or cut short?',
    'unknown-version': 'a newer Lockstead wrote it: import it with that one',
  } as const;
  throw new OperatorError(EXIT.failure, `The archive could not be opened: ${why[plain]}.`);
}

function membersOf(json: unknown): readonly (readonly [string, unknown])[] {
  if (typeof json === 'object' && json !== null && !Array.isArray(json))
    return Object.entries(json);
  throw usageError('The JSON is no object. Write `{"name": "value", …}`.');
}

/** Variables as secrets: all in one, or each by itself. */
function named(
  members: readonly (readonly [string, unknown])[],
  { name, prefix }: FileSource,
): readonly ArchivedSecret[] {
  if ((name === undefined) === (prefix === undefined)) {
    throw usageError(
      'Say how the variables become secrets: `--name app/prod` puts all of them into one, `--prefix app/prod/` makes one of each.',
    );
  }
  if (members.length === 0) throw usageError('There is nothing in the file to import.');
  if (name !== undefined) return [fresh(name, JSON.stringify(Object.fromEntries(members)))];
  return members.map(([key, value]) =>
    fresh(`${prefix}${key}`, typeof value === 'string' ? value : JSON.stringify(value)),
  );
}

const fresh = (name: string, text: string): ArchivedSecret => ({
  name,
  tags: [],
  versions: [{ id: uuid(systemRandom), stages: ['AWSCURRENT'], value: { text } }],
});
