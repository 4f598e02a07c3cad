import { CreateLogStream } from '../../../generated/logs.ts';
import { change } from '../../../store/statement.ts';
import { operation } from '../parts.ts';
import { emptyStream, findStreamGroup } from '../stream.ts';
import { insertStream, selectStream } from '../tables.ts';

export const createLogStream = operation(CreateLogStream)
  .access({ action: 'logs:CreateLogStream', on: findStreamGroup })
  .handle(async ({ input, resource: { row }, store, now, error }) => {
    const of = { group_arn: row.arn, name: input.logStreamName };
    if (await store.one(selectStream, of)) throw error('ResourceAlreadyExistsException', TAKEN);
    return { output: {}, changes: [change(insertStream, emptyStream(of.group_arn, of.name, now))] };
  });

const TAKEN = 'The specified log stream already exists';
