import type { Instant } from '../base/clock.ts';
import { canonicalRequest, type SignedRequest } from './canonical-request.ts';
import { sha256Hex } from './hash.ts';
import { hmacHex } from './hmac.ts';
import { basicTime, signingKey } from './sigv4.ts';

/** By what a request is signed, and for which service of which Region. */
export interface Signer {
  readonly accessKeyId: string;
  readonly secret: string;
  readonly region: string;
  readonly service: string;
}

/** The headers with which a request is sent that others will verify: SigV4 over `host` and `x-amz-date`. */
export function sign(
  request: Omit<SignedRequest, 'headers'> & { readonly host: string },
  { accessKeyId, secret, region, service }: Signer,
  at: Instant,
): { readonly host: string; readonly 'x-amz-date': string; readonly authorization: string } {
  const timestamp = basicTime(at);
  const date = timestamp.slice(0, 8);
  const headers = { host: request.host, 'x-amz-date': timestamp };
  const names = Object.keys(headers);
  const canonical = canonicalRequest({ ...request, headers }, names, sha256Hex(request.body));
  const scope = `${date}/${region}/${service}/aws4_request`;
  const signature = hmacHex(
    signingKey(secret, date, region, service),
    `AWS4-HMAC-SHA256\n${timestamp}\n${scope}\n${sha256Hex(canonical)}`,
  );
  return {
    ...headers,
    authorization: `AWS4-HMAC-SHA256 Credential=${accessKeyId}/${scope}, SignedHeaders=${names.join(';')}, Signature=${signature}`,
  };
}
