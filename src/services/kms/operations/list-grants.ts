import { ListGrants } from '../../../generated/kms.ts';
import type { ListGrantsRequest } from '../../../generated/kms.types.ts';
import type { AwsError } from '../../../model/model.ts';
import type { Caller } from '../../../operation/caller.ts';
import type { Principals } from '../../../operation/operation.ts';
import type { Reader } from '../../../store/store.ts';
import { managingGrantsKeys } from '../condition-keys.ts';
import { assertGrantId, bindPrincipal, findGrant, findGrantKey, showGrants } from '../grant.ts';
import { type GrantRow, selectGrants, selectGrantsFor } from '../grant-tables.ts';
import { GRANT_LIMITS, page, pageLength, pageStart } from '../page.ts';
import { operation } from '../parts.ts';

export const listGrants = operation(ListGrants)
  .access({
    action: 'kms:ListGrants',
    on: ({ KeyId }, asking) => findGrantKey(asking, KeyId),
    keys: (_input, key, asking) => managingGrantsKeys(key, asking),
  })
  .handle(async (call) => {
    const { input, resource: key, store, parts, principals } = call;
    const grantee = await granteeOf(call);
    const list = `ListGrants ${key.arn} ${input.GrantId ?? ''} ${grantee ?? ''}`;
    const listing = { keyring: parts.keyring, asking: call, list };
    const length = pageLength(input, GRANT_LIMITS);
    const after = pageStart(input, listing);
    const found = await find(store, input, { key: key.arn, grantee, after, count: length + 1 });
    const { shown, more } = page(found, length, listing, ({ id }) => id);
    return { output: { Grants: await showGrants(shown, principals), ...more } };
  });

/** Whose grants are asked for, as rows name him; empty for somebody who does not exist. */
async function granteeOf({
  input,
  caller,
  principals,
  error,
}: {
  readonly input: ListGrantsRequest;
  readonly caller: Caller;
  readonly principals: Principals;
  readonly error: (code: 'ValidationException', message: string) => AwsError;
}): Promise<string | undefined> {
  const { GranteePrincipal, GranteeServicePrincipal } = input;
  if (GranteeServicePrincipal !== undefined) {
    if (GranteePrincipal !== undefined) throw error('ValidationException', ONE);
    if (caller.kind !== 'service') throw error('ValidationException', SERVICES_ONLY);
    return GranteeServicePrincipal;
  }
  if (GranteePrincipal === undefined) return undefined;
  // A grant of somebody who is gone is listed with his unique id, and found by it.
  if (/^A[A-Z0-9]{15,127}$/.test(GranteePrincipal)) return GranteePrincipal;
  return (await bindPrincipal(GranteePrincipal, principals)) ?? '';
}

interface Wanted {
  readonly key: string;
  readonly grantee: string | undefined;
  readonly after: string;
  readonly count: number;
}

async function find(
  store: Reader,
  { GrantId }: ListGrantsRequest,
  { key, grantee, after, count }: Wanted,
): Promise<readonly GrantRow[]> {
  if (GrantId !== undefined) {
    assertGrantId(GrantId);
    const grant = await findGrant({ store }, key, GrantId);
    return grant && (grantee === undefined || grant.grantee === grantee) ? [grant] : [];
  }
  return grantee === undefined
    ? store.all(selectGrants, { key, after, count })
    : store.all(selectGrantsFor, { key, grantee, after, count });
}

const ONE = 'You can specify either GranteePrincipal or GranteeServicePrincipal, but not both.';
const SERVICES_ONLY =
  'The GranteeServicePrincipal filter is only usable by callers in a service principal.';
