import { DescribeResponsibilityTransfer } from '../../../generated/organizations.ts';
import { operation } from '../parts.ts';
import { findTransfer } from '../transfer.ts';

export const describeResponsibilityTransfer = operation(DescribeResponsibilityTransfer)
  .access({
    action: 'organizations:DescribeResponsibilityTransfer',
    on: ({ Id }, asking) => findTransfer(Id, asking),
  })
  .handle(async () => {
    throw new Error('a transfer was found, and there are none');
  });
