import type { Keyring } from '../../crypto/keyring.ts';
import type { OperationModel } from '../../model/model.ts';
import type { BuiltInFunctions } from '../../operation/built-in-functions.ts';
import type { Caller } from '../../operation/caller.ts';
import type { Functions } from '../../operation/functions.ts';
import type { RolesForSts } from '../../operation/identities.ts';
import { operationsOf } from '../../operation/operation.ts';
import type { Concurrency } from './concurrency.ts';

/** What this service is built from. */
export interface Building extends Functions {
  readonly keyring: Keyring;
  /** What Lambda must know of IAM's roles. */
  readonly roles: Pick<RolesForSts, 'findRole'>;
  readonly builtIns: BuiltInFunctions;
  /** Asks an operation in a request of its own, which is committed by itself: how built-in functions ask. */
  readonly performAs: <I, O, E extends string>(
    caller: Caller,
    region: string,
    model: OperationModel<I, O, E>,
    input: I,
  ) => Promise<O>;
  /** Hears why an event could not be given to its function: nobody waits for an answer. */
  readonly report: (cause: unknown, where: object) => void;
}

/** What its operations and jobs get, beside what everybody gets. */
export interface Parts extends Building {
  /** The invocations under way in this process. */
  readonly concurrency: Concurrency;
}

export const operation = operationsOf<Parts>()('lambda');
