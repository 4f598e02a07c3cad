import { ListLayerVersions } from '../../../generated/lambda.ts';
import { isFor, layerTarget, listedLayer } from '../layer.ts';
import { selectLayerVersionPage } from '../layer-tables.ts';
import { paging } from '../page.ts';
import { operation } from '../parts.ts';

export const listLayerVersions = operation(ListLayerVersions)
  .access({
    action: 'lambda:ListLayerVersions',
    on: ({ LayerName }, asking) => {
      const { arn, account } = layerTarget(LayerName, asking);
      return { arn, account };
    },
  })
  .handle(async (call) => {
    const { input, resource, store } = call;
    const page = paging(call, resource.arn, Number.MAX_SAFE_INTEGER);
    const rows = await store.all(selectLayerVersionPage, {
      layer: resource.arn,
      before: page.after,
      count: page.count,
    });
    const { shown, next } = page.cut(rows, ({ version }) => version);
    const LayerVersions = shown.filter((row) => isFor(row, input)).map(listedLayer);
    return { output: { LayerVersions, ...next } };
  });
