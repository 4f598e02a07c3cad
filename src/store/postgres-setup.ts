import type { Instant } from '../base/clock.ts';
import { countWrites, GENERATION_FUNCTION, GENERATION_TABLE } from './generations.ts';
import { pendingSteps, SCHEMA_MIGRATION, SELECT_APPLIED } from './migrate.ts';
import { type Server, type Session, transaction } from './postgres-pool.ts';
import { postgresSchema } from './schema.ts';
import type { Migrations } from './store.ts';

/** Brings the database to this program's schema; of several servers that start at once, one does. */
export async function setUp(
  server: Server,
  migrations: readonly Migrations[],
  counted: Iterable<string>,
  now: Instant | undefined,
): Promise<void> {
  await transaction(server, 'begin isolation level read committed', async (session) => {
    await session.query(`select pg_advisory_xact_lock(${LOCK})`);
    // A refusal comes before the first change.
    const steps = pendingSteps(await appliedSteps(session), migrations);
    if (!(await exists(session, 'schema_migration'))) {
      await session.query(postgresSchema(SCHEMA_MIGRATION));
    }
    for (const { owner, step, sql, checksum } of steps) {
      await session.query(patiently(postgresSchema(sql)));
      const values = [owner, step, checksum, now ?? null];
      await session.query('insert into schema_migration values ($1, $2, $3, $4)', values);
    }
    if (!(await exists(session, 'generation'))) {
      await session.query(GENERATION_TABLE);
      await session.query(GENERATION_FUNCTION);
    }
    await countWrites(session, counted);
  });
}

/** Counts the writes of tables that a cached statement was found to read after the store was opened. */
export async function countMore(server: Server, tables: Iterable<string>): Promise<void> {
  await transaction(server, 'begin isolation level read committed', async (session) => {
    await session.query(`select pg_advisory_xact_lock(${LOCK})`);
    await countWrites(session, tables);
  });
}

/** A statement that may take hours, as building an index over years of trail does. */
export const patiently = (text: string) => ({ text, query_timeout: 24 * 60 * 60 * 1000 });

/** Any number will do, as long as all versions of Lockstead use the same: "lockstea" in ASCII. */
const LOCK = '7813587250104198497';

async function appliedSteps(session: Session) {
  if (!(await exists(session, 'schema_migration'))) return [];
  return (await session.query(SELECT_APPLIED)).rows;
}

async function exists(session: Session, table: string): Promise<boolean> {
  const { rows } = await session.query('select to_regclass($1) is not null as found', [table]);
  return rows[0].found === 1;
}
