import type { Keyring } from '../../crypto/keyring.ts';
import { operationsOf } from '../../operation/operation.ts';

/** What this service is built from, beside what every operation gets. */
export interface Parts {
  readonly keyring: Keyring;
  /** The Regions that are served: where replicas can be. */
  readonly regions: readonly string[];
  /** How many rotations are worked on at once. */
  readonly rotationsAtOnce: number;
}

export const operation = operationsOf<Parts>()('secretsmanager');
