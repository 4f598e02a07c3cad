/** What is known of condition keys before there is a request. */
export type KeyValue = string | readonly string[] | undefined;

export type Known =
  /** The request will have this value, or lack the key: it follows from who asks and about what. */
  | { readonly kind: 'is'; readonly value: KeyValue }
  /** One of a few. */
  | { readonly kind: 'one-of'; readonly values: readonly KeyValue[] }
  /** Whatever suits him who asks: a text, or with `many` a list of texts; never missing with `always`. */
  | { readonly kind: 'any'; readonly many?: boolean; readonly always?: boolean };

/** Asked by lower-cased name. */
export type Knowledge = (lowerCasedName: string) => Known;

/** The values that somebody chooses for a request, by lower-cased name. */
export type Circumstances = ReadonlyMap<string, KeyValue>;
