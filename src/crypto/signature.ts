import type { Instant } from '../base/clock.ts';
import { sha256 } from './hash.ts';
import type { SignedRequest } from './canonical-request.ts';

/** A Signature Version 4 as it was sent; nothing of it is believed yet. */
export interface Signature {
  readonly accessKeyId: string;
  /** The credential scope: `YYYYMMDD`, Region, service. */
  readonly date: string;
  readonly region: string;
  readonly service: string;
  readonly signedHeaders: readonly string[];
  /** 64 hexadecimal digits. */
  readonly signature: string;
  /** The moment of signing, as it was sent and as a number. */
  readonly timestamp: string;
  readonly at: Instant;
  /** Where the moment was found. */
  readonly source: 'x-amz-date' | 'date' | 'query';
  readonly sessionToken?: string;
  /** A presigned URL says itself how long it is good for. */
  readonly expiresSeconds?: number;
  /** The body's hash where a presigned URL declares it. */
  readonly payloadHash?: string;
}

/** Why a signature is refused; each protocol has its own word for it. */
export type SignatureReason = 'missing' | 'incomplete' | 'mismatch' | 'time';

export interface Refusal {
  readonly refused: SignatureReason;
  readonly message: string;
}

export const refused = (reason: SignatureReason, message: string): Refusal => ({
  refused: reason,
  message,
});

/** Finds the signature in the `Authorization` header or in the query of a presigned URL. */
export function parseSignature(request: SignedRequest): Signature | Refusal {
  const header = request.headers.authorization;
  if (header !== undefined) return fromHeader(header, request);
  if (request.query.includes('X-Amz-')) return fromQuery(request);
  return refused('missing', 'Missing Authentication Token');
}

/** Tells a refusal from what was asked for. */
export const isRefusal = (value: object): value is Refusal => 'refused' in value;

const ALGORITHM = 'AWS4-HMAC-SHA256';

function fromHeader(header: string, request: SignedRequest): Signature | Refusal {
  if (header.length > 4096) return incomplete('The Authorization header is too long.');
  const known = fromKnownHead(header, request);
  if (known) return known;
  const space = header.indexOf(' ');
  const algorithm = space === -1 ? header : header.slice(0, space);
  if (algorithm !== ALGORITHM) return foreign(algorithm);

  let credential: string | undefined;
  let signedHeaders: string | undefined;
  let signature: string | undefined;
  for (const part of header.slice(space + 1).split(',')) {
    const equals = part.indexOf('=');
    const name = part.slice(0, Math.max(equals, 0)).trim();
    const value = part.slice(equals + 1).trim();
    if (equals === -1) return notAPair(part);
    if (name === 'Credential') credential = value;
    else if (name === 'SignedHeaders') signedHeaders = value;
    else if (name === 'Signature') signature = value;
  }
  const [timestamp, source] = sentTime(request);
  if (!credential || !signedHeaders || !signature || !timestamp) {
    const missing = [
      !credential && "Authorization header requires 'Credential' parameter.",
      !signature && "Authorization header requires 'Signature' parameter.",
      !signedHeaders && "Authorization header requires 'SignedHeaders' parameter.",
      !timestamp &&
        "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.",
    ].filter((sentence) => sentence !== false);
    return incomplete(
      `${missing.join(' ')} (Hashed with SHA-256 and encoded with Base64) Authorization=${fingerprint(header)}`,
    );
  }
  const token = request.headers['x-amz-security-token'];
  const read = complete(
    { credential, signedHeaders, signature, timestamp, source },
    token ? { sessionToken: token } : {},
  );
  if (!isRefusal(read) && header.endsWith(`Signature=${signature}`)) {
    if (heads.size >= HEADS_KEPT) heads.clear();
    const { accessKeyId, date, region, service, signedHeaders: names } = read;
    const head = { accessKeyId, date, region, service, signedHeaders: names };
    heads.set(header.slice(0, -signature.length), head);
  }
  return read;
}

/**
 * What stands before the signature itself is the same in all that a client signs on a day: it is
 * read once. Anything unusual is left to who can say what is wrong with it.
 */
function fromKnownHead(header: string, request: SignedRequest): Signature | undefined {
  const head = heads.get(header.slice(0, -SIGNATURE_DIGITS));
  if (!head) return undefined;
  const signature = header.slice(-SIGNATURE_DIGITS);
  const [timestamp, source] = sentTime(request);
  const at = timestamp && instantOf(timestamp);
  if (!timestamp || !at || !DIGITS.test(signature) || !timestamp.startsWith(head.date))
    return undefined;
  const token = request.headers['x-amz-security-token'];
  return { ...head, signature, timestamp, at, source, ...(token && { sessionToken: token }) };
}

type Head = Pick<Signature, 'accessKeyId' | 'date' | 'region' | 'service' | 'signedHeaders'>;
const heads = new Map<string, Head>();
const HEADS_KEPT = 4096;
const SIGNATURE_DIGITS = 64;
const DIGITS = /^[0-9a-f]{64}$/;

function fromQuery({ query }: SignedRequest): Signature | Refusal {
  const fields = new Map<string, string>();
  for (const field of query.split('&')) {
    if (!field.startsWith('X-Amz-')) continue;
    const equals = field.indexOf('=');
    const name = field.slice(0, equals === -1 ? undefined : equals);
    // Two of one name: which of them was meant is not for us to choose.
    if (fields.has(name))
      return incomplete(`The query-string parameter '${name.slice(0, 64)}' was sent twice.`);
    const value = decode(equals === -1 ? '' : field.slice(equals + 1));
    if (value === undefined)
      return incomplete('The query string is not correctly percent-encoded.');
    fields.set(name, value);
  }
  if (!fields.has('X-Amz-Algorithm') && !fields.has('X-Amz-Signature')) {
    return refused('missing', 'Missing Authentication Token');
  }
  const missing = REQUIRED.filter((name) => !fields.get(name));
  if (missing.length > 0) {
    const sentences = missing.map((name) => `AWS query-string parameters must include '${name}'.`);
    return incomplete(`${sentences.join(' ')} Re-examine the query-string parameters.`);
  }
  if (fields.get('X-Amz-Algorithm') !== ALGORITHM) return foreign(fields.get('X-Amz-Algorithm')!);
  const expires = fields.get('X-Amz-Expires');
  if (expires !== undefined && !(/^\d{1,6}$/.test(expires) && Number(expires) <= WEEK_SECONDS)) {
    return incomplete(
      'X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be less than 604800 seconds',
    );
  }
  const sessionToken = fields.get('X-Amz-Security-Token');
  const payloadHash = fields.get('X-Amz-Content-Sha256');
  return complete(
    {
      credential: fields.get('X-Amz-Credential')!,
      signedHeaders: fields.get('X-Amz-SignedHeaders')!,
      signature: fields.get('X-Amz-Signature')!,
      timestamp: fields.get('X-Amz-Date')!,
      source: 'query',
    },
    {
      ...(sessionToken && { sessionToken }),
      ...(payloadHash && { payloadHash }),
      ...(expires && { expiresSeconds: Number(expires) }),
    },
  );
}

const REQUIRED = [
  'X-Amz-Algorithm',
  'X-Amz-Credential',
  'X-Amz-Signature',
  'X-Amz-SignedHeaders',
  'X-Amz-Date',
];
const WEEK_SECONDS = 604_800;

interface Sent {
  readonly credential: string;
  readonly signedHeaders: string;
  readonly signature: string;
  readonly timestamp: string;
  readonly source: Signature['source'];
}

type Extras = Pick<Signature, 'sessionToken' | 'expiresSeconds' | 'payloadHash'>;

function complete(sent: Sent, extras: Extras): Signature | Refusal {
  const { timestamp, source } = sent;
  const at = instantOf(timestamp);
  if (at === undefined) {
    return incomplete(
      `Date must be in ISO-8601 'basic format'. Got '${timestamp.slice(0, 64)}'. See http://en.wikipedia.org/wiki/ISO_8601`,
    );
  }
  const [accessKeyId, date, region, service, term, ...more] = sent.credential.split('/');
  if (!accessKeyId || !date || !region || !service || !term || more.length > 0) {
    return incomplete(
      `Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '${sent.credential.slice(0, 256)}'`,
    );
  }
  if (term !== 'aws4_request') {
    return refused(
      'mismatch',
      `Credential should be scoped with a valid terminator: 'aws4_request', not '${term.slice(0, 64)}'.`,
    );
  }
  if (date !== timestamp.slice(0, 8)) {
    return refused(
      'mismatch',
      `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '${date.slice(0, 64)}' != '${timestamp.slice(0, 8)}', from '${timestamp}'.`,
    );
  }
  const signedHeaders = sent.signedHeaders.split(';');
  const signature = sent.signature;
  return {
    accessKeyId,
    date,
    region,
    service,
    signedHeaders,
    signature,
    timestamp,
    at,
    source,
    ...extras,
  };
}

const BASIC = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/;

let lastTimestamp = '';
let lastInstant: Instant | undefined;

function instantOf(timestamp: string): Instant | undefined {
  // Thousands of requests are signed in the same second.
  if (timestamp !== lastTimestamp) {
    lastInstant = readInstant(timestamp);
    lastTimestamp = timestamp;
  }
  return lastInstant;
}

function readInstant(timestamp: string): Instant | undefined {
  const found = BASIC.exec(timestamp);
  if (!found) return undefined;
  const [, year, month, day, hour, minute, second] = found;
  const at = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(at) ? undefined : at;
}

/** `X-Amz-Date` goes before `Date`, which old clients send, and in a form of its own. */
function sentTime({
  headers,
}: SignedRequest): [timestamp: string | undefined, source: 'x-amz-date' | 'date'] {
  const own = headers['x-amz-date'];
  if (own !== undefined) return [own, 'x-amz-date'];
  const date = headers.date;
  if (date === undefined || !/^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} [\d:]{8} GMT$/.test(date))
    return [date, 'date'];
  const at = Date.parse(date);
  const iso = Number.isNaN(at)
    ? date
    : `${new Date(at).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
  return [iso, 'date'];
}

function foreign(algorithm: string): Refusal {
  if (algorithm === 'AWS4-ECDSA-P256-SHA256') {
    return incomplete(
      "Unsupported AWS 'algorithm': 'AWS4-ECDSA-P256-SHA256'. Sign with 'AWS4-HMAC-SHA256'.",
    );
  }
  return notAPair(algorithm);
}

// The header may hold a credential that was pasted into the wrong place: AWS answers with its hash alone.
const notAPair = (part: string): Refusal =>
  incomplete(
    `Invalid key=value pair (missing equal-sign) in Authorization header (hashed with SHA-256 and encoded with Base64): '${fingerprint(part)}'.`,
  );

const fingerprint = (text: string): string => sha256(text).toString('base64');

const incomplete = (message: string): Refusal => refused('incomplete', message);

function decode(encoded: string): string | undefined {
  try {
    return decodeURIComponent(encoded.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
}
