import { DeleteLogStream } from '../../../generated/logs.ts';
import { change } from '../../../store/statement.ts';
import { operation } from '../parts.ts';
import { findStream } from '../stream.ts';
import { deleteEventsOfStream, deleteStream } from '../tables.ts';

export const deleteLogStream = operation(DeleteLogStream)
  .access({ action: 'logs:DeleteLogStream', on: findStream })
  .handle(async ({ resource: { stream } }) => ({
    output: {},
    // The stream first: who writes to it meanwhile waits for this row.
    changes: [
      change(deleteStream, { group_arn: stream.group_arn, name: stream.name }),
      change(deleteEventsOfStream, { group_arn: stream.group_arn, stream: stream.name }, 'any'),
    ],
  }));
