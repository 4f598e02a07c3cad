/** How often and how long an event is tried: per qualifier of a function. */
import { HOUR, SECOND } from '../../base/clock.ts';
import type { DestinationConfig, FunctionEventInvokeConfig } from '../../generated/lambda.types.ts';
import type { Target } from './function-name.ts';
import { LATEST } from './function.ts';
import type { EventConfigRow } from './tables.ts';

/** What holds where nothing is set. */
export const RETRIES = 2;
export const AGE_SECONDS = (6 * HOUR) / SECOND;

/** An event for the function itself is one for `$LATEST`. */
export const qualifierOf = ({ qualifier }: Pick<Target, 'qualifier'>): string =>
  qualifier ?? LATEST;

export const shownEventConfig = (row: EventConfigRow): FunctionEventInvokeConfig => ({
  LastModified: row.modified_at,
  FunctionArn: `${row.function}:${row.qualifier}`,
  ...(row.retries !== null && { MaximumRetryAttempts: row.retries }),
  ...(row.age_seconds !== null && { MaximumEventAgeInSeconds: row.age_seconds }),
  DestinationConfig: { OnSuccess: {}, OnFailure: {} },
});

/** There is nothing here that could take what becomes of an event. */
export function assertNoDestinations(
  config: DestinationConfig | undefined,
  error: (code: 'InvalidParameterValueException', message: string) => Error,
): void {
  if (config?.OnSuccess?.Destination || config?.OnFailure?.Destination)
    throw error('InvalidParameterValueException', NO_DESTINATIONS);
}

export const noConfig = ({
  function: arn,
  qualifier,
}: Pick<EventConfigRow, 'function' | 'qualifier'>) =>
  `The function ${arn}:${qualifier} doesn't have an EventInvokeConfig`;

const NO_DESTINATIONS =
  'Lockstead serves no destinations for events: there are no queues, topics and event buses here.';
