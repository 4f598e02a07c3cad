// Generated from models/secretsmanager.json by tools/generate.ts. Do not edit.
import type { Instant } from '../base/clock.ts';

export interface None {}
export interface BatchGetSecretValueRequest {
  readonly SecretIdList?: readonly string[] | undefined;
  readonly Filters?: readonly Filter[] | undefined;
  readonly MaxResults?: number | undefined;
  readonly NextToken?: string | undefined;
}
export interface Filter {
  readonly Key?: "description" | "name" | "tag-key" | "tag-value" | "primary-region" | "owning-service" | "all" | undefined;
  readonly Values?: readonly string[] | undefined;
}
export interface BatchGetSecretValueResponse {
  readonly SecretValues?: readonly SecretValueEntry[] | undefined;
  readonly NextToken?: string | undefined;
  readonly Errors?: readonly APIErrorType[] | undefined;
}
export interface SecretValueEntry {
  readonly ARN?: string | undefined;
  readonly Name?: string | undefined;
  readonly VersionId?: string | undefined;
  readonly SecretBinary?: Uint8Array | undefined;
  readonly SecretString?: string | undefined;
  readonly VersionStages?: readonly string[] | undefined;
  readonly CreatedDate?: Instant | undefined;
}
export interface APIErrorType {
  readonly SecretId?: string | undefined;
  readonly ErrorCode?: string | undefined;
  readonly Message?: string | undefined;
}
export interface CancelRotateSecretRequest {
  readonly SecretId: string;
}
export interface CancelRotateSecretResponse {
  readonly ARN?: string | undefined;
  readonly Name?: string | undefined;
  readonly VersionId?: string | undefined;
}
export interface CreateSecretRequest {
  readonly Name: string;
  readonly ClientRequestToken?: string | undefined;
  readonly Description?: string | undefined;
  readonly KmsKeyId?: string | undefined;
  readonly SecretBinary?: Uint8Array | undefined;
  readonly SecretString?: string | undefined;
  readonly Tags?: readonly Tag[] | undefined;
  readonly AddReplicaRegions?: readonly ReplicaRegionType[] | undefined;
  readonly ForceOverwriteReplicaSecret?: boolean | undefined;
  readonly Type?: string | undefined;
}
export interface Tag {
  readonly Key?: string | undefined;
  readonly Value?: string | undefined;
}
export interface ReplicaRegionType {
  readonly Region?: string | undefined;
  readonly KmsKeyId?: string | undefined;
}
export interface CreateSecretResponse {
  readonly ARN?: string | undefined;
  readonly Name?: string | undefined;
  readonly VersionId?: string | undefined;
  readonly ReplicationStatus?: readonly ReplicationStatusType[] | undefined;
}
export interface ReplicationStatusType {
  readonly Region?: string | undefined;
  readonly KmsKeyId?: string | undefined;
  readonly Status?: "InSync" | "Failed" | "InProgress" | undefined;
  readonly StatusMessage?: string | undefined;
  readonly LastAccessedDate?: Instant | undefined;
}
export interface DeleteResourcePolicyRequest {
  readonly SecretId: string;
}
export interface DeleteResourcePolicyResponse {
  readonly ARN?: string | undefined;
  readonly Name?: string | undefined;
}
export interface DeleteSecretRequest {
  readonly SecretId: string;
  readonly RecoveryWindowInDays?: number | undefined;
  readonly ForceDeleteWithoutRecovery?: boolean | undefined;
}
export interface DeleteSecretResponse {
  readonly ARN?: string | undefined;
  readonly Name?: string | undefined;
  readonly DeletionDate?: Instant | undefined;
}
export interface DescribeSecretRequest {
  readonly SecretId: string;
}
export interface DescribeSecretResponse {
  readonly ARN?: string | undefined;
  readonly Name?: string | undefined;
  readonly Type?: string | undefined;
  readonly Description?: string | undefined;
  readonly KmsKeyId?: string | undefined;
  readonly RotationEnabled?: boolean | undefined;
  readonly RotationLambdaARN?: string | undefined;
  readonly RotationRules?: RotationRulesType | undefined;
  readonly ExternalSecretRotationMetadata?: readonly ExternalSecretRotationMetadataItem[] | undefined;
  readonly ExternalSecretRotationRoleArn?: string | undefined;
  readonly LastRotatedDate?: Instant | undefined;
  readonly LastChangedDate?: Instant | undefined;
  readonly LastAccessedDate?: Instant | undefined;
  readonly DeletedDate?: Instant | undefined;
  readonly NextRotationDate?: Instant | undefined;
  readonly Tags?: readonly Tag[] | undefined;
  readonly VersionIdsToStages?: { readonly [key: string]: readonly string[] } | undefined;
  readonly OwningService?: string | undefined;
  readonly CreatedDate?: Instant | undefined;
  readonly PrimaryRegion?: string | undefined;
  readonly ReplicationStatus?: readonly ReplicationStatusType[] | undefined;
}
export interface RotationRulesType {
  readonly AutomaticallyAfterDays?: number | undefined;
  readonly Duration?: string | undefined;
  readonly ScheduleExpression?: string | undefined;
}
export interface ExternalSecretRotationMetadataItem {
  readonly Key?: string | undefined;
  readonly Value?: string | undefined;
}
export interface GetRandomPasswordRequest {
  readonly PasswordLength?: number | undefined;
  readonly ExcludeCharacters?: string | undefined;
  readonly ExcludeNumbers?: boolean | undefined;
  readonly ExcludePunctuation?: boolean | undefined;
  readonly ExcludeUppercase?: boolean | undefined;
  readonly ExcludeLowercase?: boolean | undefined;
  readonly IncludeSpace?: boolean | undefined;
  readonly RequireEachIncludedType?: boolean | undefined;
}
export interface GetRandomPasswordResponse {
  readonly RandomPassword?: string | undefined;
}
export interface GetResourcePolicyRequest {
  readonly SecretId: string;
}
export interface GetResourcePolicyResponse {
  readonly ARN?: string | undefined;
  readonly Name?: string | undefined;
  readonly ResourcePolicy?: string | undefined;
}
export interface GetSecretValueRequest {
  readonly SecretId: string;
  readonly VersionId?: string | undefined;
  readonly VersionStage?: string | undefined;
}
export interface GetSecretValueResponse {
  readonly ARN?: string | undefined;
  readonly Name?: string | undefined;
  readonly VersionId?: string | undefined;
  readonly SecretBinary?: Uint8Array | undefined;
  readonly SecretString?: string | undefined;
  readonly VersionStages?: readonly string[] | undefined;
  readonly CreatedDate?: Instant | undefined;
}
export interface ListSecretVersionIdsRequest {
  readonly SecretId: string;
  readonly MaxResults?: number | undefined;
  readonly NextToken?: string | undefined;
  readonly IncludeDeprecated?: boolean | undefined;
}
export interface ListSecretVersionIdsResponse {
  readonly Versions?: readonly SecretVersionsListEntry[] | undefined;
  readonly NextToken?: string | undefined;
  readonly ARN?: string | undefined;
  readonly Name?: string | undefined;
}
export interface SecretVersionsListEntry {
  readonly VersionId?: string | undefined;
  readonly VersionStages?: readonly string[] | undefined;
  readonly LastAccessedDate?: Instant | undefined;
  readonly CreatedDate?: Instant | undefined;
  readonly KmsKeyIds?: readonly string[] | undefined;
}
export interface ListSecretsRequest {
  readonly IncludePlannedDeletion?: boolean | undefined;
  readonly MaxResults?: number | undefined;
  readonly NextToken?: string | undefined;
  readonly Filters?: readonly Filter[] | undefined;
  readonly SortOrder?: "asc" | "desc" | undefined;
  readonly SortBy?: "created-date" | "last-accessed-date" | "last-changed-date" | "name" | undefined;
}
export interface ListSecretsResponse {
  readonly SecretList?: readonly SecretListEntry[] | undefined;
  readonly NextToken?: string | undefined;
}
export interface SecretListEntry {
  readonly ARN?: string | undefined;
  readonly Name?: string | undefined;
  readonly Type?: string | undefined;
  readonly Description?: string | undefined;
  readonly KmsKeyId?: string | undefined;
  readonly RotationEnabled?: boolean | undefined;
  readonly RotationLambdaARN?: string | undefined;
  readonly RotationRules?: RotationRulesType | undefined;
  readonly ExternalSecretRotationMetadata?: readonly ExternalSecretRotationMetadataItem[] | undefined;
  readonly ExternalSecretRotationRoleArn?: string | undefined;
  readonly LastRotatedDate?: Instant | undefined;
  readonly LastChangedDate?: Instant | undefined;
  readonly LastAccessedDate?: Instant | undefined;
  readonly DeletedDate?: Instant | undefined;
  readonly NextRotationDate?: Instant | undefined;
  readonly Tags?: readonly Tag[] | undefined;
  readonly SecretVersionsToStages?: { readonly [key: string]: readonly string[] } | undefined;
  readonly OwningService?: string | undefined;
  readonly CreatedDate?: Instant | undefined;
  readonly PrimaryRegion?: string | undefined;
}
export interface PutResourcePolicyRequest {
  readonly SecretId: string;
  readonly ResourcePolicy: string;
  readonly BlockPublicPolicy?: boolean | undefined;
}
export interface PutResourcePolicyResponse {
  readonly ARN?: string | undefined;
  readonly Name?: string | undefined;
}
export interface PutSecretValueRequest {
  readonly SecretId: string;
  readonly ClientRequestToken?: string | undefined;
  readonly SecretBinary?: Uint8Array | undefined;
  readonly SecretString?: string | undefined;
  readonly VersionStages?: readonly string[] | undefined;
  readonly RotationToken?: string | undefined;
}
export interface PutSecretValueResponse {
  readonly ARN?: string | undefined;
  readonly Name?: string | undefined;
  readonly VersionId?: string | undefined;
  readonly VersionStages?: readonly string[] | undefined;
}
export interface RemoveRegionsFromReplicationRequest {
  readonly SecretId: string;
  readonly RemoveReplicaRegions: readonly string[];
}
export interface RemoveRegionsFromReplicationResponse {
  readonly ARN?: string | undefined;
  readonly ReplicationStatus?: readonly ReplicationStatusType[] | undefined;
}
export interface ReplicateSecretToRegionsRequest {
  readonly SecretId: string;
  readonly AddReplicaRegions: readonly ReplicaRegionType[];
  readonly ForceOverwriteReplicaSecret?: boolean | undefined;
}
export interface ReplicateSecretToRegionsResponse {
  readonly ARN?: string | undefined;
  readonly ReplicationStatus?: readonly ReplicationStatusType[] | undefined;
}
export interface RestoreSecretRequest {
  readonly SecretId: string;
}
export interface RestoreSecretResponse {
  readonly ARN?: string | undefined;
  readonly Name?: string | undefined;
}
export interface RotateSecretRequest {
  readonly SecretId: string;
  readonly ClientRequestToken?: string | undefined;
  readonly RotationLambdaARN?: string | undefined;
  readonly RotationRules?: RotationRulesType | undefined;
  readonly ExternalSecretRotationMetadata?: readonly ExternalSecretRotationMetadataItem[] | undefined;
  readonly ExternalSecretRotationRoleArn?: string | undefined;
  readonly RotateImmediately?: boolean | undefined;
}
export interface RotateSecretResponse {
  readonly ARN?: string | undefined;
  readonly Name?: string | undefined;
  readonly VersionId?: string | undefined;
}
export interface StopReplicationToReplicaRequest {
  readonly SecretId: string;
}
export interface StopReplicationToReplicaResponse {
  readonly ARN?: string | undefined;
}
export interface TagResourceRequest {
  readonly SecretId: string;
  readonly Tags: readonly Tag[];
}
export interface UntagResourceRequest {
  readonly SecretId: string;
  readonly TagKeys: readonly string[];
}
export interface UpdateSecretRequest {
  readonly SecretId: string;
  readonly ClientRequestToken?: string | undefined;
  readonly Description?: string | undefined;
  readonly KmsKeyId?: string | undefined;
  readonly SecretBinary?: Uint8Array | undefined;
  readonly SecretString?: string | undefined;
  readonly Type?: string | undefined;
}
export interface UpdateSecretResponse {
  readonly ARN?: string | undefined;
  readonly Name?: string | undefined;
  readonly VersionId?: string | undefined;
}
export interface UpdateSecretVersionStageRequest {
  readonly SecretId: string;
  readonly VersionStage: string;
  readonly RemoveFromVersionId?: string | undefined;
  readonly MoveToVersionId?: string | undefined;
}
export interface UpdateSecretVersionStageResponse {
  readonly ARN?: string | undefined;
  readonly Name?: string | undefined;
}
export interface ValidateResourcePolicyRequest {
  readonly SecretId?: string | undefined;
  readonly ResourcePolicy: string;
}
export interface ValidateResourcePolicyResponse {
  readonly PolicyValidationPassed?: boolean | undefined;
  readonly ValidationErrors?: readonly ValidationErrorsEntry[] | undefined;
}
export interface ValidationErrorsEntry {
  readonly CheckName?: string | undefined;
  readonly ErrorMessage?: string | undefined;
}
export type BatchGetSecretValueErrors = "ResourceNotFoundException" | "InvalidParameterException" | "InvalidRequestException" | "DecryptionFailure" | "InternalServiceError" | "InvalidNextTokenException" | "ValidationException" | "AccessDeniedException";
export type CancelRotateSecretErrors = "ResourceNotFoundException" | "InvalidParameterException" | "InternalServiceError" | "InvalidRequestException" | "ValidationException" | "AccessDeniedException";
export type CreateSecretErrors = "InvalidParameterException" | "InvalidRequestException" | "LimitExceededException" | "EncryptionFailure" | "ResourceExistsException" | "ResourceNotFoundException" | "MalformedPolicyDocumentException" | "InternalServiceError" | "PreconditionNotMetException" | "DecryptionFailure" | "ValidationException" | "AccessDeniedException";
export type DeleteResourcePolicyErrors = "ResourceNotFoundException" | "InternalServiceError" | "InvalidRequestException" | "InvalidParameterException" | "ValidationException" | "AccessDeniedException";
export type DeleteSecretErrors = "ResourceNotFoundException" | "InvalidParameterException" | "InvalidRequestException" | "InternalServiceError" | "ValidationException" | "AccessDeniedException";
export type DescribeSecretErrors = "ResourceNotFoundException" | "InternalServiceError" | "InvalidParameterException" | "ValidationException" | "AccessDeniedException";
export type GetRandomPasswordErrors = "InvalidParameterException" | "InvalidRequestException" | "InternalServiceError" | "ValidationException" | "AccessDeniedException";
export type GetResourcePolicyErrors = "ResourceNotFoundException" | "InternalServiceError" | "InvalidRequestException" | "InvalidParameterException" | "ValidationException" | "AccessDeniedException";
export type GetSecretValueErrors = "ResourceNotFoundException" | "InvalidParameterException" | "InvalidRequestException" | "DecryptionFailure" | "InternalServiceError" | "ValidationException" | "AccessDeniedException";
export type ListSecretVersionIdsErrors = "InvalidNextTokenException" | "ResourceNotFoundException" | "InternalServiceError" | "InvalidParameterException" | "ValidationException" | "AccessDeniedException";
export type ListSecretsErrors = "InvalidParameterException" | "InvalidRequestException" | "InvalidNextTokenException" | "InternalServiceError" | "ValidationException" | "AccessDeniedException";
export type PutResourcePolicyErrors = "MalformedPolicyDocumentException" | "ResourceNotFoundException" | "InvalidParameterException" | "InternalServiceError" | "InvalidRequestException" | "PublicPolicyException" | "ValidationException" | "AccessDeniedException";
export type PutSecretValueErrors = "InvalidParameterException" | "InvalidRequestException" | "LimitExceededException" | "EncryptionFailure" | "ResourceExistsException" | "ResourceNotFoundException" | "InternalServiceError" | "DecryptionFailure" | "ValidationException" | "AccessDeniedException";
export type RemoveRegionsFromReplicationErrors = "ResourceNotFoundException" | "InvalidRequestException" | "InvalidParameterException" | "InternalServiceError" | "ValidationException" | "AccessDeniedException";
export type ReplicateSecretToRegionsErrors = "ResourceNotFoundException" | "InvalidRequestException" | "InvalidParameterException" | "InternalServiceError" | "ValidationException" | "AccessDeniedException";
export type RestoreSecretErrors = "ResourceNotFoundException" | "InvalidParameterException" | "InvalidRequestException" | "InternalServiceError" | "ValidationException" | "AccessDeniedException";
export type RotateSecretErrors = "ResourceNotFoundException" | "InvalidParameterException" | "InternalServiceError" | "InvalidRequestException" | "ValidationException" | "AccessDeniedException";
export type StopReplicationToReplicaErrors = "ResourceNotFoundException" | "InvalidRequestException" | "InvalidParameterException" | "InternalServiceError" | "ValidationException" | "AccessDeniedException";
export type TagResourceErrors = "ResourceNotFoundException" | "InvalidRequestException" | "InvalidParameterException" | "InternalServiceError" | "ValidationException" | "AccessDeniedException";
export type UntagResourceErrors = "ResourceNotFoundException" | "InvalidRequestException" | "InvalidParameterException" | "InternalServiceError" | "ValidationException" | "AccessDeniedException";
export type UpdateSecretErrors = "InvalidParameterException" | "InvalidRequestException" | "LimitExceededException" | "EncryptionFailure" | "ResourceExistsException" | "ResourceNotFoundException" | "MalformedPolicyDocumentException" | "InternalServiceError" | "PreconditionNotMetException" | "DecryptionFailure" | "ValidationException" | "AccessDeniedException";
export type UpdateSecretVersionStageErrors = "ResourceNotFoundException" | "InvalidParameterException" | "InvalidRequestException" | "LimitExceededException" | "InternalServiceError" | "ValidationException" | "AccessDeniedException";
export type ValidateResourcePolicyErrors = "MalformedPolicyDocumentException" | "ResourceNotFoundException" | "InvalidParameterException" | "InternalServiceError" | "InvalidRequestException" | "ValidationException" | "AccessDeniedException";
