/** The clockwork: finds jobs that are due and runs them. The rows are the truth, timers only wake. */
import { serviceEventRows } from '../audit/event.ts';
import { type Clock, type Instant, MINUTE, SECOND } from '../base/clock.ts';
import { type Random, uuid } from '../base/random.ts';
import { turnstile } from '../base/turnstile.ts';
import type { AnyOperationModel } from '../model/model.ts';
import type { Caller } from '../operation/caller.ts';
import type { Job, JobAnswer, ServiceEvent } from '../operation/job.ts';
import type { Service } from '../operation/service.ts';
import { change } from '../store/statement.ts';
import { Conflict, type Store } from '../store/store.ts';
import {
  claimJobs,
  extendLease,
  finishJob,
  goOnWithJob,
  insertJobOnce,
  type JobRow,
  postponeJob,
  releaseJobs,
  repeatJob,
} from './tables.ts';

export interface RunnerParts {
  readonly clock: Clock;
  readonly random: Random;
  readonly store: Store;
  readonly services: readonly Service[];
  /** Jobs that belong to no service; each has its subject and is there from the first start on. */
  readonly own: readonly { readonly job: Job; readonly subject: string }[];
  /** The gate, as jobs use it. */
  readonly perform: (
    caller: Caller,
    region: string,
    model: AnyOperationModel,
    input: unknown,
  ) => Promise<any>;
  readonly report: (
    cause: unknown,
    job: { readonly kind: string; readonly subject: string },
  ) => void;
  /** Hears what services did on their own account, once it is written. */
  readonly heard?: ((event: ServiceEvent) => void) | undefined;
}

export interface Runner {
  /** Runs what is due until nothing is; resolves to how many jobs ran. */
  readonly tick: () => Promise<number>;
  /** Sees to it that the house's own jobs are scheduled, and begins to look for due ones. */
  readonly start: () => Promise<void>;
  /** Starts no more jobs, and waits for those that run. */
  readonly stop: () => Promise<void>;
}

/** Long enough for any job; a node that died gives its jobs back after this. */
const LEASE = 5 * MINUTE;
const BATCH = 32;
/** Slow jobs at once; while there are so many, no others are looked for. */
const MOST_SLOW = 500;
const POLL = SECOND;
const LONGEST_WAIT = 15 * MINUTE;

export function createRunner(parts: RunnerParts): Runner {
  const owner = uuid(parts.random);
  const kinds = new Map<string, { service?: Service; job: Job }>();
  for (const { job } of parts.own) kinds.set(job.kind, { job });
  for (const service of parts.services)
    for (const job of service.jobs) kinds.set(job.kind, { service, job });
  const gates = new Map(
    [...kinds].flatMap(([kind, { job }]) =>
      job.atOnce ? [[kind, turnstile(job.atOnce)] as const] : [],
    ),
  );

  /** The slow jobs that run, by kind and subject. */
  const slow = new Map<string, { readonly held: Held; readonly done: Promise<void> }>();
  let running: Promise<number> | undefined;
  let again = false;
  let stopped = false;
  let cancel = () => {};

  const allSlow = () => Promise.all([...slow.values()].map(({ done }) => done));

  async function tick(): Promise<number> {
    for (let ran = 0; ; ) {
      const claimed = await sweep();
      ran += claimed;
      // A slow job that has ended during the sweep may be due again.
      if (stopped || (slow.size === 0 && claimed === 0)) return ran;
      await allSlow();
    }
  }

  /** One at a time: who asks while one runs is answered by rounds that begin after he asked. */
  function sweep(): Promise<number> {
    again = true;
    running ??= rounds();
    return running;
  }

  async function rounds(): Promise<number> {
    let ran = 0;
    try {
      while (again && !stopped) {
        again = false;
        for (let claimed = await round(); claimed > 0; claimed = stopped ? 0 : await round())
          ran += claimed;
      }
    } finally {
      running = undefined;
    }
    return ran;
  }

  async function round(): Promise<number> {
    if (slow.size >= MOST_SLOW) await Promise.race([...slow.values()].map(({ done }) => done));
    const now = parts.clock.now();
    const until = now + LEASE;
    const rows = await parts.store.claim(claimJobs, { now, until, owner, count: BATCH });
    for (const row of rows) {
      const { kind, subject } = row;
      const held = { kind, subject, owner, until };
      if (kinds.get(kind)?.job.isSlow) runBeside(row, held);
      else await runOne(row, held);
    }
    return rows.length;
  }

  /** Runs a slow job, and renews its lease while it runs. */
  function runBeside(row: JobRow, held: Held): void {
    const key = JSON.stringify([row.kind, row.subject]);
    const before = slow.get(key);
    if (before) {
      // A clock that was moved has ended the lease of a job that still runs here.
      before.held.until = held.until;
      return;
    }
    const done = runOne(row, held, renewing(held)).finally(() => slow.delete(key));
    slow.set(key, { held, done });
  }

  /** Renews a lease until it is told to end; whoever ends it waits for a renewal under way. */
  function renewing(held: Held): () => Promise<void> {
    let isOver = false;
    let renewal: Promise<void> | undefined;
    let callOff = () => {};
    const later = () => {
      if (isOver) return;
      callOff = parts.clock.after(LEASE / 2, () => {
        renewal = renew(held).finally(later);
      });
    };
    later();
    return async () => {
      isOver = true;
      callOff();
      await renewal;
    };
  }

  async function renew(held: Held): Promise<void> {
    const longer = parts.clock.now() + LEASE;
    try {
      await parts.store.commit([change(extendLease, { ...held, longer })]);
      held.until = longer;
    } catch (cause) {
      // Who has lost his lease finds out when he is done.
      if (!(cause instanceof Conflict)) parts.report(cause, held);
    }
  }

  async function runOne(row: JobRow, held: Held, endRenewing = async () => {}): Promise<void> {
    const { kind, subject } = row;
    const leave = await gates.get(kind)?.enter();
    try {
      const found = kinds.get(kind);
      if (!found) throw new Error(`nobody knows jobs of the kind \`${kind}\``);
      for (;;) {
        const now = parts.clock.now();
        const answer = await found.job.run({
          subject,
          now,
          store: await parts.store.fresh(),
          random: parts.random,
          parts: found.service?.parts,
          perform: parts.perform,
        });
        const rows = rowsOf(found.service, now, answer);
        const heard = () => answer.events?.forEach((event) => parts.heard?.(event));
        const { again = Infinity } = answer;
        if (found.job.isSlow && again <= parts.clock.now() && !stopped) {
          // Others who wait would come between: what is begun is better finished.
          const { owner } = held;
          const goOn = change(goOnWithJob, { kind, subject, owner, due_at: again });
          await parts.store.commit([...rows, goOn]);
          heard();
          continue;
        }
        await endRenewing();
        await parts.store.commit([...rows, settle(held, answer)]);
        return heard();
      }
    } catch (cause) {
      await endRenewing();
      // A conflict means that the state has moved: look at it again at once.
      const wait = cause instanceof Conflict ? 0 : backoff(row.attempts);
      if (!(cause instanceof Conflict)) parts.report(cause, { kind, subject });
      await postpone(
        held,
        parts.clock.now() + wait + (wait === 0 && row.attempts > 3 ? SECOND : 0),
      );
    } finally {
      leave?.();
    }
  }

  const rowsOf = (
    service: Service | undefined,
    now: Instant,
    { changes = [], events = [] }: JobAnswer,
  ) => [
    ...changes,
    ...events.flatMap((event) =>
      serviceEventRows(parts.random, now, service?.model.eventSource ?? 'lockstead', event),
    ),
  ];

  async function postpone(held: Held, dueAt: Instant): Promise<void> {
    try {
      await parts.store.commit([change(postponeJob, { ...held, due_at: dueAt }, 'any')]);
    } catch (cause) {
      // The lease runs out by itself.
      parts.report(cause, held);
    }
  }

  function poll(): void {
    if (stopped) return;
    cancel = parts.clock.after(POLL, () => {
      sweep()
        .catch((cause: unknown) => parts.report(cause, { kind: 'runner', subject: 'tick' }))
        .finally(poll);
    });
  }

  return {
    tick,
    start: async () => {
      const now = parts.clock.now();
      const first = parts.own.map(({ job, subject }) =>
        change(insertJobOnce, { kind: job.kind, subject, due_at: now }, 'any'),
      );
      // A file is one server's: who holds leases there is a process that is gone.
      if (parts.store.engine === 'sqlite') first.push(change(releaseJobs, { due: 0 }, 'any'));
      if (first.length) await parts.store.commit(first);
      poll();
    },
    stop: async () => {
      stopped = true;
      cancel();
      await running;
      await allSlow();
    },
  };
}

interface Held {
  readonly kind: string;
  readonly subject: string;
  readonly owner: string;
  /** When the lease ends, unless it is renewed. */
  until: Instant;
}

const settle = (held: Held, answer: JobAnswer) =>
  answer.again === undefined
    ? change(finishJob, { ...held })
    : change(repeatJob, { ...held, due_at: answer.again });

const backoff = (attempts: number) => Math.min(LONGEST_WAIT, SECOND * 2 ** Math.min(attempts, 20));
