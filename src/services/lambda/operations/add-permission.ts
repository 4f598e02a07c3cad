import { uuid } from '../../../base/random.ts';
import { AddPermission } from '../../../generated/lambda.ts';
import { change } from '../../../store/statement.ts';
import { findVersion, functionKeys, LATEST } from '../function.ts';
import { operation } from '../parts.ts';
import { addStatement, statementOf } from '../permissions.ts';
import { assertRevision } from '../revision.ts';
import { insertPolicy, selectPolicy, updatePolicy } from '../tables.ts';

export const addPermission = operation(AddPermission)
  .access({
    action: 'lambda:AddPermission',
    on: findVersion,
    keys: (input, of) => ({
      ...functionKeys(input, of),
      'lambda:Principal': input.Principal,
      'lambda:FunctionUrlAuthType': input.FunctionUrlAuthType,
    }),
  })
  .handle(async (call) => {
    const { input, resource, store, random, error } = call;
    const { row, target } = resource;
    const { qualifier = '' } = target;
    if (qualifier === LATEST) throw error('InvalidParameterValueException', NOT_FOR_LATEST);
    const of = { function: row.arn, qualifier };
    const before = await store.one(selectPolicy, of);
    assertRevision(input.RevisionId, before?.revision_id ?? '', error);
    const statement = statementOf(input, target.arn);
    const document = await addStatement(before?.document ?? '', statement, call);
    const policy = { ...of, document, revision_id: uuid(random) };
    return {
      output: { Statement: JSON.stringify(statement) },
      changes: [
        before
          ? change(updatePolicy, { ...policy, before: before.revision_id })
          : change(insertPolicy, policy),
      ],
    };
  });

const NOT_FOR_LATEST = 'We currently do not support adding policies for $LATEST.';
