import { uuid } from '../../../base/random.ts';
import { DeleteServiceLinkedRole } from '../../../generated/iam.ts';
import { change } from '../../../store/statement.ts';
import { detachAll, insertDeletion } from '../deletion-tables.ts';
import { operation } from '../parts.ts';
import { deleteRoleRow } from '../role-tables.ts';
import { findLinkedRole, linkedServiceOf, taskId } from '../service-linked-role.ts';

export const deleteServiceLinkedRole = operation(DeleteServiceLinkedRole)
  .access({
    action: 'iam:DeleteServiceLinkedRole',
    on: ({ RoleName }, asking) => findLinkedRole(asking, RoleName),
    keys: (_input, role) => ({ 'iam:AWSServiceName': role && linkedServiceOf(role.row.path) }),
  })
  .handle(async ({ resource: { row }, store, random, parts, now }) => {
    const { id, account, path, revision } = row;
    const service = linkedServiceOf(path);
    const isMember = (await parts.membership(store, account)) !== undefined;
    // AWS deletes in the background and tells later how it went: here it is done or refused at once.
    const reason = service === 'organizations.amazonaws.com' && isMember ? IN_ORGANIZATION : null;
    const task = taskId(row, uuid(random));
    const deleted = [
      change(deleteRoleRow, { id, revision }),
      change(detachAll, { owner: id }, 'any'),
    ];
    return {
      output: { DeletionTaskId: task },
      changes: [
        change(insertDeletion, { account, task, reason, at: now }),
        ...(reason === null ? deleted : []),
      ],
    };
  });

const IN_ORGANIZATION = 'The account is a member of an organization.';
