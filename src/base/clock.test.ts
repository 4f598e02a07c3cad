import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DAY, HOUR, isoSeconds, movableClock, standingClock } from './clock.ts';

test('a standing clock moves only by hand', () => {
  const clock = standingClock(1000);
  assert.equal(clock.now(), 1000);
  clock.advance(DAY);
  assert.equal(clock.now(), 1000 + DAY);
  clock.restore();
  assert.equal(clock.now(), 1000);
});

test('moving the clock wakes those whose time has come, in order, once', () => {
  const clock = standingClock(0);
  const woken: string[] = [];
  clock.after(2 * HOUR, () => woken.push('second'));
  clock.after(HOUR, () => woken.push('first'));
  clock.after(DAY, () => woken.push('third'));
  const cancel = clock.after(HOUR, () => woken.push('never'));
  cancel();
  clock.advance(3 * HOUR);
  clock.advance(HOUR);
  assert.deepEqual(woken, ['first', 'second']);
  clock.advance(DAY);
  assert.deepEqual(woken, ['first', 'second', 'third']);
});

test('a movable clock flows on with the clock below it', () => {
  let below = 500;
  const clock = movableClock({ now: () => below, after: () => () => {} });
  clock.advance(1000);
  below = 700;
  assert.equal(clock.now(), 1700);
});

test('who sleeps until the timer below rings is woken, though its clock may not be there yet', () => {
  let below = 0;
  const timers: (() => void)[] = [];
  const ring = () => timers.shift()!();
  const clock = movableClock({
    now: () => below,
    after: (_, wake) => (timers.push(wake), () => {}),
  });
  const woken: string[] = [];
  clock.after(1000, () => woken.push('early'));
  below = 999;
  ring();
  clock.advance(DAY);
  clock.after(1000, () => woken.push('restored'));
  clock.restore();
  below = 2000;
  ring();
  assert.deepEqual(woken, ['early', 'restored']);
});

test('a moment is written in whole seconds, and not in those of the moment before', () => {
  assert.equal(isoSeconds(Date.UTC(2026, 0, 5, 12, 0, 0, 999)), '2026-01-05T12:00:00Z');
  assert.equal(isoSeconds(Date.UTC(2026, 0, 5, 12, 0, 1)), '2026-01-05T12:00:01Z');
  assert.equal(isoSeconds(Date.UTC(2026, 0, 5, 12, 0, 0)), '2026-01-05T12:00:00Z');
});
