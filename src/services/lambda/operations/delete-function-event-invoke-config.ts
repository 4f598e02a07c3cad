import { DeleteFunctionEventInvokeConfig } from '../../../generated/lambda.ts';
import { change } from '../../../store/statement.ts';
import { noConfig, qualifierOf } from '../event-config.ts';
import { findVersion, functionKeys } from '../function.ts';
import { operation } from '../parts.ts';
import { deleteEventConfig, selectEventConfig } from '../tables.ts';

export const deleteFunctionEventInvokeConfig = operation(DeleteFunctionEventInvokeConfig)
  .access({
    action: 'lambda:DeleteFunctionEventInvokeConfig',
    on: findVersion,
    keys: functionKeys,
  })
  .handle(async ({ resource, store, error }) => {
    const of = { function: resource.row.arn, qualifier: qualifierOf(resource.target) };
    if (!(await store.one(selectEventConfig, of)))
      throw error('ResourceNotFoundException', noConfig(of));
    return { output: {}, changes: [change(deleteEventConfig, of)] };
  });
