/** Web identity tokens that this account gives to others: whether it does, and as which issuer. */
import type { Reader } from '../../store/store.ts';
import { selectSetting } from './setting-tables.ts';

/** The name under which an account's issuer is kept. */
export const ISSUER = 'outbound-issuer';

/** The account's issuer; undefined where it gives no tokens. */
export async function findIssuer(store: Reader, account: string): Promise<string | undefined> {
  const row = await store.one(selectSetting, { owner: account, name: ISSUER });
  return row && issuerUrl(row.value);
}

/** Each account has an issuer of its own, whose name tells nothing of it. */
export const issuerUrl = (id: string): string => `https://${id}.tokens.sts.global.api.aws`;
