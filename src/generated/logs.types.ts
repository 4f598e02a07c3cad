// Generated from models/logs.json by tools/generate.ts. Do not edit.

export interface None {}
export interface CreateLogGroupRequest {
  readonly logGroupName: string;
  readonly kmsKeyId?: string | undefined;
  readonly tags?: { readonly [key: string]: string } | undefined;
  readonly logGroupClass?: "STANDARD" | "INFREQUENT_ACCESS" | "DELIVERY" | undefined;
  readonly deletionProtectionEnabled?: boolean | undefined;
}
export interface DeleteLogGroupRequest {
  readonly logGroupName: string;
}
export interface DescribeLogGroupsRequest {
  readonly accountIdentifiers?: readonly string[] | undefined;
  readonly logGroupNamePrefix?: string | undefined;
  readonly logGroupNamePattern?: string | undefined;
  readonly nextToken?: string | undefined;
  readonly limit?: number | undefined;
  readonly includeLinkedAccounts?: boolean | undefined;
  readonly logGroupClass?: "STANDARD" | "INFREQUENT_ACCESS" | "DELIVERY" | undefined;
  readonly logGroupIdentifiers?: readonly string[] | undefined;
}
export interface DescribeLogGroupsResponse {
  readonly logGroups?: readonly LogGroup[] | undefined;
  readonly nextToken?: string | undefined;
}
export interface LogGroup {
  readonly logGroupName?: string | undefined;
  readonly creationTime?: number | undefined;
  readonly retentionInDays?: number | undefined;
  readonly metricFilterCount?: number | undefined;
  readonly arn?: string | undefined;
  readonly storedBytes?: number | undefined;
  readonly kmsKeyId?: string | undefined;
  readonly dataProtectionStatus?: "ACTIVATED" | "DELETED" | "ARCHIVED" | "DISABLED" | undefined;
  readonly inheritedProperties?: readonly "ACCOUNT_DATA_PROTECTION"[] | undefined;
  readonly logGroupClass?: "STANDARD" | "INFREQUENT_ACCESS" | "DELIVERY" | undefined;
  readonly logGroupArn?: string | undefined;
  readonly deletionProtectionEnabled?: boolean | undefined;
  readonly bearerTokenAuthenticationEnabled?: boolean | undefined;
}
export interface CreateLogStreamRequest {
  readonly logGroupName: string;
  readonly logStreamName: string;
}
export interface DeleteLogStreamRequest {
  readonly logGroupName: string;
  readonly logStreamName: string;
}
export interface DescribeLogStreamsRequest {
  readonly logGroupName?: string | undefined;
  readonly logGroupIdentifier?: string | undefined;
  readonly logStreamNamePrefix?: string | undefined;
  readonly orderBy?: "LogStreamName" | "LastEventTime" | undefined;
  readonly descending?: boolean | undefined;
  readonly nextToken?: string | undefined;
  readonly limit?: number | undefined;
}
export interface DescribeLogStreamsResponse {
  readonly logStreams?: readonly LogStream[] | undefined;
  readonly nextToken?: string | undefined;
}
export interface LogStream {
  readonly logStreamName?: string | undefined;
  readonly creationTime?: number | undefined;
  readonly firstEventTimestamp?: number | undefined;
  readonly lastEventTimestamp?: number | undefined;
  readonly lastIngestionTime?: number | undefined;
  readonly uploadSequenceToken?: string | undefined;
  readonly arn?: string | undefined;
  readonly storedBytes?: number | undefined;
}
export interface PutLogEventsRequest {
  readonly logGroupName: string;
  readonly logStreamName: string;
  readonly logEvents: readonly InputLogEvent[];
  readonly sequenceToken?: string | undefined;
  readonly entity?: Entity | undefined;
}
export interface InputLogEvent {
  readonly timestamp: number;
  readonly message: string;
}
export interface Entity {
  readonly keyAttributes?: { readonly [key: string]: string } | undefined;
  readonly attributes?: { readonly [key: string]: string } | undefined;
}
export interface PutLogEventsResponse {
  readonly nextSequenceToken?: string | undefined;
  readonly rejectedLogEventsInfo?: RejectedLogEventsInfo | undefined;
  readonly rejectedEntityInfo?: RejectedEntityInfo | undefined;
}
export interface RejectedLogEventsInfo {
  readonly tooNewLogEventStartIndex?: number | undefined;
  readonly tooOldLogEventEndIndex?: number | undefined;
  readonly expiredLogEventEndIndex?: number | undefined;
}
export interface RejectedEntityInfo {
  readonly errorType: "InvalidEntity" | "InvalidTypeValue" | "InvalidKeyAttributes" | "InvalidAttributes" | "EntitySizeTooLarge" | "UnsupportedLogGroupType" | "MissingRequiredFields";
}
export interface GetLogEventsRequest {
  readonly logGroupName?: string | undefined;
  readonly logGroupIdentifier?: string | undefined;
  readonly logStreamName: string;
  readonly startTime?: number | undefined;
  readonly endTime?: number | undefined;
  readonly nextToken?: string | undefined;
  readonly limit?: number | undefined;
  readonly startFromHead?: boolean | undefined;
  readonly unmask?: boolean | undefined;
}
export interface GetLogEventsResponse {
  readonly events?: readonly OutputLogEvent[] | undefined;
  readonly nextForwardToken?: string | undefined;
  readonly nextBackwardToken?: string | undefined;
}
export interface OutputLogEvent {
  readonly timestamp?: number | undefined;
  readonly message?: string | undefined;
  readonly ingestionTime?: number | undefined;
}
export interface FilterLogEventsRequest {
  readonly logGroupName?: string | undefined;
  readonly logGroupIdentifier?: string | undefined;
  readonly logStreamNames?: readonly string[] | undefined;
  readonly logStreamNamePrefix?: string | undefined;
  readonly startTime?: number | undefined;
  readonly endTime?: number | undefined;
  readonly filterPattern?: string | undefined;
  readonly nextToken?: string | undefined;
  readonly limit?: number | undefined;
  readonly interleaved?: boolean | undefined;
  readonly unmask?: boolean | undefined;
}
export interface FilterLogEventsResponse {
  readonly events?: readonly FilteredLogEvent[] | undefined;
  readonly searchedLogStreams?: readonly SearchedLogStream[] | undefined;
  readonly nextToken?: string | undefined;
}
export interface FilteredLogEvent {
  readonly logStreamName?: string | undefined;
  readonly timestamp?: number | undefined;
  readonly message?: string | undefined;
  readonly ingestionTime?: number | undefined;
  readonly eventId?: string | undefined;
}
export interface SearchedLogStream {
  readonly logStreamName?: string | undefined;
  readonly searchedCompletely?: boolean | undefined;
}
export interface PutRetentionPolicyRequest {
  readonly logGroupName: string;
  readonly retentionInDays: number;
}
export interface DeleteRetentionPolicyRequest {
  readonly logGroupName: string;
}
export type CreateLogGroupErrors = "InvalidParameterException" | "ResourceAlreadyExistsException" | "LimitExceededException" | "OperationAbortedException" | "ServiceUnavailableException" | "AccessDeniedException" | "ValidationException";
export type DeleteLogGroupErrors = "InvalidParameterException" | "ResourceNotFoundException" | "OperationAbortedException" | "ServiceUnavailableException" | "ValidationException" | "AccessDeniedException";
export type DescribeLogGroupsErrors = "InvalidParameterException" | "ServiceUnavailableException" | "AccessDeniedException" | "ValidationException";
export type CreateLogStreamErrors = "InvalidParameterException" | "ResourceAlreadyExistsException" | "ResourceNotFoundException" | "ServiceUnavailableException" | "AccessDeniedException" | "ValidationException";
export type DeleteLogStreamErrors = "InvalidParameterException" | "ResourceNotFoundException" | "OperationAbortedException" | "ServiceUnavailableException" | "ValidationException" | "AccessDeniedException";
export type DescribeLogStreamsErrors = "InvalidParameterException" | "ResourceNotFoundException" | "ServiceUnavailableException" | "AccessDeniedException" | "ValidationException";
export type PutLogEventsErrors = "InvalidParameterException" | "InvalidSequenceTokenException" | "DataAlreadyAcceptedException" | "ResourceNotFoundException" | "ServiceUnavailableException" | "UnrecognizedClientException" | "AccessDeniedException" | "ValidationException";
export type GetLogEventsErrors = "InvalidParameterException" | "ResourceNotFoundException" | "ServiceUnavailableException" | "AccessDeniedException" | "ValidationException";
export type FilterLogEventsErrors = "InvalidParameterException" | "ResourceNotFoundException" | "ServiceUnavailableException" | "AccessDeniedException" | "ValidationException";
export type PutRetentionPolicyErrors = "InvalidParameterException" | "ResourceNotFoundException" | "OperationAbortedException" | "ServiceUnavailableException" | "AccessDeniedException" | "ValidationException";
export type DeleteRetentionPolicyErrors = "InvalidParameterException" | "ResourceNotFoundException" | "OperationAbortedException" | "ServiceUnavailableException" | "AccessDeniedException" | "ValidationException";
