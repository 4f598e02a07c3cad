import { UpdateRole } from '../../../generated/iam.ts';
import { change } from '../../../store/statement.ts';
import { onRole } from '../inline-policy.ts';
import { operation } from '../parts.ts';
import { assertOurs } from '../role.ts';
import { updateRoleSettings } from '../role-tables.ts';

export const updateRole = operation(UpdateRole)
  .access(onRole('iam:UpdateRole'))
  .handle(async ({ input, resource: { row }, error }) => {
    assertOurs(row, error);
    const { id, revision } = row;
    const description = input.Description ?? row.description;
    const max_session = input.MaxSessionDuration ?? row.max_session;
    const settings = { id, revision, description, max_session };
    return { output: {}, changes: [change(updateRoleSettings, settings)] };
  });
