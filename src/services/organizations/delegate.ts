import type * as T from '../../generated/organizations.types.ts';
import type { Membership } from '../../operation/identities.ts';
import { shownAccount } from './account.ts';
import type { MemberRow } from './tables.ts';

/** An account that administers a service, as the API shows it. */
export function shownDelegate(
  of: Membership,
  row: MemberRow,
  enabledAt: number,
): T.DelegatedAdministrator {
  const { Paths: _paths, ...account } = shownAccount(of, row);
  return { ...account, DelegationEnabledDate: enabledAt };
}

export const NOT_REGISTERED =
  'The specified account is not a delegated administrator for this Amazon Web Services service.';
