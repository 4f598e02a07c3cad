import { iamArn } from '../../../base/arn.ts';
import { CreateServiceLinkedRole } from '../../../generated/iam.ts';
import { change } from '../../../store/statement.ts';
import { uniqueId } from '../first-user.ts';
import { selectRoleByName } from '../inline-tables.ts';
import { operation } from '../parts.ts';
import { oneMore } from '../quota.ts';
import { madeRole, MAX_SESSION_SECONDS } from '../role.ts';
import { linkedName, linkedRoleToBe, linkedTrust } from '../service-linked-role.ts';
import { serviceLinkedRole } from '../service-linked-roles.ts';
import { insertAttachment, insertRole } from '../tables.ts';

export const createServiceLinkedRole = operation(CreateServiceLinkedRole)
  .access({
    action: 'iam:CreateServiceLinkedRole',
    on: (input, { caller }) => linkedRoleToBe(caller.account, input),
    keys: ({ AWSServiceName }) => ({ 'iam:AWSServiceName': AWSServiceName }),
  })
  .handle(async (call) => {
    const { input, resource, store, random, now, error } = call;
    const { AWSServiceName: service, CustomSuffix: suffix, Description } = input;
    const { account, arn } = resource;
    const linked = serviceLinkedRole(service);
    if (!linked) throw error('InvalidInput', unknownService(service));
    if (suffix !== undefined && !linked.suffixes) throw error('InvalidInput', noSuffix(service));
    const { name, path } = linkedName(input);
    const name_key = name.toLowerCase();
    if (await store.one(selectRoleByName, { account, name_key }))
      throw error('InvalidInput', taken(name));
    const room = await oneMore(call, 'role', account);
    const trust = linkedTrust(service);
    const role = {
      id: uniqueId(random, 'AROA'),
      account,
      name,
      name_key,
      path,
      arn,
      description: Description ?? linked.description ?? null,
      trust,
      max_session: MAX_SESSION_SECONDS,
      boundary: null,
      tags: '[]',
      created_at: now,
      revision: 1,
    };
    const policy = {
      owner: role.id,
      policy: iamArn('aws', `policy/aws-service-role/${linked.policy}`),
      kind: 'role' as const,
      account,
      name: linked.policy,
    };
    return {
      output: { Role: madeRole(role, trust) },
      changes: [...room, change(insertRole, role), change(insertAttachment, policy)],
    };
  });

const taken = (name: string): string =>
  `Service role name ${name} has been taken in this account, please try a different suffix.`;
const noSuffix = (service: string): string => `Custom suffix is not allowed for ${service}`;
const unknownService = (service: string): string =>
  `${service} has no service-linked role that can be created here.`;
