import type { Keyring } from '../../crypto/keyring.ts';
import type { Organized, RolesForSts } from '../../operation/identities.ts';
import { operationsOf } from '../../operation/operation.ts';
import type { Outbound } from '../../operation/outbound.ts';
import type { IssuerKeys } from './issuer-keys.ts';

/** What this service is built from, beside what every operation gets. */
export interface Parts {
  readonly keyring: Keyring;
  readonly roles: RolesForSts;
  readonly organized: Organized;
  /** The way out to issuers, and the time by which others have signed. */
  readonly outbound: Outbound;
}

/** What its operations get: the parts, and what is kept of others' keys. */
export interface OwnParts extends Parts {
  readonly issuers: IssuerKeys;
}

export const operation = operationsOf<OwnParts>()('sts');
