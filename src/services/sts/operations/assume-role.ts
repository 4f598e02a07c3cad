import { HOUR, SECOND } from '../../../base/clock.ts';
import { AssumeRole } from '../../../generated/sts.ts';
import type { AssumeRoleRequest } from '../../../generated/sts.types.ts';
import type { RoleForSts, RolesForSts } from '../../../operation/identities.ts';
import type { Caller } from '../../../operation/caller.ts';
import type { Asking } from '../../../operation/operation.ts';
import {
  assumeRoleKeys,
  findAssumableRole,
  hasTags,
  notAuthorized,
  sourceIdentityOf,
} from '../assumable-role.ts';
import { operation } from '../parts.ts';
import { openRoleSession, roleSeconds } from '../role-session.ts';
import { readTags } from '../session-tags.ts';

export function assumeRole(roles: RolesForSts) {
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
    .also('context', {
      action: 'sts:SetContext',
      ...role,
      when: ({ ProvidedContexts }) => ProvidedContexts !== undefined,
    })
    .handle(async (call) => {
      const { input, resource, caller, error } = call;
      // Assertions are made by IAM Identity Center alone: here nobody has made one.
      if (input.ProvidedContexts) throw error('ValidationError', NO_CONTEXT);
      const sourceIdentity = sourceIdentityOf(input, caller);
      if (input.SourceIdentity !== undefined && input.SourceIdentity !== sourceIdentity) {
        throw error('AccessDenied', notAuthorized(caller, 'sts:SetSourceIdentity', resource.arn));
      }
      const session = await openRoleSession(call, {
        role: resource,
        name: input.RoleSessionName,
        seconds: secondsOf(input, resource, caller, error),
        tags: readTags(input, caller, error),
        sourceIdentity,
        chained: caller.kind === 'role-session',
      });
      return { output: session, changes: resource.factor?.changes ?? [] };
    });
}

function secondsOf(
  { DurationSeconds }: AssumeRoleRequest,
  role: RoleForSts,
  caller: Caller,
  error: (code: 'ValidationError', message: string) => Error,
): number {
  const isChain = caller.kind === 'role-session';
  if (isChain && (DurationSeconds ?? 0) > HOUR_SECONDS)
    throw error('ValidationError', LONGER_THAN_CHAIN);
  return roleSeconds(DurationSeconds, role, error);
}

const HOUR_SECONDS = HOUR / SECOND;

const LONGER_THAN_CHAIN =
  'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.';
const NO_CONTEXT =
  'The context assertion in ProvidedContexts is invalid: no context provider has made it.';
