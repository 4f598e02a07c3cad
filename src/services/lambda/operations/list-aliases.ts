import { ListAliases } from '../../../generated/lambda.ts';
import { functionOfAlias, shownAlias } from '../alias.ts';
import { functionKeys } from '../function.ts';
import { paging } from '../page.ts';
import { operation } from '../parts.ts';
import { selectAliasPage, selectAliasPageOf } from '../tables.ts';

export const listAliases = operation(ListAliases)
  .access({ action: 'lambda:ListAliases', on: functionOfAlias, keys: functionKeys })
  .handle(async (call) => {
    const { input, resource, store } = call;
    const of = { function: resource.row.arn };
    const version = input.FunctionVersion;
    const { after, count, cut } = paging(call, `${of.function}:${version ?? ''}`, '');
    const rows = await (version === undefined
      ? store.all(selectAliasPage, { ...of, after, count })
      : store.all(selectAliasPageOf, { ...of, version, after, count }));
    const { shown, next } = cut(rows, ({ name }) => name);
    return { output: { Aliases: shown.map((alias) => shownAlias(alias, resource)), ...next } };
  });
