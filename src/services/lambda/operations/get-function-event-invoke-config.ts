import { GetFunctionEventInvokeConfig } from '../../../generated/lambda.ts';
import { noConfig, qualifierOf, shownEventConfig } from '../event-config.ts';
import { findVersion, functionKeys } from '../function.ts';
import { operation } from '../parts.ts';
import { selectEventConfig } from '../tables.ts';

export const getFunctionEventInvokeConfig = operation(GetFunctionEventInvokeConfig)
  .access({
    action: 'lambda:GetFunctionEventInvokeConfig',
    on: findVersion,
    keys: functionKeys,
  })
  .handle(async ({ resource, store, error }) => {
    const of = { function: resource.row.arn, qualifier: qualifierOf(resource.target) };
    const row = await store.one(selectEventConfig, of);
    if (!row) throw error('ResourceNotFoundException', noConfig(of));
    return { output: shownEventConfig(row) };
  });
