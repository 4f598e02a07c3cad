import { DeleteLogStream } from '../../../generated/logs.ts';
import { change } from '../../../store/statement.ts';
import { operation } from '../parts.ts';
import { findStream } from '../stream.ts';
import { deleteStream } from '../tables.ts';

export const deleteLogStream = operation(DeleteLogStream)
  .access({ action: 'logs:DeleteLogStream', on: findStream })
  .handle(async ({ resource: { stream } }) => ({
    output: {},
    changes: [change(deleteStream, { group_arn: stream.group_arn, name: stream.name })],
  }));
