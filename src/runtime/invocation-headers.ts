/** What a worker is told of an invocation beside its payload, and what its log is called. */
import { hex } from '../base/bytes.ts';
import type { Instant } from '../base/clock.ts';
import { type Random, uuid } from '../base/random.ts';
import type { Invocation } from '../operation/functions.ts';

/** The headers that the Runtime API hands an invocation over with. */
export function headersOf(
  random: Random,
  of: Invocation,
  deadline: number,
): { [name: string]: string } {
  return {
    'Lambda-Runtime-Aws-Request-Id': of.requestId,
    'Lambda-Runtime-Deadline-Ms': String(Math.floor(deadline)),
    'Lambda-Runtime-Invoked-Function-Arn': of.invokedArn,
    'Lambda-Runtime-Trace-Id': of.traceId ?? traceId(random, deadline),
    // A header is bytes: what is not ASCII goes as UTF-8, as on AWS.
    ...(of.clientContext !== undefined && {
      'Lambda-Runtime-Client-Context': Buffer.from(of.clientContext, 'utf8').toString('latin1'),
    }),
  };
}

function traceId(random: Random, now: number): string {
  const seconds = Math.floor(now / 1000)
    .toString(16)
    .padStart(8, '0');
  const root = `1-${seconds}-${hex(random.bytes(12))}`;
  return `Root=${root};Parent=${hex(random.bytes(8))};Sampled=0`;
}

/** A worker's own: day, version, and a name that no other has. */
export function logStreamOf(random: Random, now: Instant, of: Invocation): string {
  const day = new Date(now).toISOString().slice(0, 10).replaceAll('-', '/');
  return `${day}/[${of.version}]${uuid(random).replaceAll('-', '')}`;
}
