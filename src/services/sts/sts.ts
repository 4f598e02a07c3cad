import { service } from '../../generated/sts.ts';
import type { Service } from '../../operation/service.ts';
import { assumeRole } from './operations/assume-role.ts';
import { assumeRoleWithSAML } from './operations/assume-role-with-saml.ts';
import { assumeRoleWithWebIdentity } from './operations/assume-role-with-web-identity.ts';
import { assumeRoot } from './operations/assume-root.ts';
import { decodeAuthorizationMessage } from './operations/decode-authorization-message.ts';
import { getAccessKeyInfo } from './operations/get-access-key-info.ts';
import { getCallerIdentity } from './operations/get-caller-identity.ts';
import { getDelegatedAccessToken } from './operations/get-delegated-access-token.ts';
import { getFederationToken } from './operations/get-federation-token.ts';
import { getSessionToken } from './operations/get-session-token.ts';
import { getWebIdentityToken } from './operations/get-web-identity-token.ts';
import { issuerKeys } from './issuer-keys.ts';
import type { OwnParts, Parts } from './parts.ts';
import { migrations } from './tables.ts';

/** The service with its parts, its operations and its jobs. */
export function sts(given: Parts): Service<OwnParts> {
  const parts: OwnParts = { ...given, issuers: issuerKeys(given.outbound) };
  return {
    model: service,
    parts,
    operations: [
      assumeRole(parts.roles),
      assumeRoleWithSAML(parts.roles),
      assumeRoleWithWebIdentity(parts.roles),
      assumeRoot,
      decodeAuthorizationMessage,
      getAccessKeyInfo,
      getCallerIdentity,
      getDelegatedAccessToken,
      getFederationToken,
      getSessionToken,
      getWebIdentityToken,
    ],
    jobs: [],
    migrations,
  };
}
