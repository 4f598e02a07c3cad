import { GetFunctionConfiguration } from '../../../generated/lambda.ts';
import { findVersion, functionKeys } from '../function.ts';
import { decryptWith } from '../keys.ts';
import { operation } from '../parts.ts';
import { shownVersion } from '../version.ts';

export const getFunctionConfiguration = operation(GetFunctionConfiguration)
  .access({ action: 'lambda:GetFunctionConfiguration', on: findVersion, keys: functionKeys })
  .handle(async ({ resource: { version, target }, parts, ask }) => ({
    output: await shownVersion({ parts, decrypt: decryptWith(ask) }, version, target),
  }));
