/**
 * Grant tokens. A grant here works from the moment that it is made, so a token opens nothing that is not
 * open already; but it names its grant, to RetireGrant too, and only who was given it can name it so.
 *
 *     0   version: 1
 *     1   grant id, 32 bytes
 *     33  nonce, 16 bytes: each CreateGrant gives another token, and all of them are good
 *     49  HMAC-SHA-256 of all in front of it, under the grant's own secret
 */
import { asBuffer, base64, fromBase64 } from '../../base/bytes.ts';
import type { Random } from '../../base/random.ts';
import { sameBytes } from '../../crypto/constant-time.ts';
import { hmac, hmacKey } from '../../crypto/hmac.ts';
import type { Reader } from '../../store/store.ts';
import { type GrantRow, selectGrant } from './grant-tables.ts';

const VERSION = 1;
const NONCE_AT = 33;
const SIGNED = 49;
const WHOLE = SIGNED + 32;

type Signed = Pick<GrantRow, 'id' | 'secret'>;

/** A token of a grant. */
export function makeToken(grant: Signed, random: Random): string {
  const token = Buffer.alloc(WHOLE);
  token[0] = VERSION;
  token.write(grant.id, 1, 'hex');
  token.set(random.bytes(SIGNED - NONCE_AT), NONCE_AT);
  token.set(macOf(grant, token), SIGNED);
  return base64(token);
}

/** The grant of a token; undefined where the token is forged, and where its grant is no more. */
export async function findByToken(store: Reader, text: string): Promise<GrantRow | undefined> {
  const bytes = fromBase64(text);
  if (bytes?.length !== WHOLE || bytes[0] !== VERSION) return undefined;
  const token = asBuffer(bytes);
  const grant = await store.one(selectGrant, { id: token.toString('hex', 1, NONCE_AT) });
  return grant && sameBytes(token.subarray(SIGNED), macOf(grant, token)) ? grant : undefined;
}

const macOf = ({ secret }: Signed, token: Uint8Array): Buffer =>
  hmac(hmacKey(Buffer.from(secret, 'hex')), token.subarray(0, SIGNED));
