import assert from 'node:assert/strict';
import { test } from 'node:test';
import { migrations as audit, selectEvents } from '../audit/tables.ts';
import { recordOf } from '../audit/record.ts';
import { DAY, HOUR, MINUTE, standingClock } from '../base/clock.ts';
import { seededRandom } from '../base/random.ts';
import {
  type Job,
  type JobAnswer,
  migrations as jobs,
  schedule,
  unschedule,
} from '../operation/job.ts';
import type { Service } from '../operation/service.ts';
import { Conflict } from '../store/store.ts';
import { openSqlite } from '../store/sqlite.ts';
import { createRunner } from './runner.ts';
import { claimJobs } from './tables.ts';

const SERVICE_MODEL = {
  name: 'bell',
  signingName: 'bell',
  protocol: 'awsJson1.1',
  apiVersion: '1',
  eventSource: 'bell.amazonaws.com',
} as const;

/** A store with a service that has one kind of job, and a runner over it. */
async function tower(
  run: (subject: string, calls: string[]) => JobAnswer | Promise<JobAnswer>,
  more: Partial<Job> = {},
) {
  const clock = standingClock(Date.UTC(2026, 0, 1));
  const store = await openSqlite({ path: ':memory:', migrations: [audit, jobs] });
  const calls: string[] = [];
  const reports: unknown[] = [];
  const job: Job = {
    ...more,
    kind: 'bell:ring',
    run: async ({ subject }) => {
      calls.push(subject);
      return run(subject, calls);
    },
  };
  const service: Service = {
    model: SERVICE_MODEL,
    parts: {},
    operations: [],
    jobs: [job],
    migrations: { owner: 'bell', steps: [] },
  };
  const node = (seed: string) =>
    createRunner({
      clock,
      random: seededRandom(seed),
      store,
      services: [service],
      own: [],
      perform: async () => assert.fail('no job asks anything here'),
      report: (cause) => reports.push(cause),
    });
  return { clock, store, calls, reports, node, runner: node('a') };
}

test('a job runs when it is due, once, and is forgotten', async () => {
  const { clock, store, calls, runner } = await tower(() => ({}));
  await store.commit([schedule('bell:ring', 'noon', clock.now() + HOUR)]);
  assert.equal(await runner.tick(), 0);
  clock.advance(HOUR);
  assert.equal(await runner.tick(), 1);
  assert.equal(await runner.tick(), 0);
  assert.deepEqual(calls, ['noon']);
});

test('scheduling again moves a job, and unscheduling calls it off', async () => {
  const { clock, store, calls, runner } = await tower(() => ({}));
  await store.commit([
    schedule('bell:ring', 'a', clock.now() + HOUR),
    schedule('bell:ring', 'b', clock.now() + HOUR),
  ]);
  await store.commit([schedule('bell:ring', 'a', clock.now() + DAY), unschedule('bell:ring', 'b')]);
  clock.advance(2 * HOUR);
  assert.equal(await runner.tick(), 0);
  clock.advance(DAY);
  await runner.tick();
  assert.deepEqual(calls, ['a']);
});

test('a job that wants to come again does so at the time it names', async () => {
  const at = Date.UTC(2026, 0, 2);
  const { clock, store, calls, runner } = await tower((_, done) =>
    done.length === 1 ? { again: at } : {},
  );
  await store.commit([schedule('bell:ring', 'a', clock.now())]);
  await runner.tick();
  await runner.tick();
  assert.equal(calls.length, 1);
  clock.advance(DAY);
  await runner.tick();
  assert.equal(calls.length, 2);
});

test('what a job tells is on the trail in the commit that ends it', async () => {
  const event = {
    name: 'BellRang',
    account: '111111111111',
    region: 'us-east-1',
    resource: { arn: 'arn:bell', type: 'Bell' },
  };
  const { clock, store, runner } = await tower(() => ({ events: [event] }));
  await store.commit([schedule('bell:ring', 'a', clock.now())]);
  await runner.tick();
  const rows = await store.all(selectEvents, {
    account: '111111111111',
    from: 0,
    until: clock.now() + 1,
    count: 10,
  });
  assert.equal(rows.length, 1);
  assert.equal(recordOf(rows[0]!)['eventType'], 'AwsServiceEvent');
});

test('a job that fails is reported and tried again later, with growing patience', async () => {
  const { clock, store, calls, reports, runner } = await tower((_, done) => {
    if (done.length < 3) throw new Error('the rope is torn');
    return {};
  });
  await store.commit([schedule('bell:ring', 'a', clock.now())]);
  await runner.tick();
  assert.equal(await runner.tick(), 0);
  clock.advance(3000);
  await runner.tick();
  clock.advance(MINUTE);
  await runner.tick();
  assert.equal(calls.length, 3);
  assert.equal(reports.length, 2);
  clock.advance(DAY);
  assert.equal(await runner.tick(), 0);
});

test('a job whose state has moved looks again at once', async () => {
  const { clock, store, calls, reports, runner } = await tower((_, done) => {
    if (done.length === 1) throw new Conflict('somebody was first');
    return {};
  });
  await store.commit([schedule('bell:ring', 'a', clock.now())]);
  await runner.tick();
  assert.equal(calls.length, 2);
  assert.deepEqual(reports, []);
});

test('a job that was rescheduled while it ran is not forgotten', async () => {
  const again = Date.UTC(2026, 0, 3);
  const made: { commit?: () => Promise<void> } = {};
  const { clock, store, calls, runner } = await tower(async (_, done) => {
    if (done.length === 1) await made.commit!();
    return {};
  });
  made.commit = () => store.commit([schedule('bell:ring', 'a', again)]);
  await store.commit([schedule('bell:ring', 'a', clock.now())]);
  await runner.tick();
  assert.equal(calls.length, 1);
  clock.advance(3 * DAY);
  await runner.tick();
  assert.equal(calls.length, 2);
});

test('two nodes share the jobs, and each runs once', async () => {
  const { clock, store, calls, node } = await tower(() => ({}));
  await store.commit(
    Array.from({ length: 100 }, (_, i) => schedule('bell:ring', String(i), clock.now())),
  );
  const [a, b] = [node('one'), node('two')];
  await Promise.all([a.tick(), b.tick()]);
  assert.equal(calls.length, 100);
  assert.equal(new Set(calls).size, 100);
});

test('a node that died gives its jobs back when their lease is over', async () => {
  const { clock, store, calls, node } = await tower((_, done) =>
    done.length === 1 ? new Promise<JobAnswer>(() => {}) : {},
  );
  await store.commit([schedule('bell:ring', 'a', clock.now())]);
  void node('dead').tick();
  await new Promise((resolve) => setImmediate(resolve));
  const alive = node('alive');
  assert.equal(await alive.tick(), 0);
  clock.advance(6 * MINUTE);
  assert.equal(await alive.tick(), 1);
  assert.equal(calls.length, 2);
});

test('slow jobs run beside one another, and a tick waits for them all', async () => {
  const open: (() => void)[] = [];
  const { clock, store, calls, runner } = await tower(
    () => new Promise<JobAnswer>((resolve) => open.push(() => resolve({}))),
    { isSlow: true },
  );
  await store.commit(['a', 'b', 'c'].map((each) => schedule('bell:ring', each, clock.now())));
  const ticked = runner.tick();
  while (calls.length < 3) await new Promise(setImmediate);
  for (const end of open) end();
  assert.equal(await ticked, 3);
  assert.equal(await runner.tick(), 0);
});

test('a slow job keeps its lease: no other node takes it while it runs', async () => {
  let end = () => {};
  const { clock, store, calls, runner, node } = await tower(
    () => new Promise<JobAnswer>((resolve) => (end = () => resolve({}))),
    { isSlow: true },
  );
  await store.commit([schedule('bell:ring', 'long', clock.now())]);
  const ticked = runner.tick();
  while (calls.length < 1) await new Promise(setImmediate);
  for (let minutes = 0; minutes < 12; minutes += 2) {
    clock.advance(2 * MINUTE);
    // The renewal is a commit of its own.
    for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate);
    assert.equal(await node('b').tick(), 0);
  }
  end();
  assert.equal(await ticked, 1);
  clock.advance(DAY);
  assert.equal(await node('b').tick(), 0);
  assert.deepEqual(calls, ['long']);
});

test('a slow job whose lease was ended by a clock that was moved is not begun again beside itself', async () => {
  let end = () => {};
  const { clock, store, calls, runner } = await tower(
    () => new Promise<JobAnswer>((resolve) => (end = () => resolve({}))),
    { isSlow: true },
  );
  await store.commit([schedule('bell:ring', 'long', clock.now())]);
  const first = runner.tick();
  while (calls.length < 1) await new Promise(setImmediate);
  clock.advance(90 * DAY);
  const second = runner.tick();
  for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate);
  end();
  await Promise.all([first, second]);
  assert.equal(await runner.tick(), 0);
  assert.deepEqual(calls, ['long']);
});

test('a server that starts on its own file takes up what the process before it held', async () => {
  const { clock, store, calls, runner, node } = await tower(() => ({}));
  await store.commit([schedule('bell:ring', 'held', clock.now())]);
  await store.claim(claimJobs, {
    now: clock.now(),
    until: clock.now() + HOUR,
    owner: 'who was killed',
    count: 1,
  });
  assert.equal(await node('b').tick(), 0);
  await runner.start();
  assert.equal(await runner.tick(), 1);
  await runner.stop();
  assert.deepEqual(calls, ['held']);
});

test('a slow job that wants to come again at once is gone on with, step by step, and no other node comes between', async () => {
  const written: number[] = [];
  const { clock, store, calls, node } = await tower(
    (_, done) => {
      written.push(done.length);
      return done.length < 4 ? { again: clock.now() } : {};
    },
    { isSlow: true },
  );
  await store.commit([schedule('bell:ring', 'a', clock.now())]);
  const [a, b] = [node('a'), node('b')];
  const ran = await Promise.all([a.tick(), b.tick()]);
  assert.deepEqual(ran.toSorted(), [0, 1]);
  assert.deepEqual(calls, ['a', 'a', 'a', 'a']);
  assert.equal(await a.tick(), 0);
});

test('a slow job that was rescheduled between its steps begins anew, and what came late is not written', async () => {
  const t = await tower(
    async (_, done) => {
      if (done.length === 2) await t.store.commit([schedule('bell:ring', 'a', t.clock.now())]);
      return done.length < 3 ? { again: t.clock.now() } : {};
    },
    { isSlow: true },
  );
  await t.store.commit([schedule('bell:ring', 'a', t.clock.now())]);
  await t.runner.tick();
  assert.equal(t.calls.length, 3);
  assert.deepEqual(t.reports, []);
  assert.equal(await t.runner.tick(), 0);
});

test('a server that stops ends after the step that a job is at, and the next one goes on', async () => {
  const t = await tower(
    async (_, done) => {
      if (done.length === 2) void t.runner.stop();
      return done.length < 4 ? { again: t.clock.now() } : {};
    },
    { isSlow: true },
  );
  await t.store.commit([schedule('bell:ring', 'a', t.clock.now())]);
  await t.runner.tick();
  assert.equal(t.calls.length, 2);
  await t.runner.stop();
  await t.node('next').tick();
  assert.equal(t.calls.length, 4);
});

test('of a slow kind so many run at once, each to its end before another begins', async () => {
  let [running, most] = [0, 0];
  const { clock, store, calls, runner } = await tower(
    async (subject, done) => {
      most = Math.max(most, ++running);
      await new Promise(setImmediate);
      running--;
      const steps = done.filter((one) => one === subject).length;
      return steps < 3 ? { again: clock.now() } : {};
    },
    { isSlow: true, atOnce: 2 },
  );
  const subjects = Array.from({ length: 7 }, (_, i) => `s${i}`);
  await store.commit(subjects.map((subject) => schedule('bell:ring', subject, clock.now())));
  await runner.tick();
  assert.equal(most, 2);
  assert.equal(calls.length, 3 * subjects.length);
  for (let at = 0; at < calls.length; at++) {
    const begun = new Set(calls.slice(0, at + 1));
    const unfinished = [...begun].filter((one) => calls.indexOf(one, at + 1) !== -1);
    assert.ok(unfinished.length <= 2, `${calls}`);
  }
});
