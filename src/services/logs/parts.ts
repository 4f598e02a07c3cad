import type { Keyring } from '../../crypto/keyring.ts';
import { operationsOf } from '../../operation/operation.ts';

/** What this service is built from, beside what every operation gets. */
export interface Parts {
  readonly keyring: Keyring;
}

export const operation = operationsOf<Parts>()('logs');
