import { GetLayerVersionPolicy } from '../../../generated/lambda.ts';
import { findLayer } from '../layer.ts';
import { operation } from '../parts.ts';
import { NO_POLICY, showPolicy } from '../permissions.ts';

export const getLayerVersionPolicy = operation(GetLayerVersionPolicy)
  .access({ action: 'lambda:GetLayerVersionPolicy', on: findLayer })
  .handle(async ({ resource: { row }, principals, error }) => {
    if (row.policy === '') throw error('ResourceNotFoundException', NO_POLICY);
    return {
      output: { Policy: await showPolicy(row.policy, principals), RevisionId: row.revision_id },
    };
  });
