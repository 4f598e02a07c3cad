import { arn } from '../../../base/arn.ts';
import { HOUR, SECOND } from '../../../base/clock.ts';
import { AssumeRole } from '../../../generated/sts.ts';
import type { AssumeRoleRequest } from '../../../generated/sts.types.ts';
import type { Caller } from '../../../operation/caller.ts';
import type { Asking } from '../../../operation/operation.ts';
import {
  assumeRoleKeys,
  findAssumableRole,
  hasTags,
  notAuthorized,
  sourceIdentityOf,
} from '../assumable-role.ts';
import { issueCredentials } from '../credentials.ts';
import { operation, type RoleForSts, type Roles } from '../parts.ts';
import { packedPercent, readPolicies, tooLarge } from '../session-policies.ts';
import { readTags } from '../session-tags.ts';

export function assumeRole(roles: Roles) {
  const role = {
    on: (input: AssumeRoleRequest, asking: Asking) => findAssumableRole(roles, input, asking),
    keys: assumeRoleKeys,
  };
  return operation(AssumeRole)
    .access({ action: 'sts:AssumeRole', ...role })
    .also('tags', { action: 'sts:TagSession', ...role, when: hasTags })
    .also('sourceIdentity', {
      action: 'sts:SetSourceIdentity',
      ...role,
      when: (input, { caller }) => sourceIdentityOf(input, caller) !== undefined,
    })
    .handle(async (call) => {
      const { input, resource, caller, store, error } = call;
      if (input.ProvidedContexts) throw error('ValidationError', NO_CONTEXT_PROVIDERS);
      const sourceIdentity = sourceIdentityOf(input, caller);
      if (input.SourceIdentity !== undefined && input.SourceIdentity !== sourceIdentity) {
        throw error('AccessDenied', notAuthorized(caller, 'sts:SetSourceIdentity', resource.arn));
      }
      const seconds = secondsOf(input, resource, caller, error);
      const tags = readTags(input, caller, error);
      const policies = await readPolicies(input, {
        account: resource.account,
        store,
        roles,
        error,
      });
      const packed = packedPercent(policies, tags.tags);
      if (packed > 100)
        throw error('PackedPolicyTooLarge', tooLarge(packed, policies !== undefined));

      const session = sessionOf(resource, input.RoleSessionName);
      const Credentials = issueCredentials(
        {
          caller: session,
          session: {
            ...tags,
            chained: caller.kind === 'role-session',
            ...(sourceIdentity !== undefined && { sourceIdentity }),
          },
          policies,
          seconds,
        },
        call,
      );
      return {
        output: {
          Credentials,
          AssumedRoleUser: { AssumedRoleId: session.userId, Arn: session.arn },
          ...(packed > 0 && { PackedPolicySize: packed }),
          ...(sourceIdentity !== undefined && { SourceIdentity: sourceIdentity }),
        },
        changes: resource.factor?.changes ?? [],
      };
    });
}

function sessionOf({ account, arn: roleArn, id, name }: RoleForSts, sessionName: string): Caller {
  return {
    kind: 'role-session',
    account,
    arn: arn('sts', '', account, `assumed-role/${name}/${sessionName}`),
    userId: `${id}:${sessionName}`,
    role: { arn: roleArn, id, name },
  };
}

function secondsOf(
  { DurationSeconds = HOUR_SECONDS }: AssumeRoleRequest,
  role: RoleForSts,
  caller: Caller,
  error: (code: 'ValidationError', message: string) => Error,
): number {
  if (caller.kind === 'role-session' && DurationSeconds > HOUR_SECONDS) {
    throw error('ValidationError', LONGER_THAN_CHAIN);
  }
  if (DurationSeconds > role.maxSessionSeconds) throw error('ValidationError', LONGER_THAN_ROLE);
  return DurationSeconds;
}

const HOUR_SECONDS = HOUR / SECOND;

const LONGER_THAN_CHAIN =
  'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.';
const LONGER_THAN_ROLE =
  'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.';
const NO_CONTEXT_PROVIDERS =
  'ProvidedContexts cannot be used: no trusted context provider exists here.';
