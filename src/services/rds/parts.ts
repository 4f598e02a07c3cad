import type { Keyring } from '../../crypto/keyring.ts';
import { DatabaseError, type Databases } from '../../operation/databases.ts';
import { operationsOf } from '../../operation/operation.ts';

/** What this service is built from, beside what every operation gets. */
export interface Parts {
  readonly keyring: Keyring;
  /** The way to the servers that are registered. */
  readonly databases: Databases;
}

/** A house that reaches no databases. */
export const noDatabases: Databases = {
  connect: async () => {
    throw new DatabaseError('forbidden', 'This server reaches no databases.');
  },
};

export const operation = operationsOf<Parts>()('rds');
