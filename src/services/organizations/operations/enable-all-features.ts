import { DAY } from '../../../base/clock.ts';
import { randomText } from '../../../base/random.ts';
import { EnableAllFeatures } from '../../../generated/organizations.ts';
import { schedule } from '../../../operation/job.ts';
import { change } from '../../../store/statement.ts';
import { asManager } from '../caller.ts';
import { EXPIRY_DAYS, HANDSHAKE_JOB, shownHandshake, stateOf } from '../handshake.ts';
import { insertHandshake, selectOpenHandshakes } from '../handshake-tables.ts';
import { ID_ALPHABET, readOrganization, takeTurn } from '../organization.ts';
import { operation } from '../parts.ts';
import { selectJoined } from '../tables.ts';

export const enableAllFeatures = operation(EnableAllFeatures)
  .access({ action: 'organizations:EnableAllFeatures', on: asManager })
  .handle(async ({ resource: { organization }, store, now, random, error }) => {
    const of = await readOrganization(store, organization);
    if (of.feature_set === 'ALL') {
      throw error('HandshakeConstraintViolationException', ENABLED_ALREADY, {
        Reason: 'ORGANIZATION_ALREADY_HAS_ALL_FEATURES',
      });
    }
    const action = 'ENABLE_ALL_FEATURES';
    const begun = await store.all(selectOpenHandshakes, { organization: of.id, action });
    if (begun.some((row) => stateOf(row, now) !== 'EXPIRED')) {
      throw error('HandshakeConstraintViolationException', BEGUN_ALREADY, {
        Reason: 'ORGANIZATION_IS_ALREADY_PENDING_ALL_FEATURES_MIGRATION',
      });
    }
    // Accounts that were made here have no say of their own.
    const joined = { organization: of.id, joined_method: 'INVITED' };
    const invited = (await store.all(selectJoined, joined)).filter(
      ({ id }) => id !== of.management_account,
    );
    const id = `h-${randomText(random, ID_ALPHABET, 32)}`;
    const common = {
      organization: of.id,
      sender: of.management_account,
      email_key: null,
      email: null,
      notes: null,
      tags: '{}',
      requested_at: now,
      expires_at: now + EXPIRY_DAYS[action] * DAY,
      settled_at: null,
      revision: 1,
    };
    const parent = {
      ...common,
      id,
      action,
      state: invited.length ? 'REQUESTED' : 'OPEN',
      account: of.management_account,
      parent: null,
    };
    const children = invited.map((member) => ({
      ...common,
      id: `h-${randomText(random, ID_ALPHABET, 32)}`,
      action: 'APPROVE_ALL_FEATURES',
      state: 'REQUESTED',
      account: member.id,
      parent: id,
    }));
    return {
      output: { Handshake: await shownHandshake(store, parent, now) },
      changes: [
        takeTurn(of),
        ...[parent, ...children].flatMap((row) => [
          change(insertHandshake, row),
          schedule(HANDSHAKE_JOB, row.id, row.expires_at),
        ]),
      ],
    };
  });

const ENABLED_ALREADY =
  'The handshake request is invalid because the organization has already enabled all features.';
const BEGUN_ALREADY =
  'The handshake request is invalid because the organization has already started the process to enable all features.';
