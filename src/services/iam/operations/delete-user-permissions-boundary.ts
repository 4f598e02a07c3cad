import { DeleteUserPermissionsBoundary } from '../../../generated/iam.ts';
import { change } from '../../../store/statement.ts';
import { boundedKeys, onUser } from '../inline-policy.ts';
import { operation } from '../parts.ts';
import { updateUserBoundary } from '../user-tables.ts';

export const deleteUserPermissionsBoundary = operation(DeleteUserPermissionsBoundary)
  .access({ ...onUser('iam:DeleteUserPermissionsBoundary'), keys: boundedKeys })
  .handle(async ({ resource: { row } }) => {
    const { id, revision } = row;
    return { output: {}, changes: [change(updateUserBoundary, { id, revision, boundary: null })] };
  });
