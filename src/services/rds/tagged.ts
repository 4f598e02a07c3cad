/** What tags are put on: whatever an ARN of RDS names. */
import { parseArn } from '../../base/arn.ts';
import { AwsError } from '../../model/model.ts';
import type { Asking, Call, Missing } from '../../operation/operation.ts';
import { ownKeys } from './condition-keys.ts';
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

/**
 * Who says where a server is says to whom its master user's password is shown: for tags that Lockstead goes
 * by, the permission to change the database is needed too.
 */
export async function demandForOwnTags(
  { demand, resource }: { readonly demand: Demand; readonly resource: Database },
  tagKeys: readonly (string | undefined)[],
): Promise<void> {
  if (!tagKeys.some((key) => key?.startsWith('lockstead:'))) return;
  const action = resource.kind === 'db' ? 'rds:ModifyDBInstance' : 'rds:ModifyDBCluster';
  await demand(action, resource, ownKeys(resource));
}

type Demand = Call<any, any, any, any, any>['demand'];

const NOT_HERE = 'The specified resource name does not match an RDS resource in this region.';
