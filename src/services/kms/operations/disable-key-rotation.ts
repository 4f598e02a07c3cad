import { DisableKeyRotation } from '../../../generated/kms.ts';
import { assertCustomerManaged, ownKey } from '../administration.ts';
import { assertLeads, kinOf } from '../multi-region.ts';
import { operation } from '../parts.ts';
import { assertRotatesByItself } from '../rotation-rules.ts';
import { setRotation } from '../rotation.ts';

export const disableKeyRotation = operation(DisableKeyRotation)
  .access(ownKey('kms:DisableKeyRotation'))
  .handle(async ({ resource: key, store, error }) => {
    assertCustomerManaged(key);
    assertRotatesByItself(key, error);
    assertLeads(key.row, error);
    if (key.row.rotation_days === null) return { output: {} };
    const never = { rotation_days: null, rotation_at: null };
    return { output: {}, changes: setRotation(key.row, await kinOf(store, key.row), never) };
  });
