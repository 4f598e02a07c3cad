import { ListFunctions } from '../../../generated/lambda.ts';
import { anything } from '../../../operation/operation.ts';
import { decryptWith } from '../keys.ts';
import { paging } from '../page.ts';
import { operation } from '../parts.ts';
import { selectEveryPage, selectLatestPage } from '../tables.ts';
import { withEnvironment } from '../version.ts';

export const listFunctions = operation(ListFunctions)
  .access({ action: 'lambda:ListFunctions', on: anything })
  .handle(async (call) => {
    const { input, store, caller, request, error, parts, ask } = call;
    if (input.MasterRegion !== undefined && input.FunctionVersion !== 'ALL')
      throw error('InvalidParameterValueException', ALL_VERSIONS);
    // A master Region asks for replicas of Lambda@Edge functions, and there are none.
    if (input.MasterRegion !== undefined) return { output: { Functions: [] } };

    const every = input.FunctionVersion === 'ALL';
    const owner = { account: caller.account, region: request.region };
    const page = paging<readonly [string, number]>(call, every ? 'all' : 'latest', ['', -1]);
    const [after, number] = page.after;
    const { count } = page;
    const rows = every
      ? await store.all(selectEveryPage, { ...owner, after, number, count })
      : await store.all(selectLatestPage, { ...owner, after, count });
    const { shown, next } = page.cut(rows, (row) => [row.name, row.number]);
    const decrypt = decryptWith(ask);
    return {
      output: {
        Functions: await Promise.all(
          shown.map((row) =>
            withEnvironment({ parts, decrypt }, row, {
              name: row.name,
              arn: every ? `${row.function}:${row.version}` : row.function,
            }),
          ),
        ),
        ...next,
      },
    };
  });

const ALL_VERSIONS = 'FunctionVersion must be ALL where MasterRegion is given.';
