/** What tags are put on: whatever an ARN of RDS names. */
import { parseArn } from '../../base/arn.ts';
import { AwsError } from '../../model/model.ts';
import type { Asking, Missing } from '../../operation/operation.ts';
import { type Database, findByArn, type NotFound } from './database.ts';

/** The database that `ResourceName` names. */
export function findTagged(
  name: string,
  asking: Asking,
): Promise<Database | Missing<NotFound['db' | 'cluster']>> {
  const { service, region, resource = '' } = parseArn(name) ?? {};
  const kind = resource.slice(0, resource.indexOf(':'));
  const isHere = service === 'rds' && region === asking.request.region;
  if (!isHere || (kind !== 'db' && kind !== 'cluster'))
    throw new AwsError('InvalidParameterValue', NOT_HERE);
  return findByArn(kind, name, asking);
}

const NOT_HERE = 'The specified resource name does not match an RDS resource in this region.';
