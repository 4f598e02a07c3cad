/** Log groups: where the streams of one source lie, and for how long. */
import { arn, parseArn } from '../../base/arn.ts';
import { DAY, type Instant } from '../../base/clock.ts';
import type { LogGroup } from '../../generated/logs.types.ts';
import { AwsError } from '../../model/model.ts';
import type { Asking, Missing, Resource } from '../../operation/operation.ts';
import { type GroupPageRow, type GroupRow, selectGroup } from './tables.ts';

/** A log group, as policies and the trail name it. */
export interface FoundGroup extends Resource {
  readonly row: GroupRow;
}

/** A log group that is to be. */
export interface PlannedGroup extends Resource {
  readonly groupArn: string;
  readonly name: string;
  readonly region: string;
}

export interface GroupNamed {
  readonly logGroupName?: string | undefined;
  readonly logGroupIdentifier?: string | undefined;
}

/** The group that a request names: by its name, or by its name or ARN as an identifier. */
export async function findGroup(
  input: GroupNamed,
  asking: Asking,
): Promise<FoundGroup | Missing<'ResourceNotFoundException'>> {
  const planned = plannedGroup(input, asking);
  const row = await asking.store.one(selectGroup, { arn: planned.groupArn });
  if (row) return { ...planned, tags: JSON.parse(row.tags) as { [key: string]: string }, row };
  return {
    missing: planned.arn,
    account: planned.account,
    error: 'ResourceNotFoundException',
    message: NO_GROUP,
  };
}

export function plannedGroup(
  { logGroupName, logGroupIdentifier }: GroupNamed,
  { caller, request }: Pick<Asking, 'caller' | 'request'>,
): PlannedGroup {
  if ((logGroupName === undefined) === (logGroupIdentifier === undefined))
    throw new AwsError('InvalidParameterException', ONE_OF_THEM);
  const given = logGroupName ?? logGroupIdentifier!;
  const parsed = parseArn(given);
  const name = parsed ? parsed.resource.replace(/^log-group:/, '').replace(/:\*$/, '') : given;
  const { account = caller.account, region = request.region } = parsed ?? {};
  if (region !== request.region) throw new AwsError('InvalidParameterException', OTHER_REGION);
  const groupArn = groupArnOf(region, account, name);
  return {
    arn: `${groupArn}:log-stream:`,
    account,
    type: 'AWS::Logs::LogGroup',
    groupArn,
    name,
    region,
  };
}

export const groupArnOf = (region: string, account: string, name: string): string =>
  arn('logs', region, account, `log-group:${name}`);

/** Before this, events are as good as gone: the retention has passed, though they may still lie there. */
export const keptSince = ({ retention_days: days }: GroupRow, now: Instant): Instant =>
  days === 0 ? 0 : now - days * DAY;

/** As lists show it. */
export const shownGroup = (row: GroupPageRow): LogGroup => ({
  logGroupName: row.name,
  creationTime: row.created_at,
  ...(row.retention_days > 0 && { retentionInDays: row.retention_days }),
  metricFilterCount: 0,
  arn: `${row.arn}:*`,
  storedBytes: row.stored,
  logGroupClass: 'STANDARD',
  logGroupArn: row.arn,
  deletionProtectionEnabled: false,
});

/** The beginning of a name, for `like`. */
export const startsWith = (prefix: string | undefined): string => `${escaped(prefix ?? '')}%`;

/** A part of a name, for `like`. */
export const contains = (part: string | undefined): string => `%${escaped(part ?? '')}%`;

const escaped = (text: string): string => text.replaceAll(/[\\%_]/g, '\\$&');

const NO_GROUP = 'The specified log group does not exist.';
const ONE_OF_THEM = 'Exactly one of LogGroupName or LogGroupIdentifier must be specified.';
const OTHER_REGION = 'LogGroup arn must be from the same region.';
