import { assert } from '../base/assert.ts';
import { CHUNK_ROWS, type Snapshot, type Visit } from './copy.ts';
import { type Server, type Session, transaction } from './postgres-pool.ts';
import { patiently } from './postgres-setup.ts';
import { quoted } from './sql.ts';
import type { Row } from './statement.ts';

/** Reads all tables in one transaction, chunk by chunk. */
export async function snapshotPostgres(
  server: Server,
  tables: Iterable<string>,
  visit: Visit,
): Promise<void> {
  await transaction(server, 'begin isolation level repeatable read read only', async (session) => {
    // Who visits may take his time with a chunk.
    await session.query('set local idle_in_transaction_session_timeout = 0');
    // A table without a primary key is read from its beginning, which is the order of arrival.
    await session.query('set local synchronize_seqscans = off');
    for (const table of tables) {
      await session.query(
        `declare chunks no scroll cursor for select * from ${quoted(table)} ${await orderOf(session, table)}`,
      );
      for (;;) {
        const { rows } = await session.query<Row>(patiently(`fetch ${CHUNK_ROWS} from chunks`));
        if (rows.length > 0) await visit(table, rows);
        if (rows.length < CHUNK_ROWS) break;
      }
      await session.query('close chunks');
    }
  });
}

/** Fills empty tables in one transaction. */
export async function loadPostgres(
  server: Server,
  tables: ReadonlySet<string>,
  snapshot: Snapshot,
): Promise<void> {
  await transaction(server, 'begin isolation level read committed', async (session) => {
    await session.query('set local idle_in_transaction_session_timeout = 0');
    for (const table of tables) {
      await session.query(`lock table ${quoted(table)} in access exclusive mode`);
      const { rows } = await session.query(`select 1 from ${quoted(table)} limit 1`);
      if (rows.length > 0) {
        throw new Error(`The store is not empty: \`${table}\` has rows. Nothing was loaded.`);
      }
    }
    // Rows come in any order; the keys between them are checked once all are there.
    const keys = await foreignKeys(session);
    await alter(session, keys, 'deferrable initially deferred');
    for await (const { table, rows } of snapshot) {
      assert(tables.has(table), `the snapshot has a table \`${table}\`, the store has not.`);
      await insertAll(session, table, rows);
    }
    await session.query(patiently('set constraints all immediate'));
    await alter(session, keys, 'not deferrable');
  });
}

/** Empties all tables. Truncating one makes new files, so those without rows are left alone. */
export async function clearPostgres(server: Server, tables: Iterable<string>): Promise<void> {
  const all = [...tables];
  if (all.length === 0) return;
  await transaction(server, 'begin isolation level read committed', async (session) => {
    const { rows } = await session.query<{ table: string }>(
      all
        .map((table) => `select '${table}' as table where exists (select from ${quoted(table)})`)
        .join(' union all '),
    );
    const full = rows.map(({ table }) => quoted(table));
    if (full.length > 0) await session.query(`truncate ${full.join(', ')} cascade`);
  });
}

interface ForeignKey {
  readonly table: string;
  readonly name: string;
}

async function foreignKeys(session: Session): Promise<readonly ForeignKey[]> {
  const { rows } = await session.query<ForeignKey>(`
    select conrelid::regclass::text as table, conname as name
      from pg_constraint
     where contype = 'f' and connamespace = current_schema()::regnamespace`);
  return rows;
}

async function alter(session: Session, keys: readonly ForeignKey[], when: string): Promise<void> {
  for (const { table, name } of keys) {
    await session.query(`alter table ${table} alter constraint ${quoted(name)} ${when}`);
  }
}

/** The protocol counts the values of one statement in 16 bits. */
const MOST_VALUES = 65_000;

async function insertAll(session: Session, table: string, rows: readonly Row[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {});
  const atOnce = Math.floor(MOST_VALUES / Math.max(columns.length, 1));
  for (let at = 0; at < rows.length; at += atOnce) {
    const part = rows.slice(at, at + atOnce);
    const values = part.flatMap((row) => columns.map((column) => row[column] ?? null));
    const tuples = part.map(
      (_, i) => `(${columns.map((_, j) => `$${i * columns.length + j + 1}`)})`,
    );
    await session.query({
      ...patiently(
        `insert into ${quoted(table)} (${columns.map(quoted).join(', ')}) values ${tuples.join(', ')}`,
      ),
      values,
    });
  }
}

async function orderOf(session: Session, table: string): Promise<string> {
  const { rows } = await session.query<{ name: string }>(
    `select a.attname as name
       from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any(i.indkey)
      where i.indisprimary and i.indrelid = to_regclass($1)
      order by array_position(i.indkey::int2[], a.attnum)`,
    [table],
  );
  return rows.length === 0 ? '' : `order by ${rows.map(({ name }) => quoted(name)).join(', ')}`;
}
