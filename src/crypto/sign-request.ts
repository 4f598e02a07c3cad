import type { Instant } from '../base/clock.ts';
import { canonicalRequest, type SignedRequest } from './canonical-request.ts';
import { sha256Hex } from './hash.ts';
import { hmacHex } from './hmac.ts';
import { basicTime, signingKey } from './sigv4.ts';

/** Who signs, and for which service of which Region. */
export interface SigningIdentity {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly region: string;
  readonly service: string;
}

/** The request's headers with date, session token and signature; every one of them is signed. */
export function signRequest(
  request: SignedRequest & { readonly headers: { readonly [name: string]: string } },
  who: SigningIdentity,
  now: Instant,
): { readonly [name: string]: string } {
  const timestamp = basicTime(now);
  const date = timestamp.slice(0, 8);
  const headers: { [name: string]: string } = {
    ...request.headers,
    'x-amz-date': timestamp,
    ...(who.sessionToken !== undefined && { 'x-amz-security-token': who.sessionToken }),
  };
  const names = Object.keys(headers).sort();
  const canonical = canonicalRequest({ ...request, headers }, names, sha256Hex(request.body));
  const scope = `${date}/${who.region}/${who.service}/aws4_request`;
  const signature = hmacHex(
    signingKey(who.secretAccessKey, date, who.region, who.service),
    `AWS4-HMAC-SHA256\n${timestamp}\n${scope}\n${sha256Hex(canonical)}`,
  );
  return {
    ...headers,
    authorization: `AWS4-HMAC-SHA256 Credential=${who.accessKeyId}/${scope}, SignedHeaders=${names.join(';')}, Signature=${signature}`,
  };
}
