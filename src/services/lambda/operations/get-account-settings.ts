import { GetAccountSettings } from '../../../generated/lambda.ts';
import { anything } from '../../../operation/operation.ts';
import { MAX_TOTAL_BYTES, MAX_UNZIPPED_BYTES, MAX_ZIP_BYTES } from '../code.ts';
import { sumCode } from '../code-tables.ts';
import { ACCOUNT_CONCURRENCY } from '../concurrency.ts';
import { operation } from '../parts.ts';
import { countFunctions, selectReserved } from '../tables.ts';

export const getAccountSettings = operation(GetAccountSettings)
  .access({ action: 'lambda:GetAccountSettings', on: anything })
  .handle(async ({ store, caller, request }) => {
    const owner = { account: caller.account, region: request.region };
    const [code, functions, reserved] = await Promise.all([
      store.one(sumCode, owner),
      store.one(countFunctions, owner),
      store.one(selectReserved, owner),
    ]);
    return {
      output: {
        AccountLimit: {
          TotalCodeSize: MAX_TOTAL_BYTES,
          CodeSizeUnzipped: MAX_UNZIPPED_BYTES,
          CodeSizeZipped: MAX_ZIP_BYTES,
          ConcurrentExecutions: ACCOUNT_CONCURRENCY,
          UnreservedConcurrentExecutions: ACCOUNT_CONCURRENCY - reserved!.total,
        },
        AccountUsage: { TotalCodeSize: code!.total, FunctionCount: functions!.count },
      },
    };
  });
