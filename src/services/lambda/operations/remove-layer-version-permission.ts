import { uuid } from '../../../base/random.ts';
import { RemoveLayerVersionPermission } from '../../../generated/lambda.ts';
import { change } from '../../../store/statement.ts';
import { findLayer } from '../layer.ts';
import { updateLayerPolicy } from '../layer-tables.ts';
import { operation } from '../parts.ts';
import { NO_POLICY, removeStatement } from '../permissions.ts';
import { assertRevision } from '../revision.ts';

export const removeLayerVersionPermission = operation(RemoveLayerVersionPermission)
  .access({ action: 'lambda:RemoveLayerVersionPermission', on: findLayer })
  .handle(async ({ input, resource: { row }, random, error }) => {
    if (row.policy === '') throw error('ResourceNotFoundException', NO_POLICY);
    const policy = removeStatement(row.policy, input.StatementId, error);
    assertRevision(input.RevisionId, row.revision_id, error);
    return {
      output: {},
      changes: [
        change(updateLayerPolicy, {
          layer: row.layer,
          version: row.version,
          policy,
          revision_id: uuid(random),
          before: row.revision_id,
        }),
      ],
    };
  });
