import { service } from '../../generated/secretsmanager.ts';
import type { Service } from '../../operation/service.ts';
import { createSecret } from './operations/create-secret.ts';
import { describeSecret } from './operations/describe-secret.ts';
import { getSecretValue } from './operations/get-secret-value.ts';
import type { Parts } from './parts.ts';
import { migrations } from './tables.ts';

/** The service with its parts, its operations and its jobs. */
export function secretsManager(parts: Parts): Service<Parts> {
  return {
    model: service,
    parts,
    operations: [createSecret, getSecretValue, describeSecret],
    jobs: [],
    migrations,
  };
}
