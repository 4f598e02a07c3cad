import { DeleteFunctionConcurrency } from '../../../generated/lambda.ts';
import { findFunction, functionKeys, saveFunction } from '../function.ts';
import { operation } from '../parts.ts';

export const deleteFunctionConcurrency = operation(DeleteFunctionConcurrency)
  .access({ action: 'lambda:DeleteFunctionConcurrency', on: findFunction, keys: functionKeys })
  .handle(async ({ resource: { row } }) => ({
    output: {},
    changes: [saveFunction(row, { reserved: null })],
  }));
