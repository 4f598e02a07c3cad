/** How a service writes to a log in CloudWatch Logs on somebody's behalf: no client can ask this. */
import { type none, service } from '../generated/logs.ts';
import type { Instant } from '../base/clock.ts';
import type { OperationModel } from '../model/model.ts';

/** Lines for one stream of a log group; group and stream are made where they are not there. */
export interface LogDelivery {
  readonly logGroup: string;
  readonly logStream: string;
  readonly lines: readonly { readonly at: Instant; readonly message: string }[];
}

const nothing: typeof none = { kind: 'structure', members: {} };

/** Asked as whoever's permissions must suffice: `logs:PutLogEvents`, and what makes group and stream. */
export const DeliverLogLines: OperationModel<LogDelivery, object, never> = {
  service,
  name: 'DeliverLogLines',
  http: { method: 'POST', uri: '/' },
  input: nothing,
  output: nothing,
  errors: {},
};
