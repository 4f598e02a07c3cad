/** What the Lambda service needs of whatever runs other people's code; `house.ts` is given one. */
import type { Instant } from '../base/clock.ts';

/** Runs other people's code. It sees no store, no keyring and no configuration: only what is here. */
export interface FunctionRuntime {
  /** Whether functions of this runtime (`python3.12`, `nodejs22.x`, `provided.al2023`) can run on this machine. */
  readonly runs: (runtime: string) => boolean | Promise<boolean>;
  /** Looks through a zip without unpacking it: whether it can be read, and how large it would be. */
  readonly examine: (zip: Uint8Array) => Promise<{ readonly unzippedBytes: number } | ZipFault>;
  /**
   * Invokes one version of a function; a worker is started when none is warm. What the function did
   * is in the result, and never a rejection. Rejects with what `code`, `layers`, `environment` and
   * `credentials` threw, and with causes of this machine (no memory, no processes).
   */
  readonly invoke: (invocation: Invocation) => Promise<InvocationResult>;
  /**
   * Forgets the warm workers of a function, of all its versions: it was changed or deleted.
   * Invocations under way come to their end.
   */
  readonly forget: (functionArn: string) => void;
  /** Ends all workers, those at work too. */
  readonly stop: () => Promise<void>;
}

/** What functions need of the world around the house. */
export interface Functions {
  readonly runtime: FunctionRuntime;
  /** Where functions, and people who fetch their code, reach this server: known once it listens. */
  readonly endpoint: () => string;
}

/** No function can be made, and none is run. */
export const noFunctions: Functions = {
  runtime: {
    runs: () => false,
    examine: async () => 'unreadable',
    invoke: () => Promise.reject(new Error('This house runs no functions.')),
    forget: () => {},
    stop: async () => {},
  },
  endpoint: () => 'http://localhost',
};

/** `unreadable`: no zip, or a damaged one. `hostile`: a path out of its folder. `too-large`: beyond 250 MiB unpacked. */
export type ZipFault = 'unreadable' | 'hostile' | 'too-large';

export interface Invocation {
  /** Without qualifier: what `forget` will name. */
  readonly functionArn: string;
  /** As the caller named it, qualifier and all: `invokedFunctionArn` of the context. */
  readonly invokedArn: string;
  readonly functionName: string;
  /** `$LATEST` or a number. */
  readonly version: string;
  /**
   * Tells apart what may share a warm worker: another one after every change of code or configuration.
   * Two versions never have the same.
   */
  readonly revisionId: string;
  readonly runtime: string;
  readonly handler: string;
  readonly codeSha256: string;
  /** Asked for when a worker is started, and only then. The zips, the layers in their order. */
  readonly code: () => Promise<Uint8Array>;
  readonly layers: readonly (() => Promise<Uint8Array>)[];
  /** The function's own variables; the runtime adds AWS's. */
  readonly environment: () => Promise<{ readonly [name: string]: string }>;
  /** The execution role's session. A worker is not given work that may outlast its credentials. */
  readonly credentials: () => Promise<FunctionCredentials>;
  readonly memoryMiB: number;
  readonly timeoutSeconds: number;
  readonly ephemeralMiB: number;
  readonly region: string;
  /** `AWS_ENDPOINT_URL`. */
  readonly endpointUrl: string;
  readonly logGroup: string;
  readonly logFormat: 'Text' | 'JSON';
  readonly requestId: string;
  readonly payload: Uint8Array;
  /** The JSON of X-Amz-Client-Context, already decoded from base64. */
  readonly clientContext?: string;
  /** X-Amzn-Trace-Id as it was sent; the runtime makes one where there is none. */
  readonly traceId?: string;
}

export interface FunctionCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly expiresAt: Instant;
}

export interface InvocationResult {
  /** What the function answered, or the error as Lambda tells it: errorMessage, errorType, stackTrace. */
  readonly payload: Uint8Array;
  /** `Unhandled` where it ended without an answer: a timeout, a crash, no memory; also where its handler threw. */
  readonly functionError?: 'Handled' | 'Unhandled';
  /** All that it wrote, START, END and REPORT lines and the initialisation's output too, in order, bounded by the runtime. */
  readonly lines: readonly LogLine[];
  /** The worker's: `2026/11/24/[$LATEST]0123456789abcdef0123456789abcdef`. */
  readonly logStream: string;
  readonly billedMillis: number;
  /** 0 for a warm worker. */
  readonly initMillis: number;
}

export interface LogLine {
  readonly at: Instant;
  /** Without its line end. */
  readonly message: string;
}
