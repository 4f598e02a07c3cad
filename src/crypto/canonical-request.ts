import { asBuffer, strictText } from '../base/bytes.ts';

/** The parts of a request that a signature covers. */
export interface SignedRequest {
  readonly method: string;
  /** As it was sent, still percent-encoded. */
  readonly path: string;
  /** What follows the question mark, still percent-encoded. */
  readonly query: string;
  /** Names in lower case; values of a header that was sent twice are joined by `,`. */
  readonly headers: { readonly [name: string]: string | undefined };
  readonly body: Uint8Array;
}

/** The text that client and server must agree on to the letter (SigV4, task 1). */
export function canonicalRequest(
  request: SignedRequest,
  signedHeaders: readonly string[],
  payloadHash: string,
): string {
  let headers = '';
  for (const name of signedHeaders) {
    // The names are the caller's: `constructor` is no header.
    const value = Object.hasOwn(request.headers, name) ? request.headers[name] : undefined;
    headers += `${name}:${value === undefined ? '' : canonicalValue(value)}\n`;
  }
  const query = request.query === '' ? '' : canonicalQuery(request.query);
  const names = signedHeaders.join(';');
  return `${request.method}\n${canonicalPath(request.path)}\n${query}\n${headers}\n${names}\n${payloadHash}`;
}

/** The path without detours, and encoded once more than it was sent: S3 alone does not do that. */
export function canonicalPath(path: string): string {
  if (path === '/' || path === '') return '/';
  const straight = /\/\.|\/\//.test(path) || !path.startsWith('/') ? withoutDetours(path) : path;
  return PLAIN_PATH.test(straight) ? straight : straight.split('/').map(encode).join('/');
}

/** The fields of a query in order and in one spelling; the signature itself is none of them. */
export function canonicalQuery(query: string): string {
  const fields: (readonly [string, string])[] = [];
  for (const field of query.split('&')) {
    if (field === '') continue;
    const equals = field.indexOf('=');
    const name = respell(equals === -1 ? field : field.slice(0, equals));
    if (name !== 'X-Amz-Signature')
      fields.push([name, equals === -1 ? '' : respell(field.slice(equals + 1))]);
  }
  fields.sort(([a, x], [b, y]) => compare(a, b) || compare(x, y));
  return fields.map(([name, value]) => `${name}=${value}`).join('&');
}

const PLAIN_PATH = /^[\w\-.~/]*$/;
const PLAIN = /^[\w\-.~]*$/;

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function withoutDetours(path: string): string {
  const kept: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '..') kept.pop();
    else if (segment !== '' && segment !== '.') kept.push(segment);
  }
  const end = path.endsWith('/') && kept.length > 0 ? '/' : '';
  return `/${kept.join('/')}${end}`;
}

/** One spelling for all that say the same: upper-case escapes, and none for unreserved characters. */
function respell(sent: string): string {
  if (PLAIN.test(sent)) return sent;
  // A plus is a space here because it is one to whoever reads the form: what is signed must be what is read.
  return sent.replaceAll('+', ' ').replace(/%[0-9A-Fa-f]{2}|[^\w\-.~]/gu, (piece) => {
    if (piece.length === 3 && piece.startsWith('%')) {
      const character = String.fromCharCode(Number.parseInt(piece.slice(1), 16));
      return PLAIN.test(character) ? character : piece.toUpperCase();
    }
    return encodeCharacter(piece);
  });
}

const encode = (segment: string): string => segment.replace(/[^\w\-.~]/gu, encodeCharacter);

function encodeCharacter(character: string): string {
  const code = character.codePointAt(0)!;
  // A request line holds bytes, and node shows each byte above ASCII as one character.
  if (code < 0x100) return `%${code.toString(16).toUpperCase().padStart(2, '0')}`;
  return character.isWellFormed() ? encodeURIComponent(character) : '%EF%BF%BD';
}

/** A header's value without spaces around it, and with single ones inside. */
function canonicalValue(value: string): string {
  if (!UNUSUAL.test(value)) return value;
  const text = NOT_ASCII.test(value)
    ? (strictText(asBuffer(Buffer.from(value, 'latin1'))) ?? value)
    : value;
  return SPACED.test(text) ? text.trim().replace(/\s+/g, ' ') : text;
}

const NOT_ASCII = /[\x80-\xff]/;
/** What one of the two finds, found in one pass. */
const UNUSUAL = /^\s|\s$|\s\s|[\t\n\r\x80-\xff]/;
const SPACED = /^\s|\s$|\s\s|[\t\n\r]/;
