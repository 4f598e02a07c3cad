import { comparing, not, type Operator } from './operator.ts';

const FORM =
  /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}:?\d{2})?)?)?)?$/;

/**
 * A date of ISO 8601 as W3C narrows it, from the year alone to fractions of a second, with any time
 * zone (none is UTC), or seconds since 1970. Answers milliseconds.
 */
export function readDate(text: string): number | undefined {
  const trimmed = text.trim();
  // Four digits are a year: no request is made in the first hours of 1970.
  if (/^\d{5,13}(\.\d+)?$/.test(trimmed)) return Number(trimmed) * 1000;
  const parts = FORM.exec(trimmed);
  if (!parts) return undefined;
  const [
    ,
    year,
    month = '01',
    day = '01',
    hour = '00',
    minute = '00',
    second = '00',
    fraction = '',
    zone,
  ] = parts;
  const at = Date.UTC(+year!, +month - 1, +day, +hour, +minute, +second);
  const back = new Date(at);
  // The thirtieth of February would silently become the first of March.
  if (back.getUTCMonth() !== +month - 1 || back.getUTCDate() !== +day || +hour > 23 || +minute > 59)
    return undefined;
  return at + Number(`0.${fraction || 0}`) * 1000 - offsetMillis(zone);
}

function offsetMillis(zone: string | undefined): number {
  if (!zone || zone === 'Z') return 0;
  const minutes = +zone.slice(1, 3) * 60 + +zone.slice(-2);
  return (zone[0] === '-' ? -minutes : minutes) * 60_000;
}

const dated = (fits: (request: number, policy: number) => boolean): Operator => ({
  ...comparing(readDate, fits),
  accepts: (text) => readDate(text) !== undefined,
});

const equals = dated((request, policy) => request === policy);

export const DATES = {
  DateEquals: equals,
  DateNotEquals: not(equals),
  DateLessThan: dated((request, policy) => request < policy),
  DateLessThanEquals: dated((request, policy) => request <= policy),
  DateGreaterThan: dated((request, policy) => request > policy),
  DateGreaterThanEquals: dated((request, policy) => request >= policy),
};
