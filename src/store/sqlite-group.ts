import type { DatabaseSync } from 'node:sqlite';

import { sqliteFailure } from './sqlite-error.ts';

/** Something to be written, all or nothing: a commit, or a claim with its rows. */
export interface Work<T> {
  /** Runs inside of the transaction, again if another member of the group failed. */
  readonly work: () => T;
  /** Runs once it is committed and can be read, before anybody hears of it. */
  readonly done: () => void;
}

/** Writes that arrive together share one transaction, and so one wait for the disk. */
export interface Group {
  /** Resolves when the work is durable; rejects with what the work threw, or what the disk did. */
  readonly join: <T>(work: Work<T>) => Promise<T>;
  /** Writes now what has been waiting, and resolves when all of it is on the disk. */
  readonly flush: () => Promise<void>;
  /** The disk did not keep what it was given: nothing more is written until a restart. */
  readonly breakWith: (failure: Error) => void;
  /** Why the last transaction could not be written, until one succeeds. */
  readonly sickness: () => Error | undefined;
}

/** What makes written bytes outlast a power cut. A store in memory has none. */
export interface Disk {
  /** Calls back once all that was written before the call is on the disk. */
  readonly sync: (done: (failure: Error | null) => void) => void;
}

/** More than this would keep the event loop from its other duties. */
const LARGEST = 256;
/** Another process (an administrator's command) may hold the write lock for so many tries. */
const TRIES = 100;

/**
 * Gathers writes until the event loop has seen all requests that arrived together.
 *
 * `setImmediate` runs right after the loop has read its sockets: under load a group is what one
 * round of the loop brought, and a lone write waits for nothing. The transaction itself is one
 * synchronous turn, so nobody reads between its `begin` and its `commit`.
 *
 * The wait for the disk is beside the loop: a commit is in the log, and its members hear of it when the
 * log has reached the disk. Whoever reads it meanwhile is answered after a later commit of his own, and so after
 * a later sync of the same log: nobody hears of what a power cut could still undo.
 */
export function createGroup(db: DatabaseSync, disk?: Disk): Group {
  const begin = db.prepare('begin immediate');
  const commit = db.prepare('commit');
  const savepoint = db.prepare('savepoint member');
  const release = db.prepare('release member');
  const totalChanges = db.prepare('select total_changes()');
  totalChanges.setReturnArrays(true);
  const rowsTouched = () => (totalChanges.get() as unknown as [number])[0];
  let waiting: Member[] = [];
  let scheduled = false;
  let refusals = 0;
  let sickness: Error | undefined;
  let syncing = false;
  const onSynced: (() => void)[] = [];
  /** The disk refused to sync: what it has of the log is unknown from then on, until a restart reads it. */
  let broken: Error | undefined;

  const schedule = () => {
    if (scheduled) return;
    scheduled = true;
    setImmediate(run);
  };

  const run = () => {
    scheduled = false;
    // What arrives during a sync is one group when it ends: fewer transactions, and fewer waits.
    if (syncing) return;
    const group = waiting.length <= LARGEST ? waiting : waiting.slice(0, LARGEST);
    waiting = waiting.slice(group.length);
    if (group.length > 0) write(group);
    if (waiting.length > 0) schedule();
  };

  const write = (group: readonly Member[]) => {
    if (broken) return fail(group, broken);
    try {
      begin.run();
    } catch (cause) {
      if (sqliteFailure(cause) === 'busy' && ++refusals < TRIES) {
        waiting = [...group, ...waiting];
        return;
      }
      return fail(group, cause);
    }
    refusals = 0;
    let settled: Settled[];
    const before = sickness && rowsTouched();
    try {
      settled = together(group) ?? oneByOne(group);
      commit.run();
      // A commit without a row, as a claim of nothing, does not try the disk.
      if (sickness && rowsTouched() !== before) sickness = undefined;
    } catch (cause) {
      undo();
      return fail(group, cause);
    }
    settled.forEach((each, i) => {
      if (!('error' in each)) group[i]!.done();
    });
    if (disk) sync(disk, group, settled);
    else answer(group, settled);
  };

  const sync = (on: Disk, group: readonly Member[], settled: readonly Settled[]) => {
    syncing = true;
    on.sync((failure) => {
      syncing = false;
      if (failure) {
        broken = failure;
        fail(group, failure);
      } else answer(group, settled);
      run();
      for (const heard of onSynced.splice(0)) heard();
    });
  };

  const answer = (group: readonly Member[], settled: readonly Settled[]) =>
    settled.forEach((each, i) => group[i]!.settle(each));

  /** The usual case: nobody fails, and nobody pays for a savepoint. Undefined when one did fail. */
  const together = (group: readonly Member[]): Settled[] | undefined => {
    try {
      return group.map(({ work }) => ({ value: work() }));
    } catch (error) {
      if (isMachine(error) || !db.isTransaction) throw error;
      undo();
      begin.run();
      return undefined;
    }
  };

  const oneByOne = (group: readonly Member[]): Settled[] =>
    group.map(({ work }) => {
      savepoint.run();
      try {
        const value = work();
        release.run();
        return { value };
      } catch (error) {
        // A full disk undoes the whole transaction by itself: then all have failed, not this one.
        if (isMachine(error) || !db.isTransaction) throw error;
        db.exec('rollback to member; release member');
        return { error };
      }
    });

  const undo = () => {
    if (db.isTransaction) db.exec('rollback');
  };

  const fail = (group: readonly Member[], cause: unknown) => {
    refusals = 0;
    sickness = new Error(`The data file could not be written: ${(cause as Error).message}`, {
      cause,
    });
    for (const member of group) member.settle({ error: sickness });
  };

  return {
    join: <T>({ work, done }: Work<T>) => {
      const { promise, resolve, reject } = Promise.withResolvers<T>();
      const settle = (result: Settled) => {
        if ('error' in result) reject(result.error);
        else resolve(result.value as T);
      };
      waiting.push({ work, done, settle });
      schedule();
      return promise;
    },
    flush: async () => {
      while (waiting.length > 0 || syncing) {
        if (syncing) await new Promise<void>((resolve) => onSynced.push(resolve));
        else run();
      }
    },
    breakWith: (failure) => {
      broken = failure;
      sickness = failure;
    },
    sickness: () => sickness,
  };
}

type Settled = { readonly value: unknown } | { readonly error: unknown };

interface Member extends Work<unknown> {
  readonly settle: (result: Settled) => void;
}

const isMachine = (error: unknown): boolean => {
  const failure = sqliteFailure(error);
  return failure === 'machine' || failure === 'busy';
};
