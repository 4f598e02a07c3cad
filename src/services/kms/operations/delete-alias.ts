import { DeleteAlias } from '../../../generated/kms.ts';
import { change } from '../../../store/statement.ts';
import { findKeyOfAlias, findOwnAlias } from '../alias.ts';
import { aliasKeys } from '../condition-keys.ts';
import { operation } from '../parts.ts';
import { removeAlias } from '../tables.ts';

export const deleteAlias = operation(DeleteAlias)
  .access({
    action: 'kms:DeleteAlias',
    on: ({ AliasName }, asking) => findKeyOfAlias(asking, AliasName),
    keys: (_input, key, asking) => aliasKeys(key, asking),
  })
  .also('alias', {
    action: 'kms:DeleteAlias',
    on: ({ AliasName }, asking) => findOwnAlias(asking, AliasName),
    keys: (_input, _alias, asking) => aliasKeys(undefined, asking),
  })
  .handle(async ({ also: { alias } }) => {
    const { account, region, name, revision } = alias.row;
    return { output: {}, changes: [change(removeAlias, { account, region, name, revision })] };
  });
