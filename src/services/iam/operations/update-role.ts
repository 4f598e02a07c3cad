import { UpdateRole } from '../../../generated/iam.ts';
import { change } from '../../../store/statement.ts';
import { onRole } from '../inline-policy.ts';
import { operation } from '../parts.ts';
import { assertOurs } from '../role.ts';
import { updateRoleRow } from '../role-tables.ts';

export const updateRole = operation(UpdateRole)
  .access(onRole('iam:UpdateRole'))
  .handle(async ({ input, resource: { row: role }, error }) => {
    assertOurs(role, error);
    // What the request does not name stays as it is.
    const { id, revision } = role;
    const description = input.Description ?? role.description;
    const max_session = input.MaxSessionDuration ?? role.max_session;
    const row = { id, revision, description, max_session };
    return { output: {}, changes: [change(updateRoleRow, row)] };
  });
