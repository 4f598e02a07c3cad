import { service } from '../../generated/logs.ts';
import type { Service } from '../../operation/service.ts';
import { createLogGroup } from './operations/create-log-group.ts';
import { createLogStream } from './operations/create-log-stream.ts';
import { deleteLogGroup } from './operations/delete-log-group.ts';
import { deleteLogStream } from './operations/delete-log-stream.ts';
import { deleteRetentionPolicy } from './operations/delete-retention-policy.ts';
import { deliverLogLines } from './operations/deliver-log-lines.ts';
import { describeLogGroups } from './operations/describe-log-groups.ts';
import { describeLogStreams } from './operations/describe-log-streams.ts';
import { filterLogEvents } from './operations/filter-log-events.ts';
import { getLogEvents } from './operations/get-log-events.ts';
import { putLogEvents } from './operations/put-log-events.ts';
import { putRetentionPolicy } from './operations/put-retention-policy.ts';
import type { Parts } from './parts.ts';
import { retention } from './retention.ts';
import { migrations } from './tables.ts';

/** The service with its parts, its operations and its jobs. */
export function logs(parts: Parts): Service<Parts> {
  return {
    model: service,
    parts,
    operations: [
      createLogGroup,
      createLogStream,
      deleteLogGroup,
      deleteLogStream,
      deleteRetentionPolicy,
      deliverLogLines,
      describeLogGroups,
      describeLogStreams,
      filterLogEvents,
      getLogEvents,
      putLogEvents,
      putRetentionPolicy,
    ],
    jobs: [retention],
    migrations,
  };
}
