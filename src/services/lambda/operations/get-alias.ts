import { GetAlias } from '../../../generated/lambda.ts';
import { findAlias, shownAlias } from '../alias.ts';
import { functionKeys } from '../function.ts';
import { operation } from '../parts.ts';

export const getAlias = operation(GetAlias)
  .access({ action: 'lambda:GetAlias', on: findAlias, keys: functionKeys })
  .handle(async ({ resource }) => ({ output: shownAlias(resource.alias, resource) }));
