import { CreateRole } from '../../../generated/iam.ts';
import type { CreateRoleRequest } from '../../../generated/iam.types.ts';
import { requestTagKeys } from '../../../operation/operation.ts';
import { change } from '../../../store/statement.ts';
import { holdBoundary } from '../boundary.ts';
import { boundaryKeys } from '../condition-keys.ts';
import { uniqueId } from '../first-user.ts';
import { selectRoleByName } from '../inline-tables.ts';
import { operation } from '../parts.ts';
import { oneMore } from '../quota.ts';
import { MAX_SESSION_SECONDS, madeRole, roleTaken, roleToBe, SERVICE_ROLES } from '../role.ts';
import { insertRole } from '../tables.ts';
import { hasTags, newTags } from '../tags.ts';
import { bindTrust } from '../trust.ts';

const named = ({ RoleName: name, Path: path = '/' }: CreateRoleRequest) => ({ name, path });

export const createRole = operation(CreateRole)
  .access({
    action: 'iam:CreateRole',
    on: (input, { caller }) => roleToBe(caller.account, named(input)),
    keys: ({ PermissionsBoundary, Tags }) => ({
      ...boundaryKeys(PermissionsBoundary),
      ...requestTagKeys(Tags),
    }),
  })
  .also('tagging', {
    action: 'iam:TagRole',
    on: (input, { caller }) => roleToBe(caller.account, named(input)),
    keys: ({ Tags }) => requestTagKeys(Tags),
    when: hasTags,
  })
  .handle(async (call) => {
    const { input, resource, store, principals, random, now, error } = call;
    const { AssumeRolePolicyDocument: document } = input;
    const { account, arn } = resource;
    const { name, path } = named(input);
    if (path.startsWith(SERVICE_ROLES)) throw error('InvalidInput', ONLY_SERVICES);

    const name_key = name.toLowerCase();
    const tags = newTags(input.Tags, error);
    const trust = await bindTrust(document, principals, error);
    if (await store.one(selectRoleByName, { account, name_key }))
      throw error('EntityAlreadyExists', roleTaken(name));
    const held = await holdBoundary(call, input.PermissionsBoundary);
    const room = await oneMore(call, 'role', account);
    const role = {
      id: uniqueId(random, 'AROA'),
      account,
      name,
      name_key,
      path,
      arn,
      description: input.Description ?? null,
      trust,
      max_session: input.MaxSessionDuration ?? MAX_SESSION_SECONDS,
      boundary: input.PermissionsBoundary ?? null,
      tags,
      created_at: now,
      revision: 1,
    };
    return {
      output: { Role: madeRole(role, document) },
      changes: [...room, ...held, change(insertRole, role)],
    };
  });

const ONLY_SERVICES = `Path prefix '${SERVICE_ROLES}' can only be used for AWS Service linked Roles`;
