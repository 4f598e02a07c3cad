/** When secrets are rotated: windows that open by the rules, in UTC (Secrets Manager guide, rotation schedules). */
import { DAY, HOUR, type Instant, SECOND } from '../../base/clock.ts';
import type { RotationRulesType } from '../../generated/secretsmanager.types.ts';
import { type Cron, readCron } from './rotation-cron.ts';
import type { Rotation, Rules } from './rotation-settings.ts';

/** A secret is rotated at some time from `from` on, and before `to`. */
export interface Window {
  readonly from: Instant;
  readonly to: Instant;
}

type Fail = (code: 'InvalidParameterException', message: string) => Error;

/** The rules of a request. */
export function readRules(input: RotationRulesType, error: Fail): Rules {
  const { AutomaticallyAfterDays: days, ScheduleExpression: expression, Duration } = input;
  if (days !== undefined && expression !== undefined) {
    throw error('InvalidParameterException', BOTH);
  }
  if (days === undefined && expression === undefined) {
    throw error('InvalidParameterException', NEITHER);
  }
  const rules: Rules = {
    ...(days !== undefined && { days }),
    ...(expression !== undefined && { expression }),
    ...(Duration !== undefined && { duration: Duration }),
  };
  const rhythm = rhythmOf(rules);
  if (typeof rhythm === 'string') throw error('InvalidParameterException', rhythm);
  if (Duration !== undefined) assertFits(Duration, rhythm, error);
  return rules;
}

/** When the next rotation is due, and the end of its window; the last moment in it is what people are told. */
export interface NextRotation {
  readonly rotateAt: Instant | null;
  readonly rotateBy: Instant | null;
}

export const NEVER: NextRotation = { rotateAt: null, rotateBy: null };

/** The next rotation after one at `last`. */
export function nextRotation(
  { enabled, rules }: Rotation,
  secretArn: string,
  { last, now }: { readonly last: Instant; readonly now: Instant },
): NextRotation {
  if (!enabled || !rules) return NEVER;
  const { from, to } = nextWindow(rules, { last, now });
  return { rotateAt: from + spread(secretArn, to - from), rotateBy: to - SECOND };
}

/** Whether the rules count from the last rotation; a `cron()` looks at nothing but the calendar. */
export const countsFromLast = ({ expression }: Rules): boolean =>
  expression === undefined || !expression.startsWith('cron');

/** The first window after `last` that is not over. */
export function nextWindow(
  rules: Rules,
  { last, now }: { readonly last: Instant; readonly now: Instant },
): Window {
  const rhythm = rhythmOf(rules);
  // What is stored has been read once.
  if (typeof rhythm === 'string') throw new Error(rhythm);
  const { duration } = rules;
  const hours = duration === undefined ? undefined : Number.parseInt(duration, 10);
  const opened = (from: Instant): Window => ({ from, to: from + lengthOf(rhythm, from, hours) });
  if (rhythm.kind === 'cron') return opened(rhythm.cron.after(Math.max(last, now))!);
  const next = opened(rhythm.next(last));
  if (next.to > now) return next;
  // Long overdue: with the next day, or the next full hours.
  return opened(rhythm.kind === 'days' ? dayOf(now) + DAY : rhythm.next(now));
}

/** `every`: in hours. `next`: when the window opens after a rotation. */
type Rhythm =
  | {
      readonly kind: 'days' | 'hours';
      readonly every: number;
      readonly next: (l: Instant) => Instant;
    }
  | { readonly kind: 'cron'; readonly cron: Cron };

function rhythmOf({ days, expression }: Rules): Rhythm | string {
  if (expression === undefined) return daily(days!);
  const rate = RATE.exec(expression);
  if (rate) {
    const value = Number(rate[1]);
    if (rate[2]!.startsWith('day'))
      return value >= 1 && value <= DAYS_MOST ? daily(value) : BAD_RATE;
    return value >= HOURS_LEAST && value <= DAYS_MOST * 24 ? hourly(value) : BAD_RATE;
  }
  const cron = readCron(expression);
  return typeof cron === 'string' ? cron : { kind: 'cron', cron };
}

const RATE = /^rate\(([1-9]\d{0,5}) (hours?|days?)\)$/;
const HOURS_LEAST = 4;
const DAYS_MOST = 999;

const daily = (days: number): Rhythm => ({
  kind: 'days',
  every: days * 24,
  next: (last) => dayOf(last) + days * DAY,
});

/** Windows begin at midnight, and from there where the day can be divided by them; else on the hour. */
const hourly = (hours: number): Rhythm => ({
  kind: 'hours',
  every: hours,
  next: (last) => {
    const step = hours * HOUR;
    if (hours % 24 === 0) return dayOf(last) + step;
    return (24 % hours === 0 ? last - (last % step) : last - (last % HOUR)) + step;
  },
});

const dayOf = (at: Instant): Instant => at - (at % DAY);

/** Without a duration a window in hours is an hour long, and one in days ends with the day. */
function lengthOf(rhythm: Rhythm, from: Instant, hours: number | undefined): number {
  if (hours !== undefined) return hours * HOUR;
  const inHours =
    rhythm.kind === 'hours' || (rhythm.kind === 'cron' && rhythm.cron.startHours.length > 1);
  return inHours ? HOUR : dayOf(from) + DAY - from;
}

function assertFits(duration: string, rhythm: Rhythm, error: Fail): void {
  const hours = /^[1-9]\d?h$/.test(duration) ? Number.parseInt(duration, 10) : 0;
  if (hours < 1 || hours > 24) throw error('InvalidParameterException', BAD_DURATION);
  const room =
    rhythm.kind === 'cron'
      ? rhythm.cron.room
      : rhythm.kind === 'days'
        ? 24
        : Math.min(rhythm.every, 24);
  if (hours > room) throw error('InvalidParameterException', TOO_LONG);
}

/**
 * Where in its window a secret is rotated: always in the same place, and each secret in another, so that
 * not all of them are due when a window opens. It is within the first hour, as people expect.
 */
function spread(secretArn: string, length: number): number {
  // FNV-1a: nothing here is a secret.
  let hash = 0x811c9dc5;
  for (let i = 0; i < secretArn.length; i++) {
    hash = Math.imul(hash ^ secretArn.charCodeAt(i), 0x01000193) >>> 0;
  }
  return (hash % (Math.min(length, HOUR) / SECOND)) * SECOND;
}

const BOTH = 'You cannot specify both rotation frequency and schedule expression together.';
const NEITHER =
  'You must specify either AutomaticallyAfterDays or ScheduleExpression in RotationRules.';
const BAD_RATE =
  'The schedule expression is not valid: a rate is from 4 hours to 999 days, as rate(4 hours) or rate(10 days).';
const BAD_DURATION =
  'The Duration is not valid: a rotation window is 1 to 24 whole hours long, as 3h.';
const TOO_LONG =
  'The Duration is not valid: the rotation window must not extend into the next rotation window or the next UTC day.';
