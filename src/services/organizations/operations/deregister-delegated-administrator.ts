import { DeregisterDelegatedAdministrator } from '../../../generated/organizations.ts';
import { change } from '../../../store/statement.ts';
import { asManager } from '../caller.ts';
import { findMember } from '../child.ts';
import { deleteDelegation, selectDelegationsOf } from '../delegation-tables.ts';
import { NOT_REGISTERED } from '../delegate.ts';
import { operation } from '../parts.ts';
import { checkServicePrincipal } from '../service-principal.ts';

export const deregisterDelegatedAdministrator = operation(DeregisterDelegatedAdministrator)
  .access({
    action: 'organizations:DeregisterDelegatedAdministrator',
    on: ({ AccountId }, asking) => findMember(asManager, AccountId, asking),
    keys: ({ ServicePrincipal }) => ({ 'organizations:ServicePrincipal': ServicePrincipal }),
  })
  .handle(async ({ input, resource: { organization }, store, error }) => {
    const { ServicePrincipal: service, AccountId: account } = input;
    checkServicePrincipal(service, error);
    const of = { organization: organization.organizationId, account };
    const administers = await store.all(selectDelegationsOf, of);
    if (!administers.some((each) => each.service === service)) {
      throw error('AccountNotRegisteredException', NOT_REGISTERED);
    }
    return { output: {}, changes: [change(deleteDelegation, { ...of, service })] };
  });
