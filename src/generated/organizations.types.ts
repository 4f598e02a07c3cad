// Generated from models/organizations.json by tools/generate.ts. Do not edit.
import type { Instant } from '../base/clock.ts';

export interface None {}
export interface AcceptHandshakeRequest {
  readonly HandshakeId: string;
}
export interface AcceptHandshakeResponse {
  readonly Handshake?: Handshake | undefined;
}
export interface Handshake {
  readonly Id?: string | undefined;
  readonly Arn?: string | undefined;
  readonly Parties?: readonly HandshakeParty[] | undefined;
  readonly State?: "REQUESTED" | "OPEN" | "CANCELED" | "ACCEPTED" | "DECLINED" | "EXPIRED" | undefined;
  readonly RequestedTimestamp?: Instant | undefined;
  readonly ExpirationTimestamp?: Instant | undefined;
  readonly Action?: "INVITE" | "ENABLE_ALL_FEATURES" | "APPROVE_ALL_FEATURES" | "ADD_ORGANIZATIONS_SERVICE_LINKED_ROLE" | "TRANSFER_RESPONSIBILITY" | undefined;
  readonly Resources?: readonly HandshakeResource[] | undefined;
}
export interface HandshakeParty {
  readonly Id: string;
  readonly Type: "ACCOUNT" | "ORGANIZATION" | "EMAIL";
}
export interface HandshakeResource {
  readonly Value?: string | undefined;
  readonly Type?: "ACCOUNT" | "ORGANIZATION" | "ORGANIZATION_FEATURE_SET" | "EMAIL" | "MASTER_EMAIL" | "MASTER_NAME" | "NOTES" | "PARENT_HANDSHAKE" | "RESPONSIBILITY_TRANSFER" | "TRANSFER_START_TIMESTAMP" | "TRANSFER_TYPE" | "MANAGEMENT_ACCOUNT" | "MANAGEMENT_EMAIL" | "MANAGEMENT_NAME" | undefined;
  readonly Resources?: readonly HandshakeResource[] | undefined;
}
export interface AttachPolicyRequest {
  readonly PolicyId: string;
  readonly TargetId: string;
}
export interface CancelHandshakeRequest {
  readonly HandshakeId: string;
}
export interface CancelHandshakeResponse {
  readonly Handshake?: Handshake | undefined;
}
export interface CloseAccountRequest {
  readonly AccountId: string;
}
export interface CreateAccountRequest {
  readonly Email: string;
  readonly AccountName: string;
  readonly RoleName?: string | undefined;
  readonly IamUserAccessToBilling?: "ALLOW" | "DENY" | undefined;
  readonly Tags?: readonly Tag[] | undefined;
}
export interface Tag {
  readonly Key: string;
  readonly Value: string;
}
export interface CreateAccountResponse {
  readonly CreateAccountStatus?: CreateAccountStatus | undefined;
}
export interface CreateAccountStatus {
  readonly Id?: string | undefined;
  readonly AccountName?: string | undefined;
  readonly State?: "IN_PROGRESS" | "SUCCEEDED" | "FAILED" | undefined;
  readonly RequestedTimestamp?: Instant | undefined;
  readonly CompletedTimestamp?: Instant | undefined;
  readonly AccountId?: string | undefined;
  readonly GovCloudAccountId?: string | undefined;
  readonly FailureReason?: "ACCOUNT_LIMIT_EXCEEDED" | "EMAIL_ALREADY_EXISTS" | "INVALID_ADDRESS" | "INVALID_EMAIL" | "CONCURRENT_ACCOUNT_MODIFICATION" | "INTERNAL_FAILURE" | "GOVCLOUD_ACCOUNT_ALREADY_EXISTS" | "MISSING_BUSINESS_VALIDATION" | "FAILED_BUSINESS_VALIDATION" | "PENDING_BUSINESS_VALIDATION" | "INVALID_IDENTITY_FOR_BUSINESS_VALIDATION" | "UNKNOWN_BUSINESS_VALIDATION" | "MISSING_PAYMENT_INSTRUMENT" | "INVALID_PAYMENT_INSTRUMENT" | "UPDATE_EXISTING_RESOURCE_POLICY_WITH_TAGS_NOT_SUPPORTED" | undefined;
}
export interface CreateGovCloudAccountRequest {
  readonly Email: string;
  readonly AccountName: string;
  readonly RoleName?: string | undefined;
  readonly IamUserAccessToBilling?: "ALLOW" | "DENY" | undefined;
  readonly Tags?: readonly Tag[] | undefined;
}
export interface CreateGovCloudAccountResponse {
  readonly CreateAccountStatus?: CreateAccountStatus | undefined;
}
export interface CreateOrganizationRequest {
  readonly FeatureSet?: "ALL" | "CONSOLIDATED_BILLING" | undefined;
}
export interface CreateOrganizationResponse {
  readonly Organization?: Organization | undefined;
}
export interface Organization {
  readonly Id?: string | undefined;
  readonly Arn?: string | undefined;
  readonly FeatureSet?: "ALL" | "CONSOLIDATED_BILLING" | undefined;
  readonly MasterAccountArn?: string | undefined;
  readonly MasterAccountId?: string | undefined;
  readonly MasterAccountEmail?: string | undefined;
  readonly AvailablePolicyTypes?: readonly PolicyTypeSummary[] | undefined;
}
export interface PolicyTypeSummary {
  readonly Type?: "SERVICE_CONTROL_POLICY" | "RESOURCE_CONTROL_POLICY" | "TAG_POLICY" | "BACKUP_POLICY" | "AISERVICES_OPT_OUT_POLICY" | "CHATBOT_POLICY" | "DECLARATIVE_POLICY_EC2" | "SECURITYHUB_POLICY" | "INSPECTOR_POLICY" | "UPGRADE_ROLLOUT_POLICY" | "BEDROCK_POLICY" | "S3_POLICY" | "NETWORK_SECURITY_DIRECTOR_POLICY" | undefined;
  readonly Status?: "ENABLED" | "PENDING_ENABLE" | "PENDING_DISABLE" | undefined;
}
export interface CreateOrganizationalUnitRequest {
  readonly ParentId: string;
  readonly Name: string;
  readonly Tags?: readonly Tag[] | undefined;
}
export interface CreateOrganizationalUnitResponse {
  readonly OrganizationalUnit?: OrganizationalUnit | undefined;
}
export interface OrganizationalUnit {
  readonly Id?: string | undefined;
  readonly Arn?: string | undefined;
  readonly Name?: string | undefined;
  readonly Path?: string | undefined;
}
export interface CreatePolicyRequest {
  readonly Content: string;
  readonly Description: string;
  readonly Name: string;
  readonly Type: "SERVICE_CONTROL_POLICY" | "RESOURCE_CONTROL_POLICY" | "TAG_POLICY" | "BACKUP_POLICY" | "AISERVICES_OPT_OUT_POLICY" | "CHATBOT_POLICY" | "DECLARATIVE_POLICY_EC2" | "SECURITYHUB_POLICY" | "INSPECTOR_POLICY" | "UPGRADE_ROLLOUT_POLICY" | "BEDROCK_POLICY" | "S3_POLICY" | "NETWORK_SECURITY_DIRECTOR_POLICY";
  readonly Tags?: readonly Tag[] | undefined;
}
export interface CreatePolicyResponse {
  readonly Policy?: Policy | undefined;
}
export interface Policy {
  readonly PolicySummary?: PolicySummary | undefined;
  readonly Content?: string | undefined;
}
export interface PolicySummary {
  readonly Id?: string | undefined;
  readonly Arn?: string | undefined;
  readonly Name?: string | undefined;
  readonly Description?: string | undefined;
  readonly Type?: "SERVICE_CONTROL_POLICY" | "RESOURCE_CONTROL_POLICY" | "TAG_POLICY" | "BACKUP_POLICY" | "AISERVICES_OPT_OUT_POLICY" | "CHATBOT_POLICY" | "DECLARATIVE_POLICY_EC2" | "SECURITYHUB_POLICY" | "INSPECTOR_POLICY" | "UPGRADE_ROLLOUT_POLICY" | "BEDROCK_POLICY" | "S3_POLICY" | "NETWORK_SECURITY_DIRECTOR_POLICY" | undefined;
  readonly AwsManaged?: boolean | undefined;
}
export interface DeclineHandshakeRequest {
  readonly HandshakeId: string;
}
export interface DeclineHandshakeResponse {
  readonly Handshake?: Handshake | undefined;
}
export interface DeleteOrganizationalUnitRequest {
  readonly OrganizationalUnitId: string;
}
export interface DeletePolicyRequest {
  readonly PolicyId: string;
}
export interface DeregisterDelegatedAdministratorRequest {
  readonly AccountId: string;
  readonly ServicePrincipal: string;
}
export interface DescribeAccountRequest {
  readonly AccountId: string;
}
export interface DescribeAccountResponse {
  readonly Account?: Account | undefined;
}
export interface Account {
  readonly Id?: string | undefined;
  readonly Arn?: string | undefined;
  readonly Email?: string | undefined;
  readonly Name?: string | undefined;
  readonly Status?: "ACTIVE" | "SUSPENDED" | "PENDING_CLOSURE" | undefined;
  readonly State?: "PENDING_ACTIVATION" | "ACTIVE" | "SUSPENDED" | "PENDING_CLOSURE" | "CLOSED" | undefined;
  readonly Paths?: readonly string[] | undefined;
  readonly JoinedMethod?: "INVITED" | "CREATED" | undefined;
  readonly JoinedTimestamp?: Instant | undefined;
}
export interface DescribeCreateAccountStatusRequest {
  readonly CreateAccountRequestId: string;
}
export interface DescribeCreateAccountStatusResponse {
  readonly CreateAccountStatus?: CreateAccountStatus | undefined;
}
export interface DescribeEffectivePolicyRequest {
  readonly PolicyType: "TAG_POLICY" | "BACKUP_POLICY" | "AISERVICES_OPT_OUT_POLICY" | "CHATBOT_POLICY" | "DECLARATIVE_POLICY_EC2" | "SECURITYHUB_POLICY" | "INSPECTOR_POLICY" | "UPGRADE_ROLLOUT_POLICY" | "BEDROCK_POLICY" | "S3_POLICY" | "NETWORK_SECURITY_DIRECTOR_POLICY";
  readonly TargetId?: string | undefined;
}
export interface DescribeEffectivePolicyResponse {
  readonly EffectivePolicy?: EffectivePolicy | undefined;
}
export interface EffectivePolicy {
  readonly PolicyContent?: string | undefined;
  readonly LastUpdatedTimestamp?: Instant | undefined;
  readonly TargetId?: string | undefined;
  readonly PolicyType?: "TAG_POLICY" | "BACKUP_POLICY" | "AISERVICES_OPT_OUT_POLICY" | "CHATBOT_POLICY" | "DECLARATIVE_POLICY_EC2" | "SECURITYHUB_POLICY" | "INSPECTOR_POLICY" | "UPGRADE_ROLLOUT_POLICY" | "BEDROCK_POLICY" | "S3_POLICY" | "NETWORK_SECURITY_DIRECTOR_POLICY" | undefined;
}
export interface DescribeHandshakeRequest {
  readonly HandshakeId: string;
}
export interface DescribeHandshakeResponse {
  readonly Handshake?: Handshake | undefined;
}
export interface DescribeOrganizationResponse {
  readonly Organization?: Organization | undefined;
}
export interface DescribeOrganizationalUnitRequest {
  readonly OrganizationalUnitId: string;
}
export interface DescribeOrganizationalUnitResponse {
  readonly OrganizationalUnit?: OrganizationalUnit | undefined;
}
export interface DescribePolicyRequest {
  readonly PolicyId: string;
}
export interface DescribePolicyResponse {
  readonly Policy?: Policy | undefined;
}
export interface DescribeResourcePolicyResponse {
  readonly ResourcePolicy?: ResourcePolicy | undefined;
}
export interface ResourcePolicy {
  readonly ResourcePolicySummary?: ResourcePolicySummary | undefined;
  readonly Content?: string | undefined;
}
export interface ResourcePolicySummary {
  readonly Id?: string | undefined;
  readonly Arn?: string | undefined;
}
export interface DescribeResponsibilityTransferRequest {
  readonly Id: string;
}
export interface DescribeResponsibilityTransferResponse {
  readonly ResponsibilityTransfer?: ResponsibilityTransfer | undefined;
}
export interface ResponsibilityTransfer {
  readonly Arn?: string | undefined;
  readonly Name?: string | undefined;
  readonly Id?: string | undefined;
  readonly Type?: "BILLING" | undefined;
  readonly Status?: "REQUESTED" | "DECLINED" | "CANCELED" | "EXPIRED" | "ACCEPTED" | "WITHDRAWN" | undefined;
  readonly Source?: TransferParticipant | undefined;
  readonly Target?: TransferParticipant | undefined;
  readonly StartTimestamp?: Instant | undefined;
  readonly EndTimestamp?: Instant | undefined;
  readonly ActiveHandshakeId?: string | undefined;
}
export interface TransferParticipant {
  readonly ManagementAccountId?: string | undefined;
  readonly ManagementAccountEmail?: string | undefined;
}
export interface DetachPolicyRequest {
  readonly PolicyId: string;
  readonly TargetId: string;
}
export interface DisableAWSServiceAccessRequest {
  readonly ServicePrincipal: string;
}
export interface DisablePolicyTypeRequest {
  readonly RootId: string;
  readonly PolicyType: "SERVICE_CONTROL_POLICY" | "RESOURCE_CONTROL_POLICY" | "TAG_POLICY" | "BACKUP_POLICY" | "AISERVICES_OPT_OUT_POLICY" | "CHATBOT_POLICY" | "DECLARATIVE_POLICY_EC2" | "SECURITYHUB_POLICY" | "INSPECTOR_POLICY" | "UPGRADE_ROLLOUT_POLICY" | "BEDROCK_POLICY" | "S3_POLICY" | "NETWORK_SECURITY_DIRECTOR_POLICY";
}
export interface DisablePolicyTypeResponse {
  readonly Root?: Root | undefined;
}
export interface Root {
  readonly Id?: string | undefined;
  readonly Arn?: string | undefined;
  readonly Name?: string | undefined;
  readonly PolicyTypes?: readonly PolicyTypeSummary[] | undefined;
}
export interface EnableAWSServiceAccessRequest {
  readonly ServicePrincipal: string;
}
export interface EnableAllFeaturesRequest {

}
export interface EnableAllFeaturesResponse {
  readonly Handshake?: Handshake | undefined;
}
export interface EnablePolicyTypeRequest {
  readonly RootId: string;
  readonly PolicyType: "SERVICE_CONTROL_POLICY" | "RESOURCE_CONTROL_POLICY" | "TAG_POLICY" | "BACKUP_POLICY" | "AISERVICES_OPT_OUT_POLICY" | "CHATBOT_POLICY" | "DECLARATIVE_POLICY_EC2" | "SECURITYHUB_POLICY" | "INSPECTOR_POLICY" | "UPGRADE_ROLLOUT_POLICY" | "BEDROCK_POLICY" | "S3_POLICY" | "NETWORK_SECURITY_DIRECTOR_POLICY";
}
export interface EnablePolicyTypeResponse {
  readonly Root?: Root | undefined;
}
export interface InviteAccountToOrganizationRequest {
  readonly Target: HandshakeParty;
  readonly Notes?: string | undefined;
  readonly Tags?: readonly Tag[] | undefined;
}
export interface InviteAccountToOrganizationResponse {
  readonly Handshake?: Handshake | undefined;
}
export interface InviteOrganizationToTransferResponsibilityRequest {
  readonly Type: "BILLING";
  readonly Target: HandshakeParty;
  readonly Notes?: string | undefined;
  readonly StartTimestamp: Instant;
  readonly SourceName: string;
  readonly Tags?: readonly Tag[] | undefined;
}
export interface InviteOrganizationToTransferResponsibilityResponse {
  readonly Handshake?: Handshake | undefined;
}
export interface ListAWSServiceAccessForOrganizationRequest {
  readonly NextToken?: string | undefined;
  readonly MaxResults?: number | undefined;
}
export interface ListAWSServiceAccessForOrganizationResponse {
  readonly EnabledServicePrincipals?: readonly EnabledServicePrincipal[] | undefined;
  readonly NextToken?: string | undefined;
}
export interface EnabledServicePrincipal {
  readonly ServicePrincipal?: string | undefined;
  readonly DateEnabled?: Instant | undefined;
}
export interface ListAccountsRequest {
  readonly NextToken?: string | undefined;
  readonly MaxResults?: number | undefined;
}
export interface ListAccountsResponse {
  readonly Accounts?: readonly Account[] | undefined;
  readonly NextToken?: string | undefined;
}
export interface ListAccountsForParentRequest {
  readonly ParentId: string;
  readonly NextToken?: string | undefined;
  readonly MaxResults?: number | undefined;
}
export interface ListAccountsForParentResponse {
  readonly Accounts?: readonly Account[] | undefined;
  readonly NextToken?: string | undefined;
}
export interface ListAccountsWithInvalidEffectivePolicyRequest {
  readonly PolicyType: "TAG_POLICY" | "BACKUP_POLICY" | "AISERVICES_OPT_OUT_POLICY" | "CHATBOT_POLICY" | "DECLARATIVE_POLICY_EC2" | "SECURITYHUB_POLICY" | "INSPECTOR_POLICY" | "UPGRADE_ROLLOUT_POLICY" | "BEDROCK_POLICY" | "S3_POLICY" | "NETWORK_SECURITY_DIRECTOR_POLICY";
  readonly NextToken?: string | undefined;
  readonly MaxResults?: number | undefined;
}
export interface ListAccountsWithInvalidEffectivePolicyResponse {
  readonly Accounts?: readonly Account[] | undefined;
  readonly PolicyType?: "TAG_POLICY" | "BACKUP_POLICY" | "AISERVICES_OPT_OUT_POLICY" | "CHATBOT_POLICY" | "DECLARATIVE_POLICY_EC2" | "SECURITYHUB_POLICY" | "INSPECTOR_POLICY" | "UPGRADE_ROLLOUT_POLICY" | "BEDROCK_POLICY" | "S3_POLICY" | "NETWORK_SECURITY_DIRECTOR_POLICY" | undefined;
  readonly NextToken?: string | undefined;
}
export interface ListChildrenRequest {
  readonly ParentId: string;
  readonly ChildType: "ACCOUNT" | "ORGANIZATIONAL_UNIT";
  readonly NextToken?: string | undefined;
  readonly MaxResults?: number | undefined;
}
export interface ListChildrenResponse {
  readonly Children?: readonly Child[] | undefined;
  readonly NextToken?: string | undefined;
}
export interface Child {
  readonly Id?: string | undefined;
  readonly Type?: "ACCOUNT" | "ORGANIZATIONAL_UNIT" | undefined;
}
export interface ListCreateAccountStatusRequest {
  readonly States?: readonly ("IN_PROGRESS" | "SUCCEEDED" | "FAILED")[] | undefined;
  readonly NextToken?: string | undefined;
  readonly MaxResults?: number | undefined;
}
export interface ListCreateAccountStatusResponse {
  readonly CreateAccountStatuses?: readonly CreateAccountStatus[] | undefined;
  readonly NextToken?: string | undefined;
}
export interface ListDelegatedAdministratorsRequest {
  readonly ServicePrincipal?: string | undefined;
  readonly NextToken?: string | undefined;
  readonly MaxResults?: number | undefined;
}
export interface ListDelegatedAdministratorsResponse {
  readonly DelegatedAdministrators?: readonly DelegatedAdministrator[] | undefined;
  readonly NextToken?: string | undefined;
}
export interface DelegatedAdministrator {
  readonly Id?: string | undefined;
  readonly Arn?: string | undefined;
  readonly Email?: string | undefined;
  readonly Name?: string | undefined;
  readonly Status?: "ACTIVE" | "SUSPENDED" | "PENDING_CLOSURE" | undefined;
  readonly State?: "PENDING_ACTIVATION" | "ACTIVE" | "SUSPENDED" | "PENDING_CLOSURE" | "CLOSED" | undefined;
  readonly JoinedMethod?: "INVITED" | "CREATED" | undefined;
  readonly JoinedTimestamp?: Instant | undefined;
  readonly DelegationEnabledDate?: Instant | undefined;
}
export interface ListDelegatedServicesForAccountRequest {
  readonly AccountId: string;
  readonly NextToken?: string | undefined;
  readonly MaxResults?: number | undefined;
}
export interface ListDelegatedServicesForAccountResponse {
  readonly DelegatedServices?: readonly DelegatedService[] | undefined;
  readonly NextToken?: string | undefined;
}
export interface DelegatedService {
  readonly ServicePrincipal?: string | undefined;
  readonly DelegationEnabledDate?: Instant | undefined;
}
export interface ListEffectivePolicyValidationErrorsRequest {
  readonly AccountId: string;
  readonly PolicyType: "TAG_POLICY" | "BACKUP_POLICY" | "AISERVICES_OPT_OUT_POLICY" | "CHATBOT_POLICY" | "DECLARATIVE_POLICY_EC2" | "SECURITYHUB_POLICY" | "INSPECTOR_POLICY" | "UPGRADE_ROLLOUT_POLICY" | "BEDROCK_POLICY" | "S3_POLICY" | "NETWORK_SECURITY_DIRECTOR_POLICY";
  readonly NextToken?: string | undefined;
  readonly MaxResults?: number | undefined;
}
export interface ListEffectivePolicyValidationErrorsResponse {
  readonly AccountId?: string | undefined;
  readonly PolicyType?: "TAG_POLICY" | "BACKUP_POLICY" | "AISERVICES_OPT_OUT_POLICY" | "CHATBOT_POLICY" | "DECLARATIVE_POLICY_EC2" | "SECURITYHUB_POLICY" | "INSPECTOR_POLICY" | "UPGRADE_ROLLOUT_POLICY" | "BEDROCK_POLICY" | "S3_POLICY" | "NETWORK_SECURITY_DIRECTOR_POLICY" | undefined;
  readonly Path?: string | undefined;
  readonly EvaluationTimestamp?: Instant | undefined;
  readonly NextToken?: string | undefined;
  readonly EffectivePolicyValidationErrors?: readonly EffectivePolicyValidationError[] | undefined;
}
export interface EffectivePolicyValidationError {
  readonly ErrorCode?: string | undefined;
  readonly ErrorMessage?: string | undefined;
  readonly PathToError?: string | undefined;
  readonly ContributingPolicies?: readonly string[] | undefined;
}
export interface ListHandshakesForAccountRequest {
  readonly Filter?: HandshakeFilter | undefined;
  readonly NextToken?: string | undefined;
  readonly MaxResults?: number | undefined;
}
export interface HandshakeFilter {
  readonly ActionType?: "INVITE" | "ENABLE_ALL_FEATURES" | "APPROVE_ALL_FEATURES" | "ADD_ORGANIZATIONS_SERVICE_LINKED_ROLE" | "TRANSFER_RESPONSIBILITY" | undefined;
  readonly ParentHandshakeId?: string | undefined;
}
export interface ListHandshakesForAccountResponse {
  readonly Handshakes?: readonly Handshake[] | undefined;
  readonly NextToken?: string | undefined;
}
export interface ListHandshakesForOrganizationRequest {
  readonly Filter?: HandshakeFilter | undefined;
  readonly NextToken?: string | undefined;
  readonly MaxResults?: number | undefined;
}
export interface ListHandshakesForOrganizationResponse {
  readonly Handshakes?: readonly Handshake[] | undefined;
  readonly NextToken?: string | undefined;
}
export interface ListInboundResponsibilityTransfersRequest {
  readonly Type: "BILLING";
  readonly Id?: string | undefined;
  readonly NextToken?: string | undefined;
  readonly MaxResults?: number | undefined;
}
export interface ListInboundResponsibilityTransfersResponse {
  readonly ResponsibilityTransfers?: readonly ResponsibilityTransfer[] | undefined;
  readonly NextToken?: string | undefined;
}
export interface ListOrganizationalUnitsForParentRequest {
  readonly ParentId: string;
  readonly NextToken?: string | undefined;
  readonly MaxResults?: number | undefined;
}
export interface ListOrganizationalUnitsForParentResponse {
  readonly OrganizationalUnits?: readonly OrganizationalUnit[] | undefined;
  readonly NextToken?: string | undefined;
}
export interface ListOutboundResponsibilityTransfersRequest {
  readonly Type: "BILLING";
  readonly NextToken?: string | undefined;
  readonly MaxResults?: number | undefined;
}
export interface ListOutboundResponsibilityTransfersResponse {
  readonly ResponsibilityTransfers?: readonly ResponsibilityTransfer[] | undefined;
  readonly NextToken?: string | undefined;
}
export interface ListParentsRequest {
  readonly ChildId: string;
  readonly NextToken?: string | undefined;
  readonly MaxResults?: number | undefined;
}
export interface ListParentsResponse {
  readonly Parents?: readonly Parent[] | undefined;
  readonly NextToken?: string | undefined;
}
export interface Parent {
  readonly Id?: string | undefined;
  readonly Type?: "ROOT" | "ORGANIZATIONAL_UNIT" | undefined;
}
export interface ListPoliciesRequest {
  readonly Filter: "SERVICE_CONTROL_POLICY" | "RESOURCE_CONTROL_POLICY" | "TAG_POLICY" | "BACKUP_POLICY" | "AISERVICES_OPT_OUT_POLICY" | "CHATBOT_POLICY" | "DECLARATIVE_POLICY_EC2" | "SECURITYHUB_POLICY" | "INSPECTOR_POLICY" | "UPGRADE_ROLLOUT_POLICY" | "BEDROCK_POLICY" | "S3_POLICY" | "NETWORK_SECURITY_DIRECTOR_POLICY";
  readonly NextToken?: string | undefined;
  readonly MaxResults?: number | undefined;
}
export interface ListPoliciesResponse {
  readonly Policies?: readonly PolicySummary[] | undefined;
  readonly NextToken?: string | undefined;
}
export interface ListPoliciesForTargetRequest {
  readonly TargetId: string;
  readonly Filter: "SERVICE_CONTROL_POLICY" | "RESOURCE_CONTROL_POLICY" | "TAG_POLICY" | "BACKUP_POLICY" | "AISERVICES_OPT_OUT_POLICY" | "CHATBOT_POLICY" | "DECLARATIVE_POLICY_EC2" | "SECURITYHUB_POLICY" | "INSPECTOR_POLICY" | "UPGRADE_ROLLOUT_POLICY" | "BEDROCK_POLICY" | "S3_POLICY" | "NETWORK_SECURITY_DIRECTOR_POLICY";
  readonly NextToken?: string | undefined;
  readonly MaxResults?: number | undefined;
}
export interface ListPoliciesForTargetResponse {
  readonly Policies?: readonly PolicySummary[] | undefined;
  readonly NextToken?: string | undefined;
}
export interface ListRootsRequest {
  readonly NextToken?: string | undefined;
  readonly MaxResults?: number | undefined;
}
export interface ListRootsResponse {
  readonly Roots?: readonly Root[] | undefined;
  readonly NextToken?: string | undefined;
}
export interface ListTagsForResourceRequest {
  readonly ResourceId: string;
  readonly NextToken?: string | undefined;
}
export interface ListTagsForResourceResponse {
  readonly Tags?: readonly Tag[] | undefined;
  readonly NextToken?: string | undefined;
}
export interface ListTargetsForPolicyRequest {
  readonly PolicyId: string;
  readonly NextToken?: string | undefined;
  readonly MaxResults?: number | undefined;
}
export interface ListTargetsForPolicyResponse {
  readonly Targets?: readonly PolicyTargetSummary[] | undefined;
  readonly NextToken?: string | undefined;
}
export interface PolicyTargetSummary {
  readonly TargetId?: string | undefined;
  readonly Arn?: string | undefined;
  readonly Name?: string | undefined;
  readonly Type?: "ACCOUNT" | "ORGANIZATIONAL_UNIT" | "ROOT" | undefined;
}
export interface MoveAccountRequest {
  readonly AccountId: string;
  readonly SourceParentId: string;
  readonly DestinationParentId: string;
}
export interface PutResourcePolicyRequest {
  readonly Content: string;
  readonly Tags?: readonly Tag[] | undefined;
}
export interface PutResourcePolicyResponse {
  readonly ResourcePolicy?: ResourcePolicy | undefined;
}
export interface RegisterDelegatedAdministratorRequest {
  readonly AccountId: string;
  readonly ServicePrincipal: string;
}
export interface RemoveAccountFromOrganizationRequest {
  readonly AccountId: string;
}
export interface TagResourceRequest {
  readonly ResourceId: string;
  readonly Tags: readonly Tag[];
}
export interface TerminateResponsibilityTransferRequest {
  readonly Id: string;
  readonly EndTimestamp?: Instant | undefined;
}
export interface TerminateResponsibilityTransferResponse {
  readonly ResponsibilityTransfer?: ResponsibilityTransfer | undefined;
}
export interface UntagResourceRequest {
  readonly ResourceId: string;
  readonly TagKeys: readonly string[];
}
export interface UpdateOrganizationalUnitRequest {
  readonly OrganizationalUnitId: string;
  readonly Name?: string | undefined;
}
export interface UpdateOrganizationalUnitResponse {
  readonly OrganizationalUnit?: OrganizationalUnit | undefined;
}
export interface UpdatePolicyRequest {
  readonly PolicyId: string;
  readonly Name?: string | undefined;
  readonly Description?: string | undefined;
  readonly Content?: string | undefined;
}
export interface UpdatePolicyResponse {
  readonly Policy?: Policy | undefined;
}
export interface UpdateResponsibilityTransferRequest {
  readonly Id: string;
  readonly Name: string;
}
export interface UpdateResponsibilityTransferResponse {
  readonly ResponsibilityTransfer?: ResponsibilityTransfer | undefined;
}
export type AcceptHandshakeErrors = "AccessDeniedException" | "AWSOrganizationsNotInUseException" | "HandshakeConstraintViolationException" | "HandshakeNotFoundException" | "InvalidHandshakeTransitionException" | "HandshakeAlreadyInStateException" | "InvalidInputException" | "ConcurrentModificationException" | "ServiceException" | "TooManyRequestsException" | "AccessDeniedForDependencyException" | "ConstraintViolationException" | "MasterCannotLeaveOrganizationException" | "ValidationException";
export type AttachPolicyErrors = "AccessDeniedException" | "AWSOrganizationsNotInUseException" | "ConcurrentModificationException" | "ConstraintViolationException" | "DuplicatePolicyAttachmentException" | "InvalidInputException" | "PolicyNotFoundException" | "PolicyTypeNotEnabledException" | "ServiceException" | "TargetNotFoundException" | "TooManyRequestsException" | "UnsupportedAPIEndpointException" | "PolicyChangesInProgressException" | "ValidationException";
export type CancelHandshakeErrors = "AccessDeniedException" | "ConcurrentModificationException" | "HandshakeNotFoundException" | "InvalidHandshakeTransitionException" | "HandshakeAlreadyInStateException" | "InvalidInputException" | "ServiceException" | "TooManyRequestsException" | "ValidationException";
export type CloseAccountErrors = "AccessDeniedException" | "AccountAlreadyClosedException" | "AccountNotFoundException" | "AWSOrganizationsNotInUseException" | "ConcurrentModificationException" | "ConflictException" | "ConstraintViolationException" | "InvalidInputException" | "ServiceException" | "TooManyRequestsException" | "UnsupportedAPIEndpointException" | "ValidationException";
export type CreateAccountErrors = "AccessDeniedException" | "AWSOrganizationsNotInUseException" | "ConcurrentModificationException" | "ConstraintViolationException" | "InvalidInputException" | "FinalizingOrganizationException" | "ServiceException" | "TooManyRequestsException" | "UnsupportedAPIEndpointException" | "ValidationException";
export type CreateGovCloudAccountErrors = "AccessDeniedException" | "AWSOrganizationsNotInUseException" | "ConcurrentModificationException" | "ConstraintViolationException" | "InvalidInputException" | "FinalizingOrganizationException" | "ServiceException" | "TooManyRequestsException" | "UnsupportedAPIEndpointException" | "ValidationException";
export type CreateOrganizationErrors = "AccessDeniedException" | "AlreadyInOrganizationException" | "ConcurrentModificationException" | "ConstraintViolationException" | "InvalidInputException" | "ServiceException" | "TooManyRequestsException" | "AccessDeniedForDependencyException" | "ValidationException";
export type CreateOrganizationalUnitErrors = "AccessDeniedException" | "AWSOrganizationsNotInUseException" | "ConcurrentModificationException" | "ConstraintViolationException" | "DuplicateOrganizationalUnitException" | "InvalidInputException" | "ParentNotFoundException" | "ServiceException" | "TooManyRequestsException" | "ValidationException";
export type CreatePolicyErrors = "AccessDeniedException" | "AWSOrganizationsNotInUseException" | "ConcurrentModificationException" | "ConstraintViolationException" | "DuplicatePolicyException" | "InvalidInputException" | "MalformedPolicyDocumentException" | "PolicyTypeNotAvailableForOrganizationException" | "ServiceException" | "TooManyRequestsException" | "UnsupportedAPIEndpointException" | "ValidationException";
export type DeclineHandshakeErrors = "AccessDeniedException" | "ConcurrentModificationException" | "HandshakeNotFoundException" | "InvalidHandshakeTransitionException" | "HandshakeAlreadyInStateException" | "InvalidInputException" | "ServiceException" | "TooManyRequestsException" | "ValidationException";
export type DeleteOrganizationErrors = "AccessDeniedException" | "AWSOrganizationsNotInUseException" | "ConcurrentModificationException" | "ConstraintViolationException" | "InvalidInputException" | "OrganizationNotEmptyException" | "ServiceException" | "TooManyRequestsException" | "ValidationException";
export type DeleteOrganizationalUnitErrors = "AccessDeniedException" | "AWSOrganizationsNotInUseException" | "ConcurrentModificationException" | "InvalidInputException" | "OrganizationalUnitNotEmptyException" | "OrganizationalUnitNotFoundException" | "ServiceException" | "TooManyRequestsException" | "ValidationException";
export type DeletePolicyErrors = "AccessDeniedException" | "AWSOrganizationsNotInUseException" | "ConcurrentModificationException" | "InvalidInputException" | "PolicyInUseException" | "PolicyNotFoundException" | "ServiceException" | "TooManyRequestsException" | "UnsupportedAPIEndpointException" | "ValidationException";
export type DeleteResourcePolicyErrors = "AccessDeniedException" | "ServiceException" | "UnsupportedAPIEndpointException" | "TooManyRequestsException" | "ConcurrentModificationException" | "ConstraintViolationException" | "AWSOrganizationsNotInUseException" | "ResourcePolicyNotFoundException" | "ValidationException";
export type DeregisterDelegatedAdministratorErrors = "AccessDeniedException" | "AccountNotFoundException" | "AccountNotRegisteredException" | "AWSOrganizationsNotInUseException" | "ConcurrentModificationException" | "ConstraintViolationException" | "InvalidInputException" | "TooManyRequestsException" | "ServiceException" | "UnsupportedAPIEndpointException" | "ValidationException";
export type DescribeAccountErrors = "AccessDeniedException" | "AccountNotFoundException" | "AWSOrganizationsNotInUseException" | "InvalidInputException" | "ServiceException" | "TooManyRequestsException" | "ValidationException";
export type DescribeCreateAccountStatusErrors = "AccessDeniedException" | "AWSOrganizationsNotInUseException" | "CreateAccountStatusNotFoundException" | "InvalidInputException" | "ServiceException" | "TooManyRequestsException" | "UnsupportedAPIEndpointException" | "ValidationException";
export type DescribeEffectivePolicyErrors = "AccessDeniedException" | "AWSOrganizationsNotInUseException" | "ConstraintViolationException" | "ServiceException" | "TooManyRequestsException" | "TargetNotFoundException" | "EffectivePolicyNotFoundException" | "InvalidInputException" | "UnsupportedAPIEndpointException" | "ValidationException";
export type DescribeHandshakeErrors = "AccessDeniedException" | "ConcurrentModificationException" | "HandshakeNotFoundException" | "InvalidInputException" | "ServiceException" | "TooManyRequestsException" | "ValidationException";
export type DescribeOrganizationErrors = "AccessDeniedException" | "AWSOrganizationsNotInUseException" | "ConcurrentModificationException" | "ServiceException" | "TooManyRequestsException" | "ValidationException";
export type DescribeOrganizationalUnitErrors = "AccessDeniedException" | "AWSOrganizationsNotInUseException" | "InvalidInputException" | "OrganizationalUnitNotFoundException" | "ServiceException" | "TooManyRequestsException" | "ValidationException";
export type DescribePolicyErrors = "AccessDeniedException" | "AWSOrganizationsNotInUseException" | "InvalidInputException" | "PolicyNotFoundException" | "ServiceException" | "TooManyRequestsException" | "UnsupportedAPIEndpointException" | "ValidationException";
export type DescribeResourcePolicyErrors = "AccessDeniedException" | "ServiceException" | "UnsupportedAPIEndpointException" | "TooManyRequestsException" | "AWSOrganizationsNotInUseException" | "ResourcePolicyNotFoundException" | "ConstraintViolationException" | "ValidationException";
export type DescribeResponsibilityTransferErrors = "AccessDeniedException" | "AWSOrganizationsNotInUseException" | "ResponsibilityTransferNotFoundException" | "InvalidInputException" | "ServiceException" | "TooManyRequestsException" | "UnsupportedAPIEndpointException" | "ValidationException";
export type DetachPolicyErrors = "AccessDeniedException" | "AWSOrganizationsNotInUseException" | "ConcurrentModificationException" | "ConstraintViolationException" | "InvalidInputException" | "PolicyNotAttachedException" | "PolicyNotFoundException" | "ServiceException" | "TargetNotFoundException" | "TooManyRequestsException" | "UnsupportedAPIEndpointException" | "PolicyChangesInProgressException" | "ValidationException";
export type DisableAWSServiceAccessErrors = "AccessDeniedException" | "AWSOrganizationsNotInUseException" | "ConcurrentModificationException" | "ConstraintViolationException" | "InvalidInputException" | "ServiceException" | "TooManyRequestsException" | "UnsupportedAPIEndpointException" | "ValidationException";
export type DisablePolicyTypeErrors = "AccessDeniedException" | "AWSOrganizationsNotInUseException" | "ConcurrentModificationException" | "ConstraintViolationException" | "InvalidInputException" | "PolicyTypeNotEnabledException" | "RootNotFoundException" | "ServiceException" | "TooManyRequestsException" | "UnsupportedAPIEndpointException" | "PolicyChangesInProgressException" | "ValidationException";
export type EnableAWSServiceAccessErrors = "AccessDeniedException" | "AWSOrganizationsNotInUseException" | "ConcurrentModificationException" | "ConstraintViolationException" | "InvalidInputException" | "ServiceException" | "TooManyRequestsException" | "UnsupportedAPIEndpointException" | "ValidationException";
export type EnableAllFeaturesErrors = "AccessDeniedException" | "AWSOrganizationsNotInUseException" | "ConcurrentModificationException" | "ConstraintViolationException" | "HandshakeConstraintViolationException" | "InvalidInputException" | "ServiceException" | "TooManyRequestsException" | "ValidationException";
export type EnablePolicyTypeErrors = "AccessDeniedException" | "AWSOrganizationsNotInUseException" | "ConcurrentModificationException" | "ConstraintViolationException" | "InvalidInputException" | "PolicyTypeAlreadyEnabledException" | "RootNotFoundException" | "ServiceException" | "TooManyRequestsException" | "PolicyTypeNotAvailableForOrganizationException" | "UnsupportedAPIEndpointException" | "PolicyChangesInProgressException" | "ValidationException";
export type InviteAccountToOrganizationErrors = "AccessDeniedException" | "AWSOrganizationsNotInUseException" | "AccountOwnerNotVerifiedException" | "ConcurrentModificationException" | "HandshakeConstraintViolationException" | "DuplicateHandshakeException" | "ConstraintViolationException" | "InvalidInputException" | "FinalizingOrganizationException" | "ServiceException" | "TooManyRequestsException" | "ValidationException";
export type InviteOrganizationToTransferResponsibilityErrors = "AccessDeniedException" | "AWSOrganizationsNotInUseException" | "ConcurrentModificationException" | "ConstraintViolationException" | "DuplicateHandshakeException" | "HandshakeConstraintViolationException" | "InvalidInputException" | "ServiceException" | "TooManyRequestsException" | "UnsupportedAPIEndpointException" | "ValidationException";
export type LeaveOrganizationErrors = "AccessDeniedException" | "AccountNotFoundException" | "AWSOrganizationsNotInUseException" | "ConcurrentModificationException" | "ConstraintViolationException" | "InvalidInputException" | "MasterCannotLeaveOrganizationException" | "ServiceException" | "TooManyRequestsException" | "ValidationException";
export type ListAWSServiceAccessForOrganizationErrors = "AccessDeniedException" | "AWSOrganizationsNotInUseException" | "ConstraintViolationException" | "InvalidInputException" | "ServiceException" | "TooManyRequestsException" | "UnsupportedAPIEndpointException" | "ValidationException";
export type ListAccountsErrors = "AccessDeniedException" | "AWSOrganizationsNotInUseException" | "InvalidInputException" | "ServiceException" | "TooManyRequestsException" | "ValidationException";
export type ListAccountsForParentErrors = "AccessDeniedException" | "AWSOrganizationsNotInUseException" | "InvalidInputException" | "ParentNotFoundException" | "ServiceException" | "TooManyRequestsException" | "ValidationException";
export type ListAccountsWithInvalidEffectivePolicyErrors = "AccessDeniedException" | "AWSOrganizationsNotInUseException" | "ConstraintViolationException" | "EffectivePolicyNotFoundException" | "ServiceException" | "TooManyRequestsException" | "InvalidInputException" | "UnsupportedAPIEndpointException" | "ValidationException";
export type ListChildrenErrors = "AccessDeniedException" | "AWSOrganizationsNotInUseException" | "InvalidInputException" | "ParentNotFoundException" | "ServiceException" | "TooManyRequestsException" | "ValidationException";
export type ListCreateAccountStatusErrors = "AccessDeniedException" | "AWSOrganizationsNotInUseException" | "InvalidInputException" | "ServiceException" | "TooManyRequestsException" | "UnsupportedAPIEndpointException" | "ValidationException";
export type ListDelegatedAdministratorsErrors = "AccessDeniedException" | "AWSOrganizationsNotInUseException" | "ConstraintViolationException" | "InvalidInputException" | "TooManyRequestsException" | "ServiceException" | "UnsupportedAPIEndpointException" | "ValidationException";
export type ListDelegatedServicesForAccountErrors = "AccessDeniedException" | "AccountNotFoundException" | "AccountNotRegisteredException" | "AWSOrganizationsNotInUseException" | "ConstraintViolationException" | "InvalidInputException" | "TooManyRequestsException" | "ServiceException" | "UnsupportedAPIEndpointException" | "ValidationException";
export type ListEffectivePolicyValidationErrorsErrors = "AccessDeniedException" | "AWSOrganizationsNotInUseException" | "ConstraintViolationException" | "EffectivePolicyNotFoundException" | "ServiceException" | "TooManyRequestsException" | "AccountNotFoundException" | "InvalidInputException" | "UnsupportedAPIEndpointException" | "ValidationException";
export type ListHandshakesForAccountErrors = "AccessDeniedException" | "ConcurrentModificationException" | "InvalidInputException" | "ServiceException" | "TooManyRequestsException" | "ValidationException";
export type ListHandshakesForOrganizationErrors = "AccessDeniedException" | "AWSOrganizationsNotInUseException" | "ConcurrentModificationException" | "InvalidInputException" | "ServiceException" | "TooManyRequestsException" | "ValidationException";
export type ListInboundResponsibilityTransfersErrors = "AccessDeniedException" | "AWSOrganizationsNotInUseException" | "ResponsibilityTransferNotFoundException" | "ConstraintViolationException" | "InvalidInputException" | "ServiceException" | "TooManyRequestsException" | "UnsupportedAPIEndpointException" | "ValidationException";
export type ListOrganizationalUnitsForParentErrors = "AccessDeniedException" | "AWSOrganizationsNotInUseException" | "InvalidInputException" | "ParentNotFoundException" | "ServiceException" | "TooManyRequestsException" | "ValidationException";
export type ListOutboundResponsibilityTransfersErrors = "AccessDeniedException" | "AWSOrganizationsNotInUseException" | "ConstraintViolationException" | "InvalidInputException" | "ServiceException" | "TooManyRequestsException" | "UnsupportedAPIEndpointException" | "ValidationException";
export type ListParentsErrors = "AccessDeniedException" | "AWSOrganizationsNotInUseException" | "ChildNotFoundException" | "InvalidInputException" | "ServiceException" | "TooManyRequestsException" | "ValidationException";
export type ListPoliciesErrors = "AccessDeniedException" | "AWSOrganizationsNotInUseException" | "InvalidInputException" | "ServiceException" | "TooManyRequestsException" | "UnsupportedAPIEndpointException" | "ValidationException";
export type ListPoliciesForTargetErrors = "AccessDeniedException" | "AWSOrganizationsNotInUseException" | "InvalidInputException" | "ServiceException" | "TargetNotFoundException" | "TooManyRequestsException" | "UnsupportedAPIEndpointException" | "ValidationException";
export type ListRootsErrors = "AccessDeniedException" | "AWSOrganizationsNotInUseException" | "InvalidInputException" | "ServiceException" | "TooManyRequestsException" | "ValidationException";
export type ListTagsForResourceErrors = "AccessDeniedException" | "AWSOrganizationsNotInUseException" | "TargetNotFoundException" | "InvalidInputException" | "ServiceException" | "TooManyRequestsException" | "ValidationException";
export type ListTargetsForPolicyErrors = "AccessDeniedException" | "AWSOrganizationsNotInUseException" | "InvalidInputException" | "PolicyNotFoundException" | "ServiceException" | "TooManyRequestsException" | "UnsupportedAPIEndpointException" | "ValidationException";
export type MoveAccountErrors = "AccessDeniedException" | "InvalidInputException" | "SourceParentNotFoundException" | "DestinationParentNotFoundException" | "DuplicateAccountException" | "AccountNotFoundException" | "TooManyRequestsException" | "ConcurrentModificationException" | "AWSOrganizationsNotInUseException" | "ServiceException" | "ValidationException";
export type PutResourcePolicyErrors = "AccessDeniedException" | "ServiceException" | "UnsupportedAPIEndpointException" | "TooManyRequestsException" | "ConcurrentModificationException" | "InvalidInputException" | "ConstraintViolationException" | "AWSOrganizationsNotInUseException" | "ValidationException";
export type RegisterDelegatedAdministratorErrors = "AccessDeniedException" | "AccountAlreadyRegisteredException" | "AccountNotFoundException" | "AWSOrganizationsNotInUseException" | "ConcurrentModificationException" | "ConstraintViolationException" | "InvalidInputException" | "TooManyRequestsException" | "ServiceException" | "UnsupportedAPIEndpointException" | "ValidationException";
export type RemoveAccountFromOrganizationErrors = "AccessDeniedException" | "AccountNotFoundException" | "AWSOrganizationsNotInUseException" | "ConcurrentModificationException" | "ConstraintViolationException" | "InvalidInputException" | "MasterCannotLeaveOrganizationException" | "ServiceException" | "TooManyRequestsException" | "ValidationException";
export type TagResourceErrors = "AccessDeniedException" | "ConcurrentModificationException" | "AWSOrganizationsNotInUseException" | "TargetNotFoundException" | "ConstraintViolationException" | "InvalidInputException" | "ServiceException" | "TooManyRequestsException" | "ValidationException";
export type TerminateResponsibilityTransferErrors = "AccessDeniedException" | "AWSOrganizationsNotInUseException" | "ConcurrentModificationException" | "ConstraintViolationException" | "InvalidInputException" | "ResponsibilityTransferNotFoundException" | "ServiceException" | "TooManyRequestsException" | "UnsupportedAPIEndpointException" | "ResponsibilityTransferAlreadyInStatusException" | "InvalidResponsibilityTransferTransitionException" | "ValidationException";
export type UntagResourceErrors = "AccessDeniedException" | "ConcurrentModificationException" | "AWSOrganizationsNotInUseException" | "TargetNotFoundException" | "ConstraintViolationException" | "InvalidInputException" | "ServiceException" | "TooManyRequestsException" | "ValidationException";
export type UpdateOrganizationalUnitErrors = "AccessDeniedException" | "AWSOrganizationsNotInUseException" | "ConcurrentModificationException" | "DuplicateOrganizationalUnitException" | "InvalidInputException" | "OrganizationalUnitNotFoundException" | "ServiceException" | "TooManyRequestsException" | "ValidationException";
export type UpdatePolicyErrors = "AccessDeniedException" | "AWSOrganizationsNotInUseException" | "ConcurrentModificationException" | "ConstraintViolationException" | "DuplicatePolicyException" | "InvalidInputException" | "MalformedPolicyDocumentException" | "PolicyNotFoundException" | "ServiceException" | "TooManyRequestsException" | "UnsupportedAPIEndpointException" | "PolicyChangesInProgressException" | "ValidationException";
export type UpdateResponsibilityTransferErrors = "AccessDeniedException" | "AWSOrganizationsNotInUseException" | "ResponsibilityTransferNotFoundException" | "ConstraintViolationException" | "InvalidInputException" | "ServiceException" | "TooManyRequestsException" | "UnsupportedAPIEndpointException" | "ValidationException";
