import { UpdateKeyDescription } from '../../../generated/kms.ts';
import { change } from '../../../store/statement.ts';
import { assertCustomerManaged, ownKey } from '../administration.ts';
import { assertNotDeleting } from '../key.ts';
import { operation } from '../parts.ts';
import { updateDescription } from '../tables.ts';

export const updateKeyDescription = operation(UpdateKeyDescription)
  .access(ownKey('kms:UpdateKeyDescription'))
  .handle(async ({ input, resource: key, error }) => {
    assertCustomerManaged(key);
    assertNotDeleting(key, error);
    const { arn, revision } = key.row;
    return {
      output: {},
      changes: [change(updateDescription, { arn, revision, description: input.Description })],
    };
  });
