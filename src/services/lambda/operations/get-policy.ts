import { GetPolicy } from '../../../generated/lambda.ts';
import { findVersion, functionKeys } from '../function.ts';
import { operation } from '../parts.ts';
import { NO_POLICY, showPolicy } from '../permissions.ts';
import { selectPolicy } from '../tables.ts';

export const getPolicy = operation(GetPolicy)
  .access({ action: 'lambda:GetPolicy', on: findVersion, keys: functionKeys })
  .handle(async ({ resource: { row, target }, store, principals, error }) => {
    const policy = await store.one(selectPolicy, {
      function: row.arn,
      qualifier: target.qualifier ?? '',
    });
    if (!policy) throw error('ResourceNotFoundException', NO_POLICY);
    return {
      output: {
        Policy: await showPolicy(policy.document, principals),
        RevisionId: policy.revision_id,
      },
    };
  });
