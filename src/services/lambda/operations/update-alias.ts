import { uuid } from '../../../base/random.ts';
import { UpdateAlias } from '../../../generated/lambda.ts';
import { change } from '../../../store/statement.ts';
import { assertLeads, findAlias, readWeights, shownAlias, weightsOf } from '../alias.ts';
import { functionKeys, saveFunction } from '../function.ts';
import { operation } from '../parts.ts';
import { assertRevision } from '../revision.ts';
import { updateAliasRow } from '../tables.ts';

export const updateAlias = operation(UpdateAlias)
  .access({ action: 'lambda:UpdateAlias', on: findAlias, keys: functionKeys })
  .handle(async (call) => {
    const { input, resource, random, error } = call;
    const { alias: before, row } = resource;
    assertRevision(input.RevisionId, before.revision_id, error);
    const version = input.FunctionVersion ?? before.version;
    const weights = input.RoutingConfig ? readWeights(input.RoutingConfig) : weightsOf(before);
    await assertLeads(resource, version, weights, call);
    const alias = {
      ...before,
      version,
      weights: JSON.stringify(weights),
      description: input.Description ?? before.description,
      revision_id: uuid(random),
    };
    return {
      output: shownAlias(alias, resource),
      changes: [saveFunction(row), change(updateAliasRow, alias)],
    };
  });
