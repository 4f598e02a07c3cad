/** Grants as the judge takes them: which of a key's grants reach a caller. */
import { rootArn } from '../../base/arn.ts';
import { AwsError } from '../../model/model.ts';
import type { Caller } from '../../operation/caller.ts';
import type { Asking } from '../../operation/operation.ts';
import { type Granted, policiesOf } from './grant-policy.ts';
import { type GrantRow, selectAnyGrant, selectGrantsOfGrantee } from './grant-tables.ts';
import { findByToken } from './grant-token.ts';

/**
 * The grants of a key that reach the caller; undefined where there are none, which is almost always.
 *
 * @throws AwsError for a token that no grant of this Region has given out.
 */
export async function grantsOf(
  { caller, request, store }: Asking,
  key: string | undefined,
  tokens: readonly string[] | undefined,
): Promise<readonly Granted[] | undefined> {
  for (const token of tokens ?? []) {
    const grant = await findByToken(store, token);
    if (grant?.region !== request.region) throw new AwsError('InvalidGrantTokenException', INVALID);
  }
  if (key === undefined || !(await store.one(selectAnyGrant, { key }))) return undefined;
  let found: Granted[] | undefined;
  for (const grantee of namesOf(caller)) {
    const rows = await store.all(selectGrantsOfGrantee, { key, grantee });
    if (rows.length > 0) (found ??= []).push(...granted(rows));
  }
  return found;
}

export const INVALID = 'The grant token is not valid.';

const names = new WeakMap<Caller, readonly string[]>();

/** The names under which a grant can reach a caller, as rows spell them. */
export function namesOf(caller: Caller): readonly string[] {
  let known = names.get(caller);
  if (!known) {
    known = caller.service
      ? [caller.service]
      : [...new Set([caller.arn, caller.userId, caller.role?.id, rootArn(caller.account)])].filter(
          (name) => name !== undefined,
        );
    names.set(caller, known);
  }
  return known;
}

// Until a grant is made or ended the store gives the same rows.
const policies = new WeakMap<readonly GrantRow[], readonly Granted[]>();

function granted(rows: readonly GrantRow[]): readonly Granted[] {
  let known = policies.get(rows);
  if (!known) {
    known = policiesOf(rows);
    policies.set(rows, known);
  }
  return known;
}
