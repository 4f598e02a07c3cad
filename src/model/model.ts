/**
 * What a service model says, in the form the machine walks.
 *
 * Values travel in one form whatever the protocol: structures and maps are plain objects, lists are
 * arrays, blobs are Uint8Array, timestamps are milliseconds (`Instant`), numbers are numbers.
 */

export type Shape = Scalar | Blob | Timestamp | List | MapShape | Structure | Document;

/** Any JSON; in answers alone. */
export interface Document {
  readonly kind: 'document';
}

export interface Scalar {
  readonly kind: 'string' | 'integer' | 'long' | 'float' | 'double' | 'boolean';
  /** Length of a string in characters, or the value of a number. */
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: string;
  readonly enum?: readonly string[];
  readonly sensitive?: true;
}

export interface Blob {
  readonly kind: 'blob';
  /** Length in bytes. */
  readonly min?: number;
  readonly max?: number;
  readonly sensitive?: true;
  readonly streaming?: true;
}

export interface Timestamp {
  readonly kind: 'timestamp';
  /** Absent where the protocol's own form is used. */
  readonly format?: 'iso8601' | 'iso8601Seconds' | 'unixTimestamp' | 'rfc822';
}

export interface List {
  readonly kind: 'list';
  readonly member: Shape;
  /** The element's name in XML and in query fields; `member` unless told. */
  readonly memberName?: string;
  readonly flattened?: true;
  readonly min?: number;
  readonly max?: number;
  readonly sensitive?: true;
}

export interface MapShape {
  readonly kind: 'map';
  readonly key: Shape;
  readonly value: Shape;
  readonly keyName?: string;
  readonly valueName?: string;
  readonly flattened?: true;
  readonly min?: number;
  readonly max?: number;
  readonly sensitive?: true;
}

export interface Structure {
  readonly kind: 'structure';
  /** A getter where the shape contains itself. */
  readonly members: { readonly [name: string]: Member };
  /** The member whose value is the whole body (restJson1). */
  readonly payload?: string;
  readonly sensitive?: true;
  /** One of its members at most. */
  readonly union?: true;
}

export interface Member {
  readonly shape: Shape;
  readonly required?: true;
  /** The name on the wire where it differs: `locationName` of the model. */
  readonly wireName?: string;
  /** ec2Query's own name in requests: `queryName` of the model. */
  readonly queryName?: string;
  /** Where restJson1 puts it; the body unless told. */
  readonly location?: 'uri' | 'querystring' | 'header' | 'headers' | 'statusCode';
  /** Filled in by SDKs; a server demands it where AWS does. */
  readonly idempotencyToken?: true;
}

export type Protocol = 'awsJson1.1' | 'awsQuery' | 'restJson1' | 'ec2Query';

/** One error that an operation may answer with. */
export interface ErrorModel {
  readonly fault: 'client' | 'server';
  readonly status: number;
  /** How the body spells the message; absent where the model's shape has none. */
  readonly messageMember?: string;
  /** Members beside the message, where the error has any. */
  readonly members?: { readonly [name: string]: Member };
}

/** What all operations of a service have in common. */
export interface ServiceModel {
  /** The key of the service in this house, as in `models/<name>.json`. */
  readonly name: string;
  /** The name in the credential scope of a signature. */
  readonly signingName: string;
  readonly protocol: Protocol;
  readonly apiVersion: string;
  /** What `X-Amz-Target` begins with (awsJson1.1). */
  readonly targetPrefix?: string;
  readonly xmlNamespace?: string;
  /** Signed for us-east-1 whatever the Region, as IAM and Organizations. */
  readonly global?: true;
  /** The host that CloudTrail calls `eventSource`. */
  readonly eventSource: string;
}

declare const types: unique symbol;

/** One operation: the types are for people, the tables for the machine. */
export interface OperationModel<Input, Output, Errors extends string> {
  readonly service: ServiceModel;
  readonly name: string;
  readonly http: { readonly method: string; readonly uri: string; readonly status?: number };
  readonly input: Structure;
  readonly output: Structure;
  /** The element around the output (awsQuery). */
  readonly resultWrapper?: string;
  /** Errors by the code on the wire. */
  readonly errors: { readonly [code in Errors]: ErrorModel };
  readonly [types]?: { readonly input: (input: Input) => void; readonly output: Output };
}

export type AnyOperationModel = OperationModel<any, any, any>;

/** One line of the catalogue: an operation of a model, whether served here or not. */
export interface CatalogueEntry {
  readonly service: ServiceModel;
  /** Name, HTTP method and URI template of each operation. */
  readonly operations: readonly (readonly [name: string, method: string, uri: string])[];
}

/** An error that the caller should know, in AWS's words. */
export class AwsError extends Error {
  override readonly name = 'AwsError';
  readonly code: string;
  readonly status: number;
  /** Members beside the message, by their model names. */
  readonly members: { readonly [name: string]: unknown };
  /** Of a refusal: the id under which its reasons are kept. */
  authorizationId?: string;

  constructor(
    code: string,
    message: string,
    status = 400,
    members: { readonly [name: string]: unknown } = {},
  ) {
    super(message);
    this.code = code;
    this.status = status;
    this.members = members;
  }
}
