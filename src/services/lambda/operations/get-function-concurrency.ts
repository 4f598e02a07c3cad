import { GetFunctionConcurrency } from '../../../generated/lambda.ts';
import { findFunction, functionKeys } from '../function.ts';
import { operation } from '../parts.ts';

export const getFunctionConcurrency = operation(GetFunctionConcurrency)
  .access({ action: 'lambda:GetFunctionConcurrency', on: findFunction, keys: functionKeys })
  .handle(async ({ resource: { row } }) => ({
    output: row.reserved === null ? {} : { ReservedConcurrentExecutions: row.reserved },
  }));
