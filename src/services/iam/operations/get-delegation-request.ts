import { GetDelegationRequest } from '../../../generated/iam.ts';
import { compile } from '../../../policy/compile.ts';
import { onDelegation, shownDelegation } from '../delegation.ts';
import { type Coverage, coverageOf } from '../delegation-coverage.ts';
import { operation } from '../parts.ts';

export const getDelegationRequest = operation(GetDelegationRequest)
  .access(onDelegation('iam:GetDelegationRequest'))
  .handle(async ({ input, resource: { row }, caller: { account }, now, would }) => {
    const shown = { DelegationRequest: shownDelegation(row, now) };
    if (!input.DelegationPermissionCheck) return { output: shown };
    const document = compile(row.policy, 'identity');
    const PermissionCheckResult: Coverage = await coverageOf(document, async (action, arn) => {
      const { allowed } = await would(action, { arn, account });
      return allowed;
    });
    return {
      output: { ...shown, PermissionCheckStatus: 'COMPLETE' as const, PermissionCheckResult },
    };
  });
