import type { PoolClient } from 'pg';

import type { Lane } from './postgres-lanes.ts';
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
    update generation set number = number + 1 where name = tg_table_name;
    return null;
  end $$`;

/** Begins to count the writes of `tables`. Who has begun to write one of them is waited for. */
export async function countWrites(client: PoolClient, tables: Iterable<string>): Promise<void> {
  const { rows } = await client.query<{ name: string }>('select name from generation');
  const counted = new Set(rows.map(({ name }) => name));
  for (const table of [...tables].sort()) {
    if (counted.has(table)) continue;
    await client.query(`
      create trigger count_generation after insert or update or delete or truncate on ${quoted(table)}
      for each statement execute function count_generation()`);
    await client.query('insert into generation (name, number) values ($1, 1)', [table]);
  }
}

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
