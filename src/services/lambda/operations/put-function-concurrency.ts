import { PutFunctionConcurrency } from '../../../generated/lambda.ts';
import { ACCOUNT_CONCURRENCY, LEAST_UNRESERVED } from '../concurrency.ts';
import { findFunction, functionKeys, saveFunction } from '../function.ts';
import { operation } from '../parts.ts';
import { selectReserved } from '../tables.ts';

export const putFunctionConcurrency = operation(PutFunctionConcurrency)
  .access({ action: 'lambda:PutFunctionConcurrency', on: findFunction, keys: functionKeys })
  .handle(async ({ input, resource, store, error }) => {
    const { row, target } = resource;
    if (target.qualifier !== undefined) throw error('InvalidParameterValueException', QUALIFIED);
    const reserved = input.ReservedConcurrentExecutions;
    const { total } = (await store.one(selectReserved, {
      account: row.account,
      region: row.region,
    }))!;
    if (ACCOUNT_CONCURRENCY - total + (row.reserved ?? 0) - reserved < LEAST_UNRESERVED)
      throw error('InvalidParameterValueException', TOO_MUCH);
    return {
      output: { ReservedConcurrentExecutions: reserved },
      changes: [saveFunction(row, { reserved })],
    };
  });

const QUALIFIED =
  'Concurrency is reserved for a function, and not for one of its versions or aliases.';
const TOO_MUCH = `Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [${LEAST_UNRESERVED}].`;
