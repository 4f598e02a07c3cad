import assert from 'node:assert/strict';
import { test } from 'node:test';
import { advanceOf, createTurnstile } from './dev.ts';

const DAY = 86_400_000;

test('a clock is moved by weeks, days, hours, minutes and seconds', () => {
  const durations = {
    P90D: 90 * DAY,
    P2W: 14 * DAY,
    P1DT12H: 1.5 * DAY,
    PT30M: 1_800_000,
    'PT1.5S': 1500,
    PT0S: 0,
    P36525D: 36_525 * DAY,
  };
  for (const [advance, millis] of Object.entries(durations))
    assert.equal(advanceOf(JSON.stringify({ advance })), millis, advance);
});

test('a clock is moved by nothing else', () => {
  const nonsense = [
    'P1M',
    'P1Y',
    'P',
    'PT',
    '-P1D',
    'P-1D',
    'P1.5D',
    '90',
    '',
    'P36526D',
    `P${'9'.repeat(40)}D`,
    90,
    null,
    {},
    ['P1D'],
  ];
  for (const advance of nonsense)
    assert.equal(advanceOf(JSON.stringify({ advance })), undefined, JSON.stringify(advance));
  for (const body of ['', 'P1D', 'null', '[]', '{"advance":', '"P1D"'])
    assert.equal(advanceOf(body), undefined, body);
});

test('who wants the house alone waits for those inside, and keeps others out', async () => {
  const turnstile = createTurnstile();
  const told: string[] = [];
  let leave = () => {};
  const guest = turnstile.pass(async () => {
    await new Promise<void>((resolve) => (leave = resolve));
    told.push('guest left');
  });
  const alone = turnstile.alone(async () => void told.push('alone'));
  const second = turnstile.alone(async () => void told.push('alone again'));
  const late = turnstile.pass(async () => void told.push('late guest'));
  leave();
  await Promise.all([guest, alone, second, late]);
  assert.deepEqual(told, ['guest left', 'alone', 'alone again', 'late guest']);
});

test('work that fails is its own affair: those outside go in', async () => {
  const turnstile = createTurnstile();
  const failing = turnstile.alone(() => Promise.reject(new Error('no')));
  const guest = turnstile.pass(async () => 'in');
  await assert.rejects(failing, { message: 'no' });
  assert.equal(await guest, 'in');
});
