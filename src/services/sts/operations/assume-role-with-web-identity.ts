import { AssumeRoleWithWebIdentity } from '../../../generated/sts.ts';
import type { AssumeRoleWithWebIdentityRequest } from '../../../generated/sts.types.ts';
import type { RolesForSts } from '../../../operation/identities.ts';
import type { Asking } from '../../../operation/operation.ts';
import { findFederatedRole, sessionKeys } from '../federated-role.ts';
import { operation } from '../parts.ts';
import { openRoleSession, roleSeconds } from '../role-session.ts';
import { identifyByToken, webIdentityOf } from '../web-identity.ts';

export function assumeRoleWithWebIdentity(roles: RolesForSts) {
  const role = {
    on: ({ RoleArn }: AssumeRoleWithWebIdentityRequest, asking: Asking) =>
      findFederatedRole(roles, RoleArn, asking, 'sts:AssumeRoleWithWebIdentity'),
    keys: (
      { RoleSessionName }: AssumeRoleWithWebIdentityRequest,
      _role: unknown,
      { caller }: Asking,
    ) => sessionKeys(webIdentityOf(caller), RoleSessionName),
  };
  return operation(AssumeRoleWithWebIdentity)
    .identifiedBy(identifyByToken)
    .access({ action: 'sts:AssumeRoleWithWebIdentity', ...role })
    .also('tags', {
      action: 'sts:TagSession',
      ...role,
      when: (_, { caller }) => (webIdentityOf(caller).tags.Tags?.length ?? 0) > 0,
    })
    .also('sourceIdentity', {
      action: 'sts:SetSourceIdentity',
      ...role,
      when: (_, { caller }) => webIdentityOf(caller).sourceIdentity !== undefined,
    })
    .handle(async (call) => {
      const { input, resource, caller, error } = call;
      const { session: tags, sourceIdentity, subject, provider, audience } = webIdentityOf(caller);
      const session = await openRoleSession(call, {
        role: resource,
        name: input.RoleSessionName,
        seconds: roleSeconds(input.DurationSeconds, resource, error),
        tags,
        sourceIdentity,
        federation: caller.federation!,
      });
      return {
        output: {
          ...session,
          SubjectFromWebIdentityToken: subject,
          Provider: provider,
          Audience: audience,
        },
      };
    });
}
