import { utf8 } from '../../../base/bytes.ts';
import { DAY, HOUR } from '../../../base/clock.ts';
import { PutLogEvents } from '../../../generated/logs.ts';
import type { RejectedLogEventsInfo } from '../../../generated/logs.types.ts';
import { OVERHEAD_BYTES, writeEvents } from '../events.ts';
import { keptSince } from '../group.ts';
import { operation } from '../parts.ts';
import { findStream, SEQUENCE_TOKEN } from '../stream.ts';

export const putLogEvents = operation(PutLogEvents)
  .access({ action: 'logs:PutLogEvents', on: findStream })
  .handle(async ({ input, resource, parts, random, now, error }) => {
    const events = input.logEvents.map(({ timestamp: at, message }) => ({ at, message }));
    const size = events.reduce(
      (sum, { message }) => sum + utf8(message).length + OVERHEAD_BYTES,
      0,
    );
    if (size > MAX_BATCH_BYTES) throw error('InvalidParameterException', tooLarge(size));
    if (events.some(({ at }, i) => i > 0 && at < events[i - 1]!.at))
      throw error('InvalidParameterException', NOT_IN_ORDER);
    if (events.at(-1)!.at - events[0]!.at > DAY) throw error('InvalidParameterException', TOO_WIDE);

    const kept = keptSince(resource.row, now);
    const old = events.filter(({ at }) => at < now - OLDEST).length;
    const expired = events.filter(({ at }) => at < kept).length;
    const taken = events.filter(
      ({ at }) => at >= Math.max(now - OLDEST, kept) && at <= now + NEWEST,
    );
    const firstNew = events.findIndex(({ at }) => at > now + NEWEST);
    const rejectedLogEventsInfo: RejectedLogEventsInfo = {
      ...(firstNew !== -1 && { tooNewLogEventStartIndex: firstNew }),
      ...(old > 0 && { tooOldLogEventEndIndex: old }),
      ...(expired > 0 && { expiredLogEventEndIndex: expired }),
    };
    return {
      output: {
        nextSequenceToken: SEQUENCE_TOKEN,
        ...(taken.length < events.length && { rejectedLogEventsInfo }),
        // Entities are for telemetry that is not here.
        ...(input.entity && {
          rejectedEntityInfo: { errorType: 'UnsupportedLogGroupType' as const },
        }),
      },
      changes:
        taken.length === 0
          ? []
          : writeEvents({ keyring: parts.keyring, random }, resource.stream, taken, now),
    };
  });

const MAX_BATCH_BYTES = 1024 * 1024;
const OLDEST = 14 * DAY;
const NEWEST = 2 * HOUR;

const NOT_IN_ORDER = 'Log events in a single PutLogEvents request must be in chronological order.';
const TOO_WIDE =
  'The batch of log events in a single PutLogEvents request cannot span more than 24 hours.';
const tooLarge = (size: number): string =>
  `Upload too large: ${size} bytes exceeds limit of ${MAX_BATCH_BYTES}`;
