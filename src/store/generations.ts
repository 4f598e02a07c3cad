import type { Lane } from './postgres-lanes.ts';
import type { Session } from './postgres-pool.ts';
import { quoted } from './sql.ts';

/**
 * Counts the writes of tables that cached statements read.
 *
 * The database counts by itself (a trigger), in the transaction that writes: no program, no older
 * version of this one and no administrator's hand can forget it.
 */
export const GENERATION_TABLE =
  'create table generation (name text collate "C" primary key, number bigint not null)';

export const GENERATION_FUNCTION = `
  create or replace function count_generation() returns trigger language plpgsql set search_path from current as $$
  begin
    insert into generation (name, number) values (tg_table_name, 1)
      on conflict (name) do update set number = generation.number + 1;
    return null;
  end $$`;

/**
 * Begins to count the writes of `tables`; who is writing one of them is waited for.
 *
 * Tables that were counted before and have lost their trigger are counted on: a migration may have
 * made them anew, while an older program still relies on their count.
 */
export async function countWrites(session: Session, tables: Iterable<string>): Promise<void> {
  const { rows } = await session.query<{ name: string; counting: 0 | 1 }>(SELECT_COUNTED);
  const counting = new Set(rows.filter((row) => row.counting === 1).map(({ name }) => name));
  for (const table of [...new Set([...tables, ...rows.map(({ name }) => name)])].sort()) {
    if (counting.has(table)) continue;
    await session.query(`
      create trigger count_generation after insert or update or delete or truncate on ${quoted(table)}
      for each statement execute function count_generation()`);
    // The first number, or one more for what was written while nobody counted.
    await session.query(COUNT_ONCE, [table]);
  }
}

// Tables of this schema that have a generation or its trigger, and whether they have both.
const SELECT_COUNTED = `
  select c.relname as name, g.name is not null and t.oid is not null as counting
    from pg_class c
    left join generation g on g.name = c.relname
    left join pg_trigger t on t.tgrelid = c.oid and t.tgname = 'count_generation'
   where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r'
     and (g.name is not null or t.oid is not null)`;

const COUNT_ONCE = `
  insert into generation (name, number) values ($1, 1)
    on conflict (name) do update set number = generation.number + 1`;

/** Learns which tables have been written since it asked last. */
export interface Generations {
  /**
   * Asks the server; the question leaves after this call, so the answer is not older than it.
   * Calls of one round of the event loop share a question.
   */
  readonly refresh: () => Promise<void>;
  /** Forgets what it knows: a new connection may lead to another server. */
  readonly reset: () => void;
}

/** Tells `written` of every table whose generation moved. */
export function watchGenerations(
  lane: Lane,
  written: (tables: readonly string[]) => void,
): Generations {
  const known = new Map<string, number>();
  let last = '';
  let gathering: Promise<void> | undefined;

  const learn = (text: string) => {
    if (text === last) return;
    last = text;
    const moved: string[] = [];
    for (const [name, number] of Object.entries(JSON.parse(text) as Record<string, number>)) {
      // Answers of two connections may come out of order: generations only grow.
      if (number <= (known.get(name) ?? 0)) continue;
      known.set(name, number);
      moved.push(name);
    }
    written(moved);
  };
  const ask = async () => {
    const { rows } = await lane.ask(SELECT_GENERATIONS);
    learn((rows[0] as { generations: string }).generations);
  };

  return {
    refresh: () => {
      gathering ??= new Promise((resolve, reject) => {
        setImmediate(() => {
          gathering = undefined;
          ask().then(resolve, reject);
        });
      });
      return gathering;
    },
    reset: () => {
      known.clear();
      last = '';
    },
  };
}

const SELECT_GENERATIONS = {
  name: 'generations',
  text: `select coalesce(json_object_agg(name, number order by name), '{}')::text as generations from generation`,
};
