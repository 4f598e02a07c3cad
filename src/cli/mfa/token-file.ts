/** Seeds of tokens as vendors send them: lines of `serial,seed`, or a table with a line of titles. */
import { fromBase32 } from '../../crypto/totp.ts';
import { EXIT, OperatorError } from '../../server/operator-error.ts';

/** A token: what is printed on it, and the secret in it. */
export interface Token {
  readonly serial: string;
  readonly seed: Uint8Array;
}

export type SeedEncoding = 'base32' | 'hex';

/** The tokens of a file. What is wrong is told by its line, and never with a seed. */
export function parseTokens(text: string, encoding: SeedEncoding): readonly Token[] {
  const rows = text
    .replace(/^\u{feff}/u, '')
    .split(/\r?\n/)
    .map((line, at) => ({ line: at + 1, cells: cellsOf(line) }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''));
  const columns = columnsOf(rows[0]?.cells ?? []);
  const tokens = new Map<string, Token>();
  for (const { line, cells } of columns ? rows.slice(1) : rows) {
    const token = readToken(cells, columns ?? PLAIN, { line, encoding });
    if (tokens.has(token.serial)) throw wrong(line, `\`${token.serial}\` is there twice`);
    tokens.set(token.serial, token);
  }
  if (tokens.size === 0) throw new OperatorError(EXIT.failure, NOTHING);
  return [...tokens.values()];
}

interface Columns {
  readonly serial: number;
  readonly seed: number;
  readonly interval: number;
  /** How many cells a line has; several are what nobody here asks about. */
  readonly width: number | undefined;
}

const PLAIN: Columns = { serial: 0, seed: 1, interval: -1, width: 2 };

/** Titles by which vendors' tables call what is needed, in small letters and without spaces. */
const TITLES = {
  serial: ['serial', 'serialnumber'],
  seed: ['seed', 'secret', 'secretkey'],
  interval: ['timeinterval', 'interval', 'timestep'],
};

function columnsOf(cells: readonly string[]): Columns | undefined {
  const titles = cells.map((cell) => cell.toLowerCase().replaceAll(/[\s_-]/g, ''));
  const find = (names: readonly string[]) => titles.findIndex((title) => names.includes(title));
  const [serial, seed] = [find(TITLES.serial), find(TITLES.seed)];
  if (serial < 0 || seed < 0) return undefined;
  return { serial, seed, interval: find(TITLES.interval), width: undefined };
}

function readToken(
  cells: readonly string[],
  columns: Columns,
  { line, encoding }: { readonly line: number; readonly encoding: SeedEncoding },
): Token {
  const { width = cells.length } = columns;
  const [serial = '', written = ''] = [cells[columns.serial], cells[columns.seed]];
  if (cells.length !== width || written === '')
    throw wrong(line, 'it has no serial number and seed, with a comma between');
  if (!SERIAL.test(serial) || serial.startsWith('arn:'))
    throw wrong(line, `\`${serial}\` is no serial number of 9 to 256 letters and digits`);
  const interval = columns.interval < 0 ? '30' : cells[columns.interval];
  if (interval !== '30')
    throw wrong(line, `\`${serial}\` changes its code every ${interval} seconds, and not every 30`);
  const seed = READERS[encoding](written.replaceAll(' ', ''));
  if (!seed) throw wrong(line, `the seed of \`${serial}\` is no ${encoding}`);
  if (seed.length < SHORTEST)
    throw wrong(line, `the seed of \`${serial}\` is shorter than ${SHORTEST * 8} bits`);
  return { serial, seed };
}

const READERS = {
  base32: fromBase32,
  hex: (text: string): Uint8Array | undefined =>
    /^(?:[0-9a-f]{2})+$/i.test(text) ? Uint8Array.from(Buffer.from(text, 'hex')) : undefined,
};

/** The model's pattern of serial numbers. */
const SERIAL = /^[\w+=/:,.@-]{9,256}$/;
/** What RFC 4226 demands, in bytes. */
const SHORTEST = 16;

const cellsOf = (line: string): readonly string[] =>
  line.split(/[,;\t]/).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));

const wrong = (line: number, why: string): OperatorError =>
  new OperatorError(EXIT.failure, `Line ${line} was not understood: ${why}. Nothing was imported.`);

const NOTHING =
  'There is no token in it. Write a line for each: its serial number, a comma, its seed.';
