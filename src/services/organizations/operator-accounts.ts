/** Accounts that an operator makes, outside of every organization: no operation of the API is this. */
import { rootArn } from '../../base/arn.ts';
import type { Instant } from '../../base/clock.ts';
import type { Random } from '../../base/random.ts';
import { AwsError } from '../../model/model.ts';
import type { ServiceEvent } from '../../operation/job.ts';
import { type Change, statement } from '../../store/statement.ts';
import type { Reader } from '../../store/store.ts';
import { accountExists, accountOfEmail, freeAccountId, registerAccount } from './account.ts';

/** The rows of a new account that stands alone, and what its trail begins with. */
export async function standAlone(
  {
    store,
    random,
    now,
  }: { readonly store: Reader; readonly random: Random; readonly now: Instant },
  of: {
    /** Drawn unless told. */
    readonly account: string | undefined;
    readonly name: string;
    readonly email: string;
  },
): Promise<{
  readonly account: string;
  readonly changes: readonly Change[];
  readonly events: readonly ServiceEvent[];
}> {
  const account = of.account ?? (await freeAccountId(store, random));
  if (await accountExists(store, account))
    throw new AwsError('EntityAlreadyExists', `There is an account ${account} already.`);
  const other = await accountOfEmail(store, of.email);
  if (other !== undefined)
    throw new AwsError('EntityAlreadyExists', `${of.email} is the address of account ${other}.`);
  const { name, email } = of;
  const event: ServiceEvent = {
    name: 'CreateAccount',
    account,
    region: 'us-east-1',
    resource: { arn: rootArn(account), type: 'AWS::Organizations::Account' },
    details: { accountId: account },
  };
  return { account, changes: registerAccount({ account, email, name, now }), events: [event] };
}

/** All accounts, with the organization that each is in. */
export const allAccounts = (
  store: Reader,
): Promise<
  readonly {
    readonly id: string;
    readonly name: string;
    readonly email: string;
    readonly status: string;
    readonly organization: string | null;
  }[]
> => store.all(selectAllAccounts, {});

const selectAllAccounts = statement<
  {},
  { id: string; name: string; email: string; status: string; organization: string | null }
>('select id, name, email, status, organization from account order by created_at, id');
