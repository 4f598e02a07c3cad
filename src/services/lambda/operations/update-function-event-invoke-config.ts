import { UpdateFunctionEventInvokeConfig } from '../../../generated/lambda.ts';
import { change } from '../../../store/statement.ts';
import { assertNoDestinations, noConfig, qualifierOf, shownEventConfig } from '../event-config.ts';
import { findVersion, functionKeys } from '../function.ts';
import { operation } from '../parts.ts';
import { putEventConfig, selectEventConfig } from '../tables.ts';

export const updateFunctionEventInvokeConfig = operation(UpdateFunctionEventInvokeConfig)
  .access({
    action: 'lambda:UpdateFunctionEventInvokeConfig',
    on: findVersion,
    keys: functionKeys,
  })
  .handle(async ({ input, resource, store, now, error }) => {
    const {
      MaximumRetryAttempts: retries,
      MaximumEventAgeInSeconds: age,
      DestinationConfig,
    } = input;
    assertNoDestinations(DestinationConfig, error);
    const of = { function: resource.row.arn, qualifier: qualifierOf(resource.target) };
    const before = await store.one(selectEventConfig, of);
    if (!before) throw error('ResourceNotFoundException', noConfig(of));
    const row = {
      ...of,
      retries: retries ?? before.retries,
      age_seconds: age ?? before.age_seconds,
      modified_at: now,
    };
    return { output: shownEventConfig(row), changes: [change(putEventConfig, row)] };
  });
