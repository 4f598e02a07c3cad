import { ListFunctionEventInvokeConfigs } from '../../../generated/lambda.ts';
import { shownEventConfig } from '../event-config.ts';
import { findFunction, functionKeys } from '../function.ts';
import { paging } from '../page.ts';
import { operation } from '../parts.ts';
import { selectEventConfigPage } from '../tables.ts';

export const listFunctionEventInvokeConfigs = operation(ListFunctionEventInvokeConfigs)
  .access({
    action: 'lambda:ListFunctionEventInvokeConfigs',
    on: findFunction,
    keys: functionKeys,
  })
  .handle(async (call) => {
    const of = { function: call.resource.row.arn };
    const { after, count, cut } = paging(call, of.function, '');
    const rows = await call.store.all(selectEventConfigPage, { ...of, after, count });
    const { shown, next } = cut(rows, ({ qualifier }) => qualifier);
    return { output: { FunctionEventInvokeConfigs: shown.map(shownEventConfig), ...next } };
  });
