import { GetRole } from '../../../generated/iam.ts';
import { onRole } from '../inline-policy.ts';
import { operation } from '../parts.ts';
import { shownRole } from '../role.ts';

export const getRole = operation(GetRole)
  .access(onRole('iam:GetRole'))
  .handle(async ({ resource: role, principals }) => ({
    output: { Role: await shownRole(role.row, principals) },
  }));
