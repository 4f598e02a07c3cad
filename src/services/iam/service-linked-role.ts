/** Service-linked roles: made for a service, and trusted by nobody else. */
import { iamArn } from '../../base/arn.ts';
import type { Asking, Missing, Resource } from '../../operation/operation.ts';
import type { Reader } from '../../store/store.ts';
import { findOwner, type OwnerOf } from './inline-policy.ts';
import { selectRoleByName } from './inline-tables.ts';
import { entityArn } from './paths.ts';
import { SERVICE_ROLES } from './role.ts';
import { serviceLinkedRole } from './service-linked-roles.ts';

/** Whom such a role is made for, and under which name. */
export interface Wanted {
  readonly AWSServiceName: string;
  readonly CustomSuffix?: string | undefined;
}

/** The name and path that a role will have; of a service that has none, what a policy would call it. */
export function linkedName({ AWSServiceName: service, CustomSuffix: suffix }: Wanted): {
  readonly name: string;
  readonly path: string;
} {
  const name = serviceLinkedRole(service)?.name ?? '*';
  return {
    name: suffix === undefined ? name : `${name}_${suffix}`,
    path: `${SERVICE_ROLES}${service}/`,
  };
}

/** A service-linked role that is to be made. */
export const linkedRoleToBe = (account: string, wanted: Wanted): Resource => ({
  arn: entityArn(account, 'role', linkedName(wanted)),
  account,
  type: 'AWS::IAM::Role',
});

/** A service-linked role by its name; any other role is none. */
export async function findLinkedRole(
  asking: Asking,
  name: string,
): Promise<OwnerOf<'role'> | Missing<'NoSuchEntity'>> {
  const found = await findOwner(asking, 'role', name);
  if ('missing' in found || found.row.path.startsWith(SERVICE_ROLES)) return found;
  const message = `The role with name ${name} is not a service-linked role.`;
  return { missing: found.arn, account: found.account, error: 'NoSuchEntity', message };
}

/** Whether an account has the role of a service. */
export async function hasLinkedRole(
  store: Reader,
  { account, service }: { readonly account: string; readonly service: string },
): Promise<boolean> {
  const { name } = linkedName({ AWSServiceName: service });
  const found = await store.one(selectRoleByName, { account, name_key: name.toLowerCase() });
  return found !== undefined;
}

/** `iam:AWSServiceName` of a role that is there. */
export const linkedServiceOf = (path: string): string => path.slice(SERVICE_ROLES.length, -1);

/** The trust of such a role: its service, and nobody else. */
export const linkedTrust = (service: string): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }],
  });

/** `task/aws-service-role/SERVICE/ROLE/UUID`, and the role that it tells of. */
export const taskId = ({ path, name }: { path: string; name: string }, uuid: string): string =>
  `task${path}${name}/${uuid}`;

/** The role that a task is about, where it is one. */
export function roleOfTask(account: string, task: string): string | undefined {
  const [, role] = /^task(\/aws-service-role\/[^/]+\/[^/]+)\/[^/]+$/.exec(task) ?? [];
  return role && iamArn(account, `role${role}`);
}
