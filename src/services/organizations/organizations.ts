import { service } from '../../generated/organizations.ts';
import type { Service } from '../../operation/service.ts';
import type { Parts } from './parts.ts';
import { migrations } from './tables.ts';

/** The service with its parts, its operations and its jobs. */
export function organizations(parts: Parts): Service<Parts> {
  return { model: service, parts, operations: [], jobs: [], migrations };
}
