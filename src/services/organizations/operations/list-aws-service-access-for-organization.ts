import { ListAWSServiceAccessForOrganization } from '../../../generated/organizations.ts';
import { asReader } from '../caller.ts';
import { selectTrustedServices } from '../delegation-tables.ts';
import { pageOf, pageStart } from '../page.ts';
import { operation } from '../parts.ts';

export const listAwsServiceAccessForOrganization = operation(ListAWSServiceAccessForOrganization)
  .access({ action: 'organizations:ListAWSServiceAccessForOrganization', on: asReader })
  .handle(async ({ input, resource: { organization }, caller, store, parts, error }) => {
    const of = {
      operation: 'ListAWSServiceAccessForOrganization',
      account: caller.account,
      keyring: parts.keyring,
    };
    const { after, count } = pageStart(input, of, error);
    const rows = await store.all(selectTrustedServices, {
      organization: organization.organizationId,
      after,
      count,
    });
    const { shown, next } = pageOf(rows, count, of);
    const EnabledServicePrincipals = shown.map((row) => ({
      ServicePrincipal: row.service,
      DateEnabled: row.enabled_at,
    }));
    return { output: { EnabledServicePrincipals, ...next } };
  });
