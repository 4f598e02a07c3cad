import { ACCOUNT_ID } from './arn.ts';
import { BASE32, type Random } from './random.ts';

/**
 * An access key id that tells its account, as AWS's do: `AKIA…` for good, `ASIA…` for a while.
 *
 * Its sixteen base32 digits are 80 bits: a one, the account in 40, and 39 that are drawn.
 */
export function makeAccessKeyId(random: Random, prefix: 'AKIA' | 'ASIA', account: string): string {
  const drawn = BigInt.asUintN(DRAWN_BITS, new DataView(random.bytes(8).buffer).getBigUint64(0));
  const number = ((MARK | BigInt(account)) << BigInt(DRAWN_BITS)) | drawn;
  let id = '';
  for (let shift = 75n; shift >= 0n; shift -= 5n) id += BASE32[Number((number >> shift) & 31n)];
  return prefix + id;
}

/** The account in such an id; undefined where the id is of another make, as AWS's first ones are. */
export function accountOfAccessKeyId(id: string): string | undefined {
  if (!FORM.test(id)) return undefined;
  let number = 0n;
  for (const digit of id.slice(4)) number = (number << 5n) | BigInt(BASE32.indexOf(digit));
  const account = ((number >> BigInt(DRAWN_BITS)) ^ MARK).toString().padStart(12, '0');
  return ACCOUNT_ID.test(account) ? account : undefined;
}

const FORM = /^A[KS]IA[A-Z2-7]{16}$/;
const DRAWN_BITS = 39;
/** The topmost bit; ids without it are older than the account in them. */
const MARK = 1n << 40n;
