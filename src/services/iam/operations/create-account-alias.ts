import { CreateAccountAlias } from '../../../generated/iam.ts';
import { anything } from '../../../operation/operation.ts';
import { change } from '../../../store/statement.ts';
import { selectAlias, upsertAlias } from '../account-tables.ts';
import { operation } from '../parts.ts';

export const createAccountAlias = operation(CreateAccountAlias)
  .access({ action: 'iam:CreateAccountAlias', on: anything })
  .handle(async ({ input: { AccountAlias: alias }, caller: { account }, store, error }) => {
    // Twelve digits are an account's own number, and no name for it or for another.
    if (/^\d{12}$/.test(alias)) throw error('ValidationError', ACCOUNT_NUMBER);
    if (await store.one(selectAlias, { alias }))
      throw error('EntityAlreadyExists', `The account alias ${alias} already exists.`);
    return { output: {}, changes: [change(upsertAlias, { account, alias })] };
  });

const ACCOUNT_NUMBER = 'The account alias cannot be a 12-digit number.';
