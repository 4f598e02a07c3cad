/** Log streams: what one writer has written, in the order of time. */
import type { LogStream } from '../../generated/logs.types.ts';
import type { Asking, Missing } from '../../operation/operation.ts';
import { findGroup, type FoundGroup, type GroupNamed } from './group.ts';
import { selectStream, type StreamRow } from './tables.ts';

export interface FoundStream extends FoundGroup {
  readonly stream: StreamRow;
}

export type StreamNamed = GroupNamed & { readonly logStreamName: string };

/** The group of a stream, as requests about the stream are judged. */
export async function findStreamGroup(
  input: StreamNamed,
  asking: Asking,
): Promise<FoundGroup | Missing<'ResourceNotFoundException'>> {
  const group = await findGroup(input, asking);
  const suffix = input.logStreamName;
  return 'missing' in group
    ? { ...group, missing: group.missing + suffix }
    : { ...group, arn: group.arn + suffix, type: 'AWS::Logs::LogStream' };
}

/** The stream that a request names. */
export async function findStream(
  input: StreamNamed,
  asking: Asking,
): Promise<FoundStream | Missing<'ResourceNotFoundException'>> {
  const group = await findStreamGroup(input, asking);
  if ('missing' in group) return group;
  const stream = await asking.store.one(selectStream, {
    group_arn: group.row.arn,
    name: input.logStreamName,
  });
  if (stream) return { ...group, stream };
  return {
    missing: group.arn,
    account: group.account,
    error: 'ResourceNotFoundException',
    message: NO_STREAM,
  };
}

/** A stream without events. */
export const emptyStream = (group_arn: string, name: string, created_at: number): StreamRow => ({
  group_arn,
  name,
  created_at,
  first_at: null,
  last_at: null,
  ingested_at: null,
  stored: 0,
});

/** As lists show it. */
export const shownStream = (row: StreamRow): LogStream => ({
  logStreamName: row.name,
  creationTime: row.created_at,
  ...(row.first_at !== null && { firstEventTimestamp: row.first_at }),
  ...(row.last_at !== null && { lastEventTimestamp: row.last_at }),
  ...(row.ingested_at !== null && { lastIngestionTime: row.ingested_at }),
  uploadSequenceToken: SEQUENCE_TOKEN,
  arn: `${row.group_arn}:log-stream:${row.name}`,
  storedBytes: 0,
});

/** AWS has given up sequence tokens: it still hands one out, and takes any. */
export const SEQUENCE_TOKEN = '49039859588563423007178421164893690182';

const NO_STREAM = 'The specified log stream does not exist.';
