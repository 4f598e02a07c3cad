/** What PostgreSQL keeps of a password (RFC 5802, RFC 7677): made here, the password itself need not be told. */
import { pbkdf2 } from 'node:crypto';
import { promisify } from 'node:util';
import { base64 } from '../base/bytes.ts';
import { sha256 } from './hash.ts';
import { hmac, hmacKey } from './hmac.ts';

const derive = promisify(pbkdf2);

/** The verifier of a password in ASCII; any other would have to be normalised first (SASLprep). */
export async function scramVerifier(
  password: string,
  { salt, iterations }: { readonly salt: Uint8Array; readonly iterations: number },
): Promise<string> {
  const salted = hmacKey(await derive(password, salt, iterations, 32, 'sha256'));
  const storedKey = base64(sha256(hmac(salted, 'Client Key')));
  const serverKey = base64(hmac(salted, 'Server Key'));
  return `SCRAM-SHA-256$${iterations}:${base64(salt)}$${storedKey}:${serverKey}`;
}
