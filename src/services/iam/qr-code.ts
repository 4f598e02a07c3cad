/**
 * QR codes (ISO/IEC 18004): text in bytes, error correction level M, versions 1 to 16, which hold 450
 * bytes. Squares are dark where the grid says so; the quiet zone around it is the picture's business.
 */
import { utf8 } from '../../base/bytes.ts';
import { assert } from '../../base/assert.ts';

export type Grid = readonly (readonly boolean[])[];

/** The code for a text. */
export function qrCode(text: string): Grid {
  const data = utf8(text);
  const version = BLOCKS.findIndex((_, at) => at > 0 && data.length <= roomFor(at));
  assert(version !== -1, 'the text is longer than a QR code of version 16 holds');
  const symbol = new Symbol(version);
  symbol.place(interleaved(data, version));
  return symbol.masked();
}

// Table 9 of the standard, for level M: error correction bytes in each block, and blocks.
const CHECK_BYTES = [0, 10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28];
const BLOCKS = [0, 1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10];

/** All bytes of a version: what is left of its squares once the patterns are there. */
function bytesIn(version: number): number {
  let squares = (16 * version + 128) * version + 64;
  if (version >= 2) {
    const marks = Math.floor(version / 7) + 2;
    squares -= (25 * marks - 10) * marks - 55;
  }
  if (version >= 7) squares -= 36;
  return Math.floor(squares / 8);
}

const dataBytes = (version: number): number =>
  bytesIn(version) - CHECK_BYTES[version]! * BLOCKS[version]!;

/** Four bits say that bytes follow, and 8 or 16 how many. */
const headerBits = (version: number): number => (version < 10 ? 12 : 20);
const roomFor = (version: number): number =>
  Math.floor((dataBytes(version) * 8 - headerBits(version)) / 8);

/** The data with its error correction, in the order in which it is drawn. */
function interleaved(data: Uint8Array, version: number): Uint8Array {
  const padded = withHeader(data, version);
  const [count, checks] = [BLOCKS[version]!, CHECK_BYTES[version]!];
  const short = Math.floor(padded.length / count);
  const longer = padded.length % count;
  const blocks: Uint8Array[] = [];
  for (let at = 0, i = 0; i < count; i++) {
    const length = short + (i >= count - longer ? 1 : 0);
    blocks.push(padded.subarray(at, (at += length)));
  }
  const divisor = generator(checks);
  const corrections = blocks.map((block) => remainder(block, divisor));
  const out: number[] = [];
  for (let i = 0; i <= short; i++)
    for (const block of blocks) if (i < block.length) out.push(block[i]!);
  for (let i = 0; i < checks; i++) for (const check of corrections) out.push(check[i]!);
  return Uint8Array.from(out);
}

function withHeader(data: Uint8Array, version: number): Uint8Array {
  const length = dataBytes(version);
  const bits: number[] = [];
  const add = (value: number, count: number) => {
    for (let i = count - 1; i >= 0; i--) bits.push((value >> i) & 1);
  };
  add(0b0100, 4);
  add(data.length, headerBits(version) - 4);
  for (const byte of data) add(byte, 8);
  add(0, Math.min(4, length * 8 - bits.length));
  while (bits.length % 8) bits.push(0);
  const out = new Uint8Array(length);
  bits.forEach((bit, i) => (out[i >> 3]! |= bit << (7 - (i & 7))));
  for (let at = bits.length / 8, i = 0; at + i < length; i++) out[at + i] = i % 2 ? 0x11 : 0xec;
  return out;
}

/** Multiplication in GF(256) modulo x^8 + x^4 + x^3 + x^2 + 1. */
function times(a: number, b: number): number {
  let product = 0;
  for (let i = 7; i >= 0; i--) {
    product = (product << 1) ^ (product >> 7 ? 0x11d : 0);
    if ((b >> i) & 1) product ^= a;
  }
  return product;
}

/** (x - 1)(x - 2)(x - 4)… without its leading one. */
function generator(degree: number): Uint8Array {
  const out = new Uint8Array(degree);
  out[degree - 1] = 1;
  for (let i = 0, root = 1; i < degree; i++, root = times(root, 2)) {
    for (let j = 0; j < degree; j++) out[j] = times(out[j]!, root) ^ (out[j + 1] ?? 0);
  }
  return out;
}

function remainder(data: Uint8Array, divisor: Uint8Array): Uint8Array {
  const out = new Uint8Array(divisor.length);
  for (const byte of data) {
    const factor = byte ^ out[0]!;
    out.copyWithin(0, 1);
    out[out.length - 1] = 0;
    divisor.forEach((one, i) => (out[i]! ^= times(one, factor)));
  }
  return out;
}

/** What turns a square over, by its column and row. */
const MASKS: readonly ((x: number, y: number) => boolean)[] = [
  (x, y) => (x + y) % 2 === 0,
  (_, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
];

/** A symbol while it is drawn. */
class Symbol {
  private readonly version: number;
  private readonly size: number;
  private readonly dark: boolean[][];
  /** Squares that belong to a pattern: neither data nor a mask touches them. */
  private readonly fixed: boolean[][];

  constructor(version: number) {
    this.version = version;
    this.size = version * 4 + 17;
    const squares = () => Array.from({ length: this.size }, () => Array(this.size).fill(false));
    this.dark = squares();
    this.fixed = squares();
    this.patterns();
  }

  private set(x: number, y: number, dark: boolean): void {
    this.dark[y]![x] = dark;
    this.fixed[y]![x] = true;
  }

  private patterns(): void {
    const last = this.size - 7;
    for (let i = 0; i < this.size; i++) {
      this.set(6, i, i % 2 === 0);
      this.set(i, 6, i % 2 === 0);
    }
    for (const [x, y] of [
      [3, 3],
      [last + 3, 3],
      [3, last + 3],
    ] as const)
      this.rings(x, y, 4);
    const at = this.alignment();
    for (const [i, x] of at.entries()) {
      for (const [j, y] of at.entries()) {
        const corner = (i === 0 && j === 0) || (i === 0 && j === at.length - 1);
        if (!corner && !(i === at.length - 1 && j === 0)) this.rings(x, y, 2);
      }
    }
    this.format(0);
    this.versionBits();
  }

  /** A finder (radius 4, its light border among it) or an alignment pattern (radius 2) around a square. */
  private rings(x: number, y: number, radius: number): void {
    for (let dy = -radius; dy <= radius; dy++) {
      for (let dx = -radius; dx <= radius; dx++) {
        const inside = (n: number) => n >= 0 && n < this.size;
        if (!inside(x + dx) || !inside(y + dy)) continue;
        const ring = Math.max(Math.abs(dx), Math.abs(dy));
        this.set(x + dx, y + dy, radius === 4 ? ring !== 2 && ring !== 4 : ring !== 1);
      }
    }
  }

  /** Where alignment patterns have their centres. */
  private alignment(): readonly number[] {
    if (this.version === 1) return [];
    const count = Math.floor(this.version / 7) + 2;
    const step = Math.ceil((this.size - 13) / (2 * count - 2)) * 2;
    const rest = Array.from({ length: count - 1 }, (_, i) => this.size - 7 - i * step);
    return [6, ...rest.toReversed()];
  }

  /** Level M is 00; the mask's number; and ten bits that correct them. */
  private format(mask: number): void {
    let rest = mask << 10;
    for (let i = 14; i >= 10; i--) if ((rest >> i) & 1) rest ^= 0x537 << (i - 10);
    const bits = ((mask << 10) | rest) ^ 0x5412;
    const bit = (i: number) => ((bits >> i) & 1) === 1;
    for (let i = 0; i <= 5; i++) this.set(8, i, bit(i));
    this.set(8, 7, bit(6));
    this.set(8, 8, bit(7));
    this.set(7, 8, bit(8));
    for (let i = 9; i < 15; i++) this.set(14 - i, 8, bit(i));
    for (let i = 0; i < 8; i++) this.set(this.size - 1 - i, 8, bit(i));
    for (let i = 8; i < 15; i++) this.set(8, this.size - 15 + i, bit(i));
    this.set(8, this.size - 8, true);
  }

  private versionBits(): void {
    if (this.version < 7) return;
    let rest = this.version << 12;
    for (let i = 17; i >= 12; i--) if ((rest >> i) & 1) rest ^= 0x1f25 << (i - 12);
    const bits = (this.version << 12) | rest;
    for (let i = 0; i < 18; i++) {
      const [a, b] = [this.size - 11 + (i % 3), Math.floor(i / 3)];
      this.set(a, b, ((bits >> i) & 1) === 1);
      this.set(b, a, ((bits >> i) & 1) === 1);
    }
  }

  /** Draws bytes in pairs of columns, from the right, up and down in turns. */
  place(bytes: Uint8Array): void {
    let at = 0;
    for (let right = this.size - 1; right >= 1; right -= 2) {
      // The timing pattern stands in a column of its own.
      if (right === 6) right = 5;
      for (let i = 0; i < this.size; i++) {
        const upward = ((right + 1) & 2) === 0;
        const y = upward ? this.size - 1 - i : i;
        for (const x of [right, right - 1]) {
          if (this.fixed[y]![x] || at >= bytes.length * 8) continue;
          this.dark[y]![x] = ((bytes[at >> 3]! >> (7 - (at & 7))) & 1) === 1;
          at++;
        }
      }
    }
  }

  /** The symbol under the mask that makes it easiest to read. */
  masked(): Grid {
    let best: { readonly grid: Grid; readonly penalty: number } | undefined;
    for (const [number, mask] of MASKS.entries()) {
      this.format(number);
      const grid = this.dark.map((row, y) =>
        row.map((dark, x) => dark !== (!this.fixed[y]![x] && mask(x, y))),
      );
      const points = penalty(grid);
      if (!best || points < best.penalty) best = { grid, penalty: points };
    }
    return best!.grid;
  }
}

/** How hard a symbol is to read: long runs, blocks, what looks like a finder, too much of one shade. */
function penalty(grid: Grid): number {
  const size = grid.length;
  const columns = grid.map((_, x) => grid.map((row) => row[x]!));
  let points = 0;
  for (const line of [...grid, ...columns]) {
    const text = line.map((dark) => (dark ? '1' : '0')).join('');
    for (const [run] of text.matchAll(/0{5,}|1{5,}/g)) points += run.length - 2;
    for (const _ of text.matchAll(/(?=10111010000|00001011101)/g)) points += 40;
  }
  let dark = 0;
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const one = grid[y]![x]!;
      if (one) dark++;
      const same = (dx: number, dy: number) => grid[y + dy]?.[x + dx] === one;
      if (same(1, 0) && same(0, 1) && same(1, 1)) points += 3;
    }
  }
  return points + Math.floor(Math.abs((dark * 20) / (size * size) - 10)) * 10;
}
