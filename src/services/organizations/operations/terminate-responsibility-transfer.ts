import { TerminateResponsibilityTransfer } from '../../../generated/organizations.ts';
import { operation } from '../parts.ts';
import { findTransfer } from '../transfer.ts';

export const terminateResponsibilityTransfer = operation(TerminateResponsibilityTransfer)
  .access({
    action: 'organizations:TerminateResponsibilityTransfer',
    on: ({ Id }, asking) => findTransfer(Id, asking),
  })
  .handle(async () => {
    throw new Error('a transfer was found, and there are none');
  });
