import { uuid } from '../../../base/random.ts';
import { CreateAlias } from '../../../generated/lambda.ts';
import { change } from '../../../store/statement.ts';
import { assertLeads, functionOfAlias, readWeights, shownAlias } from '../alias.ts';
import { functionKeys, saveFunction } from '../function.ts';
import { operation } from '../parts.ts';
import { insertAlias, selectAlias } from '../tables.ts';

export const createAlias = operation(CreateAlias)
  .access({ action: 'lambda:CreateAlias', on: functionOfAlias, keys: functionKeys })
  .handle(async (call) => {
    const { input, resource, store, random, error } = call;
    const { row } = resource;
    const weights = readWeights(input.RoutingConfig);
    await assertLeads(resource, input.FunctionVersion, weights, call);
    if (await store.one(selectAlias, { function: row.arn, name: input.Name }))
      throw error('ResourceConflictException', alreadyExists(`${row.arn}:${input.Name}`));
    const alias = {
      function: row.arn,
      name: input.Name,
      version: input.FunctionVersion,
      description: input.Description ?? '',
      weights: JSON.stringify(weights),
      revision_id: uuid(random),
    };
    return {
      output: shownAlias(alias, resource),
      changes: [saveFunction(row), change(insertAlias, alias)],
    };
  });

const alreadyExists = (arn: string): string => `Alias already exists: ${arn}`;
