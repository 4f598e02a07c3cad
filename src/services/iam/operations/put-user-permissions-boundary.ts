import { PutUserPermissionsBoundary } from '../../../generated/iam.ts';
import { change } from '../../../store/statement.ts';
import { boundaryKeys, resourceTagKeys } from '../condition-keys.ts';
import { holdBoundary } from '../boundary.ts';
import { onUser } from '../inline-policy.ts';
import { operation } from '../parts.ts';
import { updateUserBoundary } from '../user-tables.ts';

export const putUserPermissionsBoundary = operation(PutUserPermissionsBoundary)
  .access({
    ...onUser('iam:PutUserPermissionsBoundary'),
    keys: ({ PermissionsBoundary }, user) => ({
      ...boundaryKeys(PermissionsBoundary),
      ...resourceTagKeys(user?.tags),
    }),
  })
  .handle(async (call) => {
    const { row } = call.resource;
    const { id, revision } = row;
    const { PermissionsBoundary: boundary } = call.input;
    const held = await holdBoundary(call, boundary);
    return {
      output: {},
      changes: [...held, change(updateUserBoundary, { id, revision, boundary })],
    };
  });
