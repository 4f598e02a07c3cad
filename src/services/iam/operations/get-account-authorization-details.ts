import { GetAccountAuthorizationDetails } from '../../../generated/iam.ts';
import { anything } from '../../../operation/operation.ts';
import { KINDS, readEntries, shownEntries } from '../authorization-details.ts';
import { usageIn } from '../managed-policy.ts';
import { pageOf } from '../page.ts';
import { operation } from '../parts.ts';

export const getAccountAuthorizationDetails = operation(GetAccountAuthorizationDetails)
  .access({ action: 'iam:GetAccountAuthorizationDetails', on: anything })
  .handle(async (call) => {
    const { input, caller, store, now, principals } = call;
    const { account } = caller;
    const kinds = new Set(input.Filter?.length ? input.Filter : KINDS);
    const of = { store, now, account, usage: await usageIn(store, account) };
    const { shown, more } = await pageOf(call, `details of ${[...kinds].sort().join()}`, {
      read: (after, count) => readEntries(of, kinds, { after, count }),
      key: ({ key }) => key,
    });
    return { output: { ...(await shownEntries(of, shown, principals)), ...more } };
  });
