import { service } from '../../generated/iam.ts';
import type { Service } from '../../operation/service.ts';
import { ACCOUNT } from './account-operations.ts';
import { accessReport } from './access-report.ts';
import { credentialReport } from './credential-report.ts';
import { CREDENTIALS } from './credential-operations.ts';
import { ENTITIES } from './entity-operations.ts';
import { refusingExchanged } from './exchanged-session.ts';
import { FEDERATION } from './federation-operations.ts';
import type { Parts } from './parts.ts';
import { migrations } from './tables.ts';

/** The service with its parts, its operations and its jobs. */
export function iam(parts: Parts): Service<Parts> {
  return {
    model: service,
    parts,
    operations: [...ENTITIES, ...CREDENTIALS, ...FEDERATION, ...ACCOUNT].map(refusingExchanged),
    jobs: [credentialReport, accessReport],
    migrations,
  };
}
