/** Events: invocations that nobody waits for. Each is a row and a job; the job tries until one of its ends. */
import { type Instant, MINUTE, SECOND } from '../../base/clock.ts';
import type { Keyring } from '../../crypto/keyring.ts';
import { type Job, type JobAnswer, type JobCall, schedule } from '../../operation/job.ts';
import { type Change, change } from '../../store/statement.ts';
import { AGE_SECONDS, qualifierOf, RETRIES } from './event-config.ts';
import { drawVersion } from './alias.ts';
import { lead } from './function.ts';
import { target } from './function-name.ts';
import { type Invoking, runInvocation } from './invocation.ts';
import type { Parts } from './parts.ts';
import {
  countAttempt,
  deleteEvent,
  type EventRow,
  insertEvent,
  selectEvent,
  selectEventConfig,
  selectFunction,
} from './tables.ts';
import { enter } from './throttled.ts';

const KIND = 'lambda-event';

/** Takes an event: it will be given to the function as soon as may be. */
export function queueEvent(
  keyring: Keyring,
  { row, requestId, payload, clientContext, traceId }: Omit<Invoking, 'version' | 'invokedArn'>,
  qualifier: string | undefined,
  now: Instant,
): Change[] {
  return [
    change(insertEvent, {
      id: requestId,
      function: row.arn,
      qualifier: qualifier ?? '',
      payload: keyring.seal('function-event', requestId, payload),
      client_context: clientContext ?? '',
      trace_id: traceId ?? '',
      queued_at: now,
      attempts: 0,
    }),
    schedule(KIND, requestId, now),
  ];
}

/** Gives an event to its function: again where it fails, until it has failed or waited too often or too long. */
export const deliverEvent: Job<Parts> = {
  kind: KIND,
  isSlow: true,
  run: async (call): Promise<JobAnswer> => {
    const { subject: id, now, store } = call;
    const event = await store.one(selectEvent, { id });
    if (!event) return {};
    const over = { changes: [change(deleteEvent, { id })] };
    const row = await store.one(selectFunction, { arn: event.function });
    const of = row && target(row, event.qualifier || undefined);
    const led = of && (await lead(store, of));
    // The function, its version or its alias is gone.
    if (!row || !led) return over;

    const config = await store.one(selectEventConfig, {
      function: row.arn,
      qualifier: qualifierOf(of),
    });
    const until = event.queued_at + (config?.age_seconds ?? AGE_SECONDS) * SECOND;
    if (now > until) return over;
    const leave = await enter(row, call);
    if (typeof leave === 'string') {
      const again = now + throttledWait(now - event.queued_at);
      return again > until ? over : { again };
    }
    const hasFailed = await attempt(call, event, { row, ...led, invokedArn: of.arn }).finally(
      leave,
    );
    if (!hasFailed) return over;

    const attempts = event.attempts + 1;
    const again = now + attempts * MINUTE;
    if (attempts > (config?.retries ?? RETRIES) || again > until) return over;
    return { changes: [change(countAttempt, { id, attempts })], again };
  },
};

/** One try; whether it failed. That it could not be run at all is a failure like another. */
async function attempt(
  call: JobCall<Parts>,
  event: EventRow,
  of: Pick<Invoking, 'row' | 'invokedArn' | 'version'> & {
    readonly alias?: Parameters<typeof drawVersion>[2];
  },
): Promise<boolean> {
  const { parts, store, random, perform } = call;
  const payload = parts.keyring.open('function-event', event.id, event.payload);
  if (!payload) throw new Error(`the event ${event.id} does not open`);
  const version = of.alias ? await drawVersion(store, random, of.alias, of.version) : of.version;
  try {
    const { functionError } = await runInvocation(
      {
        row: of.row,
        version,
        invokedArn: of.invokedArn,
        requestId: event.id,
        payload,
        clientContext: event.client_context || undefined,
        traceId: event.trace_id || undefined,
      },
      {
        parts,
        store,
        askAs: (caller, model, input) => perform(caller, of.row.region, model, input),
      },
    );
    return functionError !== undefined;
  } catch (cause) {
    parts.report(cause, { function: of.row.arn, event: event.id });
    return true;
  }
}

/** A function with no room is asked again after a second, then ever more rarely, at last every five minutes. */
const throttledWait = (waited: number): number => Math.min(5 * MINUTE, Math.max(SECOND, waited));
