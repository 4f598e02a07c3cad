/** Handshakes: what one account offers and another answers. */
import { arn } from '../../base/arn.ts';
import { DAY, type Instant } from '../../base/clock.ts';
import type * as T from '../../generated/organizations.types.ts';
import { type Job, schedule } from '../../operation/job.ts';
import type { Asking, Missing, Resource } from '../../operation/operation.ts';
import { type Change, change } from '../../store/statement.ts';
import type { Reader } from '../../store/store.ts';
import { endApprovals } from './all-features.ts';
import {
  deleteHandshake,
  type HandshakeRow,
  selectHandshake,
  settleHandshake,
} from './handshake-tables.ts';
import type { Parts } from './parts.ts';
import { selectAccount, selectOrganization } from './tables.ts';

export const HANDSHAKE_JOB = 'organizations:handshake';

/** How long each kind waits for its answer, and how long it is told of after its end. */
export const EXPIRY_DAYS = { INVITE: 15, ENABLE_ALL_FEATURES: 90, APPROVE_ALL_FEATURES: 90 };
const KEPT_DAYS = 30;

export type HandshakeState =
  | 'REQUESTED'
  | 'OPEN'
  | 'CANCELED'
  | 'ACCEPTED'
  | 'DECLINED'
  | 'EXPIRED';

export type FoundHandshake = Resource & {
  readonly row: HandshakeRow;
  /** The caller is who sent it, or who is to answer. */
  readonly isSender: boolean;
  readonly isRecipient: boolean;
};

/** Finds a handshake that the caller has a part in; to everybody else it is not there. */
export async function findHandshake(
  id: string,
  { caller, store }: Asking,
): Promise<FoundHandshake | Missing<'HandshakeNotFoundException'>> {
  const row = await store.one(selectHandshake, { id });
  const isSender = row?.sender === caller.account;
  const isRecipient = row !== undefined && (await isMeantFor(store, row, caller.account));
  if (!row || !(isSender || isRecipient)) {
    const missing = arn('organizations', '', caller.account, `handshake/*/*/${id}`);
    return { missing, error: 'HandshakeNotFoundException', message: NO_SUCH_HANDSHAKE };
  }
  return { arn: handshakeArn(row), account: caller.account, row, isSender, isRecipient };
}

async function isMeantFor(store: Reader, row: HandshakeRow, account: string): Promise<boolean> {
  if (row.account !== null) return row.account === account;
  const found = await store.one(selectAccount, { id: account });
  return found !== undefined && found.email_key === row.email_key;
}

/** What a handshake is now, though nobody may have written it down yet. */
export const stateOf = (
  { state, expires_at }: Pick<HandshakeRow, 'state' | 'expires_at'>,
  now: Instant,
): HandshakeState => (isOpen(state) && now >= expires_at ? 'EXPIRED' : state) as HandshakeState;

const isOpen = (state: string): boolean => state === 'REQUESTED' || state === 'OPEN';

type Refuse = (
  code: 'HandshakeAlreadyInStateException' | 'InvalidHandshakeTransitionException',
  message: string,
) => Error;

/** Throws where a handshake cannot come to this end any more. */
export function checkTransition(
  row: HandshakeRow,
  {
    to,
    now,
    error,
  }: { readonly to: HandshakeState; readonly now: Instant; readonly error: Refuse },
): void {
  const state = stateOf(row, now);
  if (state === to) throw error('HandshakeAlreadyInStateException', ALREADY);
  if (!isOpen(state)) throw error('InvalidHandshakeTransitionException', NOT_NOW);
}

/** The end of a handshake; it is told of for a while, and then forgotten. */
export const settle = (
  row: HandshakeRow,
  state: 'ACCEPTED' | 'CANCELED' | 'DECLINED',
  { now, account = row.account }: { readonly now: Instant; readonly account?: string | null },
): readonly Change[] => [
  change(settleHandshake, {
    id: row.id,
    state,
    account,
    settled_at: now,
    revision: row.revision,
  }),
  schedule(HANDSHAKE_JOB, row.id, now + KEPT_DAYS * DAY),
];

/** Lets handshakes run out, and forgets those that have long come to their end. */
export const handshakeJob: Job<Parts> = {
  kind: HANDSHAKE_JOB,
  run: async ({ subject, store, now }) => {
    const row = await store.one(selectHandshake, { id: subject });
    if (!row) return {};
    if (isOpen(row.state)) {
      if (now < row.expires_at) return { again: row.expires_at };
      const { id, account, revision } = row;
      const expired = { id, state: 'EXPIRED', account, settled_at: now, revision };
      return {
        changes: [
          change(settleHandshake, expired),
          ...(await endApprovals(store, row, { state: 'EXPIRED', now })),
        ],
        again: now + KEPT_DAYS * DAY,
      };
    }
    const until = (row.settled_at ?? now) + KEPT_DAYS * DAY;
    if (now < until) return { again: until };
    return { changes: [change(deleteHandshake, { id: row.id, revision: row.revision })] };
  },
};

/** A handshake as the API shows it. */
export async function shownHandshake(
  store: Reader,
  row: HandshakeRow,
  now: Instant,
): Promise<T.Handshake> {
  const sender = await store.one(selectAccount, { id: row.sender });
  const organization = await store.one(selectOrganization, { id: row.organization });
  const isInvite = row.action === 'INVITE';
  const about: T.HandshakeResource[] = [
    { Type: 'MASTER_EMAIL', Value: sender?.email },
    { Type: 'MASTER_NAME', Value: sender?.name },
    { Type: 'ORGANIZATION_FEATURE_SET', Value: organization?.feature_set },
  ];
  const invited =
    row.email !== null
      ? ({ Type: 'EMAIL', value: row.email } as const)
      : ({ Type: 'ACCOUNT', value: row.account! } as const);
  const answers = row.action !== 'ENABLE_ALL_FEATURES';
  return {
    Id: row.id,
    Arn: handshakeArn(row),
    Action: row.action as T.Handshake['Action'],
    State: stateOf(row, now),
    RequestedTimestamp: row.requested_at,
    ExpirationTimestamp: row.expires_at,
    Parties: [
      { Id: row.organization, Type: 'ORGANIZATION' },
      ...(answers ? [{ Id: invited.value, Type: invited.Type }] : []),
    ],
    Resources: [
      { Type: 'ORGANIZATION', Value: row.organization, ...(isInvite && { Resources: about }) },
      ...(answers ? [{ Type: invited.Type, Value: invited.value }] : []),
      ...(row.parent !== null ? [{ Type: 'PARENT_HANDSHAKE' as const, Value: row.parent }] : []),
      ...(row.notes !== null ? [{ Type: 'NOTES' as const, Value: row.notes }] : []),
    ],
  };
}

export const handshakeArn = (
  row: Pick<HandshakeRow, 'id' | 'organization' | 'sender' | 'action'>,
) =>
  arn(
    'organizations',
    '',
    row.sender,
    `handshake/${row.organization}/${row.action.toLowerCase()}/${row.id}`,
  );

const NO_SUCH_HANDSHAKE = "We can't find a handshake with the HandshakeId that you specified.";
const ALREADY = 'The specified handshake is already in the requested state.';
const NOT_NOW = "You can't perform the operation on the handshake in its current state.";
