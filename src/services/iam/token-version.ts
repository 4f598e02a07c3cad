import type { Reader } from '../../store/store.ts';
import { selectSetting } from './setting-tables.ts';

/** The name under which the version of an account's tokens is kept. */
export const TOKEN_VERSION = 'global-endpoint-token-version';

/**
 * Which tokens STS's global endpoint gives an account: 1 for those that only the Regions take which are on
 * from the start, 2 for those that all take. Every Region here is on from the start, so both open the same.
 */
export async function tokenVersion(store: Reader, account: string): Promise<number> {
  const row = await store.one(selectSetting, { owner: account, name: TOKEN_VERSION });
  return row?.value === 'v1Token' ? 1 : 2;
}
