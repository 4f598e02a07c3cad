import { DeleteAlias } from '../../../generated/lambda.ts';
import { change } from '../../../store/statement.ts';
import { functionOfAlias } from '../alias.ts';
import { functionKeys, saveFunction } from '../function.ts';
import { operation } from '../parts.ts';
import { clearPolicy, deleteAliasRow, deleteEventConfig, selectAlias } from '../tables.ts';

export const deleteAlias = operation(DeleteAlias)
  .access({
    action: 'lambda:DeleteAlias',
    // The model has no error for a function that is not there: then there is nothing to delete.
    on: async (input, asking) => {
      const of = await functionOfAlias(input, asking);
      return 'missing' in of ? { arn: of.missing, account: of.account! } : of;
    },
    keys: (input, of) => ('row' in (of ?? {}) ? functionKeys(input, of as never) : {}),
  })
  .handle(async ({ input: { Name: name }, resource, store }) => {
    if (!('row' in resource)) return { output: {} };
    const { row } = resource;
    const alias = await store.one(selectAlias, { function: row.arn, name });
    if (!alias) return { output: {} };
    return {
      output: {},
      changes: [
        saveFunction(row),
        change(deleteAliasRow, { function: row.arn, name }),
        change(clearPolicy, { function: row.arn, qualifier: name }, 'any'),
        change(deleteEventConfig, { function: row.arn, qualifier: name }, 'any'),
      ],
    };
  });
