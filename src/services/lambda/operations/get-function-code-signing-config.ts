import { GetFunctionCodeSigningConfig } from '../../../generated/lambda.ts';
import { findFunction, functionKeys } from '../function.ts';
import { operation } from '../parts.ts';

/** No function has one: that is how AWS says so, and Terraform asks it of each. */
export const getFunctionCodeSigningConfig = operation(GetFunctionCodeSigningConfig)
  .access({
    action: 'lambda:GetFunctionCodeSigningConfig',
    on: findFunction,
    keys: functionKeys,
  })
  .handle(async ({ resource: { row } }) => ({
    output: { CodeSigningConfigArn: '', FunctionName: row.name },
  }));
