import { DescribeAccount } from '../../../generated/organizations.ts';
import { shownAccount } from '../account.ts';
import { asReader } from '../caller.ts';
import { findMember } from '../child.ts';
import { operation } from '../parts.ts';

export const describeAccount = operation(DescribeAccount)
  .access({
    action: 'organizations:DescribeAccount',
    on: ({ AccountId }, asking) => findMember(asReader, AccountId, asking),
  })
  .handle(async ({ resource: { organization, row } }) => ({
    output: { Account: shownAccount(organization, row) },
  }));
