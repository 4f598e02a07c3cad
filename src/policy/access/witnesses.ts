/**
 * Texts that stand for all texts: for every combination of patterns that some text can fit at once,
 * one that fits exactly these.
 *
 * The patterns are read together as automata; each state of all of them is visited once, and the shortest
 * way to it is the text.
 */
import { ONE, type Piece, STAR } from '../match.ts';

/** A pattern as conditions mean it. */
export interface Pattern {
  readonly pieces: readonly Piece[];
  /** Letters are compared without case. */
  readonly folded?: boolean;
  /** An ARN: wildcards stay within its first five parts. */
  readonly arn?: boolean;
}

export interface Witnesses {
  readonly texts: readonly string[];
  /** Every combination that can be is among them. */
  readonly complete: boolean;
}

/** One text for each combination of the patterns, shortest first; the one that fits none is among them. */
export function witnesses(patterns: readonly Pattern[]): Witnesses {
  const key = JSON.stringify(patterns);
  const before = known.get(key);
  if (before) return before;
  const found = explore(patterns.map(tokensOf).filter((tokens) => tokens !== undefined));
  if (known.size >= KEPT) known.clear();
  known.set(key, found);
  return found;
}

const KEPT = 2_000;
const known = new Map<string, Witnesses>();

/** Policies are short. Patterns that take more states than this were made to. */
const MOST_STATES = 4_000;

/** One place of a pattern. */
interface Token {
  /** The characters that it takes; undefined: any. */
  readonly takes?: string;
  /** Any number of them. */
  readonly star: boolean;
  /** Colons it does not take. */
  readonly withinPart: boolean;
}

interface State {
  readonly text: string;
  readonly places: readonly (readonly number[])[];
}

function explore(patterns: readonly (readonly Token[])[]): Witnesses {
  const letters = lettersOf(patterns);
  const start = { text: '', places: patterns.map((tokens) => reached(tokens, [0])) };
  const seen = new Set([nameOf(start)]);
  const byFit = new Map<string, string>();
  const waiting: State[] = [start];
  for (let at = 0; at < waiting.length; at++) {
    const { text, places } = waiting[at]!;
    const fit = places.map((set, i) => (set.includes(patterns[i]!.length) ? '1' : '0')).join('');
    if (!byFit.has(fit)) byFit.set(fit, text);
    for (const letter of letters) {
      const next = {
        text: text + letter,
        places: places.map((set, i) => step(patterns[i]!, set, letter)),
      };
      const name = nameOf(next);
      if (seen.has(name)) continue;
      if (seen.size >= MOST_STATES) return { texts: [...byFit.values()], complete: false };
      seen.add(name);
      waiting.push(next);
    }
  }
  return { texts: [...byFit.values()], complete: true };
}

const nameOf = ({ places }: State): string => places.join('|');

function step(tokens: readonly Token[], places: readonly number[], letter: string): number[] {
  const next: number[] = [];
  for (const place of places) {
    const token = tokens[place];
    if (!token || (token.withinPart && letter === ':')) continue;
    if (token.takes !== undefined && !token.takes.includes(letter)) continue;
    next.push(token.star ? place : place + 1);
  }
  return reached(tokens, next);
}

/** These places and all behind stars, which may stand for nothing. */
function reached(tokens: readonly Token[], places: readonly number[]): number[] {
  const all = new Set<number>();
  for (let place of places) {
    all.add(place);
    while (tokens[place]?.star) all.add(++place);
  }
  return [...all].sort((a, b) => a - b);
}

function tokensOf({ pieces, folded = false, arn = false }: Pattern): Token[] | undefined {
  const isAny = pieces.length > 0 && pieces.every((piece) => piece === STAR);
  const tokens: Token[] = [];
  let part = 0;
  for (const piece of pieces) {
    const withinPart = arn && !isAny && part < LAST_PART;
    if (piece === STAR || piece === ONE) {
      if (piece === ONE || !tokens.at(-1)?.star) tokens.push({ star: piece === STAR, withinPart });
      continue;
    }
    for (const letter of piece) {
      if (letter === ':') part++;
      const both = letter.toLowerCase() + letter.toUpperCase();
      tokens.push({ takes: folded ? both : letter, star: false, withinPart: false });
    }
  }
  // What is no ARN fits nothing.
  return arn && !isAny && part < LAST_PART ? undefined : tokens;
}

const LAST_PART = 5;
const STRANGERS = 'xyzqwjkv0123456789_-';

/** Every letter that a pattern tells apart, and one that none does. */
function lettersOf(patterns: readonly (readonly Token[])[]): readonly string[] {
  const letters = new Set<string>();
  for (const tokens of patterns) {
    for (const { takes, withinPart } of tokens) {
      for (const letter of takes ?? '') letters.add(letter);
      if (withinPart) letters.add(':');
    }
  }
  const stranger = [...STRANGERS].find((letter) => !letters.has(letter)) ?? '\u00b7';
  return [stranger, ...letters];
}
