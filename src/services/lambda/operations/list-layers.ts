import { ListLayers } from '../../../generated/lambda.ts';
import { anything } from '../../../operation/operation.ts';
import { isFor, listedLayer } from '../layer.ts';
import { selectLayerPage, selectLayerVersionPage } from '../layer-tables.ts';
import { paging } from '../page.ts';
import { operation } from '../parts.ts';

export const listLayers = operation(ListLayers)
  .access({ action: 'lambda:ListLayers', on: anything })
  .handle(async (call) => {
    const { input, store, caller, request } = call;
    const { after, count, cut } = paging(call, '', '');
    const rows = await store.all(selectLayerPage, {
      account: caller.account,
      region: request.region,
      after,
      count,
    });
    const { shown, next } = cut(rows, ({ name }) => name);
    const layers = await Promise.all(
      shown.map(async ({ arn, name }) => {
        const versions = await store.all(selectLayerVersionPage, {
          layer: arn,
          before: Number.MAX_SAFE_INTEGER,
          count: SEARCHED,
        });
        const latest = versions.find((row) => isFor(row, input));
        return (
          latest && { LayerName: name, LayerArn: arn, LatestMatchingVersion: listedLayer(latest) }
        );
      }),
    );
    return { output: { Layers: layers.filter((one) => one !== undefined), ...next } };
  });

/** How far back a version that matches is looked for. */
const SEARCHED = 1000;
