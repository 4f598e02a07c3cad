import { DeleteAccountPasswordPolicy } from '../../../generated/iam.ts';
import { anything } from '../../../operation/operation.ts';
import { change } from '../../../store/statement.ts';
import { deletePasswordPolicy, selectPasswordPolicy } from '../login-profile-tables.ts';
import { operation } from '../parts.ts';

export const deleteAccountPasswordPolicy = operation(DeleteAccountPasswordPolicy)
  .access({ action: 'iam:DeleteAccountPasswordPolicy', on: anything })
  .handle(async ({ caller: { account }, store, error }) => {
    if (!(await store.one(selectPasswordPolicy, { account })))
      throw error('NoSuchEntity', noPolicy(account));
    return { output: {}, changes: [change(deletePasswordPolicy, { account })] };
  });

const noPolicy = (account: string): string =>
  `The account policy with name PasswordPolicy cannot be found for ${account}.`;
