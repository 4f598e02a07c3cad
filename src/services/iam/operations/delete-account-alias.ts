import { DeleteAccountAlias } from '../../../generated/iam.ts';
import { anything } from '../../../operation/operation.ts';
import { change } from '../../../store/statement.ts';
import { deleteAlias, selectAliasOf } from '../account-tables.ts';
import { operation } from '../parts.ts';

export const deleteAccountAlias = operation(DeleteAccountAlias)
  .access({ action: 'iam:DeleteAccountAlias', on: anything })
  .handle(async ({ input: { AccountAlias: alias }, caller: { account }, store, error }) => {
    const ours = await store.one(selectAliasOf, { account });
    // A former name takes nothing away, nor does the name of somebody else.
    if (ours?.alias !== alias)
      throw error('NoSuchEntity', `The account alias ${alias} cannot be found.`);
    return { output: {}, changes: [change(deleteAlias, { account, alias })] };
  });
