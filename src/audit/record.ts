import { isoSeconds } from '../base/clock.ts';
import type { EventRow } from './tables.ts';

/** An event as CloudTrail shows it: the record format, version 1.11. */
export function recordOf(row: EventRow & { readonly actor_record: string | null }): {
  readonly [member: string]: unknown;
} {
  const {
    requestID,
    readOnly,
    errorMessage,
    sharedEventID,
    resourceAccount,
    besides = [],
    eventType,
    ...details
  } = JSON.parse(row.details);
  const actor = row.actor_record === null ? {} : JSON.parse(row.actor_record);
  return {
    eventVersion: '1.11',
    userIdentity: actor.userIdentity ?? { type: 'Unknown' },
    eventTime: isoSeconds(row.at),
    eventSource: row.source,
    eventName: row.name,
    awsRegion: row.region,
    sourceIPAddress: actor.sourceIPAddress,
    userAgent: actor.userAgent,
    ...(row.outcome !== 'Success' && { errorCode: row.outcome, errorMessage }),
    requestParameters: details.requestParameters ?? null,
    responseElements: details.responseElements ?? null,
    ...(details.additionalEventData && { additionalEventData: details.additionalEventData }),
    ...(requestID && { requestID }),
    eventID: row.id,
    readOnly,
    ...(row.type && {
      resources: [
        { accountId: resourceAccount ?? row.account, type: row.type, ARN: row.resource },
        ...besides,
      ],
    }),
    eventType: eventType ?? 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: row.account,
    ...(sharedEventID && { sharedEventID }),
    ...(details.serviceEventDetails && { serviceEventDetails: details.serviceEventDetails }),
    eventCategory: 'Management',
  };
}
