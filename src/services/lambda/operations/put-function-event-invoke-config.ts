import { PutFunctionEventInvokeConfig } from '../../../generated/lambda.ts';
import { change } from '../../../store/statement.ts';
import { assertNoDestinations, qualifierOf, shownEventConfig } from '../event-config.ts';
import { findVersion, functionKeys } from '../function.ts';
import { operation } from '../parts.ts';
import { putEventConfig } from '../tables.ts';

export const putFunctionEventInvokeConfig = operation(PutFunctionEventInvokeConfig)
  .access({
    action: 'lambda:PutFunctionEventInvokeConfig',
    on: findVersion,
    keys: functionKeys,
  })
  .handle(async ({ input, resource, now, error }) => {
    const {
      MaximumRetryAttempts: retries,
      MaximumEventAgeInSeconds: age,
      DestinationConfig,
    } = input;
    assertNoDestinations(DestinationConfig, error);
    if (retries === undefined && age === undefined && !DestinationConfig)
      throw error('InvalidParameterValueException', NOTHING_GIVEN);
    const row = {
      function: resource.row.arn,
      qualifier: qualifierOf(resource.target),
      retries: retries ?? null,
      age_seconds: age ?? null,
      modified_at: now,
    };
    return { output: shownEventConfig(row), changes: [change(putEventConfig, row)] };
  });

const NOTHING_GIVEN = 'You must specify at least one of error handling or destination setting.';
