import { ListCreateAccountStatus } from '../../../generated/organizations.ts';
import { shownRequest } from '../create-account-request.ts';
import { asReader } from '../caller.ts';
import { pageOf, pageStart } from '../page.ts';
import { operation } from '../parts.ts';
import { selectRequestsOf } from '../tables.ts';

export const listCreateAccountStatus = operation(ListCreateAccountStatus)
  .access({ action: 'organizations:ListCreateAccountStatus', on: asReader })
  .handle(async ({ input, resource: { organization }, caller, store, parts, error }) => {
    const of = {
      operation: 'ListCreateAccountStatus',
      account: caller.account,
      keyring: parts.keyring,
    };
    const { after, count } = pageStart(input, of, error);
    const states: readonly string[] = input.States?.length ? input.States : STATES;
    const rows = await store.all(selectRequestsOf, {
      organization: organization.organizationId,
      // A statement has as many places as there are states; a shorter list says its first one again.
      first: states[0]!,
      second: states[1] ?? states[0]!,
      third: states[2] ?? states[0]!,
      after,
      count,
    });
    const { shown, next } = pageOf(rows, count, of);
    return { output: { CreateAccountStatuses: shown.map(shownRequest), ...next } };
  });

const STATES = ['IN_PROGRESS', 'SUCCEEDED', 'FAILED'] as const;
