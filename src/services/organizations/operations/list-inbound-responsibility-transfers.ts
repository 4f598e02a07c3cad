import { ListInboundResponsibilityTransfers } from '../../../generated/organizations.ts';
import { asManager } from '../caller.ts';
import { pageStart } from '../page.ts';
import { operation } from '../parts.ts';
import { NO_SUCH_TRANSFER } from '../transfer.ts';

/** No responsibility can be transferred here, so nobody has any to show. */
export const listInboundResponsibilityTransfers = operation(ListInboundResponsibilityTransfers)
  .access({ action: 'organizations:ListInboundResponsibilityTransfers', on: asManager })
  .handle(async ({ input, caller, parts, error }) => {
    const list = 'ListInboundResponsibilityTransfers';
    pageStart(input, { operation: list, account: caller.account, keyring: parts.keyring }, error);
    if (input.Id !== undefined) {
      throw error('ResponsibilityTransferNotFoundException', NO_SUCH_TRANSFER);
    }
    return { output: { ResponsibilityTransfers: [] } };
  });
