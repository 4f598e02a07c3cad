import { HOUR, SECOND } from '../../../base/clock.ts';
import { GetSessionToken } from '../../../generated/sts.ts';
import { issueCredentials } from '../credentials.ts';
import { checkFactor } from '../mfa.ts';
import { operation } from '../parts.ts';

export const getSessionToken = operation(GetSessionToken)
  .open('a user or the root user may always exchange his own long-term keys for temporary ones')
  .handle(async (call) => {
    const { input, caller, parts, now, error } = call;
    if (caller.session) throw error('AccessDenied', NOT_WITH_SESSION);
    const factor = await checkFactor(parts.roles, input, call);
    if (typeof factor === 'string') throw error('AccessDenied', factor);

    const { accessKeyId: _, ...self } = caller;
    return {
      output: {
        Credentials: issueCredentials(
          {
            caller: self,
            session: {
              tags: {},
              transitiveTagKeys: [],
              chained: false,
              ...(factor && { mfaAt: now }),
            },
            seconds: exchangeSeconds(input.DurationSeconds, caller.kind),
          },
          call,
        ),
      },
      changes: factor?.changes ?? [],
    };
  });

/** How long exchanged credentials live: the root user's an hour at most, whatever he asked for. */
export function exchangeSeconds(asked: number | undefined, kind: string): number {
  if (kind === 'root') return Math.min(asked ?? ROOT_SECONDS, ROOT_SECONDS);
  return asked ?? (12 * HOUR) / SECOND;
}

const ROOT_SECONDS = HOUR / SECOND;
const NOT_WITH_SESSION = 'Cannot call GetSessionToken with session credentials';
