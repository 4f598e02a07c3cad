/** Where the server may go by other ways than HTTPS: to databases, whose users' passwords it changes. */
export interface Reach {
  /** Where a host is, if the operator lets us go there. Rejects with `OutboundError`. */
  readonly locate: (
    host: string,
    port: number,
  ) => Promise<{ readonly address: string; readonly port: number }>;
  /** Certificates of the authorities that are believed (PEM). */
  readonly authorities: readonly string[];
}
