import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type RotationHouse, rotationHouse } from '../../../test/rotation-house.ts';
import { DAY } from '../../base/clock.ts';
import type { RotationRulesType } from '../../generated/secretsmanager.types.ts';
import { statement } from '../../store/statement.ts';

/** The schedules of the year, and how often each comes in 365 days from noon of the fifth of January 2026. */
const SCHEDULES: readonly (readonly [rules: RotationRulesType, rotations: number])[] = [
  [{ AutomaticallyAfterDays: 30 }, 12],
  [{ AutomaticallyAfterDays: 7 }, 52],
  [{ AutomaticallyAfterDays: 365 }, 1],
  [{ AutomaticallyAfterDays: 400 }, 0],
  [{ ScheduleExpression: 'rate(10 days)', Duration: '3h' }, 36],
  [{ ScheduleExpression: 'rate(90 hours)' }, 97],
  [{ ScheduleExpression: 'cron(0 4/12 ? * MON *)' }, 105],
  [{ ScheduleExpression: 'cron(0 8 1 * ? *)' }, 12],
  [{ ScheduleExpression: 'cron(0 16 1,15 * ? *)', Duration: '2h' }, 24],
  [{ ScheduleExpression: 'cron(0 0 L * ? *)' }, 12],
  [{ ScheduleExpression: 'cron(0 10 ? FEB,MAY,AUG,NOV TUE#2 *)' }, 4],
  [{ ScheduleExpression: 'cron(0 1 ? * SUN *)' }, 52],
];

test('a year of many secrets on many schedules gives the rotations that were due, each in its window', async () => {
  const h = await rotationHouse();
  const begun = new Map<string, number[]>();
  h.meddle(({ Step, SecretId }) => {
    if (Step === 'createSecret')
      begun.set(SecretId, [...(begun.get(SecretId) ?? []), h.clock.now()]);
  });
  const secrets: { name: string; ARN: string; rotations: number }[] = [];
  for (const [n, [RotationRules, rotations]] of SCHEDULES.entries()) {
    const { ARN } = await h.secret(`s${n}`);
    await h.rotate(`s${n}`, { RotationLambdaARN: h.rotator, RotationRules });
    secrets.push({ name: `s${n}`, ARN, rotations });
  }
  const tellAll = () => Promise.all(secrets.map(({ name }) => h.describe(name)));
  await h.tick();
  const end = h.clock.now() + 365 * DAY;
  for (let due = await nextDue(h); due <= end; due = await nextDue(h)) {
    const before = await tellAll();
    h.clock.advance(due - h.clock.now());
    await h.tick();
    for (const [i, told] of (await tellAll()).entries()) {
      if (told.LastRotatedDate === before[i]!.LastRotatedDate) continue;
      assert.equal(told.LastRotatedDate, due);
      const latest = before[i]!.NextRotationDate!;
      assert.ok(due <= latest && due > latest - DAY, secrets[i]!.name);
    }
  }
  assert.deepEqual(
    secrets.map(({ name, ARN }) => [name, begun.get(ARN)!.length - 1]),
    secrets.map(({ name, rotations }) => [name, rotations]),
  );
  const names = (await h.told()).map(({ eventName }) => eventName);
  const sum = secrets.reduce((all, { rotations }) => all + rotations + 1, 0);
  // The trail is kept for ninety days: what is there of them is begun and ended in turn.
  assert.equal(new Set(names).size, 2);
  assert.equal(h.steps.length, 4 * sum);
});

/** When the next rotation is due. */
async function nextDue(h: RotationHouse): Promise<number> {
  return (await h.store.one(selectNextDue, { kind: 'secretsmanager-rotation' }))!.due;
}

const selectNextDue = statement<{ kind: string }, { due: number }>(
  'select min(due_at) as due from job where kind = :kind',
);

test('after a long standstill each secret is rotated once, and the calendar goes on', async () => {
  const h = await rotationHouse();
  const names = Array.from({ length: 40 }, (_, n) => `s${n}`);
  for (const name of names) {
    await h.secret(name);
    await h.rotate(name, {
      RotationLambdaARN: h.rotator,
      RotationRules: { ScheduleExpression: 'rate(1 day)' },
    });
  }
  let inside = 0;
  let most = 0;
  h.meddle(async () => {
    most = Math.max(most, ++inside);
    for (let turn = 0; turn < 5; turn++) await new Promise(setImmediate);
    inside--;
  });
  await h.tick();
  assert.equal(h.steps.length, 4 * names.length);
  h.clock.advance(100 * DAY);
  await h.tick();
  assert.equal(h.steps.length, 2 * 4 * names.length);
  assert.ok(most > 1 && most <= 32, `${most} at once`);
  h.clock.advance(DAY);
  await h.tick();
  assert.equal(h.steps.length, 3 * 4 * names.length);
});
