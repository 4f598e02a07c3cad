import { UpdateRoleDescription } from '../../../generated/iam.ts';
import { change } from '../../../store/statement.ts';
import { onRole } from '../inline-policy.ts';
import { operation } from '../parts.ts';
import { assertOurs, listedRoles } from '../role.ts';
import { updateRoleSettings } from '../role-tables.ts';

export const updateRoleDescription = operation(UpdateRoleDescription)
  .access(onRole('iam:UpdateRoleDescription'))
  .handle(async ({ input: { Description: description }, resource: { row }, principals, error }) => {
    assertOurs(row, error);
    const { id, revision, max_session } = row;
    const [Role] = await listedRoles([{ ...row, description }], principals);
    const settings = { id, revision, description, max_session };
    return { output: { Role }, changes: [change(updateRoleSettings, settings)] };
  });
