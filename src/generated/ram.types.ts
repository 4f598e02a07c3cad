// Generated from models/ram.json by tools/generate.ts. Do not edit.
import type { Instant } from '../base/clock.ts';

export interface None {}
export interface AcceptResourceShareInvitationRequest {
  readonly resourceShareInvitationArn: string;
  readonly clientToken?: string | undefined;
}
export interface AcceptResourceShareInvitationResponse {
  readonly resourceShareInvitation?: ResourceShareInvitation | undefined;
  readonly clientToken?: string | undefined;
}
export interface ResourceShareInvitation {
  readonly resourceShareInvitationArn?: string | undefined;
  readonly resourceShareName?: string | undefined;
  readonly resourceShareArn?: string | undefined;
  readonly senderAccountId?: string | undefined;
  readonly receiverAccountId?: string | undefined;
  readonly invitationTimestamp?: Instant | undefined;
  readonly status?: "PENDING" | "ACCEPTED" | "REJECTED" | "EXPIRED" | undefined;
  readonly resourceShareAssociations?: readonly ResourceShareAssociation[] | undefined;
  readonly receiverArn?: string | undefined;
}
export interface ResourceShareAssociation {
  readonly resourceShareArn?: string | undefined;
  readonly resourceShareName?: string | undefined;
  readonly associatedEntity?: string | undefined;
  readonly associationType?: "PRINCIPAL" | "RESOURCE" | "SOURCE" | undefined;
  readonly status?: "ASSOCIATING" | "ASSOCIATED" | "FAILED" | "DISASSOCIATING" | "DISASSOCIATED" | "SUSPENDED" | "SUSPENDING" | "RESTORING" | undefined;
  readonly statusMessage?: string | undefined;
  readonly creationTime?: Instant | undefined;
  readonly lastUpdatedTime?: Instant | undefined;
  readonly external?: boolean | undefined;
}
export interface AssociateResourceShareRequest {
  readonly resourceShareArn: string;
  readonly resourceArns?: readonly string[] | undefined;
  readonly principals?: readonly string[] | undefined;
  readonly clientToken?: string | undefined;
  readonly sources?: readonly string[] | undefined;
}
export interface AssociateResourceShareResponse {
  readonly resourceShareAssociations?: readonly ResourceShareAssociation[] | undefined;
  readonly clientToken?: string | undefined;
}
export interface AssociateResourceSharePermissionRequest {
  readonly resourceShareArn: string;
  readonly permissionArn: string;
  readonly replace?: boolean | undefined;
  readonly clientToken?: string | undefined;
  readonly permissionVersion?: number | undefined;
}
export interface AssociateResourceSharePermissionResponse {
  readonly returnValue?: boolean | undefined;
  readonly clientToken?: string | undefined;
}
export interface CreatePermissionRequest {
  readonly name: string;
  readonly resourceType: string;
  readonly policyTemplate: string;
  readonly clientToken?: string | undefined;
  readonly tags?: readonly Tag[] | undefined;
}
export interface Tag {
  readonly key?: string | undefined;
  readonly value?: string | undefined;
}
export interface CreatePermissionResponse {
  readonly permission?: ResourceSharePermissionSummary | undefined;
  readonly clientToken?: string | undefined;
}
export interface ResourceSharePermissionSummary {
  readonly arn?: string | undefined;
  readonly version?: string | undefined;
  readonly defaultVersion?: boolean | undefined;
  readonly name?: string | undefined;
  readonly resourceType?: string | undefined;
  readonly status?: string | undefined;
  readonly creationTime?: Instant | undefined;
  readonly lastUpdatedTime?: Instant | undefined;
  readonly isResourceTypeDefault?: boolean | undefined;
  readonly permissionType?: "CUSTOMER_MANAGED" | "AWS_MANAGED" | undefined;
  readonly featureSet?: "CREATED_FROM_POLICY" | "PROMOTING_TO_STANDARD" | "STANDARD" | undefined;
  readonly tags?: readonly Tag[] | undefined;
}
export interface CreatePermissionVersionRequest {
  readonly permissionArn: string;
  readonly policyTemplate: string;
  readonly clientToken?: string | undefined;
}
export interface CreatePermissionVersionResponse {
  readonly permission?: ResourceSharePermissionDetail | undefined;
  readonly clientToken?: string | undefined;
}
export interface ResourceSharePermissionDetail {
  readonly arn?: string | undefined;
  readonly version?: string | undefined;
  readonly defaultVersion?: boolean | undefined;
  readonly name?: string | undefined;
  readonly resourceType?: string | undefined;
  readonly permission?: string | undefined;
  readonly creationTime?: Instant | undefined;
  readonly lastUpdatedTime?: Instant | undefined;
  readonly isResourceTypeDefault?: boolean | undefined;
  readonly permissionType?: "CUSTOMER_MANAGED" | "AWS_MANAGED" | undefined;
  readonly featureSet?: "CREATED_FROM_POLICY" | "PROMOTING_TO_STANDARD" | "STANDARD" | undefined;
  readonly status?: "ATTACHABLE" | "UNATTACHABLE" | "DELETING" | "DELETED" | undefined;
  readonly tags?: readonly Tag[] | undefined;
}
export interface CreateResourceShareRequest {
  readonly name: string;
  readonly resourceArns?: readonly string[] | undefined;
  readonly principals?: readonly string[] | undefined;
  readonly tags?: readonly Tag[] | undefined;
  readonly allowExternalPrincipals?: boolean | undefined;
  readonly clientToken?: string | undefined;
  readonly permissionArns?: readonly string[] | undefined;
  readonly sources?: readonly string[] | undefined;
  readonly resourceShareConfiguration?: ResourceShareConfiguration | undefined;
}
export interface ResourceShareConfiguration {
  readonly retainSharingOnAccountLeaveOrganization?: boolean | undefined;
}
export interface CreateResourceShareResponse {
  readonly resourceShare?: ResourceShare | undefined;
  readonly clientToken?: string | undefined;
}
export interface ResourceShare {
  readonly resourceShareArn?: string | undefined;
  readonly name?: string | undefined;
  readonly owningAccountId?: string | undefined;
  readonly allowExternalPrincipals?: boolean | undefined;
  readonly status?: "PENDING" | "ACTIVE" | "FAILED" | "DELETING" | "DELETED" | undefined;
  readonly statusMessage?: string | undefined;
  readonly tags?: readonly Tag[] | undefined;
  readonly creationTime?: Instant | undefined;
  readonly lastUpdatedTime?: Instant | undefined;
  readonly featureSet?: "CREATED_FROM_POLICY" | "PROMOTING_TO_STANDARD" | "STANDARD" | undefined;
  readonly resourceShareConfiguration?: ResourceShareConfiguration | undefined;
}
export interface DeletePermissionRequest {
  readonly permissionArn: string;
  readonly clientToken?: string | undefined;
}
export interface DeletePermissionResponse {
  readonly returnValue?: boolean | undefined;
  readonly clientToken?: string | undefined;
  readonly permissionStatus?: "ATTACHABLE" | "UNATTACHABLE" | "DELETING" | "DELETED" | undefined;
}
export interface DeletePermissionVersionRequest {
  readonly permissionArn: string;
  readonly permissionVersion: number;
  readonly clientToken?: string | undefined;
}
export interface DeletePermissionVersionResponse {
  readonly returnValue?: boolean | undefined;
  readonly clientToken?: string | undefined;
  readonly permissionStatus?: "ATTACHABLE" | "UNATTACHABLE" | "DELETING" | "DELETED" | undefined;
}
export interface DeleteResourceShareRequest {
  readonly resourceShareArn: string;
  readonly clientToken?: string | undefined;
}
export interface DeleteResourceShareResponse {
  readonly returnValue?: boolean | undefined;
  readonly clientToken?: string | undefined;
}
export interface DisassociateResourceShareRequest {
  readonly resourceShareArn: string;
  readonly resourceArns?: readonly string[] | undefined;
  readonly principals?: readonly string[] | undefined;
  readonly clientToken?: string | undefined;
  readonly sources?: readonly string[] | undefined;
}
export interface DisassociateResourceShareResponse {
  readonly resourceShareAssociations?: readonly ResourceShareAssociation[] | undefined;
  readonly clientToken?: string | undefined;
}
export interface DisassociateResourceSharePermissionRequest {
  readonly resourceShareArn: string;
  readonly permissionArn: string;
  readonly clientToken?: string | undefined;
}
export interface DisassociateResourceSharePermissionResponse {
  readonly returnValue?: boolean | undefined;
  readonly clientToken?: string | undefined;
}
export interface EnableSharingWithAwsOrganizationRequest {

}
export interface EnableSharingWithAwsOrganizationResponse {
  readonly returnValue?: boolean | undefined;
}
export interface GetPermissionRequest {
  readonly permissionArn: string;
  readonly permissionVersion?: number | undefined;
}
export interface GetPermissionResponse {
  readonly permission?: ResourceSharePermissionDetail | undefined;
}
export interface GetResourcePoliciesRequest {
  readonly resourceArns: readonly string[];
  readonly principal?: string | undefined;
  readonly nextToken?: string | undefined;
  readonly maxResults?: number | undefined;
}
export interface GetResourcePoliciesResponse {
  readonly policies?: readonly string[] | undefined;
  readonly nextToken?: string | undefined;
}
export interface GetResourceShareAssociationsRequest {
  readonly associationType: "PRINCIPAL" | "RESOURCE" | "SOURCE";
  readonly resourceShareArns?: readonly string[] | undefined;
  readonly resourceArn?: string | undefined;
  readonly principal?: string | undefined;
  readonly associationStatus?: "ASSOCIATING" | "ASSOCIATED" | "FAILED" | "DISASSOCIATING" | "DISASSOCIATED" | "SUSPENDED" | "SUSPENDING" | "RESTORING" | undefined;
  readonly nextToken?: string | undefined;
  readonly maxResults?: number | undefined;
}
export interface GetResourceShareAssociationsResponse {
  readonly resourceShareAssociations?: readonly ResourceShareAssociation[] | undefined;
  readonly nextToken?: string | undefined;
}
export interface GetResourceShareInvitationsRequest {
  readonly resourceShareInvitationArns?: readonly string[] | undefined;
  readonly resourceShareArns?: readonly string[] | undefined;
  readonly nextToken?: string | undefined;
  readonly maxResults?: number | undefined;
}
export interface GetResourceShareInvitationsResponse {
  readonly resourceShareInvitations?: readonly ResourceShareInvitation[] | undefined;
  readonly nextToken?: string | undefined;
}
export interface GetResourceSharesRequest {
  readonly resourceShareArns?: readonly string[] | undefined;
  readonly resourceShareStatus?: "PENDING" | "ACTIVE" | "FAILED" | "DELETING" | "DELETED" | undefined;
  readonly resourceOwner: "SELF" | "OTHER-ACCOUNTS";
  readonly name?: string | undefined;
  readonly tagFilters?: readonly TagFilter[] | undefined;
  readonly nextToken?: string | undefined;
  readonly maxResults?: number | undefined;
  readonly permissionArn?: string | undefined;
  readonly permissionVersion?: number | undefined;
}
export interface TagFilter {
  readonly tagKey?: string | undefined;
  readonly tagValues?: readonly string[] | undefined;
}
export interface GetResourceSharesResponse {
  readonly resourceShares?: readonly ResourceShare[] | undefined;
  readonly nextToken?: string | undefined;
}
export interface ListPendingInvitationResourcesRequest {
  readonly resourceShareInvitationArn: string;
  readonly nextToken?: string | undefined;
  readonly maxResults?: number | undefined;
  readonly resourceRegionScope?: "ALL" | "REGIONAL" | "GLOBAL" | undefined;
}
export interface ListPendingInvitationResourcesResponse {
  readonly resources?: readonly Resource[] | undefined;
  readonly nextToken?: string | undefined;
}
export interface Resource {
  readonly arn?: string | undefined;
  readonly type?: string | undefined;
  readonly resourceShareArn?: string | undefined;
  readonly resourceGroupArn?: string | undefined;
  readonly status?: "AVAILABLE" | "ZONAL_RESOURCE_INACCESSIBLE" | "LIMIT_EXCEEDED" | "UNAVAILABLE" | "PENDING" | undefined;
  readonly statusMessage?: string | undefined;
  readonly creationTime?: Instant | undefined;
  readonly lastUpdatedTime?: Instant | undefined;
  readonly resourceRegionScope?: "REGIONAL" | "GLOBAL" | undefined;
}
export interface ListPermissionAssociationsRequest {
  readonly permissionArn?: string | undefined;
  readonly permissionVersion?: number | undefined;
  readonly associationStatus?: "ASSOCIATING" | "ASSOCIATED" | "FAILED" | "DISASSOCIATING" | "DISASSOCIATED" | "SUSPENDED" | "SUSPENDING" | "RESTORING" | undefined;
  readonly resourceType?: string | undefined;
  readonly featureSet?: "CREATED_FROM_POLICY" | "PROMOTING_TO_STANDARD" | "STANDARD" | undefined;
  readonly defaultVersion?: boolean | undefined;
  readonly nextToken?: string | undefined;
  readonly maxResults?: number | undefined;
}
export interface ListPermissionAssociationsResponse {
  readonly permissions?: readonly AssociatedPermission[] | undefined;
  readonly nextToken?: string | undefined;
}
export interface AssociatedPermission {
  readonly arn?: string | undefined;
  readonly permissionVersion?: string | undefined;
  readonly defaultVersion?: boolean | undefined;
  readonly resourceType?: string | undefined;
  readonly status?: string | undefined;
  readonly featureSet?: "CREATED_FROM_POLICY" | "PROMOTING_TO_STANDARD" | "STANDARD" | undefined;
  readonly lastUpdatedTime?: Instant | undefined;
  readonly resourceShareArn?: string | undefined;
}
export interface ListPermissionVersionsRequest {
  readonly permissionArn: string;
  readonly nextToken?: string | undefined;
  readonly maxResults?: number | undefined;
}
export interface ListPermissionVersionsResponse {
  readonly permissions?: readonly ResourceSharePermissionSummary[] | undefined;
  readonly nextToken?: string | undefined;
}
export interface ListPermissionsRequest {
  readonly resourceType?: string | undefined;
  readonly nextToken?: string | undefined;
  readonly maxResults?: number | undefined;
  readonly permissionType?: "ALL" | "AWS_MANAGED" | "CUSTOMER_MANAGED" | undefined;
}
export interface ListPermissionsResponse {
  readonly permissions?: readonly ResourceSharePermissionSummary[] | undefined;
  readonly nextToken?: string | undefined;
}
export interface ListPrincipalsRequest {
  readonly resourceOwner: "SELF" | "OTHER-ACCOUNTS";
  readonly resourceArn?: string | undefined;
  readonly principals?: readonly string[] | undefined;
  readonly resourceType?: string | undefined;
  readonly resourceShareArns?: readonly string[] | undefined;
  readonly nextToken?: string | undefined;
  readonly maxResults?: number | undefined;
}
export interface ListPrincipalsResponse {
  readonly principals?: readonly Principal[] | undefined;
  readonly nextToken?: string | undefined;
}
export interface Principal {
  readonly id?: string | undefined;
  readonly resourceShareArn?: string | undefined;
  readonly creationTime?: Instant | undefined;
  readonly lastUpdatedTime?: Instant | undefined;
  readonly external?: boolean | undefined;
}
export interface ListReplacePermissionAssociationsWorkRequest {
  readonly workIds?: readonly string[] | undefined;
  readonly status?: "IN_PROGRESS" | "COMPLETED" | "FAILED" | undefined;
  readonly nextToken?: string | undefined;
  readonly maxResults?: number | undefined;
}
export interface ListReplacePermissionAssociationsWorkResponse {
  readonly replacePermissionAssociationsWorks?: readonly ReplacePermissionAssociationsWork[] | undefined;
  readonly nextToken?: string | undefined;
}
export interface ReplacePermissionAssociationsWork {
  readonly id?: string | undefined;
  readonly fromPermissionArn?: string | undefined;
  readonly fromPermissionVersion?: string | undefined;
  readonly toPermissionArn?: string | undefined;
  readonly toPermissionVersion?: string | undefined;
  readonly status?: "IN_PROGRESS" | "COMPLETED" | "FAILED" | undefined;
  readonly statusMessage?: string | undefined;
  readonly creationTime?: Instant | undefined;
  readonly lastUpdatedTime?: Instant | undefined;
}
export interface ListResourceSharePermissionsRequest {
  readonly resourceShareArn: string;
  readonly nextToken?: string | undefined;
  readonly maxResults?: number | undefined;
}
export interface ListResourceSharePermissionsResponse {
  readonly permissions?: readonly ResourceSharePermissionSummary[] | undefined;
  readonly nextToken?: string | undefined;
}
export interface ListResourceTypesRequest {
  readonly nextToken?: string | undefined;
  readonly maxResults?: number | undefined;
  readonly resourceRegionScope?: "ALL" | "REGIONAL" | "GLOBAL" | undefined;
}
export interface ListResourceTypesResponse {
  readonly resourceTypes?: readonly ServiceNameAndResourceType[] | undefined;
  readonly nextToken?: string | undefined;
}
export interface ServiceNameAndResourceType {
  readonly resourceType?: string | undefined;
  readonly serviceName?: string | undefined;
  readonly resourceRegionScope?: "REGIONAL" | "GLOBAL" | undefined;
}
export interface ListResourcesRequest {
  readonly resourceOwner: "SELF" | "OTHER-ACCOUNTS";
  readonly principal?: string | undefined;
  readonly resourceType?: string | undefined;
  readonly resourceArns?: readonly string[] | undefined;
  readonly resourceShareArns?: readonly string[] | undefined;
  readonly nextToken?: string | undefined;
  readonly maxResults?: number | undefined;
  readonly resourceRegionScope?: "ALL" | "REGIONAL" | "GLOBAL" | undefined;
}
export interface ListResourcesResponse {
  readonly resources?: readonly Resource[] | undefined;
  readonly nextToken?: string | undefined;
}
export interface ListSourceAssociationsRequest {
  readonly resourceShareArns?: readonly string[] | undefined;
  readonly sourceId?: string | undefined;
  readonly sourceType?: string | undefined;
  readonly associationStatus?: "ASSOCIATING" | "ASSOCIATED" | "FAILED" | "DISASSOCIATING" | "DISASSOCIATED" | "SUSPENDED" | "SUSPENDING" | "RESTORING" | undefined;
  readonly nextToken?: string | undefined;
  readonly maxResults?: number | undefined;
}
export interface ListSourceAssociationsResponse {
  readonly sourceAssociations?: readonly AssociatedSource[] | undefined;
  readonly nextToken?: string | undefined;
}
export interface AssociatedSource {
  readonly resourceShareArn?: string | undefined;
  readonly sourceId?: string | undefined;
  readonly sourceType?: string | undefined;
  readonly status?: string | undefined;
  readonly lastUpdatedTime?: Instant | undefined;
  readonly creationTime?: Instant | undefined;
  readonly statusMessage?: string | undefined;
}
export interface PromotePermissionCreatedFromPolicyRequest {
  readonly permissionArn: string;
  readonly name: string;
  readonly clientToken?: string | undefined;
}
export interface PromotePermissionCreatedFromPolicyResponse {
  readonly permission?: ResourceSharePermissionSummary | undefined;
  readonly clientToken?: string | undefined;
}
export interface PromoteResourceShareCreatedFromPolicyRequest {
  readonly resourceShareArn: string;
}
export interface PromoteResourceShareCreatedFromPolicyResponse {
  readonly returnValue?: boolean | undefined;
}
export interface RejectResourceShareInvitationRequest {
  readonly resourceShareInvitationArn: string;
  readonly clientToken?: string | undefined;
}
export interface RejectResourceShareInvitationResponse {
  readonly resourceShareInvitation?: ResourceShareInvitation | undefined;
  readonly clientToken?: string | undefined;
}
export interface ReplacePermissionAssociationsRequest {
  readonly fromPermissionArn: string;
  readonly fromPermissionVersion?: number | undefined;
  readonly toPermissionArn: string;
  readonly clientToken?: string | undefined;
}
export interface ReplacePermissionAssociationsResponse {
  readonly replacePermissionAssociationsWork?: ReplacePermissionAssociationsWork | undefined;
  readonly clientToken?: string | undefined;
}
export interface SetDefaultPermissionVersionRequest {
  readonly permissionArn: string;
  readonly permissionVersion: number;
  readonly clientToken?: string | undefined;
}
export interface SetDefaultPermissionVersionResponse {
  readonly returnValue?: boolean | undefined;
  readonly clientToken?: string | undefined;
}
export interface TagResourceRequest {
  readonly resourceShareArn?: string | undefined;
  readonly tags: readonly Tag[];
  readonly resourceArn?: string | undefined;
}
export interface TagResourceResponse {

}
export interface UntagResourceRequest {
  readonly resourceShareArn?: string | undefined;
  readonly tagKeys: readonly string[];
  readonly resourceArn?: string | undefined;
}
export interface UntagResourceResponse {

}
export interface UpdateResourceShareRequest {
  readonly resourceShareArn: string;
  readonly name?: string | undefined;
  readonly allowExternalPrincipals?: boolean | undefined;
  readonly clientToken?: string | undefined;
}
export interface UpdateResourceShareResponse {
  readonly resourceShare?: ResourceShare | undefined;
  readonly clientToken?: string | undefined;
}
export type AcceptResourceShareInvitationErrors = "MalformedArnException" | "OperationNotPermittedException" | "ResourceShareInvitationArnNotFoundException" | "ResourceShareInvitationAlreadyAcceptedException" | "ResourceShareInvitationAlreadyRejectedException" | "ResourceShareInvitationExpiredException" | "ServerInternalException" | "ServiceUnavailableException" | "InvalidClientTokenException" | "IdempotentParameterMismatchException";
export type AssociateResourceShareErrors = "IdempotentParameterMismatchException" | "UnknownResourceException" | "InvalidStateTransitionException" | "ResourceShareLimitExceededException" | "MalformedArnException" | "InvalidClientTokenException" | "InvalidParameterException" | "OperationNotPermittedException" | "ServerInternalException" | "ServiceUnavailableException" | "ThrottlingException";
export type AssociateResourceSharePermissionErrors = "MalformedArnException" | "UnknownResourceException" | "InvalidParameterException" | "InvalidClientTokenException" | "ServerInternalException" | "ServiceUnavailableException" | "OperationNotPermittedException";
export type CreatePermissionErrors = "InvalidParameterException" | "InvalidPolicyException" | "OperationNotPermittedException" | "ServerInternalException" | "ServiceUnavailableException" | "PermissionAlreadyExistsException" | "MalformedPolicyTemplateException" | "InvalidClientTokenException" | "PermissionLimitExceededException" | "IdempotentParameterMismatchException";
export type CreatePermissionVersionErrors = "InvalidParameterException" | "InvalidPolicyException" | "ServerInternalException" | "ServiceUnavailableException" | "UnknownResourceException" | "MalformedPolicyTemplateException" | "MalformedArnException" | "InvalidClientTokenException" | "IdempotentParameterMismatchException" | "PermissionVersionsLimitExceededException";
export type CreateResourceShareErrors = "IdempotentParameterMismatchException" | "InvalidStateTransitionException" | "UnknownResourceException" | "MalformedArnException" | "InvalidClientTokenException" | "InvalidParameterException" | "OperationNotPermittedException" | "ResourceShareLimitExceededException" | "TagPolicyViolationException" | "TagLimitExceededException" | "ServerInternalException" | "ServiceUnavailableException" | "ThrottlingException";
export type DeletePermissionErrors = "MalformedArnException" | "ServerInternalException" | "ServiceUnavailableException" | "OperationNotPermittedException" | "UnknownResourceException" | "InvalidClientTokenException" | "IdempotentParameterMismatchException";
export type DeletePermissionVersionErrors = "MalformedArnException" | "InvalidParameterException" | "ServerInternalException" | "ServiceUnavailableException" | "OperationNotPermittedException" | "UnknownResourceException" | "InvalidClientTokenException" | "IdempotentParameterMismatchException";
export type DeleteResourceShareErrors = "OperationNotPermittedException" | "IdempotentParameterMismatchException" | "InvalidStateTransitionException" | "UnknownResourceException" | "MalformedArnException" | "InvalidClientTokenException" | "InvalidParameterException" | "ServerInternalException" | "ServiceUnavailableException" | "ThrottlingException";
export type DisassociateResourceShareErrors = "IdempotentParameterMismatchException" | "ResourceShareLimitExceededException" | "MalformedArnException" | "InvalidStateTransitionException" | "InvalidClientTokenException" | "InvalidParameterException" | "OperationNotPermittedException" | "ServerInternalException" | "ServiceUnavailableException" | "UnknownResourceException" | "ThrottlingException";
export type DisassociateResourceSharePermissionErrors = "MalformedArnException" | "UnknownResourceException" | "InvalidParameterException" | "InvalidClientTokenException" | "ServerInternalException" | "ServiceUnavailableException" | "OperationNotPermittedException" | "InvalidStateTransitionException";
export type EnableSharingWithAwsOrganizationErrors = "OperationNotPermittedException" | "ServerInternalException" | "ServiceUnavailableException";
export type GetPermissionErrors = "InvalidParameterException" | "MalformedArnException" | "UnknownResourceException" | "ServerInternalException" | "ServiceUnavailableException" | "OperationNotPermittedException";
export type GetResourcePoliciesErrors = "MalformedArnException" | "InvalidNextTokenException" | "InvalidParameterException" | "ResourceArnNotFoundException" | "ServerInternalException" | "ServiceUnavailableException";
export type GetResourceShareAssociationsErrors = "UnknownResourceException" | "MalformedArnException" | "InvalidNextTokenException" | "InvalidParameterException" | "OperationNotPermittedException" | "ServerInternalException" | "ServiceUnavailableException";
export type GetResourceShareInvitationsErrors = "ResourceShareInvitationArnNotFoundException" | "InvalidMaxResultsException" | "MalformedArnException" | "UnknownResourceException" | "InvalidNextTokenException" | "InvalidParameterException" | "ServerInternalException" | "ServiceUnavailableException";
export type GetResourceSharesErrors = "UnknownResourceException" | "MalformedArnException" | "InvalidNextTokenException" | "InvalidParameterException" | "ServerInternalException" | "ServiceUnavailableException";
export type ListPendingInvitationResourcesErrors = "MalformedArnException" | "InvalidNextTokenException" | "InvalidParameterException" | "ServerInternalException" | "ServiceUnavailableException" | "ResourceShareInvitationArnNotFoundException" | "MissingRequiredParameterException" | "ResourceShareInvitationAlreadyRejectedException" | "ResourceShareInvitationExpiredException";
export type ListPermissionAssociationsErrors = "InvalidParameterException" | "MalformedArnException" | "InvalidNextTokenException" | "ServerInternalException" | "ServiceUnavailableException";
export type ListPermissionVersionsErrors = "MalformedArnException" | "UnknownResourceException" | "InvalidNextTokenException" | "ServerInternalException" | "ServiceUnavailableException" | "OperationNotPermittedException" | "InvalidParameterException";
export type ListPermissionsErrors = "InvalidParameterException" | "InvalidNextTokenException" | "ServerInternalException" | "ServiceUnavailableException" | "OperationNotPermittedException";
export type ListPrincipalsErrors = "MalformedArnException" | "UnknownResourceException" | "InvalidNextTokenException" | "InvalidParameterException" | "ServerInternalException" | "ServiceUnavailableException";
export type ListReplacePermissionAssociationsWorkErrors = "ServerInternalException" | "ServiceUnavailableException" | "InvalidNextTokenException" | "InvalidParameterException";
export type ListResourceSharePermissionsErrors = "InvalidParameterException" | "MalformedArnException" | "UnknownResourceException" | "InvalidNextTokenException" | "ServerInternalException" | "ServiceUnavailableException" | "OperationNotPermittedException";
export type ListResourceTypesErrors = "InvalidNextTokenException" | "InvalidParameterException" | "ServerInternalException" | "ServiceUnavailableException";
export type ListResourcesErrors = "InvalidResourceTypeException" | "UnknownResourceException" | "MalformedArnException" | "InvalidNextTokenException" | "InvalidParameterException" | "ServerInternalException" | "ServiceUnavailableException";
export type ListSourceAssociationsErrors = "UnknownResourceException" | "MalformedArnException" | "InvalidNextTokenException" | "InvalidParameterException" | "ServerInternalException" | "ServiceUnavailableException";
export type PromotePermissionCreatedFromPolicyErrors = "MalformedArnException" | "InvalidPolicyException" | "OperationNotPermittedException" | "InvalidParameterException" | "MissingRequiredParameterException" | "ServerInternalException" | "ServiceUnavailableException" | "UnknownResourceException";
export type PromoteResourceShareCreatedFromPolicyErrors = "MalformedArnException" | "ResourceShareLimitExceededException" | "OperationNotPermittedException" | "InvalidParameterException" | "MissingRequiredParameterException" | "ServerInternalException" | "ServiceUnavailableException" | "UnknownResourceException" | "InvalidStateTransitionException" | "UnmatchedPolicyPermissionException";
export type RejectResourceShareInvitationErrors = "MalformedArnException" | "OperationNotPermittedException" | "ResourceShareInvitationArnNotFoundException" | "ResourceShareInvitationAlreadyAcceptedException" | "ResourceShareInvitationAlreadyRejectedException" | "ResourceShareInvitationExpiredException" | "ServerInternalException" | "ServiceUnavailableException" | "InvalidClientTokenException" | "IdempotentParameterMismatchException";
export type ReplacePermissionAssociationsErrors = "MalformedArnException" | "InvalidParameterException" | "ServerInternalException" | "ServiceUnavailableException" | "OperationNotPermittedException" | "UnknownResourceException" | "InvalidClientTokenException" | "IdempotentParameterMismatchException";
export type SetDefaultPermissionVersionErrors = "InvalidParameterException" | "MalformedArnException" | "ServerInternalException" | "ServiceUnavailableException" | "UnknownResourceException" | "InvalidClientTokenException" | "IdempotentParameterMismatchException";
export type TagResourceErrors = "InvalidParameterException" | "MalformedArnException" | "UnknownResourceException" | "TagLimitExceededException" | "ResourceArnNotFoundException" | "TagPolicyViolationException" | "ServerInternalException" | "ServiceUnavailableException";
export type UntagResourceErrors = "UnknownResourceException" | "InvalidParameterException" | "MalformedArnException" | "ServerInternalException" | "ServiceUnavailableException";
export type UpdateResourceShareErrors = "IdempotentParameterMismatchException" | "MissingRequiredParameterException" | "UnknownResourceException" | "MalformedArnException" | "InvalidClientTokenException" | "InvalidParameterException" | "OperationNotPermittedException" | "ServerInternalException" | "ServiceUnavailableException";
