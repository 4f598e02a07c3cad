/** How a service writes to a log in CloudWatch Logs on somebody's behalf: no client can ask this. */
import type { Instant } from '../base/clock.ts';
import { service } from '../generated/logs.ts';
import type { OperationModel, Shape, Structure } from '../model/model.ts';

/** Lines for one stream of a log group; group and stream are made where they are not there. */
export interface LogDelivery {
  readonly logGroup: string;
  readonly logStream: string;
  readonly lines: readonly { readonly at: Instant; readonly message: string }[];
}

const TEXT: Shape = { kind: 'string' };
const LINE: Structure = {
  kind: 'structure',
  members: {
    at: { shape: { kind: 'long' }, required: true },
    // What a log says is its writer's: the trail does not repeat it.
    message: { shape: { kind: 'string', sensitive: true }, required: true },
  },
};
const DELIVERY: Structure = {
  kind: 'structure',
  members: {
    logGroup: { shape: TEXT, required: true },
    logStream: { shape: TEXT, required: true },
    lines: { shape: { kind: 'list', member: LINE, min: 1 }, required: true },
  },
};

/** Asked as whoever's permissions must suffice: `logs:PutLogEvents`, and what makes group and stream. */
export const DeliverLogLines: OperationModel<LogDelivery, object, never> = {
  service,
  name: 'DeliverLogLines',
  http: { method: 'POST', uri: '/' },
  input: DELIVERY,
  output: { kind: 'structure', members: {} },
  errors: {},
};
