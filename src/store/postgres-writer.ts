import type { Client, PoolClient, QueryConfig, QueryResult } from 'pg';

import { assert } from '../base/assert.ts';
import { conflictOr, isRefusal } from './postgres-error.ts';
import { createLane, type Lane } from './postgres-lanes.ts';
import { away, type Server } from './postgres-pool.ts';
import { Conflict } from './store.ts';

/** A change as the server is told it. */
export interface Write {
  readonly sql: string;
  readonly question: QueryConfig;
  readonly rows: number | 'any';
}

/** One commit on its way: all of its writes or none. */
export interface Commit {
  readonly writes: readonly Write[];
  /** The written tables whose generations count. */
  readonly counted: readonly string[];
}

/** Writes commits in groups; what arrived together shares a transaction and its wait for the disk. */
export interface Writer {
  readonly join: (commit: Commit) => Promise<void>;
  /** Waits until nothing is on its way any more, and gives the connections back. */
  readonly close: () => Promise<void>;
}

/** A larger group would hold its locks for long. */
const LARGEST = 64;

/**
 * A writer with so many transactions at a time.
 *
 * While all are busy commits gather, so that groups grow with the load and are single when idle.
 */
export function createWriter(server: Server, transactions: number): Writer {
  const lanes = Array.from({ length: transactions }, () => createLane(server));
  const idle = [...lanes];
  const running = new Set<Promise<void>>();
  let waiting: Member[] = [];
  let scheduled = false;

  const start = () => {
    scheduled = false;
    while (waiting.length > 0 && idle.length > 0) {
      const lane = idle.pop()!;
      const group = waiting.slice(0, LARGEST);
      waiting = waiting.slice(group.length);
      const run = write(lane, group);
      running.add(run);
      void run.finally(() => {
        running.delete(run);
        idle.push(lane);
        start();
      });
    }
  };
  const write = async (lane: Lane, group: readonly Member[]) => {
    try {
      await writeAll(await lane.client(), group);
    } catch (cause) {
      const told = away(server.name, cause);
      // Who was settled before the trouble came does not hear of it.
      for (const { reject } of group) reject(told);
    }
  };

  return {
    join: (commit) => {
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      waiting.push({ ...commit, resolve, reject });
      if (!scheduled) setImmediate(start);
      scheduled = true;
      return promise;
    },
    close: async () => {
      start();
      while (running.size > 0) await Promise.all(running);
      await Promise.all(lanes.map((lane) => lane.close()));
    },
  };
}

interface Member extends Commit {
  readonly resolve: () => void;
  readonly reject: (cause: unknown) => void;
}

/** Writes a group; who fails is set aside and tried alone, since another's write may be the reason. */
async function writeAll(client: PoolClient, group: readonly Member[]): Promise<void> {
  const failures = await writeTogether(client, group);
  if (failures.size === 0) return group.forEach(({ resolve }) => resolve());
  if (group.length === 1) return group[0]!.reject(failures.get(group[0]!));
  const others = group.filter((member) => !failures.has(member));
  if (others.length > 0) await writeAll(client, others);
  for (const member of failures.keys()) await writeAll(client, [member]);
}

/**
 * One transaction. Tells who failed and why; then nothing was written.
 *
 * @throws when the server is in trouble or away. What was written then is not known, so nobody
 *   tries again by himself.
 */
async function writeTogether(
  client: PoolClient,
  group: readonly Member[],
): Promise<ReadonlyMap<Member, unknown>> {
  // All is sent without a wait in between; after an error the server refuses the rest by itself.
  const sent = [...beginnings(group), ...group.flatMap(({ writes }) => writes.map(questionOf))];
  const answers = await Promise.allSettled(
    inOnePiece(client, () => sent.map((question) => client.query(question))),
  );
  const firstError = answers.findIndex(({ status }) => status === 'rejected');
  const reason =
    firstError === -1 ? undefined : (answers[firstError] as PromiseRejectedResult).reason;
  if (reason !== undefined && !isRefusal(reason)) {
    await client.query('rollback').catch(() => {});
    throw reason;
  }

  const failures = new Map<Member, unknown>();
  let at = sent.length - group.reduce((sum, { writes }) => sum + writes.length, 0);
  if (firstError !== -1 && firstError < at) {
    for (const member of group) failures.set(member, conflictOr(reason, 'begin'));
  }
  for (const member of group) {
    for (const write of member.writes) {
      const answer = answers[at]!;
      if (at++ === firstError) failures.set(member, conflictOr(reason, write.sql));
      else if (answer.status === 'fulfilled' && !failures.has(member)) {
        const wrong = wrongCount(write, answer.value);
        if (wrong) failures.set(member, wrong);
      }
    }
  }
  if (failures.size > 0) {
    await client.query('rollback');
    return failures;
  }

  try {
    const { command } = await client.query('commit');
    assert(command === 'COMMIT', `the server answered \`${command}\` to \`commit\`.`);
  } catch (cause) {
    if (!isRefusal(cause)) throw cause;
    for (const member of group) failures.set(member, conflictOr(cause, 'commit'));
  }
  return failures;
}

/** Hands the socket all that is sent at once, instead of a packet for each: a quarter of the cost. */
function inOnePiece<T>(client: PoolClient, send: () => T): T {
  const { stream } = (client as PoolClient & Pick<Client, 'connection'>).connection;
  stream.cork();
  try {
    return send();
  } finally {
    stream.uncork();
  }
}

/** Generations are locked first and in one order: two commits never wait for each other in a circle. */
function beginnings(group: readonly Member[]): QueryConfig[] {
  const counted = [...new Set(group.flatMap((member) => member.counted))];
  const begin = { text: 'begin isolation level read committed' };
  return counted.length === 0 ? [begin] : [begin, { ...LOCK_GENERATIONS, values: [counted] }];
}

function wrongCount({ rows, sql }: Write, { rowCount }: QueryResult): Conflict | undefined {
  if (rows === 'any' || rowCount === rows) return undefined;
  return new Conflict(`Touched ${rowCount} rows instead of ${rows}: ${sql}`);
}

const questionOf = ({ question }: Write): QueryConfig => question;

const LOCK_GENERATIONS = {
  name: 'lock_generations',
  text: 'select number from generation where name = any($1) order by name for update',
};
