import { arn } from '../../../base/arn.ts';
import { randomText } from '../../../base/random.ts';
import { CreateAccount } from '../../../generated/organizations.ts';
import type { CreateAccountRequest } from '../../../generated/organizations.types.ts';
import { schedule } from '../../../operation/job.ts';
import { requestTagKeys } from '../../../operation/operation.ts';
import { change } from '../../../store/statement.ts';
import { findByEmail, freeAccountId, MOST_ACCOUNTS, newAccount } from '../account.ts';
import { attachDefaults } from '../attachment.ts';
import { CREATE_ACCOUNT_JOB, shownRequest } from '../create-account-request.ts';
import { asManager } from '../caller.ts';
import { ID_ALPHABET, readOrganization, rootIdOf, takeTurn } from '../organization.ts';
import { operation } from '../parts.ts';
import { countAccounts, insertAccount, insertRequest } from '../tables.ts';
import { readTags } from '../tags.ts';

const keys = ({ Tags }: CreateAccountRequest) => requestTagKeys(Tags);

export const createAccount = operation(CreateAccount)
  .access({ action: 'organizations:CreateAccount', on: asManager, keys })
  .also('tags', {
    action: 'organizations:TagResource',
    on: async (input, asking) => {
      const standing = await asManager(input, asking);
      if ('missing' in standing) return standing;
      const { organizationId, managementAccount } = standing.organization;
      return {
        ...standing,
        arn: arn('organizations', '', managementAccount, `account/${organizationId}/*`),
      };
    },
    keys,
    when: ({ Tags }) => (Tags?.length ?? 0) > 0,
  })
  .handle(async ({ input, resource: { organization }, store, now, random, error }) => {
    const tags = readTags(input.Tags, error);
    if (input.RoleName?.startsWith('AWSServiceRoleFor')) {
      throw error('InvalidInputException', RESERVED_ROLE, { Reason: 'INVALID_ROLE_NAME' });
    }
    const request = {
      id: `car-${randomText(random, ID_ALPHABET, 32)}`,
      organization: organization.organizationId,
      account_name: input.AccountName,
      role_name: input.RoleName ?? DEFAULT_ROLE,
      state: 'IN_PROGRESS',
      requested_at: now,
      completed_at: null,
      account: null,
      failure_reason: null,
      revision: 1,
    };
    // AWS always begins, and tells of the end only when asked again.
    const output = { CreateAccountStatus: shownRequest(request) };
    const { count } = (await store.one(countAccounts, { organization: request.organization }))!;
    const reason = (await findByEmail(store, input.Email))
      ? 'EMAIL_ALREADY_EXISTS'
      : count >= MOST_ACCOUNTS
        ? 'ACCOUNT_LIMIT_EXCEEDED'
        : undefined;
    if (reason) {
      const failed = { ...request, state: 'FAILED', completed_at: now, failure_reason: reason };
      return { output, changes: [change(insertRequest, failed)] };
    }

    const id = await freeAccountId(store, random);
    return {
      output,
      changes: [
        takeTurn(await readOrganization(store, organization)),
        change(insertAccount, {
          ...newAccount({ id, email: input.Email, name: input.AccountName, now }),
          organization: organization.organizationId,
          parent: rootIdOf(organization),
          joined_method: 'CREATED',
          joined_at: now,
          billing_access: input.IamUserAccessToBilling ?? 'ALLOW',
          tags: JSON.stringify(tags),
          closed_at: null,
        }),
        ...(await attachDefaults(store, organization, { target: id, now })),
        change(insertRequest, { ...request, account: id }),
        schedule(CREATE_ACCOUNT_JOB, request.id, now),
      ],
    };
  });

const DEFAULT_ROLE = 'OrganizationAccountAccessRole';
const RESERVED_ROLE =
  "You provided a role name that isn't valid. A role name can't begin with the reserved prefix AWSServiceRoleFor.";
