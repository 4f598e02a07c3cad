/** Temporary credentials that were made of long-term ones: they ask for a role and who they are, and no more. */
import { AwsError } from '../../model/model.ts';
import type { Caller } from '../../operation/caller.ts';
import { anything, type Asking, type Resource } from '../../operation/operation.ts';

/** Judged on nothing in particular, and refused to credentials of GetSessionToken and GetFederationToken. */
export const unlessExchanged =
  (operation: string) =>
  (input: unknown, asking: Asking): Resource => {
    refuseExchanged(operation, asking.caller);
    return anything(input, asking);
  };

/** Refuses credentials of GetSessionToken and GetFederationToken. */
export function refuseExchanged(operation: string, { kind, session }: Caller): void {
  if (session && (kind === 'user' || kind === 'root' || kind === 'federated-user'))
    throw new AwsError('AccessDenied', `Cannot call ${operation} with session credentials`, 403);
}
