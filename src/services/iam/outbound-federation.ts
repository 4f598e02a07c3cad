/** Web identity tokens that this account gives to others: whether it does, and as which issuer. */
import type { Reader } from '../../store/store.ts';
import { selectSetting, selectSettingOwner } from './setting-tables.ts';

/** The name under which an account's issuer is kept. */
export const ISSUER = 'outbound-issuer';

/** The account's issuer; undefined where it gives no tokens. */
export async function findIssuer(
  store: Reader,
  account: string,
  base: string | undefined,
): Promise<string | undefined> {
  const row = await store.one(selectSetting, { owner: account, name: ISSUER });
  return row && issuerUrl(row.value, base);
}

/** Whose issuer an id is. */
export async function accountOfIssuer(store: Reader, id: string): Promise<string | undefined> {
  return (await store.one(selectSettingOwner, { name: ISSUER, value: id }))?.owner;
}

/**
 * Each account has an issuer of its own, whose name tells nothing of it: below the URL that the operator
 * has set for it, or under the name that AWS would give it.
 */
export const issuerUrl = (id: string, base: string | undefined): string =>
  base === undefined ? `https://${id}.tokens.sts.global.api.aws` : `${base}/${id}`;
