import { GetLogEvents } from '../../../generated/logs.ts';
import { messageOf } from '../events.ts';
import { keptSince } from '../group.ts';
import { tokensOf } from '../page.ts';
import { operation } from '../parts.ts';
import { findStream } from '../stream.ts';
import { type EventRow, selectEventsOfStream, selectEventsOfStreamBack } from '../tables.ts';

type Place = readonly [at: number, id: string];

export const getLogEvents = operation(GetLogEvents)
  .access({ action: 'logs:GetLogEvents', on: findStream })
  .handle(async (call) => {
    const { input, resource, store, parts, now } = call;
    const { row, stream } = resource;
    const tokens = tokensOf<Place>(call, [row.arn, stream.name]);
    const [way, place] = readToken(input.nextToken, input.startFromHead === true);
    const page = {
      group_arn: row.arn,
      stream: stream.name,
      from: Math.max(input.startTime ?? 0, keptSince(row, now)),
      until: input.endTime ?? Number.MAX_SAFE_INTEGER,
      at: place[0],
      id: place[1],
      count: input.limit ?? PAGE,
    };
    const found =
      way === 'f'
        ? await store.all(selectEventsOfStream, page)
        : [...(await store.all(selectEventsOfStreamBack, page))];
    const { rows, messages } = fitting(found);
    if (way === 'b') {
      rows.reverse();
      messages.reverse();
    }
    const first: Place = rows[0] ? [rows[0].at, rows[0].id] : place;
    const last: Place = rows.at(-1) ? [rows.at(-1)!.at, rows.at(-1)!.id] : place;
    return {
      output: {
        events: rows.map(({ at, ingested_at }, i) => ({
          timestamp: at,
          message: messages[i]!,
          ingestionTime: ingested_at,
        })),
        // At the end of a stream the token that was sent comes back: that is how clients see it.
        nextForwardToken:
          rows.length === 0 && way === 'f' && input.nextToken
            ? input.nextToken
            : `f/${tokens.print(last)}`,
        nextBackwardToken:
          rows.length === 0 && way === 'b' && input.nextToken
            ? input.nextToken
            : `b/${tokens.print(first)}`,
      },
    };

    function readToken(token: string | undefined, fromHead: boolean): ['f' | 'b', Place] {
      if (token === undefined) return fromHead ? ['f', [-1, '']] : ['b', [END, '']];
      const way = token.startsWith('f/') ? 'f' : 'b';
      return [way, tokens.parse(token.slice(2))];
    }

    /** As many as an answer may hold. */
    function fitting(all: readonly EventRow[]): { rows: EventRow[]; messages: string[] } {
      const rows: EventRow[] = [];
      const messages: string[] = [];
      let size = 0;
      for (const one of all) {
        size += one.sealed.length;
        if (size > MAX_ANSWER_BYTES && rows.length > 0) break;
        rows.push(one);
        messages.push(messageOf(parts.keyring, one));
      }
      return { rows, messages };
    }
  });

const PAGE = 10_000;
const MAX_ANSWER_BYTES = 1024 * 1024;
const END = Number.MAX_SAFE_INTEGER;
