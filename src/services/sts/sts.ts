import { service } from '../../generated/sts.ts';
import type { Service } from '../../operation/service.ts';
import { assumeRole } from './operations/assume-role.ts';
import { decodeAuthorizationMessage } from './operations/decode-authorization-message.ts';
import { getAccessKeyInfo } from './operations/get-access-key-info.ts';
import { getCallerIdentity } from './operations/get-caller-identity.ts';
import { getFederationToken } from './operations/get-federation-token.ts';
import { getSessionToken } from './operations/get-session-token.ts';
import type { Parts } from './parts.ts';
import { migrations } from './tables.ts';

/** The service with its parts, its operations and its jobs. */
export function sts(parts: Parts): Service<Parts> {
  return {
    model: service,
    parts,
    operations: [
      assumeRole(parts.roles),
      decodeAuthorizationMessage,
      getAccessKeyInfo,
      getCallerIdentity,
      getFederationToken,
      getSessionToken,
    ],
    jobs: [],
    migrations,
  };
}
