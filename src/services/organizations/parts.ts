import type { Keyring } from '../../crypto/keyring.ts';
import { operationsOf } from '../../operation/operation.ts';
import type { Reader } from '../../store/store.ts';

/** What this service is built from, beside what every operation gets. */
export interface Parts {
  readonly keyring: Keyring;
  /** Whether the role of a service is in an account: IAM knows. */
  readonly hasLinkedRole: (
    store: Reader,
    of: { readonly account: string; readonly service: string },
  ) => Promise<boolean>;
}

export const operation = operationsOf<Parts>()('organizations');
