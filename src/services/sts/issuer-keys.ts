/** The keys of issuers elsewhere: fetched within limits, kept for a while, asked for again when one is new. */
import { strictText } from '../../base/bytes.ts';
import { HOUR, type Instant, MINUTE, SECOND } from '../../base/clock.ts';
import { type KeySet, readKeySet } from '../../crypto/jwt.ts';
import { type Outbound, OutboundError } from '../../operation/outbound.ts';

/** Whose keys, and by which certificates he is known beside those that authorities vouch for. */
export interface Issuer {
  /** `https://…`, as the claim `iss` spells it. */
  readonly url: string;
  readonly thumbprints: readonly string[];
}

/** Why there are no keys. */
export type NoKeys =
  /** Nobody answers, or not in time: it may be better in a while. */
  | 'unreachable'
  /** What answers is no issuer, or says more than is read. */
  | 'unusable'
  /** Its certificate is none that we believe. */
  | 'untrusted'
  | 'too-many';

export interface IssuerKeys {
  /**
   * The keys of an issuer. With `missing`, a key that is not among those known: they are fetched
   * again, unless that was just done.
   */
  readonly of: (issuer: Issuer, how?: { readonly missing: true }) => Promise<KeySet | NoKeys>;
}

/** How long keys are used before they are looked at again. */
const KEEP = HOUR;
/** How often, at most, an unknown key makes us ask again: anybody can name one. */
const REST = MINUTE;
/** How long a failure is remembered. */
const REST_AFTER_FAILURE = 5 * SECOND;
/** Keys that cannot be renewed are good for so long: an issuer may be away for a night. */
const STALE = 12 * HOUR;
const ISSUERS_KEPT = 1000;

const PATIENCE = 5 * SECOND;
const DOCUMENT_BYTES = 64 * 1024;
const KEYS_BYTES = 512 * 1024;
/** AWS's bounds: a hundred keys of each kind. */
const KEYS_MOST = 100;

interface Known {
  readonly keys: KeySet | undefined;
  readonly keysAt: Instant;
  readonly triedAt: Instant;
  readonly failure: NoKeys | undefined;
}

/** Fetches and keeps; one fetch for all who wait for the same issuer. */
export function issuerKeys(outbound: Outbound): IssuerKeys {
  const known = new Map<string, Known>();
  const underway = new Map<string, Promise<Known>>();

  return {
    of: async (issuer, how) => {
      const name = `${issuer.url} ${issuer.thumbprints.join()}`;
      const now = outbound.now();
      let entry = known.get(name);
      if (!entry || isDue(entry, now, how !== undefined)) {
        entry = await (underway.get(name) ?? begin(name, issuer, entry));
      } else {
        // What was asked for lately is forgotten last.
        known.delete(name);
        known.set(name, entry);
      }
      return entry.keys ?? entry.failure!;
    },
  };

  function begin(name: string, issuer: Issuer, before: Known | undefined): Promise<Known> {
    const fetching = fetchKeys(outbound, issuer)
      .then((found): Known => {
        const now = outbound.now();
        if (typeof found !== 'string')
          return { keys: found, keysAt: now, triedAt: now, failure: undefined };
        const usable = before?.keys && now - before.keysAt < STALE;
        return {
          keys: usable ? before.keys : undefined,
          keysAt: before?.keysAt ?? 0,
          triedAt: now,
          failure: found,
        };
      })
      .then((entry) => {
        known.delete(name);
        known.set(name, entry);
        if (known.size > ISSUERS_KEPT) known.delete(known.keys().next().value!);
        return entry;
      })
      .finally(() => underway.delete(name));
    underway.set(name, fetching);
    return fetching;
  }
}

function isDue({ keys, keysAt, triedAt, failure }: Known, now: Instant, missing: boolean): boolean {
  if (failure !== undefined) return now - triedAt >= REST_AFTER_FAILURE;
  if (missing) return now - triedAt >= REST;
  return keys === undefined || now - keysAt >= KEEP;
}

async function fetchKeys(outbound: Outbound, issuer: Issuer): Promise<KeySet | NoKeys> {
  const { url, thumbprints } = issuer;
  const get = (from: string, maxBytes: number) =>
    readJson(outbound, { url: from, thumbprints, maxBytes });
  const place = `${url.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const discovered = await get(place, DOCUMENT_BYTES);
  if (typeof discovered === 'string') return discovered;
  const { issuer: name, jwks_uri: keysUrl } = discovered as { [name: string]: unknown };
  if (name !== url || typeof keysUrl !== 'string') return 'unusable';
  const document = await get(keysUrl, KEYS_BYTES);
  if (typeof document === 'string') return document;
  const keys = readKeySet(document);
  if (!keys) return 'unusable';
  return keys.count('RSA') > KEYS_MOST || keys.count('EC') > KEYS_MOST ? 'too-many' : keys;
}

async function readJson(
  outbound: Outbound,
  of: { readonly url: string; readonly thumbprints: readonly string[]; readonly maxBytes: number },
): Promise<object | NoKeys> {
  try {
    const { status, body } = await outbound.ask({
      method: 'GET',
      url: of.url,
      headers: { accept: 'application/json' },
      timeoutMillis: PATIENCE,
      maxBytes: of.maxBytes,
      repeatable: true,
      thumbprints: of.thumbprints,
    });
    if (status >= 500) return 'unreachable';
    const read: unknown = status === 200 ? JSON.parse(strictText(body) ?? '') : undefined;
    return typeof read === 'object' && read !== null ? read : 'unusable';
  } catch (cause) {
    if (cause instanceof SyntaxError) return 'unusable';
    if (!(cause instanceof OutboundError)) throw cause;
    if (cause.reason === 'tls') return 'untrusted';
    return cause.reason === 'forbidden' || cause.reason === 'too-large'
      ? 'unusable'
      : 'unreachable';
  }
}
