import { acceptDelegationRequest } from './operations/accept-delegation-request.ts';
import { addClientIDToOpenIDConnectProvider } from './operations/add-client-id-to-open-id-connect-provider.ts';
import { addRoleToInstanceProfile } from './operations/add-role-to-instance-profile.ts';
import { associateDelegationRequest } from './operations/associate-delegation-request.ts';
import { createDelegationRequest } from './operations/create-delegation-request.ts';
import { createInstanceProfile } from './operations/create-instance-profile.ts';
import { createOpenIDConnectProvider } from './operations/create-open-id-connect-provider.ts';
import { createSAMLProvider } from './operations/create-saml-provider.ts';
import { createServiceLinkedRole } from './operations/create-service-linked-role.ts';
import { deleteInstanceProfile } from './operations/delete-instance-profile.ts';
import { deleteOpenIDConnectProvider } from './operations/delete-open-id-connect-provider.ts';
import { deleteSAMLProvider } from './operations/delete-saml-provider.ts';
import { deleteServiceLinkedRole } from './operations/delete-service-linked-role.ts';
import { disableOrganizationsRootCredentialsManagement } from './operations/disable-organizations-root-credentials-management.ts';
import { disableOrganizationsRootSessions } from './operations/disable-organizations-root-sessions.ts';
import { disableOutboundWebIdentityFederation } from './operations/disable-outbound-web-identity-federation.ts';
import { enableOrganizationsRootCredentialsManagement } from './operations/enable-organizations-root-credentials-management.ts';
import { enableOrganizationsRootSessions } from './operations/enable-organizations-root-sessions.ts';
import { enableOutboundWebIdentityFederation } from './operations/enable-outbound-web-identity-federation.ts';
import { getDelegationRequest } from './operations/get-delegation-request.ts';
import { getHumanReadableSummary } from './operations/get-human-readable-summary.ts';
import { getInstanceProfile } from './operations/get-instance-profile.ts';
import { getOpenIDConnectProvider } from './operations/get-open-id-connect-provider.ts';
import { getOutboundWebIdentityFederationInfo } from './operations/get-outbound-web-identity-federation-info.ts';
import { getSAMLProvider } from './operations/get-saml-provider.ts';
import { getServiceLinkedRoleDeletionStatus } from './operations/get-service-linked-role-deletion-status.ts';
import { listDelegationRequests } from './operations/list-delegation-requests.ts';
import { listInstanceProfileTags } from './operations/list-instance-profile-tags.ts';
import { listInstanceProfiles } from './operations/list-instance-profiles.ts';
import { listInstanceProfilesForRole } from './operations/list-instance-profiles-for-role.ts';
import { listOpenIDConnectProviderTags } from './operations/list-open-id-connect-provider-tags.ts';
import { listOpenIDConnectProviders } from './operations/list-open-id-connect-providers.ts';
import { listOrganizationsFeatures } from './operations/list-organizations-features.ts';
import { listSAMLProviderTags } from './operations/list-saml-provider-tags.ts';
import { listSAMLProviders } from './operations/list-saml-providers.ts';
import { rejectDelegationRequest } from './operations/reject-delegation-request.ts';
import { removeClientIDFromOpenIDConnectProvider } from './operations/remove-client-id-from-open-id-connect-provider.ts';
import { removeRoleFromInstanceProfile } from './operations/remove-role-from-instance-profile.ts';
import { sendDelegationToken } from './operations/send-delegation-token.ts';
import { setSecurityTokenServicePreferences } from './operations/set-security-token-service-preferences.ts';
import { tagInstanceProfile } from './operations/tag-instance-profile.ts';
import { tagOpenIDConnectProvider } from './operations/tag-open-id-connect-provider.ts';
import { tagSAMLProvider } from './operations/tag-saml-provider.ts';
import { untagInstanceProfile } from './operations/untag-instance-profile.ts';
import { untagOpenIDConnectProvider } from './operations/untag-open-id-connect-provider.ts';
import { untagSAMLProvider } from './operations/untag-saml-provider.ts';
import { updateDelegationRequest } from './operations/update-delegation-request.ts';
import { updateOpenIDConnectProviderThumbprint } from './operations/update-open-id-connect-provider-thumbprint.ts';
import { updateSAMLProvider } from './operations/update-saml-provider.ts';

/** Who may come from elsewhere: identity providers, machines, services and those who are delegated to. */
export const FEDERATION = [
  acceptDelegationRequest,
  addClientIDToOpenIDConnectProvider,
  addRoleToInstanceProfile,
  associateDelegationRequest,
  createDelegationRequest,
  createInstanceProfile,
  createOpenIDConnectProvider,
  createSAMLProvider,
  createServiceLinkedRole,
  deleteInstanceProfile,
  deleteOpenIDConnectProvider,
  deleteSAMLProvider,
  deleteServiceLinkedRole,
  disableOrganizationsRootCredentialsManagement,
  disableOrganizationsRootSessions,
  disableOutboundWebIdentityFederation,
  enableOrganizationsRootCredentialsManagement,
  enableOrganizationsRootSessions,
  enableOutboundWebIdentityFederation,
  getDelegationRequest,
  getHumanReadableSummary,
  getInstanceProfile,
  getOpenIDConnectProvider,
  getOutboundWebIdentityFederationInfo,
  getSAMLProvider,
  getServiceLinkedRoleDeletionStatus,
  listDelegationRequests,
  listInstanceProfiles,
  listInstanceProfilesForRole,
  listInstanceProfileTags,
  listOpenIDConnectProviders,
  listOpenIDConnectProviderTags,
  listOrganizationsFeatures,
  listSAMLProviders,
  listSAMLProviderTags,
  rejectDelegationRequest,
  removeClientIDFromOpenIDConnectProvider,
  removeRoleFromInstanceProfile,
  sendDelegationToken,
  setSecurityTokenServicePreferences,
  tagInstanceProfile,
  tagOpenIDConnectProvider,
  tagSAMLProvider,
  untagInstanceProfile,
  untagOpenIDConnectProvider,
  untagSAMLProvider,
  updateDelegationRequest,
  updateOpenIDConnectProviderThumbprint,
  updateSAMLProvider,
];
