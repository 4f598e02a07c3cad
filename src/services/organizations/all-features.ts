/**
 * From bills alone to all features: the accounts that were invited must approve, each by a
 * handshake of its own, before the management account may accept the one that they are part of.
 */
import type { Instant } from '../../base/clock.ts';
import { type Change, change } from '../../store/statement.ts';
import type { Reader } from '../../store/store.ts';
import {
  type HandshakeRow,
  selectChildHandshakes,
  selectHandshake,
  selectOpenHandshakes,
  settleHandshake,
} from './handshake-tables.ts';

/** What an approval that was given, or is no longer needed, means for the handshake it is part of. */
export async function approved(store: Reader, child: HandshakeRow): Promise<readonly Change[]> {
  const parent = await store.one(selectHandshake, { id: child.parent! });
  if (parent?.state !== 'REQUESTED') return [];
  const children = await store.all(selectChildHandshakes, { parent: parent.id });
  if (children.some((each) => each.id !== child.id && !isDone(each))) return [];
  // All have answered: the management account can make an end of it.
  return [
    change(settleHandshake, {
      id: parent.id,
      state: 'OPEN',
      account: parent.account,
      settled_at: null,
      revision: parent.revision,
    }),
  ];
}

const isDone = ({ state }: HandshakeRow): boolean => state === 'ACCEPTED' || state === 'CANCELED';

/** An account that goes is not asked any more. */
export async function withdrawApproval(
  store: Reader,
  organization: string,
  { account, now }: { readonly account: string; readonly now: Instant },
): Promise<readonly Change[]> {
  const open = await store.all(selectOpenHandshakes, {
    organization,
    action: 'APPROVE_ALL_FEATURES',
  });
  const child = open.find((row) => row.account === account);
  if (!child) return [];
  return [ended(child, 'CANCELED', now), ...(await approved(store, child))];
}

/** The approvals that end with the handshake that they are part of, and as it does. */
export async function endApprovals(
  store: Reader,
  parent: HandshakeRow,
  { state, now }: { readonly state: 'CANCELED' | 'EXPIRED'; readonly now: Instant },
): Promise<readonly Change[]> {
  if (parent.action !== 'ENABLE_ALL_FEATURES') return [];
  const children = await store.all(selectChildHandshakes, { parent: parent.id });
  return children
    .filter((child) => child.state === 'REQUESTED')
    .map((child) => ended(child, state, now));
}

const ended = (row: HandshakeRow, state: 'CANCELED' | 'EXPIRED', now: Instant): Change =>
  change(settleHandshake, {
    id: row.id,
    state,
    account: row.account,
    settled_at: now,
    revision: row.revision,
  });
