/** The keys by which accounts sign tokens for others: a pair for each algorithm, made when the first token is asked for. */
import { type Random, uuid } from '../../base/random.ts';
import { publicJwk } from '../../crypto/jwt.ts';
import { generatePair, type PairKind } from '../../crypto/key-pair.ts';
import type { Keyring } from '../../crypto/keyring.ts';
import { type Change, change } from '../../store/statement.ts';
import type { Reader } from '../../store/store.ts';
import { insertTokenKey, selectTokenKeys, type TokenKeyRow } from './tables.ts';

const KINDS: { readonly [algorithm: string]: PairKind } = {
  RS256: { type: 'rsa', bits: 2048 },
  ES384: { type: 'ec', curve: 'secp384r1' },
};

/** The algorithms that AWS signs tokens by. */
export const ALGORITHMS = Object.keys(KINDS);

interface Making {
  readonly account: string;
  readonly store: Reader;
  readonly parts: { readonly keyring: Keyring };
  readonly random: Random;
}

/** The account's key for an algorithm. Both are made at once, so that who has fetched them has both. */
export async function signingKey(
  { account, store, parts, random }: Making,
  algorithm: string,
): Promise<{ readonly row: TokenKeyRow; readonly changes: readonly Change[] }> {
  const known = await store.all(selectTokenKeys, { account });
  const changes: Change[] = [];
  let rows: readonly TokenKeyRow[] = known;
  if (known.length === 0) {
    rows = await Promise.all(
      Object.entries(KINDS).map(async ([name, kind]): Promise<TokenKeyRow> => {
        const { privateKey, publicKey } = await generatePair(kind);
        const id = uuid(random);
        const sealed = parts.keyring.seal('private-key', placeOf(account, id), privateKey);
        privateKey.fill(0);
        return { account, algorithm: name, id, public: publicKey, sealed };
      }),
    );
    for (const row of rows) changes.push(change(insertTokenKey, row));
  }
  const row = rows.find((one) => one.algorithm === algorithm);
  if (!row) throw new Error(`${account} has no key for ${algorithm}`);
  return { row, changes };
}

/** The private half, opened; whoever has used it wipes it. */
export function openKey(keyring: Keyring, { account, id, sealed }: TokenKeyRow): Uint8Array {
  const opened = keyring.open('private-key', placeOf(account, id), sealed);
  if (!opened) throw new Error(`the key ${id} by which ${account} signs tokens does not open`);
  return opened;
}

/** The public halves, as whoever verifies tokens fetches them. */
export async function publishedKeys(store: Reader, account: string): Promise<object> {
  const rows = await store.all(selectTokenKeys, { account });
  const keys = rows.map((row) =>
    publicJwk(row.public, { keyId: row.id, algorithm: row.algorithm }),
  );
  return { keys: await Promise.all(keys) };
}

const placeOf = (account: string, id: string): string => `token key of ${account} ${id}`;
