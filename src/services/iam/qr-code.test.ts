import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inflateSync } from 'node:zlib';
import { pngOf } from './png.ts';
import { qrCode } from './qr-code.ts';

/** Drawn once, and read by a scanner that knows nothing of this program. */
const HELLO = `
#######  ##   #######
#     # ##    #     #
# ### #  # ## # ### #
# ### #   ##  # ### #
# ### # ##  # # ### #
#     #     # #     #
####### # # # #######
          ###
# # # #  # #    #  #
  # ##    #   #    ##
 # #  # ### #   #####
##  #         #    #
 ## # ##  # # # #
        #### # #  ###
#######   ## ###  ###
#     #   #### ##
# ### # # ## ###   ##
# ### #  #    ##  ##
# ### # ### #   # # #
#     #  #    # #  #
####### ### # ##   ##
`;

test('a code is the one that scanners read as its text', () => {
  const grid = qrCode('hello');
  assert.equal(grid.length, 21);
  const drawn = grid.map((row) =>
    row
      .map((dark) => (dark ? '#' : ' '))
      .join('')
      .trimEnd(),
  );
  assert.equal(`\n${drawn.join('\n')}\n`, HELLO);
});

test('a longer text takes a larger code, and 450 bytes are the most', () => {
  assert.equal(qrCode('x'.repeat(14)).length, 21);
  assert.equal(qrCode('x'.repeat(15)).length, 25);
  assert.equal(qrCode('x'.repeat(450)).length, 16 * 4 + 17);
  assert.throws(() => qrCode('x'.repeat(451)));
});

test('a picture has a point for each point of a square, and light around', () => {
  const png = Buffer.from(pngOf([[true]], { scale: 2, margin: 1 }));
  assert.equal(png.readUInt32BE(16), 6);
  const start = png.indexOf('IDAT') + 4;
  const rows = inflateSync(png.subarray(start, start + png.readUInt32BE(start - 8)));
  // Each row is its filter and one byte: six points and two that nobody sees.
  assert.deepEqual([...rows], [0, 255, 0, 255, 0, 0b11001111, 0, 0b11001111, 0, 255, 0, 255]);
});
