/**
 * A backup: gzipped JSON lines that no engine owns.
 *
 *     {"lockstead":"backup","format":1,"created":…,"engine":…,"migrations":{…}}
 *     {"table":"secret","columns":["arn","name",…]}     then its rows, one array a line
 *     {"rows":{"secret":12,…},"sha256":"…"}             over all lines before this one
 */
import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { link, rename, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { base64, fromBase64, text, utf8 } from '../base/bytes.ts';
import { runningSha256 } from '../crypto/running-hash.ts';
import { EXIT, OperatorError } from '../server/operator-error.ts';
import { isCode, syncFolderOf } from '../server/private-file.ts';
import type { Row, Value } from '../store/statement.ts';
import type { Store } from '../store/store.ts';

export interface BackupHeader {
  readonly created: string;
  readonly engine: Store['engine'];
  /** How many steps of each owner the rows were written under. */
  readonly migrations: { readonly [owner: string]: number };
}

export type RowCounts = { readonly [table: string]: number };

/** Writes all rows of one moment. What is not whole has another name: `FILE.partial`. */
export async function writeBackup(
  path: string,
  header: BackupHeader,
  snapshot: Store['snapshot'],
  force: boolean,
): Promise<RowCounts> {
  const partial = `${path}.partial`;
  await rm(partial, { force: true });
  try {
    const counts = await fill(partial, header, snapshot);
    if (force) await rename(partial, path);
    else await link(partial, path);
    await syncFolderOf(path);
    return counts;
  } catch (cause) {
    if (isCode(cause, 'EEXIST')) throw alreadyThere(path);
    throw cause;
  } finally {
    await rm(partial, { force: true });
  }
}

export const alreadyThere = (path: string): OperatorError =>
  new OperatorError(
    EXIT.failure,
    `The backup \`${path}\` is there already. Name another file, or say \`--force\` to replace it.`,
  );

/** The header, once the whole file was read and found as it was written. */
export async function verifyBackup(
  path: string,
): Promise<{ readonly header: BackupHeader; readonly counts: RowCounts }> {
  let header: BackupHeader | undefined;
  const counts: { [table: string]: number } = {};
  for await (const part of partsOf(path)) {
    if ('header' in part) header = part.header;
    else counts[part.table] = (counts[part.table] ?? 0) + part.rows.length;
  }
  return { header: header!, counts };
}

/** The rows of a backup, as `Store.load` takes them. */
export async function* rowsOf(
  path: string,
): AsyncGenerator<{ readonly table: string; readonly rows: readonly Row[] }> {
  for await (const part of partsOf(path)) if ('table' in part) yield part;
}

const FORMAT = 1;
/** So many rows are handed on in one go. */
const CHUNK_ROWS = 200;

async function fill(
  path: string,
  header: BackupHeader,
  snapshot: Store['snapshot'],
): Promise<RowCounts> {
  const zip = createGzip({ level: 6 });
  const written = pipeline(zip, createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true }));
  // A full disk is told once, where `written` is waited for.
  written.catch(() => {});
  const hash = runningSha256();
  const counts: { [table: string]: number } = {};
  const write = async (value: unknown, counted = true) => {
    const line = utf8(`${JSON.stringify(value)}\n`);
    if (counted) hash.add(line);
    // A stream that failed never drains.
    if (!zip.write(line)) await Promise.race([once(zip, 'drain'), written]);
  };

  try {
    await write({ lockstead: 'backup', format: FORMAT, ...header });
    let begun = '';
    await snapshot(async (table, rows) => {
      const columns = Object.keys(rows[0]!);
      if (table !== begun) await write({ table, columns });
      begun = table;
      counts[table] = (counts[table] ?? 0) + rows.length;
      for (const row of rows) await write(columns.map((column) => print(row[column]!)));
    });
    await write({ rows: counts, sha256: hash.hex() }, false);
    zip.end();
    await written;
  } catch (cause) {
    // The file is closed before it is removed: a stream that opens late would make it again.
    zip.destroy();
    await written.catch(() => {});
    throw cause;
  }
  return counts;
}

type Part =
  | { readonly header: BackupHeader }
  | { readonly table: string; readonly rows: readonly Row[] };

/** Walks a backup from its header to its trailer; throws where one of them is missing or does not fit. */
async function* partsOf(path: string): AsyncGenerator<Part> {
  const hash = runningSha256();
  const counts: { [table: string]: number } = {};
  let table = '';
  let columns: readonly string[] = [];
  let rows: Row[] = [];
  let begun = false;
  let ended = false;
  try {
    for await (const line of linesOf(path)) {
      if (ended) throw damaged(path);
      const value = parse(path, line);
      if (!begun) {
        yield { header: headerOf(path, value) };
        begun = true;
      } else if (Array.isArray(value)) {
        if (value.length !== columns.length) throw damaged(path);
        rows.push(Object.fromEntries(columns.map((column, i) => [column, read(path, value[i])])));
        counts[table] = (counts[table] ?? 0) + 1;
        if (rows.length === CHUNK_ROWS) {
          yield { table, rows };
          rows = [];
        }
      } else {
        if (rows.length > 0) yield { table, rows };
        rows = [];
        if (typeof value['table'] === 'string') {
          table = value['table'];
          columns = value['columns'] as string[];
        } else {
          ended = true;
          if (value['sha256'] !== hash.hex() || !sameCounts(value['rows'], counts))
            throw damaged(path);
          continue;
        }
      }
      hash.add(line);
    }
  } catch (cause) {
    // gzip says in its own words that a file was cut off.
    if (cause instanceof Error && 'code' in cause && String(cause.code).startsWith('Z_'))
      throw damaged(path, cause);
    throw cause;
  }
  if (!ended) throw damaged(path);
}

/** Lines with their ends. */
async function* linesOf(path: string): AsyncGenerator<Uint8Array> {
  const zip = createGunzip();
  // An error of the file ends the stream that is read below, and is thrown there.
  pipeline(createReadStream(path), zip).catch(() => {});
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of zip as AsyncIterable<Buffer>) {
    let data = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    for (let end = data.indexOf(10); end !== -1; end = data.indexOf(10)) {
      yield data.subarray(0, end + 1);
      data = data.subarray(end + 1);
    }
    rest = data;
  }
  if (rest.length > 0) yield rest;
}

type Line = { readonly [name: string]: unknown };

function parse(path: string, line: Uint8Array): Line | unknown[] {
  try {
    return JSON.parse(text(line)) as Line;
  } catch (cause) {
    throw damaged(path, cause);
  }
}

function headerOf(path: string, value: Line | unknown[]): BackupHeader {
  const line = value as Line;
  if (line['lockstead'] !== 'backup') {
    throw new OperatorError(
      EXIT.failure,
      `The file \`${path}\` is no backup of Lockstead. Name one that \`lockstead backup\` wrote.`,
    );
  }
  if (line['format'] !== FORMAT) {
    throw new OperatorError(
      EXIT.failure,
      `The backup \`${path}\` has the format \`${line['format']}\`, which this Lockstead does not know. Restore it with the program that made it, or a newer one.`,
    );
  }
  return line as unknown as BackupHeader;
}

// Bytes are an object with one member: no other value is an object.
const print = (value: Value): unknown =>
  value instanceof Uint8Array ? { b: base64(value) } : value;

function read(path: string, value: unknown): Value {
  if (typeof value !== 'object' || value === null) return value as Value;
  const bytes = fromBase64(String((value as Line)['b']));
  if (!bytes) throw damaged(path);
  return new Uint8Array(bytes);
}

const sameCounts = (told: unknown, counts: RowCounts): boolean => {
  const said = Object.entries((told ?? {}) as RowCounts);
  return (
    said.length === Object.keys(counts).length &&
    said.every(([table, rows]) => counts[table] === rows)
  );
};

const damaged = (path: string, cause?: unknown): OperatorError =>
  new OperatorError(
    EXIT.failure,
    `The backup \`${path}\` is damaged or was cut off: its end does not fit what is before it. Nothing was loaded. Take another backup.`,
    { cause },
  );
