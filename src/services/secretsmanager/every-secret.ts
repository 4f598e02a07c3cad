/** All secrets of an account, as the judge sees them, and the keys that their values lie under. */
import { statement } from '../../store/statement.ts';
import type { Reader } from '../../store/store.ts';
import { type Secret, secretOf } from './secret.ts';
import { CURRENT } from './stages.ts';
import { LISTED, type SecretRow, selectSecret } from './tables.ts';

/** A secret, and the ARN of the key that one must be allowed to use to read its value; empty: the default key. */
export interface Kept {
  readonly secret: Secret;
  readonly readKey: string;
}

/** Every secret of an account, in whatever Region. */
export async function everySecret(store: Reader, account: string): Promise<readonly Kept[]> {
  const keys = new Map<string, string>();
  for (const { secret, id, kms_key } of await store.all(selectKeysOfAccount, { account }))
    keys.set(`${secret} ${id}`, kms_key);
  const rows = await store.all(selectEverySecret, { account });
  return rows.map((row) => kept(secretOf(row), keys));
}

/** One secret with the key of its current value. */
export async function keptSecret(store: Reader, arn: string): Promise<Kept | undefined> {
  const row = await store.one(selectSecret, { arn });
  if (!row) return undefined;
  const rows = await store.all(selectKeysOfSecret, { secret: arn });
  return kept(secretOf(row), new Map(rows.map(({ id, kms_key }) => [`${arn} ${id}`, kms_key])));
}

const kept = (secret: Secret, keys: ReadonlyMap<string, string>): Kept => ({
  secret,
  readKey: keys.get(`${secret.arn} ${secret.stages.get(CURRENT)}`) ?? '',
});

const selectEverySecret = statement<{ account: string }, SecretRow>(
  `select ${LISTED}, policy from secret where account = :account order by arn`,
);

type KeyOfVersion = { readonly secret: string; readonly id: string; readonly kms_key: string };

const selectKeysOfAccount = statement<{ account: string }, KeyOfVersion>(`
  select v.secret, v.id, v.kms_key from secret s join secret_version v on v.secret = s.arn
   where s.account = :account and v.kms_key <> ''`);

const selectKeysOfSecret = statement<{ secret: string }, KeyOfVersion>(
  'select secret, id, kms_key from secret_version where secret = :secret',
);
