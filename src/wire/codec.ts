import type { AnyOperationModel, AwsError, Protocol, ServiceModel } from '../model/model.ts';

/** A request as the wire sees it, whatever carried it. */
export interface WireRequest {
  readonly method: string;
  /** The path as it was sent, still percent-encoded. */
  readonly path: string;
  /** What follows the question mark, still percent-encoded; empty where there is none. */
  readonly query: string;
  /** Names in lower case; values of a header that was sent twice are joined by `,`. */
  readonly headers: { readonly [name: string]: string | undefined };
  readonly body: Uint8Array;
  /** The labels of a REST path, decoded: `route` finds them. */
  readonly pathParams?: { readonly [label: string]: string };
}

/** An answer, ready to be sent. */
export interface WireResponse {
  readonly status: number;
  readonly headers: { readonly [name: string]: string };
  readonly body: string | Uint8Array;
}

/** One protocol, seen from the server: it reads requests and writes answers. */
export interface Codec {
  /** The input in the model's form; throws AwsError in the protocol's words. */
  readonly read: (model: AnyOperationModel, request: WireRequest) => unknown;
  readonly write: (model: AnyOperationModel, output: unknown, requestId: string) => WireResponse;
  /** The operation, where it is known, tells how its own errors are spelled. */
  readonly writeError: (
    service: Pick<ServiceModel, 'protocol' | 'xmlNamespace'>,
    error: AwsError,
    requestId: string,
    model?: AnyOperationModel,
  ) => WireResponse;
}

/** One codec for each protocol. */
export type Codecs = { readonly [protocol in Protocol]: Codec };

/** What a stranger may make us hold in memory; AWS's own limits are far below. */
export const LIMITS = {
  /** Structures, lists and maps inside one another. */
  depth: 32,
  /** Members of one list, entries of one map. */
  members: 10_000,
  /** Fields of one form. */
  fields: 20_000,
  /** Characters of a form field's name. */
  nameLength: 1024,
} as const;

/** Writes a map's entry so that no key, `__proto__` least of all, can reach a prototype. */
export function setEntry(map: { [key: string]: unknown }, key: string, value: unknown): void {
  if (key === '__proto__') {
    Object.defineProperty(map, key, {
      value,
      enumerable: true,
      writable: true,
      configurable: true,
    });
  } else map[key] = value;
}
