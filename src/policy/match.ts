/** Any run of characters, also none, `/` and `:` included. */
export const STAR = 0;
/** Exactly one character. */
export const ONE = 1;

/** A stretch of literal text, or a wildcard. */
export type Piece = string | typeof STAR | typeof ONE;

/** A pattern made ready: most are exact or end in their only `*`, and those are a comparison. */
export type Glob =
  | { readonly kind: 'any' }
  | { readonly kind: 'exact'; readonly text: string }
  | { readonly kind: 'prefix'; readonly text: string }
  | {
      readonly kind: 'general';
      readonly first: Segment;
      readonly middle: readonly Segment[];
      /** Absent where the pattern has no `*`: then `first` is all of it. */
      readonly last?: Segment;
      readonly minLength: number;
    };

/** What stands between two stars: texts at fixed places, single wildcards in the gaps. */
interface Segment {
  readonly length: number;
  readonly runs: readonly (readonly [at: number, text: string])[];
}

/** Whether the whole text fits the pattern. */
export function matches(glob: Glob, text: string): boolean {
  switch (glob.kind) {
    case 'any':
      return true;
    case 'exact':
      return glob.text === text;
    case 'prefix':
      return text.startsWith(glob.text);
    case 'general':
      return matchesGeneral(glob, text);
  }
}

/** Makes a pattern ready. */
export function globOf(pieces: readonly Piece[]): Glob {
  const segments = segmentsOf(pieces);
  const first = segments[0]!;
  if (segments.length === 1) {
    if (first.length === 0) return { kind: 'exact', text: '' };
    if (isText(first)) return { kind: 'exact', text: first.runs[0]![1] };
    return { kind: 'general', first, middle: [], minLength: first.length };
  }
  const last = segments.at(-1)!;
  if (segments.length === 2 && last.length === 0) {
    if (first.length === 0) return { kind: 'any' };
    if (isText(first)) return { kind: 'prefix', text: first.runs[0]![1] };
  }
  const minLength = segments.reduce((sum, segment) => sum + segment.length, 0);
  return { kind: 'general', first, middle: segments.slice(1, -1), last, minLength };
}

/** `*` and `?` are wildcards, everything else is itself. */
export function piecesOf(pattern: string): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (let i = 0; i < pattern.length; i++) {
    const c = pattern.charCodeAt(i);
    if (c !== 42 && c !== 63) continue;
    if (i > from) pieces.push(pattern.slice(from, i));
    pieces.push(c === 42 ? STAR : ONE);
    from = i + 1;
  }
  if (from < pattern.length) pieces.push(pattern.slice(from));
  return pieces;
}

/** A pattern from its text, without variables. */
export const glob = (pattern: string): Glob => globOf(piecesOf(pattern));

/**
 * Each segment is taken at the first place where it fits: if the whole can match at all, it matches
 * so. Stars therefore never multiply the work, and the text is read once.
 */
function matchesGeneral(glob: Extract<Glob, { kind: 'general' }>, text: string): boolean {
  const { first, middle, last } = glob;
  if (text.length < glob.minLength || !fits(first, text, 0)) return false;
  if (!last) return text.length === first.length;
  const end = text.length - last.length;
  if (!fits(last, text, end)) return false;
  let at = first.length;
  for (const segment of middle) {
    at = find(segment, text, at, end);
    if (at === -1) return false;
    at += segment.length;
  }
  return at <= end;
}

function fits(segment: Segment, text: string, at: number): boolean {
  for (const [offset, run] of segment.runs) if (!text.startsWith(run, at + offset)) return false;
  return true;
}

/** The first place from `from` where the segment fits and ends by `end`, or -1. */
function find(segment: Segment, text: string, from: number, end: number): number {
  const latest = end - segment.length;
  const head = segment.runs[0];
  if (!head) return from <= latest ? from : -1;
  if (from > latest) return -1;
  if (segment.runs.length > 1) return findBroken(segment, text, from, end);
  const [offset, run] = head;
  const at = text.indexOf(run, from + offset) - offset;
  return at < from || at > latest ? -1 : at;
}

/**
 * The same for a segment with `?` between its texts: all places where it may have begun are carried along as bits, 32
 * in a step, so that no pattern makes each place be compared with all of it.
 */
function findBroken(segment: Segment, text: string, from: number, end: number): number {
  const { length } = segment;
  const { masks, any } = masksOf(segment);
  const words = any.length;
  const [last, bit] = [(length - 1) >> 5, 1 << ((length - 1) & 31)];
  const state = new Uint32Array(words);
  for (let at = from; at < end; at++) {
    const mask = masks.get(text.charCodeAt(at)) ?? any;
    let carry = 1;
    for (let i = 0; i < words; i++) {
      const word = state[i]!;
      state[i] = ((word << 1) | carry) & mask[i]!;
      carry = word >>> 31;
    }
    if (state[last]! & bit) return at + 1 - length;
  }
  return -1;
}

interface Masks {
  /** For each character the places of the segment that take it. */
  readonly masks: ReadonlyMap<number, Uint32Array>;
  /** The places that take every character. */
  readonly any: Uint32Array;
}

const known = new WeakMap<Segment, Masks>();

function masksOf(segment: Segment): Masks {
  const before = known.get(segment);
  if (before) return before;
  const any = new Uint32Array((segment.length + 31) >> 5).fill(0xffffffff);
  const set = (mask: Uint32Array, place: number) => (mask[place >> 5]! |= 1 << (place & 31));
  for (const [offset, run] of segment.runs) {
    for (let i = 0; i < run.length; i++) any[(offset + i) >> 5]! &= ~(1 << ((offset + i) & 31));
  }
  const masks = new Map<number, Uint32Array>();
  for (const [offset, run] of segment.runs) {
    for (let i = 0; i < run.length; i++) {
      const letter = run.charCodeAt(i);
      const mask = masks.get(letter) ?? any.slice();
      set(mask, offset + i);
      masks.set(letter, mask);
    }
  }
  const made = { masks, any };
  known.set(segment, made);
  return made;
}

const isText = (segment: Segment): boolean =>
  segment.runs.length === 1 && segment.runs[0]![1].length === segment.length;

function segmentsOf(pieces: readonly Piece[]): Segment[] {
  const segments: { length: number; runs: [number, string][] }[] = [{ length: 0, runs: [] }];
  let starred = false;
  for (const piece of pieces) {
    const segment = segments.at(-1)!;
    if (piece === STAR) {
      // Stars in a row are one star.
      if (!starred) segments.push({ length: 0, runs: [] });
      starred = true;
      continue;
    }
    if (piece === '') continue;
    starred = false;
    if (piece === ONE) {
      segment.length += 1;
      continue;
    }
    const run = segment.runs.at(-1);
    if (run && run[0] + run[1].length === segment.length) run[1] += piece;
    else segment.runs.push([segment.length, piece]);
    segment.length += piece.length;
  }
  return segments;
}
