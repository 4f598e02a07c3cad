import { DeleteResourcePolicy } from '../../../generated/organizations.ts';
import { change } from '../../../store/statement.ts';
import { asManager } from '../caller.ts';
import { deleteResourcePolicy as remove, selectResourcePolicy } from '../delegation-tables.ts';
import { operation } from '../parts.ts';
import { NO_RESOURCE_POLICY } from '../resource-policy.ts';

export const deleteResourcePolicy = operation(DeleteResourcePolicy)
  .access({ action: 'organizations:DeleteResourcePolicy', on: asManager })
  .handle(async ({ resource, store, error }) => {
    const { organizationId: organization } = resource.organization;
    const row = await store.one(selectResourcePolicy, { organization });
    if (!row) throw error('ResourcePolicyNotFoundException', NO_RESOURCE_POLICY);
    return { output: {}, changes: [change(remove, { organization, revision: row.revision })] };
  });
