/** Delegation requests: an account asks for a while of access, somebody in another account gives it. */
import { base64, fromBase64, text, utf8 } from '../../base/bytes.ts';
import { iamArn } from '../../base/arn.ts';
import { DAY, type Instant, SECOND } from '../../base/clock.ts';
import type { Keyring } from '../../crypto/keyring.ts';
import type {
  CreateDelegationRequestRequest,
  DelegationRequest,
} from '../../generated/iam.types.ts';
import type { Caller } from '../../operation/caller.ts';
import type { DelegatedAccess } from '../../operation/identities.ts';
import type { Asking, ConditionKeys, Missing, Resource } from '../../operation/operation.ts';
import { type Change, change } from '../../store/statement.ts';
import type { Reader } from '../../store/store.ts';
import { type DelegationRow, selectDelegation, updateDelegationRow } from './delegation-tables.ts';

/** A request, as the account sees it that asks or is asked. */
export interface Delegation extends Resource {
  readonly row: DelegationRow;
}

type OfId = { readonly DelegationRequestId: string };

/** The access of an operation that either side may ask. */
export const onDelegation = <const Action extends `iam:${string}`>(action: Action) => ({
  action,
  on: ({ DelegationRequestId: id }: OfId, asking: Asking) =>
    find(asking, id, ({ requestor, owner }, account) => [requestor, owner].includes(account)),
  keys: delegationKeys,
});

/** The access of an operation of the account that is asked; `orAnybody` while nobody is. */
export const onOwnDelegation = <const Action extends `iam:${string}`>(
  action: Action,
  { orAnybody = false } = {},
) => ({
  action,
  on: ({ DelegationRequestId: id }: OfId, asking: Asking) =>
    find(asking, id, ({ owner }, account) => owner === account || (orAnybody && owner === '')),
  keys: delegationKeys,
});

async function find(
  { store, caller: { account } }: Asking,
  id: string,
  isTheirs: (row: DelegationRow, account: string) => boolean,
): Promise<Delegation | Missing<'NoSuchEntity'>> {
  const row = await store.one(selectDelegation, { id });
  const arn = delegationArn(account, id);
  if (row && isTheirs(row, account)) return { row, arn, account };
  const message = `Delegation request ${id} was not found.`;
  return { missing: arn, account, error: 'NoSuchEntity', message };
}

export const delegationArn = (account: string, id: string): string =>
  iamArn(account, `delegation-request/${id}`);

/** `iam:DelegationRequestOwner`: who took the request up. */
function delegationKeys(_input: unknown, found: Delegation | undefined): ConditionKeys {
  return { 'iam:DelegationRequestOwner': found?.row.owner_id || undefined };
}

/** Who somebody is, whatever session he comes by. */
export const standingArn = ({ arn, role }: Caller): string => role?.arn ?? arn;

type State = NonNullable<DelegationRequest['State']>;

/** A request that nobody has brought to its end for a week is over. */
export function stateOf({ state, created_at }: DelegationRow, now: Instant): State {
  const isOpen = state !== 'FINALIZED' && state !== 'REJECTED';
  return isOpen && now >= created_at + LIFE ? 'EXPIRED' : (state as State);
}

const LIFE = 7 * DAY;

/** Moves a request on, if its state is one of these. */
export function movedOn(
  row: DelegationRow,
  {
    from,
    to,
    now,
    ...changed
  }: {
    readonly from: readonly State[];
    readonly to: State;
    readonly now: Instant;
  } & Partial<Pick<DelegationRow, 'owner' | 'owner_id' | 'approver' | 'notes' | 'reason'>>,
  error: (code: 'ValidationError', message: string) => Error,
): Change {
  const state = stateOf(row, now);
  if (!from.includes(state)) throw error('ValidationError', notNow(row.id, state));
  const { id, owner, owner_id, approver, notes, reason, revision } = row;
  const kept = { id, owner, owner_id, approver, notes, reason, revision };
  return change(updateDelegationRow, { ...kept, ...changed, state: to, updated_at: now });
}

const notNow = (id: string, state: State): string =>
  `Delegation request ${id} is in the state ${state}, in which this cannot be done.`;

/** A request as answers show it. */
export function shownDelegation(row: DelegationRow, now: Instant): DelegationRequest {
  const asked = JSON.parse(row.asked) as CreateDelegationRequestRequest;
  const approver = row.approver ? (JSON.parse(row.approver) as Caller) : undefined;
  return {
    DelegationRequestId: row.id,
    ...(row.owner && { OwnerAccountId: row.owner }),
    Description: asked.Description,
    ...(asked.RequestMessage !== undefined && { RequestMessage: asked.RequestMessage }),
    Permissions: asked.Permissions,
    PermissionPolicy: row.policy,
    ...(row.owner_id && { OwnerId: row.owner_id }),
    ...(approver && { ApproverId: standingArn(approver) }),
    State: stateOf(row, now),
    ExpirationTime: row.created_at + LIFE,
    RequestorId: row.requestor,
    CreateDate: row.created_at,
    SessionDuration: asked.SessionDuration,
    ...(asked.RedirectUrl !== undefined && { RedirectUrl: asked.RedirectUrl }),
    ...(row.notes !== null && { Notes: row.notes }),
    ...(row.reason !== null && { RejectionReason: row.reason }),
    OnlySendByOwner: asked.OnlySendByOwner ?? false,
    UpdatedTime: row.updated_at,
  };
}

/** The token that the requestor exchanges for credentials. */
export const delegationToken = (keyring: Keyring, id: string): string =>
  base64(keyring.seal('delegation-token', 'delegation', utf8(id)));

/** What a token stands for; undefined where it is forged, or the request is not at its end. */
export async function findDelegated(
  { keyring, store }: { readonly keyring: Keyring; readonly store: Reader },
  token: string,
): Promise<DelegatedAccess | undefined> {
  const sealed = fromBase64(token);
  const opened = sealed && keyring.open('delegation-token', 'delegation', sealed);
  const row = opened && (await store.one(selectDelegation, { id: text(opened) }));
  if (row?.state !== 'FINALIZED') return undefined;
  const { SessionDuration } = JSON.parse(row.asked) as CreateDelegationRequestRequest;
  return {
    requestor: row.requestor,
    approver: JSON.parse(row.approver) as Caller,
    policy: row.policy,
    // The time that was granted begins when the token is handed out.
    until: row.updated_at + SessionDuration * SECOND,
  };
}
