import { uuid } from '../../../base/random.ts';
import { RemovePermission } from '../../../generated/lambda.ts';
import { change } from '../../../store/statement.ts';
import { findVersion, functionKeys } from '../function.ts';
import { operation } from '../parts.ts';
import { NO_POLICY, removeStatement, statementsOf } from '../permissions.ts';
import { assertRevision } from '../revision.ts';
import { deletePolicy, selectPolicy, updatePolicy } from '../tables.ts';

export const removePermission = operation(RemovePermission)
  .access({ action: 'lambda:RemovePermission', on: findVersion, keys: functionKeys })
  .handle(async ({ input, resource, store, random, error }) => {
    const of = { function: resource.row.arn, qualifier: resource.target.qualifier ?? '' };
    const policy = await store.one(selectPolicy, of);
    if (!policy) throw error('ResourceNotFoundException', NO_POLICY);
    const document = removeStatement(policy.document, input.StatementId, error);
    assertRevision(input.RevisionId, policy.revision_id, error);
    const before = policy.revision_id;
    return {
      output: {},
      changes: [
        statementsOf(document).length === 0
          ? change(deletePolicy, { ...of, before })
          : change(updatePolicy, { ...of, document, revision_id: uuid(random), before }),
      ],
    };
  });
