/** Temporary credentials that were made of long-term ones, and what AWS does not let them do. */
import { AwsError } from '../../model/model.ts';
import type { Caller } from '../../operation/caller.ts';
import type { Operation } from '../../operation/operation.ts';
import type { Parts } from './parts.ts';

/**
 * An operation that GetSessionToken's credentials may ask only where a second factor was shown for
 * them, and GetFederationToken's never.
 */
export function refusingExchanged(operation: Operation<Parts>): Operation<Parts> {
  const access = operation.access.map(({ name, access: of }) => ({
    name,
    access: {
      ...of,
      on: (input: unknown, asking: Parameters<typeof of.on>[1]) => {
        if (isRefused(asking.caller)) throw new AwsError('InvalidClientTokenId', INVALID, 403);
        return of.on(input, asking);
      },
    },
  }));
  return { ...operation, access };
}

function isRefused({ kind, session }: Caller): boolean {
  if (!session) return false;
  if (kind === 'federated-user') return true;
  // These were given for what they are to do, and their own policies limit it.
  if (session.assumedRoot || session.delegated) return false;
  return (kind === 'user' || kind === 'root') && session.mfaAt === undefined;
}

const INVALID = 'The security token included in the request is invalid';
