import { RegisterDelegatedAdministrator } from '../../../generated/organizations.ts';
import { change } from '../../../store/statement.ts';
import { asManager } from '../caller.ts';
import { findMember } from '../child.ts';
import {
  countDelegates,
  insertDelegation,
  selectDelegationsOf,
  selectTrustedService,
} from '../delegation-tables.ts';
import { readOrganization, takeTurn } from '../organization.ts';
import { operation } from '../parts.ts';
import { checkServicePrincipal } from '../service-principal.ts';

export const registerDelegatedAdministrator = operation(RegisterDelegatedAdministrator)
  .access({
    action: 'organizations:RegisterDelegatedAdministrator',
    on: ({ AccountId }, asking) => findMember(asManager, AccountId, asking),
    keys: ({ ServicePrincipal }) => ({ 'organizations:ServicePrincipal': ServicePrincipal }),
  })
  .handle(async ({ input, resource: { organization, row }, store, now, error }) => {
    const { ServicePrincipal: service, AccountId: account } = input;
    const refuse = (Reason: string, message: string) =>
      error('ConstraintViolationException', message, { Reason });
    checkServicePrincipal(service, error);
    if (account === organization.managementAccount) {
      throw refuse('CANNOT_REGISTER_MASTER_AS_DELEGATED_ADMINISTRATOR', MANAGEMENT);
    }
    if (row.status !== 'ACTIVE') {
      throw refuse('CANNOT_REGISTER_SUSPENDED_ACCOUNT_AS_DELEGATED_ADMINISTRATOR', SUSPENDED);
    }
    const of = await readOrganization(store, organization);
    if (!(await store.one(selectTrustedService, { organization: of.id, service }))) {
      throw refuse('SERVICE_ACCESS_NOT_ENABLED', NOT_TRUSTED);
    }
    const administers = await store.all(selectDelegationsOf, { organization: of.id, account });
    if (administers.some((each) => each.service === service)) {
      throw error('AccountAlreadyRegisteredException', REGISTERED);
    }
    const others = await store.one(countDelegates, { organization: of.id, service });
    if (others!.count >= MOST_DELEGATES) {
      throw refuse('MAX_DELEGATED_ADMINISTRATORS_FOR_SERVICE_LIMIT_EXCEEDED', TOO_MANY);
    }
    const delegation = { organization: of.id, account, service, enabled_at: now };
    return { output: {}, changes: [takeTurn(of), change(insertDelegation, delegation)] };
  });

const MOST_DELEGATES = 5;
const MANAGEMENT =
  'You attempted to register the management account of the organization as a delegated administrator for an Amazon Web Services service integrated with Organizations. You can designate only a member account as a delegated administrator.';
const SUSPENDED = 'You cannot register a suspended account as a delegated administrator.';
const NOT_TRUSTED =
  'You attempted to register a delegated administrator before you enabled service access. Call the EnableAWSServiceAccess API first.';
const REGISTERED =
  'The specified account is already a delegated administrator for this Amazon Web Services service.';
const TOO_MANY =
  'You attempted to register more delegated administrators than allowed for the service principal.';
