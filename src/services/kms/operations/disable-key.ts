import { DisableKey } from '../../../generated/kms.ts';
import { assertCustomerManaged, ownKey } from '../administration.ts';
import { assertImported, assertNotDeleting, changeState } from '../key.ts';
import { operation } from '../parts.ts';

export const disableKey = operation(DisableKey)
  .access(ownKey('kms:DisableKey'))
  .handle(async ({ resource: key, error }) => {
    assertCustomerManaged(key);
    assertNotDeleting(key, error);
    assertImported(key, error);
    return {
      output: {},
      changes: key.state === 'Disabled' ? [] : [changeState(key.row, 'Disabled')],
    };
  });
