import type { Keyring } from '../../crypto/keyring.ts';
import { operationsOf } from '../../operation/operation.ts';
import type { Outbound } from '../../operation/outbound.ts';
import type { Vault } from './vault.ts';

/** What this service is built from, beside what every operation gets. */
export interface Parts {
  readonly keyring: Keyring;
  /** The way to key stores that are elsewhere. */
  readonly outbound: Outbound;
  /** The Regions that are served: where replicas can be. */
  readonly regions: readonly string[];
}

/** What its operations get: the vault stands over the keyring. */
export interface Tools extends Parts {
  readonly vault: Vault;
}

export const operation = operationsOf<Tools>()('kms');
