import { asBuffer } from '../../base/bytes.ts';

/**
 * The layout of a ciphertext blob, version 1; numbers are big-endian:
 *
 *     0   version: 1
 *     1   form of the key id: 0, a UUID; 1, a multi-Region key's, `mrk-` and 32 hexadecimal digits
 *     2   account, 6 bytes
 *     8   key id, 16 bytes
 *     24  material id, 32 bytes
 *     56  salt of the message's own key, 16 bytes
 *     72  length of the Region's name, 1 byte, and the name in ASCII
 *     …   the seal: iv (12), ciphertext, tag (16); of a key in an external key store, what external-key.ts says
 *
 * All in front of the seal is the header. The seal vouches for it and for the encryption context
 * (encryption-context.ts), so that neither can be put beside another seal. Blobs lie in our users' stores for years: a new layout gets a new number, and the
 * old one stays readable.
 */
export interface Ciphertext {
  readonly account: string;
  readonly region: string;
  readonly keyId: string;
  readonly materialId: string;
  readonly salt: Uint8Array;
  readonly header: Uint8Array;
  readonly seal: Uint8Array;
}

/** What a header names. */
export type Heading = Pick<Ciphertext, 'account' | 'region' | 'keyId' | 'materialId' | 'salt'>;

export const SALT_BYTES = 16;
const VERSION = 1;
const UUID = 0;
const MULTI_REGION = 1;
const MRK = 'mrk-';
const REGION_AT = 72;
const SEAL_BYTES_MIN = 28;

/** The header of a blob. */
export function printHeader(heading: Heading): Uint8Array<ArrayBuffer> {
  const { account, region, keyId, materialId, salt } = heading;
  const bytes = new Uint8Array(REGION_AT + 1 + region.length);
  const header = asBuffer(bytes);
  header[0] = VERSION;
  header[1] = keyId.startsWith(MRK) ? MULTI_REGION : UUID;
  header.writeUIntBE(Number(account), 2, 6);
  header.write(keyId.startsWith(MRK) ? keyId.slice(4) : keyId.replaceAll('-', ''), 8, 'hex');
  header.write(materialId, 24, 'hex');
  header.set(salt, 56);
  header[REGION_AT] = region.length;
  header.write(region, REGION_AT + 1, 'latin1');
  return bytes;
}

const parsed = new WeakMap<Uint8Array, Ciphertext>();

/** The parts of a blob, or undefined where the bytes are none of ours; the same bytes in memory give the same parts. */
export function parseCiphertext(blob: Uint8Array): Ciphertext | undefined {
  let ciphertext = parsed.get(blob);
  if (!ciphertext) {
    ciphertext = parse(blob);
    if (ciphertext) parsed.set(blob, ciphertext);
  }
  return ciphertext;
}

function parse(blob: Uint8Array): Ciphertext | undefined {
  if (blob.length <= REGION_AT || blob[0] !== VERSION || blob[1]! > MULTI_REGION) return undefined;
  const end = REGION_AT + 1 + blob[REGION_AT]!;
  if (blob.length < end + SEAL_BYTES_MIN) return undefined;
  const bytes = asBuffer(blob);
  const region = bytes.toString('latin1', REGION_AT + 1, end);
  const account = bytes.readUIntBE(2, 6);
  if (!/^[a-z0-9-]{1,32}$/.test(region) || account >= 1e12) return undefined;
  const ids = bytes.toString('hex', 8, 56);
  return {
    account: String(account).padStart(12, '0'),
    region,
    keyId: blob[1] === MULTI_REGION ? MRK + ids.slice(0, 32) : uuidOf(ids),
    materialId: ids.slice(32),
    salt: blob.subarray(56, REGION_AT),
    header: blob.subarray(0, end),
    seal: blob.subarray(end),
  };
}

const uuidOf = (ids: string): string =>
  `${ids.slice(0, 8)}-${ids.slice(8, 12)}-${ids.slice(12, 16)}-${ids.slice(16, 20)}-${ids.slice(20, 32)}`;
