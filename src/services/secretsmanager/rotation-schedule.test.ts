import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DAY, HOUR, SECOND } from '../../base/clock.ts';
import { AwsError } from '../../model/model.ts';
import { countsFromLast, nextRotation, nextWindow, readRules } from './rotation-schedule.ts';
import type { Rules } from './rotation-settings.ts';

const fail = (code: string, message: string) => new AwsError(code, message);
const rules = (ScheduleExpression: string, Duration?: string): Rules =>
  readRules({ ScheduleExpression, Duration }, fail);
const at = (text: string) => Date.parse(`${text}Z`);
const NOW = at('2026-01-05T12:34:56');

/** The first windows after `NOW`, as text: when they open, and how many hours they stay open. */
function windows(of: Rules, count = 3, last = NOW): string[] {
  const found: string[] = [];
  for (let from = last; found.length < count; ) {
    const next = nextWindow(of, { last: from, now: from });
    const hours = (next.to - next.from) / HOUR;
    found.push(`${new Date(next.from).toISOString().slice(0, 13).replace('T', ' ')} ${hours}h`);
    from = next.from;
  }
  return found;
}

test('days are counted in days of the calendar, and a window is the whole day', () => {
  const expected = ['2026-01-15 00 24h', '2026-01-25 00 24h', '2026-02-04 00 24h'];
  assert.deepEqual(windows(readRules({ AutomaticallyAfterDays: 10 }, fail)), expected);
  assert.deepEqual(windows(rules('rate(10 days)')), expected);
  assert.deepEqual(windows(rules('rate(1 day)', '3h'), 2), [
    '2026-01-06 00 3h',
    '2026-01-07 00 3h',
  ]);
});

test('hours begin at midnight where a day can be divided by them, and else on the hour', () => {
  const four = ['2026-01-05 16 1h', '2026-01-05 20 1h', '2026-01-06 00 1h'];
  assert.deepEqual(windows(rules('rate(4 hours)')), four);
  assert.deepEqual(windows(rules('rate(12 hours)', '12h'), 2), [
    '2026-01-06 00 12h',
    '2026-01-06 12 12h',
  ]);
  assert.deepEqual(windows(rules('rate(10 hours)'), 2), ['2026-01-05 22 1h', '2026-01-06 08 1h']);
  assert.deepEqual(windows(rules('rate(48 hours)'), 2), ['2026-01-07 00 1h', '2026-01-09 00 1h']);
});

test("cron follows Secrets Manager's own examples", () => {
  for (const [expression, expected] of [
    ['cron(0 8 * * ? *)', ['2026-01-06 08 16h', '2026-01-07 08 16h', '2026-01-08 08 16h']],
    ['cron(0 8 1 * ? *)', ['2026-02-01 08 16h', '2026-03-01 08 16h', '2026-04-01 08 16h']],
    ['cron(0 1 ? * SUN *)', ['2026-01-11 01 23h', '2026-01-18 01 23h', '2026-01-25 01 23h']],
    ['cron(0 16 1,15 * ? *)', ['2026-01-15 16 8h', '2026-02-01 16 8h', '2026-02-15 16 8h']],
    ['cron(0 0 L * ? *)', ['2026-01-31 00 24h', '2026-02-28 00 24h', '2026-03-31 00 24h']],
    ['cron(0 0 ? * 2#1 *)', ['2026-02-02 00 24h', '2026-03-02 00 24h', '2026-04-06 00 24h']],
    ['cron(0 0 ? * MON#1 *)', ['2026-02-02 00 24h', '2026-03-02 00 24h', '2026-04-06 00 24h']],
    ['cron(0 18 ? * 6L *)', ['2026-01-30 18 6h', '2026-02-27 18 6h', '2026-03-27 18 6h']],
    ['cron(0 17 ? * 2-6 *)', ['2026-01-05 17 7h', '2026-01-06 17 7h', '2026-01-07 17 7h']],
    ['cron(0 /8 * * ? *)', ['2026-01-05 16 1h', '2026-01-06 00 1h', '2026-01-06 08 1h']],
    ['cron(0 */6 * * ? *)', ['2026-01-05 18 1h', '2026-01-06 00 1h', '2026-01-06 06 1h']],
    ['cron(0 4/12 * * ? *)', ['2026-01-05 16 1h', '2026-01-06 04 1h', '2026-01-06 16 1h']],
    ['cron(0 2/10 * * ? *)', ['2026-01-05 22 1h', '2026-01-06 02 1h', '2026-01-06 12 1h']],
    ['cron(0 0 1 JAN,jul ? *)', ['2026-07-01 00 24h', '2027-01-01 00 24h', '2027-07-01 00 24h']],
    ['cron(0 9 1 */3 ? *)', ['2026-04-01 09 15h', '2026-07-01 09 15h', '2026-10-01 09 15h']],
    ['cron(0 0 29 2 ? *)', ['2028-02-29 00 24h', '2032-02-29 00 24h', '2036-02-29 00 24h']],
    ['cron(0 6 31 * ? *)', ['2026-01-31 06 18h', '2026-03-31 06 18h', '2026-05-31 06 18h']],
    ['cron(0 10 ? * L *)', ['2026-01-10 10 14h', '2026-01-17 10 14h', '2026-01-24 10 14h']],
  ] as const)
    assert.deepEqual(windows(rules(expression)), expected, expression);
  assert.deepEqual(windows(rules('cron(0 8 1 * ? *)', '3h'), 1), ['2026-02-01 08 3h']);
});

test('a window that is open is not the next one', () => {
  const eight = rules('cron(0 8 * * ? *)');
  assert.deepEqual(windows(eight, 1, at('2026-01-05T08:00:00')), ['2026-01-06 08 16h']);
  assert.deepEqual(windows(eight, 1, at('2026-01-05T07:59:59')), ['2026-01-05 08 16h']);
});

test('what is no schedule of Secrets Manager is refused', () => {
  for (const expression of [
    'rate(1 hour)',
    'rate(3 hours)',
    'rate(0 days)',
    'rate(1000 days)',
    'rate(10 minutes)',
    'rate(4  hours)',
    'rate(-4 days)',
    'rate(1.5 days)',
    'every day',
    'cron(5 8 * * ? *)',
    'cron(* 8 * * ? *)',
    'cron(0 8 * * ? 2027)',
    'cron(0 8 * * * *)',
    'cron(0 8 ? * ? *)',
    'cron(0 8 * * ?)',
    'cron(0 8 * * ? * *)',
    'cron(0 24 * * ? *)',
    'cron(0 * * * ? *)',
    'cron(0 */3 * * ? *)',
    'cron(0 8,10 * * ? *)',
    'cron(0 1,23 * * ? *)',
    'cron(0 8 15W * ? *)',
    'cron(0 8 LW * ? *)',
    'cron(0 8 L-3 * ? *)',
    'cron(0 8 32 * ? *)',
    'cron(0 8 0 * ? *)',
    'cron(0 8 31 2 ? *)',
    'cron(0 8 * 13 ? *)',
    'cron(0 8 ? * 8 *)',
    'cron(0 8 ? * 2#6 *)',
    'cron(0 8 ? * FRIDAY *)',
    'cron(0 8 */0 * ? *)',
    'cron(0 */0 * * ? *)',
    'cron(@daily)',
    'cron()',
  ])
    assert.throws(() => rules(expression), { code: 'InvalidParameterException' }, expression);
});

test('a window ends before the next, and before its day does', () => {
  for (const [expression, most] of [
    ['rate(4 hours)', 4],
    ['rate(10 days)', 24],
    ['rate(48 hours)', 24],
    ['cron(0 8 1 * ? *)', 16],
    ['cron(0 /6 * * ? *)', 6],
    ['cron(0 2/10 * * ? *)', 4],
  ] as const) {
    rules(expression, `${most}h`);
    assert.throws(() => rules(expression, `${most + 1}h`), { code: 'InvalidParameterException' });
  }
  for (const bad of ['0h', 'hh', '03', '3', 'h3', '99h', '3hh'])
    assert.throws(() => rules('rate(10 days)', bad), { code: 'InvalidParameterException' }, bad);
});

test('what is long overdue comes with the next day, or the next hours', () => {
  const last = NOW - 100 * DAY;
  const next = (of: Rules) => new Date(nextWindow(of, { last, now: NOW }).from).toISOString();
  assert.equal(next(rules('rate(30 days)')), '2026-01-06T00:00:00.000Z');
  assert.equal(next(rules('rate(4 hours)')), '2026-01-05T16:00:00.000Z');
  assert.equal(next(rules('cron(0 8 1 * ? *)')), '2026-02-01T08:00:00.000Z');
});

test('each secret has its place in the window, the same always, and is told the end of it', () => {
  const rotation = { enabled: true, functionArn: 'f', rules: rules('rate(1 day)') };
  const next = (arn: string) => nextRotation(rotation, arn, { last: NOW, now: NOW });
  const midnight = at('2026-01-06T00:00:00');
  const places = new Set<number>();
  for (let i = 0; i < 1000; i++) {
    const { rotateAt, rotateBy } = next(`arn:aws:secretsmanager:us-east-1:1:secret:s${i}`);
    assert.ok(rotateAt! >= midnight && rotateAt! < midnight + HOUR);
    assert.equal(rotateBy, midnight + DAY - SECOND);
    places.add(rotateAt!);
  }
  assert.ok(places.size > 700, `${places.size} places of 3600 for 1000 secrets`);
  assert.deepEqual(next('one'), next('one'));
  const never = { rotateAt: null, rotateBy: null };
  const off = { ...rotation, enabled: false };
  assert.deepEqual(nextRotation(off, 'one', { last: NOW, now: NOW }), never);
});

test('a value that is put by hand counts for intervals, and not for the calendar', () => {
  assert.equal(countsFromLast({ days: 3 }), true);
  assert.equal(countsFromLast({ expression: 'rate(4 hours)' }), true);
  assert.equal(countsFromLast({ expression: 'cron(0 8 * * ? *)', days: 1 }), false);
});
