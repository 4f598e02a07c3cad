import { ListOutboundResponsibilityTransfers } from '../../../generated/organizations.ts';
import { asManager } from '../caller.ts';
import { pageStart } from '../page.ts';
import { operation } from '../parts.ts';

/** No responsibility can be transferred here, so nobody has any to show. */
export const listOutboundResponsibilityTransfers = operation(ListOutboundResponsibilityTransfers)
  .access({ action: 'organizations:ListOutboundResponsibilityTransfers', on: asManager })
  .handle(async ({ input, caller, parts, error }) => {
    const list = 'ListOutboundResponsibilityTransfers';
    pageStart(input, { operation: list, account: caller.account, keyring: parts.keyring }, error);
    return { output: { ResponsibilityTransfers: [] } };
  });
