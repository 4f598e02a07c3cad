/** Pictures in black and white as PNG (RFC 2083). */
import { crc32, deflateSync } from 'node:zlib';
import { utf8 } from '../../base/bytes.ts';

/** A grid as a picture: each square `scale` points wide, and `margin` light squares around. */
export function pngOf(
  grid: readonly (readonly boolean[])[],
  { scale, margin }: { readonly scale: number; readonly margin: number },
): Uint8Array {
  const squares = grid.length + 2 * margin;
  const side = squares * scale;
  const rowBytes = Math.ceil(side / 8);
  // Each row begins with a byte for its filter: none. A bit that is set is white.
  const rows = Buffer.alloc((rowBytes + 1) * side, 0xff);
  for (let y = 0; y < side; y++) {
    const start = y * (rowBytes + 1);
    rows[start] = 0;
    const line = grid[Math.floor(y / scale) - margin];
    for (let x = 0; x < side; x++) {
      if (!line?.[Math.floor(x / scale) - margin]) continue;
      const at = start + 1 + (x >> 3);
      rows[at] = rows[at]! & ~(0x80 >> (x & 7));
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  // One bit a point, shades of grey; compression, filter and interlace have one way or none.
  header[8] = 1;
  const pieces = [chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND')];
  return new Uint8Array(Buffer.concat([SIGNATURE, ...pieces]));
}

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

function chunk(name: string, data: Uint8Array = new Uint8Array()): Buffer {
  const named = Buffer.concat([utf8(name), data]);
  const frame = Buffer.alloc(named.length + 8);
  frame.writeUInt32BE(data.length, 0);
  named.copy(frame, 4);
  frame.writeUInt32BE(crc32(named), named.length + 4);
  return frame;
}
