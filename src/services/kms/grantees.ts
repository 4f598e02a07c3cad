/** Whom the grants of a key reach, for questions about everybody at once. */
import type { Caller } from '../../operation/caller.ts';
import type { Policy } from '../../policy/policy.ts';
import { statement } from '../../store/statement.ts';
import type { Reader } from '../../store/store.ts';
import { policiesOf } from './grant-policy.ts';
import type { GrantRow } from './grant-tables.ts';
import { namesOf } from './grants.ts';

/** A key's grants as policies, asked by caller; nothing where they do not reach him. */
export async function granteesOf(
  store: Reader,
  key: string,
): Promise<(caller: Caller) => readonly Policy[] | undefined> {
  const rows = await store.all(selectEveryGrant, { key });
  const byGrantee = Map.groupBy(rows, ({ grantee }) => grantee);
  const policies = new Map([...byGrantee].map(([grantee, own]) => [grantee, policiesOf(own)]));
  return (caller) => {
    if (policies.size === 0) return undefined;
    const found = namesOf(caller).flatMap((name) => policies.get(name) ?? []);
    return found.length > 0 ? found : undefined;
  };
}

const selectEveryGrant = statement<{ key: string }, GrantRow>(`
  select id, key, account, region, name, grantee, retiring, issuing_account, operations, constraints,
         retry, secret, created_at
    from kms_grant where key = :key order by id`);
