import { iamArn } from '../../../base/arn.ts';
import { ListDelegationRequests } from '../../../generated/iam.ts';
import type { Reader } from '../../../store/store.ts';
import { delegationArn, shownDelegation } from '../delegation.ts';
import { type DelegationRow, selectDelegations } from '../delegation-tables.ts';
import { pageOf } from '../page.ts';
import { operation } from '../parts.ts';

export const listDelegationRequests = operation(ListDelegationRequests)
  .access({
    action: 'iam:ListDelegationRequests',
    on: (_input, { caller: { account } }) => ({ arn: delegationArn(account, '*'), account }),
    keys: ({ OwnerId }) => ({ 'iam:DelegationRequestOwner': OwnerId }),
  })
  .handle(async (call) => {
    const { input, caller, store, now } = call;
    const { account } = caller;
    const { OwnerId: ownerId } = input;
    if (ownerId !== undefined && !ownerId.startsWith(iamArn(account, '')))
      throw call.error('InvalidInput', `The owner ${ownerId} is not of this account.`);
    const { shown, more } = await pageOf(call, `delegation requests of ${ownerId ?? 'all'}`, {
      read: (after, count) => readRequests(store, { account, ownerId, after, count }),
      key: ({ id }) => id,
    });
    return {
      output: {
        DelegationRequests: shown.map((row) => shownDelegation(row, now)),
        // The model spells it so here, and here alone.
        isTruncated: more.IsTruncated,
        ...(more.Marker !== undefined && { Marker: more.Marker }),
      },
    };
  });

/** The next requests, of one owner where he is named. */
async function readRequests(
  store: Reader,
  of: { account: string; ownerId: string | undefined; after: string; count: number },
): Promise<readonly DelegationRow[]> {
  const { account, ownerId, count } = of;
  const found: DelegationRow[] = [];
  for (let { after } = of; ; ) {
    const rows = await store.all(selectDelegations, { account, after, count });
    found.push(...rows.filter((row) => ownerId === undefined || row.owner_id === ownerId));
    if (found.length >= count || rows.length < count) return found.slice(0, count);
    after = rows.at(-1)!.id;
  }
}
