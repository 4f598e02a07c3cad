import { ListVersionsByFunction } from '../../../generated/lambda.ts';
import { findFunction, functionKeys } from '../function.ts';
import { decryptWith } from '../keys.ts';
import { paging } from '../page.ts';
import { operation } from '../parts.ts';
import { selectVersionPage } from '../tables.ts';
import { withEnvironment } from '../version.ts';

export const listVersionsByFunction = operation(ListVersionsByFunction)
  .access({ action: 'lambda:ListVersionsByFunction', on: findFunction, keys: functionKeys })
  .handle(async (call) => {
    const { resource, store, parts, ask } = call;
    const { functionArn, name } = resource.target;
    const page = paging<number>(call, functionArn, -1);
    const rows = await store.all(selectVersionPage, {
      function: functionArn,
      after: page.after,
      count: page.count,
    });
    const { shown, next } = page.cut(rows, ({ number }) => number);
    const decrypt = decryptWith(ask);
    return {
      output: {
        Versions: await Promise.all(
          shown.map((row) =>
            withEnvironment({ parts, decrypt }, row, {
              name,
              arn: `${functionArn}:${row.version}`,
            }),
          ),
        ),
        ...next,
      },
    };
  });
