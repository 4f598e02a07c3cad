/** Requests for new accounts. They are answered at once and fulfilled by a job, as AWS does. */
import { assert } from '../../base/assert.ts';
import { rootArn } from '../../base/arn.ts';
import { type Instant, isoSeconds } from '../../base/clock.ts';
import { AttachRolePolicy, CreateRole } from '../../generated/iam.ts';
import type * as T from '../../generated/organizations.types.ts';
import { AwsError } from '../../model/model.ts';
import type { Job, JobCall, ServiceEvent } from '../../operation/job.ts';
import { change } from '../../store/statement.ts';
import { joined } from './departure.ts';
import { giveOwnRole, organizationsIn } from './own-role.ts';
import type { Parts } from './parts.ts';
import {
  finishRequest,
  type OrganizationRow,
  type RequestRow,
  selectOrganization,
  selectRequest,
} from './tables.ts';

export const CREATE_ACCOUNT_JOB = 'organizations:create-account';

/**
 * Makes the roles by which the management account and Organizations enter the new one. It may run twice: a role that
 * is there already is the one that the first run has made, for nobody else can be in the account yet.
 */
export const createAccountJob: Job<Parts> = {
  kind: CREATE_ACCOUNT_JOB,
  run: async (call) => {
    const request = await call.store.one(selectRequest, { id: call.subject });
    if (request?.state !== 'IN_PROGRESS') return {};
    const organization = await call.store.one(selectOrganization, { id: request.organization });
    // The account may be gone again, and its organization with it.
    if (!organization) return {};
    await makeRoles(call, request, organization);
    const { id, revision } = request;
    return {
      changes: [
        change(finishRequest, { id, state: 'SUCCEEDED', completed_at: call.now, revision }),
      ],
      events: events(organization, request, call.now),
    };
  },
};

/** The request as the API shows it. */
export const shownRequest = (row: RequestRow): T.CreateAccountStatus => ({
  Id: row.id,
  AccountName: row.account_name,
  State: row.state as T.CreateAccountStatus['State'],
  RequestedTimestamp: row.requested_at,
  ...(row.completed_at !== null && { CompletedTimestamp: row.completed_at }),
  ...(row.state === 'SUCCEEDED' && { AccountId: row.account! }),
  ...(row.failure_reason !== null && {
    FailureReason: row.failure_reason as T.CreateAccountStatus['FailureReason'],
  }),
});

async function makeRoles(
  { perform, store, parts }: JobCall<Parts>,
  request: RequestRow,
  organization: OrganizationRow,
): Promise<void> {
  assert(request.account !== null, 'a request in progress has its account');
  const organizations = organizationsIn(request.account);
  if (organization.feature_set === 'ALL') {
    await giveOwnRole(store, parts, {
      account: request.account,
      make: (model, input) => perform(organizations, REGION, model, input),
    });
  }
  try {
    await perform(organizations, REGION, CreateRole, {
      RoleName: request.role_name,
      AssumeRolePolicyDocument: trustOf(organization.management_account),
    });
  } catch (error) {
    if (!(error instanceof AwsError && error.code.startsWith('EntityAlreadyExists'))) throw error;
  }
  await perform(organizations, REGION, AttachRolePolicy, {
    RoleName: request.role_name,
    PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess',
  });
}

/** What the management account's trail tells of a new account. */
function events(
  { id: organizationId, management_account: managementAccount }: OrganizationRow,
  request: RequestRow,
  now: Instant,
): readonly ServiceEvent[] {
  const of = { organizationId, managementAccount };
  const accountId = request.account!;
  const completedTimestamp = isoSeconds(now);
  const createAccountStatus = {
    id: request.id,
    state: 'SUCCEEDED',
    accountName: '****',
    accountId,
    requestedTimestamp: isoSeconds(request.requested_at),
    completedTimestamp,
  };
  const told = { joinedMethod: 'CREATED', joinedTime: completedTimestamp } as const;
  const arrival = joined(of, accountId, told);
  const { account, region, resource } = arrival;
  const result = { account, region, resource, details: { createAccountStatus } };
  return [{ ...result, name: 'CreateAccountResult' }, arrival];
}

/** IAM is asked there, wherever it is asked from. */
const REGION = 'us-east-1';

const trustOf = (managementAccount: string): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Principal: { AWS: rootArn(managementAccount) }, Action: 'sts:AssumeRole' },
    ],
  });
