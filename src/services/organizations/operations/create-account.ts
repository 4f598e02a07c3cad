import { arn } from '../../../base/arn.ts';
import { randomText } from '../../../base/random.ts';
import { CreateAccount } from '../../../generated/organizations.ts';
import type { CreateAccountRequest } from '../../../generated/organizations.types.ts';
import { schedule } from '../../../operation/job.ts';
import { requestTagKeys } from '../../../operation/operation.ts';
import { change } from '../../../store/statement.ts';
import { findByEmail, freeAccountId, newAccount } from '../account.ts';
import { CREATE_ACCOUNT_JOB, shownRequest } from '../create-account-request.ts';
import { asManager, ID_ALPHABET, rootIdOf } from '../organization.ts';
import { operation } from '../parts.ts';
import { insertAccount, insertRequest } from '../tables.ts';
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
    if (await findByEmail(store, input.Email)) {
      const failed = {
        ...request,
        state: 'FAILED',
        completed_at: now,
        failure_reason: 'EMAIL_ALREADY_EXISTS',
      };
      return { output, changes: [change(insertRequest, failed)] };
    }

    const id = await freeAccountId(store, random);
    return {
      output,
      changes: [
        change(insertAccount, {
          ...newAccount({ id, email: input.Email, name: input.AccountName, now }),
          organization: organization.organizationId,
          parent: rootIdOf(organization),
          joined_method: 'CREATED',
          joined_at: now,
          billing_access: input.IamUserAccessToBilling ?? 'ALLOW',
          tags: JSON.stringify(tags),
        }),
        change(insertRequest, { ...request, account: id }),
        schedule(CREATE_ACCOUNT_JOB, request.id, now),
      ],
    };
  });

const DEFAULT_ROLE = 'OrganizationAccountAccessRole';
