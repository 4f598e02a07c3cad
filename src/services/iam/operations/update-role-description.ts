import { UpdateRoleDescription } from '../../../generated/iam.ts';
import { change } from '../../../store/statement.ts';
import { onRole } from '../inline-policy.ts';
import { operation } from '../parts.ts';
import { assertOurs, shownRole } from '../role.ts';
import { updateRoleRow } from '../role-tables.ts';

export const updateRoleDescription = operation(UpdateRoleDescription)
  .access(onRole('iam:UpdateRoleDescription'))
  .handle(async ({ input, resource: { row: role }, principals, error }) => {
    assertOurs(role, error);
    const { id, revision, max_session } = role;
    const description = input.Description;
    return {
      output: { Role: await shownRole({ ...role, description }, principals) },
      changes: [change(updateRoleRow, { id, revision, description, max_session })],
    };
  });
