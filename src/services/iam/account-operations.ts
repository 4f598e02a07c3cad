import { createAccountAlias } from './operations/create-account-alias.ts';
import { deleteAccountAlias } from './operations/delete-account-alias.ts';
import { getAccessKeyLastUsed } from './operations/get-access-key-last-used.ts';
import { getAccountAuthorizationDetails } from './operations/get-account-authorization-details.ts';
import { getAccountSummary } from './operations/get-account-summary.ts';
import { getContextKeysForCustomPolicy } from './operations/get-context-keys-for-custom-policy.ts';
import { getContextKeysForPrincipalPolicy } from './operations/get-context-keys-for-principal-policy.ts';
import { listAccountAliases } from './operations/list-account-aliases.ts';

/** What is told and tried of a whole account. */
export const ACCOUNT = [
  createAccountAlias,
  deleteAccountAlias,
  getAccessKeyLastUsed,
  getAccountAuthorizationDetails,
  getAccountSummary,
  getContextKeysForCustomPolicy,
  getContextKeysForPrincipalPolicy,
  listAccountAliases,
];
