import { DeliverLogLines } from '../../../operation/log-delivery.ts';
import { change } from '../../../store/statement.ts';
import { writeEvents } from '../events.ts';
import { plannedGroup } from '../group.ts';
import { operation } from '../parts.ts';
import { emptyStream } from '../stream.ts';
import { insertGroupOnce, insertStreamOnce, selectGroup, selectStream } from '../tables.ts';

/** What a service writes in somebody's name; group and stream are made on the way, where he may make them. */
export const deliverLogLines = operation(DeliverLogLines)
  .access({
    action: 'logs:PutLogEvents',
    on: ({ logGroup, logStream }, asking) => {
      const group = plannedGroup({ logGroupName: logGroup }, asking);
      return { ...group, arn: group.arn + logStream, type: 'AWS::Logs::LogStream', group };
    },
  })
  .handle(async ({ input, resource, parts, store, random, now, demand }) => {
    const { group } = resource;
    const { groupArn: group_arn, account, region, name } = group;
    const stream = { group_arn, name: input.logStream };
    if (!(await store.one(selectGroup, { arn: group_arn })))
      await demand('logs:CreateLogGroup', group);
    if (!(await store.one(selectStream, stream))) await demand('logs:CreateLogStream', resource);
    const row = { arn: group_arn, account, region, name, created_at: now };
    // Whoever asks may not be able to ask twice, as an invocation: nothing here can be in conflict.
    const changes = [
      change(insertGroupOnce, { ...row, retention_days: 0, tags: '{}' }, 'any'),
      change(insertStreamOnce, emptyStream(group_arn, stream.name, now), 'any'),
      ...writeEvents({ keyring: parts.keyring, random }, stream, input.lines, now),
    ];
    return { output: {}, changes };
  });
