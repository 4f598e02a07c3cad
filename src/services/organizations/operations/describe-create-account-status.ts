import { DescribeCreateAccountStatus } from '../../../generated/organizations.ts';
import { shownRequest } from '../create-account-request.ts';
import { asReader } from '../caller.ts';
import { operation } from '../parts.ts';
import { selectRequest } from '../tables.ts';

export const describeCreateAccountStatus = operation(DescribeCreateAccountStatus)
  .access({ action: 'organizations:DescribeCreateAccountStatus', on: asReader })
  .handle(async ({ input, resource: { organization }, store, error }) => {
    const row = await store.one(selectRequest, { id: input.CreateAccountRequestId });
    if (row?.organization !== organization.organizationId) {
      throw error('CreateAccountStatusNotFoundException', NO_SUCH_REQUEST);
    }
    return { output: { CreateAccountStatus: shownRequest(row) } };
  });

const NO_SUCH_REQUEST =
  "We can't find an create account request with the CreateAccountRequestId that you specified.";
