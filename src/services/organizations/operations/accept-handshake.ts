import { AcceptHandshake } from '../../../generated/organizations.ts';
import type { Reader } from '../../../store/store.ts';
import { acceptApproval, finishAllFeatures } from '../acceptance.ts';
import { NOT_MANAGER } from '../caller.ts';
import type { HandshakeRow } from '../handshake-tables.ts';
import { checkTransition, findHandshake, settle, shownHandshake } from '../handshake.ts';
import { acceptInvitation } from '../joining.ts';
import { readOrganization } from '../organization.ts';
import { takeOwnRole } from '../own-role.ts';
import { operation } from '../parts.ts';
import { membership } from '../standing.ts';

export const acceptHandshake = operation(AcceptHandshake)
  .access({
    action: 'organizations:AcceptHandshake',
    on: ({ HandshakeId }, asking) => findHandshake(HandshakeId, asking),
  })
  .handle(async (call) => {
    const { resource, caller, store, now, demand, error } = call;
    const { row, isRecipient } = resource;
    if (!isRecipient) throw error('AccessDeniedException', NOT_MANAGER);
    checkTransition(row, { to: 'ACCEPTED', now, error });
    const { account } = caller;
    // Who changes from one organization to another leaves the first, and needs the right to.
    if (row.action === 'INVITE' && (await membership(store, account))) {
      await demand('organizations:LeaveOrganization', { arn: '*', account });
    }
    const given = { store, account, now, error };
    const done =
      row.action === 'INVITE'
        ? await acceptInvitation(row, given)
        : row.action === 'APPROVE_ALL_FEATURES'
          ? await acceptApproval(row, given)
          : await finishAllFeatures(row, given);
    if (await needsOwnRole(store, row)) await takeOwnRole(call);
    const accepted = { ...row, state: 'ACCEPTED' };
    return {
      output: { Handshake: await shownHandshake(store, accepted, now) },
      changes: [...settle(row, 'ACCEPTED', { now, account }), ...done.changes],
      events: done.events ?? [],
    };
  });

/** Organizations acts in the accounts of organizations that have all features, or are about to. */
const needsOwnRole = async (store: Reader, row: HandshakeRow): Promise<boolean> =>
  row.action !== 'INVITE' ||
  (await readOrganization(store, { organizationId: row.organization })).feature_set === 'ALL';
