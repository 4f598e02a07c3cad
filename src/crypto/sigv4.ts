import type { Instant } from '../base/clock.ts';
import { canonicalRequest, type SignedRequest } from './canonical-request.ts';
import { sameText } from './constant-time.ts';
import { sha256Hex } from './hash.ts';
import { hmac, hmacHex, hmacKey, type HmacKey } from './hmac.ts';
import { type Refusal, refused, type Signature } from './signature.ts';

/** Whether the signature fits the request; the refusal says no more than AWS does. */
export function verify(
  signature: Signature,
  request: SignedRequest,
  key: HmacKey,
): Refusal | undefined {
  const unsigned = unsignedHeader(signature, request);
  if (unsigned)
    return refused(
      'mismatch',
      `${unsigned} must be a 'SignedHeader' in the AWS Authorization header.`,
    );

  const payloadHash = sha256Hex(request.body);
  const declared = request.headers['x-amz-content-sha256'] ?? signature.payloadHash;
  // Whoever declares another hash than the body's, or none (UNSIGNED-PAYLOAD, STREAMING-…), has not signed this body.
  if (declared !== undefined && declared !== payloadHash) return refused('mismatch', MISMATCH);

  const { date, region, service, timestamp, signedHeaders } = signature;
  const canonical = sha256Hex(canonicalRequest(request, signedHeaders, payloadHash));
  const scope = `${date}/${region}/${service}/aws4_request`;
  const expected = hmacHex(key, `AWS4-HMAC-SHA256\n${timestamp}\n${scope}\n${canonical}`);
  return sameText(expected, signature.signature) ? undefined : refused('mismatch', MISMATCH);
}

/** The key that a secret gives for one day, Region and service. */
export function signingKey(secret: string, date: string, region: string, service: string): HmacKey {
  const ofDate = hmac(hmacKey(Buffer.from(`AWS4${secret}`)), date);
  const ofRegion = hmac(hmacKey(ofDate), region);
  const ofService = hmac(hmacKey(ofRegion), service);
  return hmacKey(hmac(hmacKey(ofService), 'aws4_request'));
}

/** Keeps signing keys: deriving one costs more than all the rest of a verification. */
export interface SigningKeys {
  readonly of: (signature: Signature, secret: string) => HmacKey;
}

/** Signing keys of the last `limit` pairs of access key and scope that signed anything. */
export function signingKeys(limit = 4096): SigningKeys {
  const kept = new Map<string, { readonly secret: string; readonly key: HmacKey }>();
  return {
    of: ({ accessKeyId, date, region, service }, secret) => {
      const name = `${accessKeyId}/${date}/${region}/${service}`;
      const known = kept.get(name);
      // The secret is looked at too: an id that is made anew must not open with its old secret.
      if (known?.secret === secret) return known.key;
      const key = signingKey(secret, date, region, service);
      kept.delete(name);
      kept.set(name, { secret, key });
      if (kept.size > limit) kept.delete(kept.keys().next().value!);
      return key;
    },
  };
}

/** Whether the request is neither too old nor from the future. */
export function checkTime(
  { at, timestamp, expiresSeconds }: Signature,
  now: Instant,
): Refusal | undefined {
  if (at - now > SKEW) {
    const latest = basicTime(now + SKEW);
    return refused(
      'time',
      `Signature not yet current: ${timestamp} is still later than ${latest} (${basicTime(now)} + 5 min.)`,
    );
  }
  const lifetime = expiresSeconds === undefined ? SKEW : expiresSeconds * 1000;
  if (now - at <= lifetime) return undefined;
  const earliest = basicTime(now - lifetime);
  const span = lifetime % 60_000 === 0 ? `${lifetime / 60_000} min.` : `${lifetime / 1000} sec.`;
  return refused(
    'time',
    `Signature expired: ${timestamp} is now earlier than ${earliest} (${basicTime(now)} - ${span})`,
  );
}

/** Whether the request was signed for this place: a Region that is served, and the service that was called. */
export function checkScope(
  signature: Pick<Signature, 'region' | 'service'>,
  expected: { readonly service: string; readonly regions: ReadonlySet<string> },
): Refusal | undefined {
  const wrong: string[] = [];
  if (!expected.regions.has(signature.region))
    wrong.push('Credential should be scoped to a valid region.');
  if (signature.service !== expected.service) {
    wrong.push(`Credential should be scoped to correct service: '${expected.service}'.`);
  }
  return wrong.length === 0 ? undefined : refused('mismatch', wrong.join(' '));
}

/** A moment as signatures write it: `20150830T123600Z`. */
export const basicTime = (at: Instant): string =>
  `${new Date(at).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;

const SKEW = 5 * 60 * 1000;
const MISMATCH =
  'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.';

// The PHP SDK leaves the first unsigned, a CDN adds the second after signing; neither means anything here.
const MAY_BE_UNSIGNED = new Set(['x-amz-user-agent', 'x-amz-cf-id']);

/** A header that changes what the request means and that the signature does not cover. */
function unsignedHeader(
  { signedHeaders, source }: Signature,
  { headers }: SignedRequest,
): string | undefined {
  if (!signedHeaders.includes('host') && !signedHeaders.includes(':authority'))
    return "'Host' or ':authority'";
  if (source === 'date' && !signedHeaders.includes('date')) return "'date'";
  for (const name in headers) {
    if (name.startsWith('x-amz-') && !signedHeaders.includes(name) && !MAY_BE_UNSIGNED.has(name)) {
      return `'${name}'`;
    }
  }
  return undefined;
}
