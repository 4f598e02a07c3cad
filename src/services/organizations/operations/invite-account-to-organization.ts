import { DAY } from '../../../base/clock.ts';
import { randomText } from '../../../base/random.ts';
import { InviteAccountToOrganization } from '../../../generated/organizations.ts';
import type { InviteAccountToOrganizationRequest } from '../../../generated/organizations.types.ts';
import { schedule } from '../../../operation/job.ts';
import { requestTagKeys } from '../../../operation/operation.ts';
import { change } from '../../../store/statement.ts';
import { accountArn, MOST_ACCOUNTS } from '../account.ts';
import { asManager } from '../caller.ts';
import { EXPIRY_DAYS, HANDSHAKE_JOB, shownHandshake, stateOf } from '../handshake.ts';
import { insertHandshake, selectOpenHandshakes } from '../handshake-tables.ts';
import { invitedBy } from '../invitation.ts';
import { ID_ALPHABET, readOrganization, takeTurn } from '../organization.ts';
import { operation } from '../parts.ts';
import { countAccounts } from '../tables.ts';
import { readTags } from '../tags.ts';

const keys = ({ Tags }: InviteAccountToOrganizationRequest) => requestTagKeys(Tags);

export const inviteAccountToOrganization = operation(InviteAccountToOrganization)
  .access({
    action: 'organizations:InviteAccountToOrganization',
    on: async ({ Target }, asking) => {
      const standing = await asManager(Target, asking);
      if ('missing' in standing || Target.Type !== 'ACCOUNT') return standing;
      return { ...standing, arn: accountArn(standing.organization, Target.Id) };
    },
    keys,
  })
  .also('tags', {
    action: 'organizations:TagResource',
    on: async (input, asking) => {
      const standing = await asManager(input, asking);
      if ('missing' in standing) return standing;
      return { ...standing, arn: accountArn(standing.organization, '*') };
    },
    keys,
    when: ({ Tags }) => (Tags?.length ?? 0) > 0,
  })
  .handle(async ({ input, resource: { organization }, store, now, random, error }) => {
    const refuse = (Reason: string, message: string) =>
      error('HandshakeConstraintViolationException', message, { Reason });
    const tags = readTags(input.Tags, error);
    const target = await invitedBy(store, input.Target, error);
    const of = await readOrganization(store, organization);
    if (target.organization === of.id) throw refuse('ALREADY_IN_AN_ORGANIZATION', MEMBER_ALREADY);

    const enabling = await store.all(selectOpenHandshakes, {
      organization: of.id,
      action: 'ENABLE_ALL_FEATURES',
    });
    if (enabling.some((row) => isOpen(row, now))) {
      throw refuse('INVITE_DISABLED_DURING_ENABLE_ALL_FEATURES', ENABLING);
    }
    const sent = await store.all(selectOpenHandshakes, { organization: of.id, action: 'INVITE' });
    const waiting = sent.filter((row) => isOpen(row, now));
    if (waiting.some((row) => isFor(row, target)))
      throw error('DuplicateHandshakeException', INVITED_ALREADY);
    const members = await store.one(countAccounts, { organization: of.id });
    if (members!.count + waiting.length >= MOST_ACCOUNTS) {
      throw refuse('ACCOUNT_NUMBER_LIMIT_EXCEEDED', TOO_MANY);
    }

    const row = {
      id: `h-${randomText(random, ID_ALPHABET, 32)}`,
      organization: of.id,
      sender: of.management_account,
      action: 'INVITE',
      state: 'OPEN',
      account: target.account,
      email_key: target.email?.toLowerCase() ?? null,
      email: target.email,
      parent: null,
      notes: input.Notes ?? null,
      tags: JSON.stringify(tags),
      requested_at: now,
      expires_at: now + EXPIRY_DAYS.INVITE * DAY,
      settled_at: null,
      revision: 1,
    };
    return {
      output: { Handshake: await shownHandshake(store, row, now) },
      changes: [
        takeTurn(of),
        change(insertHandshake, row),
        schedule(HANDSHAKE_JOB, row.id, row.expires_at),
      ],
    };
  });

type Recipient = { readonly account: string | null; readonly email: string | null };

const isFor = (
  row: { readonly account: string | null; readonly email_key: string | null },
  { account, email }: Recipient,
): boolean =>
  (account !== null && row.account === account) ||
  (email !== null && row.email_key === email.toLowerCase());

const isOpen = (row: { state: string; expires_at: number }, now: number): boolean =>
  stateOf(row, now) !== 'EXPIRED';

const MEMBER_ALREADY =
  'The handshake request is invalid because the invited account is already a member of an organization.';
const ENABLING =
  "You can't issue new invitations to join an organization while it's in the process of enabling all features. You can resume inviting accounts after you finalize the process when all accounts have agreed to the change.";
const INVITED_ALREADY = 'A handshake with the same action and target already exists.';
const TOO_MANY = 'You attempted to exceed the limit on the number of accounts in an organization.';
