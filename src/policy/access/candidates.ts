/** Values worth trying for a condition key: enough that whatever can be so of it is so of one of them. */
import { isIP } from 'node:net';
import { isoSeconds } from '../../base/clock.ts';
import { type Condition, parseOperator } from '../conditions/condition.ts';
import { readDate } from '../conditions/dates.ts';
import type { Piece } from '../match.ts';
import type { Context } from '../policy.ts';
import { parseTemplate, resolve, textOf } from '../variables.ts';
import type { KeyValue, Known } from './knowledge.ts';
import { type Pattern, witnesses } from './witnesses.ts';

export interface Candidates {
  readonly values: readonly KeyValue[];
  /** No other value could make a difference. */
  readonly complete: boolean;
}

/**
 * What to try for a key of which these conditions ask, and whose value fills the variables of others: `filled`
 * are the texts that tell its values apart there. `context` fills the variables that are known.
 */
export function candidatesFor(
  known: Exclude<Known, { kind: 'is' }>,
  of: {
    readonly conditions: readonly Condition[];
    readonly filled: readonly Pattern[];
    readonly context: SettledContext;
  },
): Candidates {
  if (known.kind === 'one-of') return { values: known.values, complete: true };
  const { values: texts, complete } = textsFor(of);
  const missing = known.always ? [] : [undefined];
  if (!known.many) return { values: [...texts, ...missing], complete };
  const lists = listsOf(texts, of.conditions.length);
  return { values: [...lists.values, ...missing], complete: complete && lists.complete };
}

interface Texts {
  readonly values: readonly string[];
  readonly complete: boolean;
}

type Family = 'text' | 'number' | 'date' | 'address' | 'bool' | 'binary';

function textsFor(of: {
  readonly conditions: readonly Condition[];
  readonly filled: readonly Pattern[];
  readonly context: SettledContext;
}): Texts {
  const { context } = of;
  const patterns: Pattern[] = [...of.filled];
  const values = new Map<Family, string[]>(of.filled.length > 0 ? [['text', []]] : []);
  let complete = true;
  for (const { written } of of.conditions) {
    const { base } = parseOperator(written.operator)!;
    if (base === 'null') continue;
    const family = familyOf(base);
    const found = values.get(family) ?? [];
    values.set(family, found);
    const wildcards = base.endsWith('like') || base.startsWith('arn');
    for (const value of written.values) {
      const template = parseTemplate(value, { variables: written.variables, wildcards });
      const pieces = resolve(template, context);
      if (!pieces) {
        complete &&= template.variables.every(({ folded }) => context.settled(folded));
        continue;
      }
      if (family === 'text') patterns.push(patternOf(base, pieces));
      else found.push(textOf(pieces));
    }
  }
  const lists = [...values].map(([family, found]) => FAMILIES[family](found, patterns));
  if (lists.length === 0) return { values: ['x'], complete };
  return {
    // Quantifiers take an empty text for none at all.
    values: [...new Set([...lists.flatMap((list) => list.values), ''])],
    // A text may be a number and fit a pattern, too; such policies are not written.
    complete: complete && lists.length === 1 && lists.every((list) => list.complete),
  };
}

/** A context that also says which keys it knows, those among them that are missing. */
export interface SettledContext extends Context {
  readonly settled: (lowerCasedName: string) => boolean;
}

function familyOf(base: string): Family {
  if (base.startsWith('numeric')) return 'number';
  if (base.startsWith('date')) return 'date';
  if (base.includes('ipaddress')) return 'address';
  if (base === 'bool') return 'bool';
  return base === 'binaryequals' ? 'binary' : 'text';
}

/** How a condition's operator reads its value. */
export const patternOf = (base: string, pieces: readonly Piece[]): Pattern => ({
  pieces,
  ...(base.endsWith('ignorecase') && { folded: true }),
  ...(base.startsWith('arn') && { arn: true }),
});

const FAMILIES: {
  readonly [family in Family]: (values: readonly string[], patterns: readonly Pattern[]) => Texts;
} = {
  text: (_, patterns) => {
    const { texts, complete } = witnesses(patterns);
    // Quantifiers take an empty text for none at all, so there must be another one beside it.
    return { values: texts.includes('') ? [...texts, ...another(patterns)] : texts, complete };
  },
  number: (values) => ({
    values: [...between(values.map(Number).filter(Number.isFinite)).map(String), 'x'],
    complete: true,
  }),
  date: (values) => {
    const known = values.map(readDate).filter((at) => at !== undefined);
    const seconds = known.every((at) => at % 1000 === 0);
    return { values: [...datesBetween(known), 'x'], complete: seconds };
  },
  address: (values) => ({ values: addressesAround(values), complete: true }),
  bool: () => ({ values: ['true', 'false', 'x'], complete: true }),
  binary: (values) => ({ values: [...new Set([...values, 'eA==', 'eQ=='])], complete: true }),
};

/** The empty text fits what it fits; so may others, and they are values where it is none. */
function another(patterns: readonly Pattern[]): readonly string[] {
  const { texts } = witnesses([...patterns, { pieces: [''] }]);
  return texts.filter((text) => text !== '');
}

/** The numbers themselves, one between every two neighbours, and one beyond each end. */
function between(numbers: readonly number[]): number[] {
  const sorted = [...new Set(numbers)].sort((a, b) => a - b);
  if (sorted.length === 0) return [0];
  const gaps = sorted.slice(1).map((next, i) => (sorted[i]! + next) / 2);
  return [...sorted, ...gaps, sorted[0]! - 1, sorted.at(-1)! + 1];
}

function datesBetween(dates: readonly number[]): string[] {
  const whole = dates.map((at) => Math.floor(at / 1000));
  return [...new Set(between(whole).map(Math.floor))].map((second) => isoSeconds(second * 1000));
}

/** The first address of each range and the first behind it: between two of these nothing changes. */
function addressesAround(ranges: readonly string[]): string[] {
  const found = new Set<string>(['0.0.0.0', '::', 'x']);
  for (const range of ranges) {
    const [address = '', size] = range
      .trim()
      .replace(/^::ffff:(?=\d+\.)/i, '')
      .split('/');
    const family = isIP(address);
    if (family === 0) continue;
    const bits = family === 4 ? 32 : 128;
    const mapped = /^::ffff:\d+\./i.test(range.trim());
    const prefix = size === undefined ? bits : Number(size) - (mapped ? 96 : 0);
    if (!(prefix >= 0 && prefix <= bits)) continue;
    const width = 1n << BigInt(bits - prefix);
    const first = (bitsOf(address, family) / width) * width;
    found.add(addressOf(first, family));
    if (first + width < 1n << BigInt(bits)) found.add(addressOf(first + width, family));
  }
  return [...found];
}

function bitsOf(address: string, family: number): bigint {
  if (family === 4) return address.split('.').reduce((sum, part) => sum * 256n + BigInt(part), 0n);
  // `URL` writes every IPv6 address in one way, but for the zeros that `::` leaves out.
  const [head = '', tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::');
  const groups = (text: string | undefined) => (text ? text.split(':') : []);
  const zeros = 8 - groups(head).length - groups(tail).length;
  const all = [...groups(head), ...Array<string>(zeros).fill('0'), ...groups(tail)];
  return all.reduce((sum, group) => sum * 65536n + BigInt(`0x${group}`), 0n);
}

function addressOf(bits: bigint, family: number): string {
  if (family === 4) return [24n, 16n, 8n, 0n].map((by) => (bits >> by) & 255n).join('.');
  const shifts = [112n, 96n, 80n, 64n, 48n, 32n, 16n, 0n];
  return shifts.map((by) => ((bits >> by) & 65535n).toString(16)).join(':');
}

const MOST_LISTS = 400;

/** Lists of these texts: a condition asks at most for one value in a list, so longer ones do no more. */
function listsOf(
  texts: readonly string[],
  conditions: number,
): { values: readonly (readonly string[])[]; complete: boolean } {
  let grown: (readonly string[])[] = [[]];
  const all: (readonly string[])[] = [[]];
  for (let size = 1; size <= Math.min(conditions, texts.length); size++) {
    grown = grown.flatMap((list) =>
      texts.slice(list.length ? texts.indexOf(list.at(-1)!) + 1 : 0).map((text) => [...list, text]),
    );
    all.push(...grown.slice(0, MOST_LISTS - all.length));
    if (all.length >= MOST_LISTS) return { values: all, complete: false };
  }
  return { values: all, complete: true };
}
