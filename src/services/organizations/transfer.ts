/** Transfers of responsibility for bills: none can be made here, so none is ever found. */
import { arn } from '../../base/arn.ts';
import type { Asking, Missing } from '../../operation/operation.ts';
import { asManager, missingFrom, type NotManager } from './caller.ts';

/** Looks for a transfer; there is none. */
export async function findTransfer(
  id: string,
  asking: Asking,
): Promise<NotManager | Missing<'ResponsibilityTransferNotFoundException'>> {
  const standing = await asManager(id, asking);
  if ('missing' in standing) return standing;
  const { managementAccount, organizationId } = standing.organization;
  const resource = `transfer/${organizationId}/billing/inbound/${id}`;
  return missingFrom(standing, {
    missing: arn('organizations', '', managementAccount, resource),
    error: 'ResponsibilityTransferNotFoundException',
    message: NO_SUCH_TRANSFER,
  });
}

export const NO_SUCH_TRANSFER = "We can't find a transfer that you specified.";
