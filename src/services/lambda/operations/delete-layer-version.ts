import { DeleteLayerVersion } from '../../../generated/lambda.ts';
import { change } from '../../../store/statement.ts';
import { sweep } from '../code.ts';
import { findLayer } from '../layer.ts';
import { deleteLayerVersionRow } from '../layer-tables.ts';
import { operation } from '../parts.ts';

export const deleteLayerVersion = operation(DeleteLayerVersion)
  .access({
    action: 'lambda:DeleteLayerVersion',
    // The model has no error for a version that is not there: then there is nothing to delete.
    on: async (input, asking) => {
      const found = await findLayer(input, asking);
      return 'missing' in found ? { arn: found.missing, account: found.account! } : found;
    },
  })
  .handle(async ({ resource }) => {
    if (!('row' in resource)) return { output: {} };
    const { layer, version, code } = resource.row;
    // Functions that have it keep its code.
    return {
      output: {},
      changes: [change(deleteLayerVersionRow, { layer, version }), ...sweep(code)],
    };
  });
