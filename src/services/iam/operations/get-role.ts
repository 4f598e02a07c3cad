import { GetRole } from '../../../generated/iam.ts';
import { onRole } from '../inline-policy.ts';
import { operation } from '../parts.ts';
import { shownRole } from '../role.ts';

export const getRole = operation(GetRole)
  .access(onRole('iam:GetRole'))
  .handle(async (call) => ({
    output: { Role: await shownRole(call.resource.row, call) },
  }));
