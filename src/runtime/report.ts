/** The lines that Lambda itself writes to a function's log, and the errors it answers with. */
import type { Instant } from '../base/clock.ts';
import { utf8 } from '../base/bytes.ts';
import type { Invocation } from '../operation/functions.ts';
import type { Ending } from './launch.ts';

/** What is told at the end of an invocation. */
export interface Report {
  readonly durationMillis: number;
  readonly billedMillis: number;
  readonly maxMemoryMiB: number;
  /** Of a worker that was started for it. */
  readonly initMillis: number;
  readonly failure?: { readonly status: 'error' | 'timeout'; readonly errorType: string };
}

/** Lambda's own lines, as the function's log format wants them. */
export function platformLines(of: Invocation): {
  readonly initStart: (at: Instant) => string;
  readonly start: (at: Instant) => string;
  readonly timeout: (at: Instant) => string[];
  readonly end: (at: Instant, report: Report) => string[];
} {
  const { requestId, version } = of;
  const isJson = of.logFormat === 'JSON';
  const json = (at: Instant, type: string, record: object) =>
    JSON.stringify({ time: new Date(at).toISOString(), type: `platform.${type}`, record });
  return {
    initStart: (at) =>
      isJson
        ? json(at, 'initStart', {
            initializationType: 'on-demand',
            phase: 'init',
            runtimeVersion: of.runtime,
            functionName: of.functionName,
            functionVersion: version,
          })
        : `INIT_START Runtime Version: ${of.runtime}`,
    start: (at) =>
      isJson
        ? json(at, 'start', { requestId, version })
        : `START RequestId: ${requestId} Version: ${version}`,
    timeout: (at) => (isJson ? [] : [`${new Date(at).toISOString()} ${requestId} ${timedOut(of)}`]),
    end: (at, report) => {
      const { durationMillis, billedMillis, initMillis, maxMemoryMiB, failure } = report;
      if (isJson) {
        const metrics = {
          durationMs: round(durationMillis),
          billedDurationMs: billedMillis,
          memorySizeMB: of.memoryMiB,
          maxMemoryUsedMB: maxMemoryMiB,
          ...(initMillis > 0 && { initDurationMs: round(initMillis) }),
        };
        const { status = 'success', errorType } = failure ?? {};
        return [
          json(at, 'report', { requestId, metrics, status, ...(errorType && { errorType }) }),
        ];
      }
      const parts = [
        `REPORT RequestId: ${requestId}`,
        `Duration: ${durationMillis.toFixed(2)} ms`,
        `Billed Duration: ${billedMillis} ms`,
        `Memory Size: ${of.memoryMiB} MB`,
        `Max Memory Used: ${maxMemoryMiB} MB`,
        ...(initMillis > 0 ? [`Init Duration: ${initMillis.toFixed(2)} ms`] : []),
        ...(failure ? [`Status: ${failure.status}`] : []),
        ...(failure?.status === 'error' ? [`Error Type: ${failure.errorType}`] : []),
      ];
      return [`END RequestId: ${requestId}`, `${parts.join('\t')}\t`];
    },
  };
}

const round = (millis: number) => Math.round(millis * 1000) / 1000;

/** A failure of which the function itself tells nothing. */
export interface Failure {
  readonly status: 'error' | 'timeout';
  readonly errorType: string;
  readonly payload: Uint8Array;
}

const failure = (status: Failure['status'], errorType: string, errorMessage: string): Failure => ({
  status,
  errorType,
  payload: utf8(JSON.stringify({ errorType, errorMessage })),
});

const timedOut = (of: Invocation) => `Task timed out after ${of.timeoutSeconds.toFixed(2)} seconds`;

export const timeoutFailure = (of: Invocation): Failure =>
  failure('timeout', 'Sandbox.Timedout', `RequestId: ${of.requestId} Error: ${timedOut(of)}`);

export const tooLargeFailure = (maxBytes: number): Failure =>
  failure(
    'error',
    'Function.ResponseSizeTooLarge',
    `Response payload size exceeded maximum allowed payload size (${maxBytes} bytes).`,
  );

/** A zip that cannot be unpacked any more, or whose layers go beyond what is allowed. */
export const codeFailure = (of: Invocation, message: string): Failure =>
  failure('error', 'Runtime.InvalidPackage', `RequestId: ${of.requestId} Error: ${message}`);

/** The process ended without an answer. */
export function exitFailure(of: Invocation, ending: Ending, noBootstrap: boolean): Failure {
  const prefix = `RequestId: ${of.requestId} Error: `;
  if (noBootstrap) {
    const message = "Couldn't find valid bootstrap(s): [/var/task/bootstrap /opt/bootstrap]";
    return failure('error', 'Runtime.InvalidEntrypoint', prefix + message);
  }
  const how = describe(ending);
  const message =
    how === undefined
      ? 'Runtime exited without providing a reason'
      : `Runtime exited with error: ${how}`;
  return failure('error', 'Runtime.ExitError', prefix + message);
}

const SIGNALS: { readonly [number: number]: string } = {
  4: 'illegal instruction',
  6: 'aborted',
  7: 'bus error',
  8: 'floating point exception',
  9: 'killed',
  11: 'segmentation fault',
  15: 'terminated',
  24: 'CPU time limit exceeded',
  25: 'file size limit exceeded',
};
const NUMBERS: { readonly [signal: string]: number } = {
  SIGILL: 4,
  SIGABRT: 6,
  SIGBUS: 7,
  SIGFPE: 8,
  SIGKILL: 9,
  SIGSEGV: 11,
  SIGTERM: 15,
  SIGXCPU: 24,
  SIGXFSZ: 25,
};

function describe({ code, signal }: Ending): string | undefined {
  // bubblewrap ends as shells do: 128 and the signal of what ran inside.
  const number = signal ? NUMBERS[signal] : code !== null && code > 128 ? code - 128 : undefined;
  const name = number === undefined ? undefined : SIGNALS[number];
  if (name !== undefined) return `signal: ${name}`;
  if (signal) return `signal: ${signal}`;
  return code === 0 || code === null ? undefined : `exit status ${code}`;
}
