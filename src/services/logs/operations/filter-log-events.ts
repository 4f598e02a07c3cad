import { FilterLogEvents } from '../../../generated/logs.ts';
import type { FilteredLogEvent } from '../../../generated/logs.types.ts';
import { messageOf } from '../events.ts';
import { compilePattern } from '../filter-pattern.ts';
import { findGroup, keptSince, startsWith } from '../group.ts';
import { tokensOf } from '../page.ts';
import { operation } from '../parts.ts';
import { selectEventsOfGroup } from '../tables.ts';

export const filterLogEvents = operation(FilterLogEvents)
  .access({ action: 'logs:FilterLogEvents', on: findGroup })
  .readOnly()
  .handle(async (call) => {
    const { input, resource, store, parts, now, error } = call;
    const {
      logStreamNames: names,
      logStreamNamePrefix: prefix,
      filterPattern,
      limit = PAGE,
    } = input;
    if (names && prefix !== undefined) throw error('InvalidParameterException', NAMES_OR_PREFIX);
    const matches = compilePattern(filterPattern);
    if (!matches) throw error('InvalidParameterException', NOT_SERVED);
    const tokens = tokensOf<readonly [number, string]>(call, [
      resource.row.arn,
      names,
      prefix,
      filterPattern,
    ]);
    const [at, id] = input.nextToken === undefined ? [-1, ''] : tokens.parse(input.nextToken);
    const rows = await store.all(selectEventsOfGroup, {
      group_arn: resource.row.arn,
      prefix: startsWith(prefix),
      from: Math.max(input.startTime ?? 0, keptSince(resource.row, now)),
      until: input.endTime ?? Number.MAX_SAFE_INTEGER,
      at,
      id,
      count: SCANNED,
    });

    const events: FilteredLogEvent[] = [];
    let size = 0;
    let seen = 0;
    for (const row of rows) {
      if (events.length >= limit || size > MAX_ANSWER_BYTES) break;
      seen++;
      if (names && !names.includes(row.stream)) continue;
      const message = messageOf(parts.keyring, row);
      if (!matches(message)) continue;
      size += row.sealed.length;
      events.push({
        logStreamName: row.stream,
        timestamp: row.at,
        message,
        ingestionTime: row.ingested_at,
        eventId: row.id,
      });
    }
    const isMore = seen < rows.length || rows.length === SCANNED;
    const last = rows[seen - 1];
    return {
      output: {
        events,
        searchedLogStreams: [],
        ...(isMore && last && { nextToken: tokens.print([last.at, last.id]) }),
      },
    };
  });

const PAGE = 10_000;
/** A request looks no further; its token goes on from there, as AWS's does. */
const SCANNED = 10_000;
const MAX_ANSWER_BYTES = 1024 * 1024;

const NAMES_OR_PREFIX =
  'Only one of the parameters logStreamNames and logStreamNamePrefix can be given.';
const NOT_SERVED =
  'Lockstead serves filter patterns of terms: words, "phrases", ?either ?or, and -without.';
