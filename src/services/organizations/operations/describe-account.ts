import { DescribeAccount } from '../../../generated/organizations.ts';
import type { Asking, Missing } from '../../../operation/operation.ts';
import { accountArn, shownAccount } from '../account.ts';
import { asManager, type NotManager, type Standing } from '../organization.ts';
import { operation } from '../parts.ts';
import { type AccountRow, selectAccount } from '../tables.ts';

export const describeAccount = operation(DescribeAccount)
  .access({
    action: 'organizations:DescribeAccount',
    on: ({ AccountId }, asking) => findAccount(AccountId, asking),
  })
  .handle(async ({ resource: { organization, row } }) => ({
    output: { Account: shownAccount(organization, row) },
  }));

async function findAccount(
  id: string,
  asking: Asking,
): Promise<
  (Standing & { readonly row: AccountRow }) | NotManager | Missing<'AccountNotFoundException'>
> {
  const standing = await asManager(id, asking);
  if ('missing' in standing) return standing;
  const arn = accountArn(standing.organization, id);
  const row = await asking.store.one(selectAccount, { id });
  if (row?.organization !== standing.organization.organizationId) {
    return { missing: arn, error: 'AccountNotFoundException', message: NO_SUCH_ACCOUNT };
  }
  const tags = JSON.parse(row.tags) as { [key: string]: string };
  return { ...standing, arn, type: 'AWS::Organizations::Account', tags, row };
}

const NO_SUCH_ACCOUNT = "You specified an account that doesn't exist.";
