import { DescribeLogStreams } from '../../../generated/logs.ts';
import { findGroup, startsWith } from '../group.ts';
import { tokensOf } from '../page.ts';
import { operation } from '../parts.ts';
import { shownStream } from '../stream.ts';
import {
  selectStreamsByName,
  selectStreamsByNameBack,
  selectStreamsByTime,
  selectStreamsByTimeBack,
} from '../tables.ts';

export const describeLogStreams = operation(DescribeLogStreams)
  .access({ action: 'logs:DescribeLogStreams', on: findGroup })
  .handle(async (call) => {
    const { input, resource, store, error } = call;
    const { orderBy = 'LogStreamName', descending = false } = input;
    if (orderBy === 'LastEventTime' && input.logStreamNamePrefix !== undefined)
      throw error('InvalidParameterException', NO_PREFIX);
    const tokens = tokensOf<readonly [number, string]>(call, [
      resource.row.arn,
      input.logStreamNamePrefix,
      orderBy,
      descending,
    ]);
    const [at, name] =
      input.nextToken !== undefined
        ? tokens.parse(input.nextToken)
        : descending
          ? [Number.MAX_SAFE_INTEGER, LAST]
          : [-1, ''];
    const limit = input.limit ?? PAGE;
    const page = {
      group_arn: resource.row.arn,
      prefix: startsWith(input.logStreamNamePrefix),
      count: limit + 1,
    };
    const rows = await (orderBy === 'LastEventTime'
      ? store.all(descending ? selectStreamsByTimeBack : selectStreamsByTime, { ...page, at, name })
      : descending
        ? store.all(selectStreamsByNameBack, { ...page, before: name })
        : store.all(selectStreamsByName, { ...page, after: name }));
    const last = rows.length > limit ? rows[limit - 1] : undefined;
    return {
      output: {
        logStreams: rows.slice(0, limit).map(shownStream),
        ...(last && { nextToken: tokens.print([last.last_at ?? 0, last.name]) }),
      },
    };
  });

const PAGE = 50;
/** Behind every name. */
const LAST = '\u{10ffff}';
const NO_PREFIX = 'Cannot order by LastEventTime with a logStreamNamePrefix.';
