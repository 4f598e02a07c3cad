import { RevokeGrant } from '../../../generated/kms.ts';
import { change } from '../../../store/statement.ts';
import { managingGrantsKeys } from '../condition-keys.ts';
import { assertNoDryRun } from '../cryptography.ts';
import { findGrant, findGrantKey, grantNotFound } from '../grant.ts';
import { deleteGrant } from '../grant-tables.ts';
import { operation } from '../parts.ts';

export const revokeGrant = operation(RevokeGrant)
  .access({
    action: 'kms:RevokeGrant',
    on: ({ KeyId }, asking) => findGrantKey(asking, KeyId),
    keys: (_input, key, asking) => managingGrantsKeys(key, asking),
  })
  .handle(async (call) => {
    const { input, resource: key, error } = call;
    const grant = await findGrant(call, key.arn, input.GrantId);
    if (!grant) throw error('NotFoundException', grantNotFound(input.GrantId));
    assertNoDryRun(input.DryRun, error);
    return { output: {}, changes: [change(deleteGrant, { id: grant.id })] };
  });
