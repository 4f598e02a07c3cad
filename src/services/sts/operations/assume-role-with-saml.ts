import { AssumeRoleWithSAML } from '../../../generated/sts.ts';
import type { AssumeRoleWithSAMLRequest } from '../../../generated/sts.types.ts';
import type { RolesForSts } from '../../../operation/identities.ts';
import type { Asking } from '../../../operation/operation.ts';
import { findFederatedRole, sessionKeys } from '../federated-role.ts';
import { operation } from '../parts.ts';
import { openRoleSession, roleSeconds } from '../role-session.ts';
import { identifyByAssertion, samlIdentityOf } from '../saml-identity.ts';

export function assumeRoleWithSAML(roles: RolesForSts) {
  const role = {
    on: ({ RoleArn }: AssumeRoleWithSAMLRequest, asking: Asking) =>
      findFederatedRole(roles, RoleArn, asking, 'sts:AssumeRoleWithSAML'),
    keys: (_input: unknown, _role: unknown, { caller }: Asking) => {
      const identity = samlIdentityOf(caller);
      return sessionKeys(identity, identity.sessionName);
    },
  };
  return operation(AssumeRoleWithSAML)
    .identifiedBy(identifyByAssertion)
    .access({ action: 'sts:AssumeRoleWithSAML', ...role })
    .also('tags', {
      action: 'sts:TagSession',
      ...role,
      when: (_, { caller }) => (samlIdentityOf(caller).tags.Tags?.length ?? 0) > 0,
    })
    .also('sourceIdentity', {
      action: 'sts:SetSourceIdentity',
      ...role,
      when: (_, { caller }) => samlIdentityOf(caller).sourceIdentity !== undefined,
    })
    .handle(async (call) => {
      const { input, resource, caller, error } = call;
      const said = samlIdentityOf(caller);
      const wanted = input.DurationSeconds ?? said.usualSeconds;
      const seconds = roleSeconds(wanted, resource, error);
      const session = await openRoleSession(call, {
        role: resource,
        name: said.sessionName,
        // The identity provider's own session ends it, when that is sooner.
        seconds: Math.min(seconds, said.mostSeconds ?? seconds),
        tags: said.session,
        sourceIdentity: said.sourceIdentity,
        federation: { provider: caller.federation!.provider, keys: said.lasting },
      });
      return {
        output: {
          ...session,
          Subject: said.assertion.subject,
          SubjectType: said.assertion.subjectType,
          Issuer: said.assertion.issuer,
          Audience: said.recipient,
          NameQualifier: said.nameQualifier,
        },
        changes: said.used,
      };
    });
}
