import type { Instant } from '../../base/clock.ts';
import type { Keyring } from '../../crypto/keyring.ts';
import type { Policies } from '../../operation/identities.ts';
import { operationsOf } from '../../operation/operation.ts';
import type { Reader } from '../../store/store.ts';

/** What this service is built from, beside what every operation gets. */
export interface Parts {
  readonly keyring: Keyring;
  /** When an account was made, and its root user with it: Organizations knows. */
  readonly accountMadeAt: (store: Reader, account: string) => Promise<Instant>;
  /** Where an account stands in an organization: simulations know its policies. */
  readonly membership: Policies['membership'];
  /** Below which URL accounts are issuers of tokens; undefined under AWS's own names. */
  readonly tokenIssuer: string | undefined;
}

export const operation = operationsOf<Parts>()('iam');
