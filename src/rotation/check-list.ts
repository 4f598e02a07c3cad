/** Checks one after another: what has failed is told, and does not end the list. */
import { AwsError } from '../model/model.ts';
import { BuiltInFailure, type Check } from '../operation/built-in-functions.ts';
import { DatabaseError } from '../operation/databases.ts';

/** What a check has found. */
export interface Found<T> {
  readonly value?: T;
  readonly detail: string;
  /** It will do, and should be better. */
  readonly isDoubtful?: boolean;
}

export interface CheckList {
  /** Makes a check; undefined is one that cannot be made, because of what has failed before. */
  readonly check: <T = never>(
    name: string,
    look: () => Promise<Found<T> | undefined>,
  ) => Promise<T | undefined>;
  readonly checks: readonly Check[];
}

export function checkList(): CheckList {
  const checks: Check[] = [];
  return {
    checks,
    check: async (name, look) => {
      try {
        const found = await look();
        if (!found) checks.push({ name, outcome: 'SKIPPED', detail: '' });
        else
          checks.push({
            name,
            outcome: found.isDoubtful ? 'WARNING' : 'OK',
            detail: found.detail,
          });
        return found?.value;
      } catch (cause) {
        checks.push({ name, outcome: 'FAILED', detail: told(cause) });
        return undefined;
      }
    },
  };
}

/** Messages of these have no value in them; of anything else it is a bug. */
function told(cause: unknown): string {
  if (cause instanceof BuiltInFailure || cause instanceof DatabaseError) return cause.message;
  if (cause instanceof AwsError) return `${cause.code}: ${cause.message}`;
  throw cause;
}
