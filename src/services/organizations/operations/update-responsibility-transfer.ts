import { UpdateResponsibilityTransfer } from '../../../generated/organizations.ts';
import { operation } from '../parts.ts';
import { findTransfer } from '../transfer.ts';

export const updateResponsibilityTransfer = operation(UpdateResponsibilityTransfer)
  .access({
    action: 'organizations:UpdateResponsibilityTransfer',
    on: ({ Id }, asking) => findTransfer(Id, asking),
  })
  .handle(async () => {
    throw new Error('a transfer was found, and there are none');
  });
