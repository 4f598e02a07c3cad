import type { Instant } from '../base/clock.ts';

/** What services may ask of the world outside; the server gives it to them as a part. */
export interface Outbound {
  /** Asks over HTTPS. Redirects are answers like others: nobody follows them. */
  readonly ask: (request: OutboundRequest) => Promise<OutboundAnswer>;
  /** The machine's own time, even where dev mode has moved the house's: what is signed for others is read by theirs. */
  readonly now: () => Instant;
}

export interface OutboundRequest {
  readonly method: 'GET' | 'POST';
  /** `https://…`, without a user. */
  readonly url: string;
  /** Names in lower case. `host` is taken from the URL unless told. */
  readonly headers?: { readonly [name: string]: string };
  readonly body?: Uint8Array;
  /** From the name's look-up to the last byte of the answer. */
  readonly timeoutMillis: number;
  /** A longer body is refused, and not read to its end. */
  readonly maxBytes: number;
  /**
   * Certificates that are believed beside those that authorities vouch for, by their SHA-1 in lower-case
   * base 16: a chain that ends in one of them is as good.
   */
  readonly thumbprints?: readonly string[];
  /** It may arrive twice: a kept connection that its owner has just closed is then no failure. */
  readonly repeatable?: boolean;
}

export interface OutboundAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: { readonly [name: string]: string | undefined };
  readonly body: Uint8Array;
}

export type OutboundReason =
  /** The operator has not allowed this address: it is private, of this machine, or no HTTPS. */
  | 'forbidden'
  /** No such name, or nobody takes the connection. */
  | 'unreachable'
  /** The certificate is not for that name, or nobody whom we trust has signed it. */
  | 'tls'
  | 'timeout'
  /** The connection broke, or what came is no HTTP. */
  | 'broken'
  | 'too-large';

/** Why there is no answer. What it says is for the log: it may tell of our network. */
export class OutboundError extends Error {
  override readonly name = 'OutboundError';
  readonly reason: OutboundReason;

  constructor(reason: OutboundReason, message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}

/** A house without a way out: nobody is reached. */
export const nowhere: Outbound = {
  ask: async ({ url }) => {
    throw new OutboundError('unreachable', `There is no way out to ${new URL(url).host}.`);
  },
  now: () => 0,
};
