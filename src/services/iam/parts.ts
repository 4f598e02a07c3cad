import type { Keyring } from '../../crypto/keyring.ts';
import type { Policies } from '../../operation/identities.ts';
import { operationsOf } from '../../operation/operation.ts';

/** What this service is built from, beside what every operation gets. */
export interface Parts {
  readonly keyring: Keyring;
  /** Where an account stands in an organization: simulations know its policies. */
  readonly membership: Policies['membership'];
  /** Below which URL accounts are issuers of tokens; undefined under AWS's own names. */
  readonly tokenIssuer: string | undefined;
}

export const operation = operationsOf<Parts>()('iam');
