import { EnableKey } from '../../../generated/kms.ts';
import { assertCustomerManaged, ownKey } from '../administration.ts';
import { assertImported, assertNotDeleting, changeState } from '../key.ts';
import { operation } from '../parts.ts';

export const enableKey = operation(EnableKey)
  .access(ownKey('kms:EnableKey'))
  .handle(async ({ resource: key, error }) => {
    assertCustomerManaged(key);
    assertNotDeleting(key, error);
    assertImported(key, error);
    return {
      output: {},
      changes: key.state === 'Enabled' ? [] : [changeState(key.row, 'Enabled')],
    };
  });
