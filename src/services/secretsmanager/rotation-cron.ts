/** `cron()` as Secrets Manager reads it: on full hours, every year, no more often than every four hours. */
import { Cron as Croner } from 'croner';
import type { Instant } from '../../base/clock.ts';

export interface Cron {
  /** The first start after a moment; undefined where there is none: the 31st of February. */
  readonly after: (at: Instant) => Instant | undefined;
  /** The hours of a day at which windows open, in order. */
  readonly startHours: readonly number[];
  /** How many hours a window can be long at most. */
  readonly room: number;
}

/** Reads an expression, or says what is wrong with it. */
export function readCron(expression: string): Cron | string {
  const inside = /^cron\((.*)\)$/.exec(expression)?.[1];
  if (inside === undefined) return NOT_AN_EXPRESSION;
  const fields = inside.trim().split(/ +/);
  const [minutes, hours, day, month, weekday, year] = fields;
  if (fields.length !== 6 || minutes !== '0' || year !== '*') return NOT_A_CRON;
  if (!FIELD.day.test(day!) || !FIELD.month.test(month!) || !FIELD.weekday.test(weekday!)) {
    return NOT_A_CRON;
  }
  if ((day === '?') === (weekday === '?')) return ONE_DAY;
  const startHours = hoursOf(hours!);
  if (!startHours) return NOT_A_CRON;
  const gaps = startHours.map((hour, i) => (startHours[i + 1] ?? startHours[0]! + 24) - hour);
  const gap = Math.min(...gaps);
  if (gap < 4) return TOO_OFTEN;
  // `L` as a day of the week is its last.
  const weekdays = weekday === 'L' ? 'SAT' : from(weekday!, 1);
  const pattern = `0 0 ${startHours.join(',')} ${from(day!, 1)} ${from(month!, 1)} ${weekdays} *`;
  const cron = parse(pattern);
  if (!cron) return NOT_A_CRON;
  const after = (at: Instant) => cron.nextRun(new Date(at))?.getTime();
  if (after(0) === undefined) return NOT_A_CRON;
  return {
    after,
    startHours,
    // In hours it ends before the next; in days with its day.
    room: startHours.length > 1 ? gap : 24 - startHours[0]!,
  };
}

const MONTH = '(?:\\d{1,2}|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)';
const WEEKDAY = '(?:[1-7]|SUN|MON|TUE|WED|THU|FRI|SAT)';

/** Lists of values, ranges and steps of one kind of value. */
const listOf = (value: string): string => {
  const item = `(?:(?:\\*|${value}(?:-${value})?)(?:/\\d{1,2})?|/\\d{1,2})`;
  return `${item}(?:,${item})*`;
};

const FIELD = {
  day: new RegExp(`^(?:\\?|L|${listOf('\\d{1,2}')})$`),
  month: new RegExp(`^${listOf(MONTH)}$`, 'i'),
  weekday: new RegExp(`^(?:\\?|L|${WEEKDAY}L|${WEEKDAY}#[1-5]|${listOf(WEEKDAY)})$`, 'i'),
};

/** `/8` begins with the first value. */
const from = (field: string, first: number): string =>
  field.replace(/(^|,)\//g, (_, before) => `${before}${first}/`);

/** The hours that a field stands for; undefined where it stands for none. */
function hoursOf(field: string): readonly number[] | undefined {
  const hours = new Set<number>();
  for (const item of from(field, 0).split(',')) {
    const found = /^(?:\*|(\d{1,2})(?:-(\d{1,2}))?)(?:\/(\d{1,2}))?$/.exec(item);
    if (!found) return undefined;
    const [, low = '0', high, step] = found;
    const isOne = found[1] !== undefined && high === undefined && step === undefined;
    const last = isOne ? Number(low) : Number(high ?? 23);
    if (Number(low) > last || last > 23 || step === '0') return undefined;
    for (let hour = Number(low); hour <= last; hour += Number(step ?? 1)) hours.add(hour);
  }
  return [...hours].sort((a, b) => a - b);
}

function parse(pattern: string): Croner | undefined {
  try {
    return new Croner(pattern, {
      mode: '7-part',
      alternativeWeekdays: true,
      sloppyRanges: true,
      timezone: 'UTC',
    });
  } catch {
    return undefined;
  }
}

const NOT_AN_EXPRESSION =
  'The schedule expression is not valid: it is a rate() or a cron() expression.';
const NOT_A_CRON =
  'The schedule expression is not valid: a cron expression has six fields, of which the minutes are 0 and the year is *.';
const ONE_DAY =
  'The schedule expression is not valid: one of day-of-month and day-of-week, and not both, must be ?.';
const TOO_OFTEN =
  'The schedule expression is not valid: a secret can be rotated every four hours at most.';
