import { uuid } from '../../../base/random.ts';
import { AddLayerVersionPermission } from '../../../generated/lambda.ts';
import { change } from '../../../store/statement.ts';
import { findLayer } from '../layer.ts';
import { updateLayerPolicy } from '../layer-tables.ts';
import { operation } from '../parts.ts';
import { addStatement, principalOf, type Statement } from '../permissions.ts';
import { assertRevision } from '../revision.ts';

export const addLayerVersionPermission = operation(AddLayerVersionPermission)
  .access({ action: 'lambda:AddLayerVersionPermission', on: findLayer })
  .handle(async (call) => {
    const { input, resource, random, error } = call;
    const { row, arn } = resource;
    assertRevision(input.RevisionId, row.revision_id, error);
    if (input.OrganizationId !== undefined && input.Principal !== '*')
      throw error('InvalidParameterValueException', ORGANIZATION_NEEDS_ALL);
    const statement: Statement = {
      Sid: input.StatementId,
      Effect: 'Allow',
      Principal: principalOf(input.Principal),
      Action: input.Action,
      Resource: arn,
      ...(input.OrganizationId !== undefined && {
        Condition: { StringEquals: { 'aws:PrincipalOrgID': input.OrganizationId } },
      }),
    };
    const policy = await addStatement(row.policy, statement, call);
    const RevisionId = uuid(random);
    return {
      output: { Statement: JSON.stringify(statement), RevisionId },
      changes: [
        change(updateLayerPolicy, {
          layer: row.layer,
          version: row.version,
          policy,
          revision_id: RevisionId,
          before: row.revision_id,
        }),
      ],
    };
  });

const ORGANIZATION_NEEDS_ALL =
  'The principal must be * where an organization is given: it stands for all accounts of it.';
