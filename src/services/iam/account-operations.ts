import { createAccountAlias } from './operations/create-account-alias.ts';
import { deleteAccountAlias } from './operations/delete-account-alias.ts';
import { generateCredentialReport } from './operations/generate-credential-report.ts';
import { generateOrganizationsAccessReport } from './operations/generate-organizations-access-report.ts';
import { generateServiceLastAccessedDetails } from './operations/generate-service-last-accessed-details.ts';
import { getAccessKeyLastUsed } from './operations/get-access-key-last-used.ts';
import { getAccountAuthorizationDetails } from './operations/get-account-authorization-details.ts';
import { getAccountSummary } from './operations/get-account-summary.ts';
import { getContextKeysForCustomPolicy } from './operations/get-context-keys-for-custom-policy.ts';
import { getContextKeysForPrincipalPolicy } from './operations/get-context-keys-for-principal-policy.ts';
import { getCredentialReport } from './operations/get-credential-report.ts';
import { getOrganizationsAccessReport } from './operations/get-organizations-access-report.ts';
import { getServiceLastAccessedDetails } from './operations/get-service-last-accessed-details.ts';
import { getServiceLastAccessedDetailsWithEntities } from './operations/get-service-last-accessed-details-with-entities.ts';
import { listAccountAliases } from './operations/list-account-aliases.ts';
import { listPoliciesGrantingServiceAccess } from './operations/list-policies-granting-service-access.ts';

/** What is told and tried of a whole account. */
export const ACCOUNT = [
  createAccountAlias,
  deleteAccountAlias,
  generateCredentialReport,
  generateOrganizationsAccessReport,
  generateServiceLastAccessedDetails,
  getAccessKeyLastUsed,
  getAccountAuthorizationDetails,
  getAccountSummary,
  getContextKeysForCustomPolicy,
  getContextKeysForPrincipalPolicy,
  getCredentialReport,
  getOrganizationsAccessReport,
  getServiceLastAccessedDetails,
  getServiceLastAccessedDetailsWithEntities,
  listAccountAliases,
  listPoliciesGrantingServiceAccess,
];
