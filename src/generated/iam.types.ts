// Generated from models/iam.json by tools/generate.ts. Do not edit.
import type { Instant } from '../base/clock.ts';

export interface None {}
export interface AcceptDelegationRequestRequest {
  readonly DelegationRequestId: string;
}
export interface AddClientIDToOpenIDConnectProviderRequest {
  readonly OpenIDConnectProviderArn: string;
  readonly ClientID: string;
}
export interface AddRoleToInstanceProfileRequest {
  readonly InstanceProfileName: string;
  readonly RoleName: string;
}
export interface AddUserToGroupRequest {
  readonly GroupName: string;
  readonly UserName: string;
}
export interface AssociateDelegationRequestRequest {
  readonly DelegationRequestId: string;
}
export interface AttachGroupPolicyRequest {
  readonly GroupName: string;
  readonly PolicyArn: string;
}
export interface AttachRolePolicyRequest {
  readonly RoleName: string;
  readonly PolicyArn: string;
}
export interface AttachUserPolicyRequest {
  readonly UserName: string;
  readonly PolicyArn: string;
}
export interface ChangePasswordRequest {
  readonly OldPassword: string;
  readonly NewPassword: string;
}
export interface CreateAccessKeyRequest {
  readonly UserName?: string | undefined;
}
export interface CreateAccessKeyResponse {
  readonly AccessKey: AccessKey;
}
export interface AccessKey {
  readonly UserName: string;
  readonly AccessKeyId: string;
  readonly Status: "Active" | "Inactive" | "Expired";
  readonly SecretAccessKey: string;
  readonly CreateDate?: Instant | undefined;
}
export interface CreateAccountAliasRequest {
  readonly AccountAlias: string;
}
export interface CreateDelegationRequestRequest {
  readonly OwnerAccountId?: string | undefined;
  readonly Description: string;
  readonly Permissions: DelegationPermission;
  readonly RequestMessage?: string | undefined;
  readonly RequestorWorkflowId: string;
  readonly RedirectUrl?: string | undefined;
  readonly NotificationChannel: string;
  readonly SessionDuration: number;
  readonly OnlySendByOwner?: boolean | undefined;
}
export interface DelegationPermission {
  readonly PolicyTemplateArn?: string | undefined;
  readonly Parameters?: readonly PolicyParameter[] | undefined;
}
export interface PolicyParameter {
  readonly Name?: string | undefined;
  readonly Values?: readonly string[] | undefined;
  readonly Type?: "string" | "stringList" | undefined;
}
export interface CreateDelegationRequestResponse {
  readonly ConsoleDeepLink?: string | undefined;
  readonly DelegationRequestId?: string | undefined;
}
export interface CreateGroupRequest {
  readonly Path?: string | undefined;
  readonly GroupName: string;
}
export interface CreateGroupResponse {
  readonly Group: Group;
}
export interface Group {
  readonly Path: string;
  readonly GroupName: string;
  readonly GroupId: string;
  readonly Arn: string;
  readonly CreateDate: Instant;
}
export interface CreateInstanceProfileRequest {
  readonly InstanceProfileName: string;
  readonly Path?: string | undefined;
  readonly Tags?: readonly Tag[] | undefined;
}
export interface Tag {
  readonly Key: string;
  readonly Value: string;
}
export interface CreateInstanceProfileResponse {
  readonly InstanceProfile: InstanceProfile;
}
export interface InstanceProfile {
  readonly Path: string;
  readonly InstanceProfileName: string;
  readonly InstanceProfileId: string;
  readonly Arn: string;
  readonly CreateDate: Instant;
  readonly Roles: readonly Role[];
  readonly Tags?: readonly Tag[] | undefined;
}
export interface Role {
  readonly Path: string;
  readonly RoleName: string;
  readonly RoleId: string;
  readonly Arn: string;
  readonly CreateDate: Instant;
  readonly AssumeRolePolicyDocument?: string | undefined;
  readonly Description?: string | undefined;
  readonly MaxSessionDuration?: number | undefined;
  readonly PermissionsBoundary?: AttachedPermissionsBoundary | undefined;
  readonly Tags?: readonly Tag[] | undefined;
  readonly RoleLastUsed?: RoleLastUsed | undefined;
}
export interface AttachedPermissionsBoundary {
  readonly PermissionsBoundaryType?: "PermissionsBoundaryPolicy" | undefined;
  readonly PermissionsBoundaryArn?: string | undefined;
}
export interface RoleLastUsed {
  readonly LastUsedDate?: Instant | undefined;
  readonly Region?: string | undefined;
}
export interface CreateLoginProfileRequest {
  readonly UserName?: string | undefined;
  readonly Password?: string | undefined;
  readonly PasswordResetRequired?: boolean | undefined;
}
export interface CreateLoginProfileResponse {
  readonly LoginProfile: LoginProfile;
}
export interface LoginProfile {
  readonly UserName: string;
  readonly CreateDate: Instant;
  readonly PasswordResetRequired?: boolean | undefined;
}
export interface CreateOpenIDConnectProviderRequest {
  readonly Url: string;
  readonly ClientIDList?: readonly string[] | undefined;
  readonly ThumbprintList?: readonly string[] | undefined;
  readonly Tags?: readonly Tag[] | undefined;
}
export interface CreateOpenIDConnectProviderResponse {
  readonly OpenIDConnectProviderArn?: string | undefined;
  readonly Tags?: readonly Tag[] | undefined;
}
export interface CreatePolicyRequest {
  readonly PolicyName: string;
  readonly Path?: string | undefined;
  readonly PolicyDocument: string;
  readonly Description?: string | undefined;
  readonly Tags?: readonly Tag[] | undefined;
}
export interface CreatePolicyResponse {
  readonly Policy?: Policy | undefined;
}
export interface Policy {
  readonly PolicyName?: string | undefined;
  readonly PolicyId?: string | undefined;
  readonly Arn?: string | undefined;
  readonly Path?: string | undefined;
  readonly DefaultVersionId?: string | undefined;
  readonly AttachmentCount?: number | undefined;
  readonly PermissionsBoundaryUsageCount?: number | undefined;
  readonly IsAttachable?: boolean | undefined;
  readonly Description?: string | undefined;
  readonly CreateDate?: Instant | undefined;
  readonly UpdateDate?: Instant | undefined;
  readonly Tags?: readonly Tag[] | undefined;
}
export interface CreatePolicyVersionRequest {
  readonly PolicyArn: string;
  readonly PolicyDocument: string;
  readonly SetAsDefault?: boolean | undefined;
}
export interface CreatePolicyVersionResponse {
  readonly PolicyVersion?: PolicyVersion | undefined;
}
export interface PolicyVersion {
  readonly Document?: string | undefined;
  readonly VersionId?: string | undefined;
  readonly IsDefaultVersion?: boolean | undefined;
  readonly CreateDate?: Instant | undefined;
}
export interface CreateRoleRequest {
  readonly Path?: string | undefined;
  readonly RoleName: string;
  readonly AssumeRolePolicyDocument: string;
  readonly Description?: string | undefined;
  readonly MaxSessionDuration?: number | undefined;
  readonly PermissionsBoundary?: string | undefined;
  readonly Tags?: readonly Tag[] | undefined;
}
export interface CreateRoleResponse {
  readonly Role: Role;
}
export interface CreateSAMLProviderRequest {
  readonly SAMLMetadataDocument: string;
  readonly Name: string;
  readonly Tags?: readonly Tag[] | undefined;
  readonly AssertionEncryptionMode?: "Required" | "Allowed" | undefined;
  readonly AddPrivateKey?: string | undefined;
}
export interface CreateSAMLProviderResponse {
  readonly SAMLProviderArn?: string | undefined;
  readonly Tags?: readonly Tag[] | undefined;
}
export interface CreateServiceLinkedRoleRequest {
  readonly AWSServiceName: string;
  readonly Description?: string | undefined;
  readonly CustomSuffix?: string | undefined;
}
export interface CreateServiceLinkedRoleResponse {
  readonly Role?: Role | undefined;
}
export interface CreateServiceSpecificCredentialRequest {
  readonly UserName: string;
  readonly ServiceName: string;
  readonly CredentialAgeDays?: number | undefined;
}
export interface CreateServiceSpecificCredentialResponse {
  readonly ServiceSpecificCredential?: ServiceSpecificCredential | undefined;
}
export interface ServiceSpecificCredential {
  readonly CreateDate: Instant;
  readonly ExpirationDate?: Instant | undefined;
  readonly ServiceName: string;
  readonly ServiceUserName?: string | undefined;
  readonly ServicePassword?: string | undefined;
  readonly ServiceCredentialAlias?: string | undefined;
  readonly ServiceCredentialSecret?: string | undefined;
  readonly ServiceSpecificCredentialId: string;
  readonly UserName: string;
  readonly Status: "Active" | "Inactive" | "Expired";
}
export interface CreateUserRequest {
  readonly Path?: string | undefined;
  readonly UserName: string;
  readonly PermissionsBoundary?: string | undefined;
  readonly Tags?: readonly Tag[] | undefined;
}
export interface CreateUserResponse {
  readonly User?: User | undefined;
}
export interface User {
  readonly Path: string;
  readonly UserName: string;
  readonly UserId: string;
  readonly Arn: string;
  readonly CreateDate: Instant;
  readonly PasswordLastUsed?: Instant | undefined;
  readonly PermissionsBoundary?: AttachedPermissionsBoundary | undefined;
  readonly Tags?: readonly Tag[] | undefined;
}
export interface CreateVirtualMFADeviceRequest {
  readonly Path?: string | undefined;
  readonly VirtualMFADeviceName: string;
  readonly Tags?: readonly Tag[] | undefined;
}
export interface CreateVirtualMFADeviceResponse {
  readonly VirtualMFADevice: VirtualMFADevice;
}
export interface VirtualMFADevice {
  readonly SerialNumber: string;
  readonly Base32StringSeed?: Uint8Array | undefined;
  readonly QRCodePNG?: Uint8Array | undefined;
  readonly User?: User | undefined;
  readonly EnableDate?: Instant | undefined;
  readonly Tags?: readonly Tag[] | undefined;
}
export interface DeactivateMFADeviceRequest {
  readonly UserName?: string | undefined;
  readonly SerialNumber: string;
}
export interface DeleteAccessKeyRequest {
  readonly UserName?: string | undefined;
  readonly AccessKeyId: string;
}
export interface DeleteAccountAliasRequest {
  readonly AccountAlias: string;
}
export interface DeleteGroupRequest {
  readonly GroupName: string;
}
export interface DeleteGroupPolicyRequest {
  readonly GroupName: string;
  readonly PolicyName: string;
}
export interface DeleteInstanceProfileRequest {
  readonly InstanceProfileName: string;
}
export interface DeleteLoginProfileRequest {
  readonly UserName?: string | undefined;
}
export interface DeleteOpenIDConnectProviderRequest {
  readonly OpenIDConnectProviderArn: string;
}
export interface DeletePolicyRequest {
  readonly PolicyArn: string;
}
export interface DeletePolicyVersionRequest {
  readonly PolicyArn: string;
  readonly VersionId: string;
}
export interface DeleteRoleRequest {
  readonly RoleName: string;
}
export interface DeleteRolePermissionsBoundaryRequest {
  readonly RoleName: string;
}
export interface DeleteRolePolicyRequest {
  readonly RoleName: string;
  readonly PolicyName: string;
}
export interface DeleteSAMLProviderRequest {
  readonly SAMLProviderArn: string;
}
export interface DeleteSSHPublicKeyRequest {
  readonly UserName: string;
  readonly SSHPublicKeyId: string;
}
export interface DeleteServerCertificateRequest {
  readonly ServerCertificateName: string;
}
export interface DeleteServiceLinkedRoleRequest {
  readonly RoleName: string;
}
export interface DeleteServiceLinkedRoleResponse {
  readonly DeletionTaskId: string;
}
export interface DeleteServiceSpecificCredentialRequest {
  readonly UserName?: string | undefined;
  readonly ServiceSpecificCredentialId: string;
}
export interface DeleteSigningCertificateRequest {
  readonly UserName?: string | undefined;
  readonly CertificateId: string;
}
export interface DeleteUserRequest {
  readonly UserName: string;
}
export interface DeleteUserPermissionsBoundaryRequest {
  readonly UserName: string;
}
export interface DeleteUserPolicyRequest {
  readonly UserName: string;
  readonly PolicyName: string;
}
export interface DeleteVirtualMFADeviceRequest {
  readonly SerialNumber: string;
}
export interface DetachGroupPolicyRequest {
  readonly GroupName: string;
  readonly PolicyArn: string;
}
export interface DetachRolePolicyRequest {
  readonly RoleName: string;
  readonly PolicyArn: string;
}
export interface DetachUserPolicyRequest {
  readonly UserName: string;
  readonly PolicyArn: string;
}
export interface DisableOrganizationsRootCredentialsManagementRequest {

}
export interface DisableOrganizationsRootCredentialsManagementResponse {
  readonly OrganizationId?: string | undefined;
  readonly EnabledFeatures?: readonly ("RootCredentialsManagement" | "RootSessions")[] | undefined;
}
export interface DisableOrganizationsRootSessionsRequest {

}
export interface DisableOrganizationsRootSessionsResponse {
  readonly OrganizationId?: string | undefined;
  readonly EnabledFeatures?: readonly ("RootCredentialsManagement" | "RootSessions")[] | undefined;
}
export interface EnableMFADeviceRequest {
  readonly UserName: string;
  readonly SerialNumber: string;
  readonly AuthenticationCode1: string;
  readonly AuthenticationCode2: string;
}
export interface EnableOrganizationsRootCredentialsManagementRequest {

}
export interface EnableOrganizationsRootCredentialsManagementResponse {
  readonly OrganizationId?: string | undefined;
  readonly EnabledFeatures?: readonly ("RootCredentialsManagement" | "RootSessions")[] | undefined;
}
export interface EnableOrganizationsRootSessionsRequest {

}
export interface EnableOrganizationsRootSessionsResponse {
  readonly OrganizationId?: string | undefined;
  readonly EnabledFeatures?: readonly ("RootCredentialsManagement" | "RootSessions")[] | undefined;
}
export interface EnableOutboundWebIdentityFederationResponse {
  readonly IssuerIdentifier?: string | undefined;
}
export interface GenerateCredentialReportResponse {
  readonly State?: "STARTED" | "INPROGRESS" | "COMPLETE" | undefined;
  readonly Description?: string | undefined;
}
export interface GenerateOrganizationsAccessReportRequest {
  readonly EntityPath: string;
  readonly OrganizationsPolicyId?: string | undefined;
}
export interface GenerateOrganizationsAccessReportResponse {
  readonly JobId?: string | undefined;
}
export interface GenerateServiceLastAccessedDetailsRequest {
  readonly Arn: string;
  readonly Granularity?: "SERVICE_LEVEL" | "ACTION_LEVEL" | undefined;
}
export interface GenerateServiceLastAccessedDetailsResponse {
  readonly JobId?: string | undefined;
}
export interface GetAccessKeyLastUsedRequest {
  readonly AccessKeyId: string;
}
export interface GetAccessKeyLastUsedResponse {
  readonly UserName?: string | undefined;
  readonly AccessKeyLastUsed?: AccessKeyLastUsed | undefined;
}
export interface AccessKeyLastUsed {
  readonly LastUsedDate?: Instant | undefined;
  readonly ServiceName: string;
  readonly Region: string;
}
export interface GetAccountAuthorizationDetailsRequest {
  readonly Filter?: readonly ("User" | "Role" | "Group" | "LocalManagedPolicy" | "AWSManagedPolicy")[] | undefined;
  readonly MaxItems?: number | undefined;
  readonly Marker?: string | undefined;
}
export interface GetAccountAuthorizationDetailsResponse {
  readonly UserDetailList?: readonly UserDetail[] | undefined;
  readonly GroupDetailList?: readonly GroupDetail[] | undefined;
  readonly RoleDetailList?: readonly RoleDetail[] | undefined;
  readonly Policies?: readonly ManagedPolicyDetail[] | undefined;
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}
export interface UserDetail {
  readonly Path?: string | undefined;
  readonly UserName?: string | undefined;
  readonly UserId?: string | undefined;
  readonly Arn?: string | undefined;
  readonly CreateDate?: Instant | undefined;
  readonly UserPolicyList?: readonly PolicyDetail[] | undefined;
  readonly GroupList?: readonly string[] | undefined;
  readonly AttachedManagedPolicies?: readonly AttachedPolicy[] | undefined;
  readonly PermissionsBoundary?: AttachedPermissionsBoundary | undefined;
  readonly Tags?: readonly Tag[] | undefined;
}
export interface PolicyDetail {
  readonly PolicyName?: string | undefined;
  readonly PolicyDocument?: string | undefined;
}
export interface AttachedPolicy {
  readonly PolicyName?: string | undefined;
  readonly PolicyArn?: string | undefined;
}
export interface GroupDetail {
  readonly Path?: string | undefined;
  readonly GroupName?: string | undefined;
  readonly GroupId?: string | undefined;
  readonly Arn?: string | undefined;
  readonly CreateDate?: Instant | undefined;
  readonly GroupPolicyList?: readonly PolicyDetail[] | undefined;
  readonly AttachedManagedPolicies?: readonly AttachedPolicy[] | undefined;
}
export interface RoleDetail {
  readonly Path?: string | undefined;
  readonly RoleName?: string | undefined;
  readonly RoleId?: string | undefined;
  readonly Arn?: string | undefined;
  readonly CreateDate?: Instant | undefined;
  readonly AssumeRolePolicyDocument?: string | undefined;
  readonly InstanceProfileList?: readonly InstanceProfile[] | undefined;
  readonly RolePolicyList?: readonly PolicyDetail[] | undefined;
  readonly AttachedManagedPolicies?: readonly AttachedPolicy[] | undefined;
  readonly PermissionsBoundary?: AttachedPermissionsBoundary | undefined;
  readonly Tags?: readonly Tag[] | undefined;
  readonly RoleLastUsed?: RoleLastUsed | undefined;
}
export interface ManagedPolicyDetail {
  readonly PolicyName?: string | undefined;
  readonly PolicyId?: string | undefined;
  readonly Arn?: string | undefined;
  readonly Path?: string | undefined;
  readonly DefaultVersionId?: string | undefined;
  readonly AttachmentCount?: number | undefined;
  readonly PermissionsBoundaryUsageCount?: number | undefined;
  readonly IsAttachable?: boolean | undefined;
  readonly Description?: string | undefined;
  readonly CreateDate?: Instant | undefined;
  readonly UpdateDate?: Instant | undefined;
  readonly PolicyVersionList?: readonly PolicyVersion[] | undefined;
}
export interface GetAccountPasswordPolicyResponse {
  readonly PasswordPolicy: PasswordPolicy;
}
export interface PasswordPolicy {
  readonly MinimumPasswordLength?: number | undefined;
  readonly RequireSymbols?: boolean | undefined;
  readonly RequireNumbers?: boolean | undefined;
  readonly RequireUppercaseCharacters?: boolean | undefined;
  readonly RequireLowercaseCharacters?: boolean | undefined;
  readonly AllowUsersToChangePassword?: boolean | undefined;
  readonly ExpirePasswords?: boolean | undefined;
  readonly MaxPasswordAge?: number | undefined;
  readonly PasswordReusePrevention?: number | undefined;
  readonly HardExpiry?: boolean | undefined;
}
export interface GetAccountSummaryResponse {
  readonly SummaryMap?: { readonly [key: string]: number } | undefined;
}
export interface GetContextKeysForCustomPolicyRequest {
  readonly PolicyInputList: readonly string[];
}
export interface GetContextKeysForPolicyResponse {
  readonly ContextKeyNames?: readonly string[] | undefined;
}
export interface GetContextKeysForPrincipalPolicyRequest {
  readonly PolicySourceArn: string;
  readonly PolicyInputList?: readonly string[] | undefined;
}
export interface GetCredentialReportResponse {
  readonly Content?: Uint8Array | undefined;
  readonly ReportFormat?: "text/csv" | undefined;
  readonly GeneratedTime?: Instant | undefined;
}
export interface GetDelegationRequestRequest {
  readonly DelegationRequestId: string;
  readonly DelegationPermissionCheck?: boolean | undefined;
}
export interface GetDelegationRequestResponse {
  readonly DelegationRequest?: DelegationRequest | undefined;
  readonly PermissionCheckStatus?: "COMPLETE" | "IN_PROGRESS" | "FAILED" | undefined;
  readonly PermissionCheckResult?: "ALLOWED" | "DENIED" | "UNSURE" | undefined;
}
export interface DelegationRequest {
  readonly DelegationRequestId?: string | undefined;
  readonly OwnerAccountId?: string | undefined;
  readonly Description?: string | undefined;
  readonly RequestMessage?: string | undefined;
  readonly Permissions?: DelegationPermission | undefined;
  readonly PermissionPolicy?: string | undefined;
  readonly RolePermissionRestrictionArns?: readonly string[] | undefined;
  readonly OwnerId?: string | undefined;
  readonly ApproverId?: string | undefined;
  readonly State?: "UNASSIGNED" | "ASSIGNED" | "PENDING_APPROVAL" | "FINALIZED" | "ACCEPTED" | "REJECTED" | "EXPIRED" | undefined;
  readonly ExpirationTime?: Instant | undefined;
  readonly RequestorId?: string | undefined;
  readonly RequestorName?: string | undefined;
  readonly CreateDate?: Instant | undefined;
  readonly SessionDuration?: number | undefined;
  readonly RedirectUrl?: string | undefined;
  readonly Notes?: string | undefined;
  readonly RejectionReason?: string | undefined;
  readonly OnlySendByOwner?: boolean | undefined;
  readonly UpdatedTime?: Instant | undefined;
}
export interface GetGroupRequest {
  readonly GroupName: string;
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}
export interface GetGroupResponse {
  readonly Group: Group;
  readonly Users: readonly User[];
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}
export interface GetGroupPolicyRequest {
  readonly GroupName: string;
  readonly PolicyName: string;
}
export interface GetGroupPolicyResponse {
  readonly GroupName: string;
  readonly PolicyName: string;
  readonly PolicyDocument: string;
}
export interface GetHumanReadableSummaryRequest {
  readonly EntityArn: string;
  readonly Locale?: string | undefined;
}
export interface GetHumanReadableSummaryResponse {
  readonly SummaryContent?: string | undefined;
  readonly Locale?: string | undefined;
  readonly SummaryState?: "AVAILABLE" | "NOT_AVAILABLE" | "NOT_SUPPORTED" | "FAILED" | undefined;
}
export interface GetInstanceProfileRequest {
  readonly InstanceProfileName: string;
}
export interface GetInstanceProfileResponse {
  readonly InstanceProfile: InstanceProfile;
}
export interface GetLoginProfileRequest {
  readonly UserName?: string | undefined;
}
export interface GetLoginProfileResponse {
  readonly LoginProfile: LoginProfile;
}
export interface GetMFADeviceRequest {
  readonly SerialNumber: string;
  readonly UserName?: string | undefined;
}
export interface GetMFADeviceResponse {
  readonly UserName?: string | undefined;
  readonly SerialNumber: string;
  readonly EnableDate?: Instant | undefined;
  readonly Certifications?: { readonly [key: string]: string } | undefined;
}
export interface GetOpenIDConnectProviderRequest {
  readonly OpenIDConnectProviderArn: string;
}
export interface GetOpenIDConnectProviderResponse {
  readonly Url?: string | undefined;
  readonly ClientIDList?: readonly string[] | undefined;
  readonly ThumbprintList?: readonly string[] | undefined;
  readonly CreateDate?: Instant | undefined;
  readonly Tags?: readonly Tag[] | undefined;
}
export interface GetOrganizationsAccessReportRequest {
  readonly JobId: string;
  readonly MaxItems?: number | undefined;
  readonly Marker?: string | undefined;
  readonly SortKey?: "SERVICE_NAMESPACE_ASCENDING" | "SERVICE_NAMESPACE_DESCENDING" | "LAST_AUTHENTICATED_TIME_ASCENDING" | "LAST_AUTHENTICATED_TIME_DESCENDING" | undefined;
}
export interface GetOrganizationsAccessReportResponse {
  readonly JobStatus: "IN_PROGRESS" | "COMPLETED" | "FAILED";
  readonly JobCreationDate: Instant;
  readonly JobCompletionDate?: Instant | undefined;
  readonly NumberOfServicesAccessible?: number | undefined;
  readonly NumberOfServicesNotAccessed?: number | undefined;
  readonly AccessDetails?: readonly AccessDetail[] | undefined;
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
  readonly ErrorDetails?: ErrorDetails | undefined;
}
export interface AccessDetail {
  readonly ServiceName: string;
  readonly ServiceNamespace: string;
  readonly Region?: string | undefined;
  readonly EntityPath?: string | undefined;
  readonly LastAuthenticatedTime?: Instant | undefined;
  readonly TotalAuthenticatedEntities?: number | undefined;
}
export interface ErrorDetails {
  readonly Message: string;
  readonly Code: string;
}
export interface GetOutboundWebIdentityFederationInfoResponse {
  readonly IssuerIdentifier?: string | undefined;
  readonly JwtVendingEnabled?: boolean | undefined;
}
export interface GetPolicyRequest {
  readonly PolicyArn: string;
}
export interface GetPolicyResponse {
  readonly Policy?: Policy | undefined;
}
export interface GetPolicyVersionRequest {
  readonly PolicyArn: string;
  readonly VersionId: string;
}
export interface GetPolicyVersionResponse {
  readonly PolicyVersion?: PolicyVersion | undefined;
}
export interface GetRoleRequest {
  readonly RoleName: string;
}
export interface GetRoleResponse {
  readonly Role: Role;
}
export interface GetRolePolicyRequest {
  readonly RoleName: string;
  readonly PolicyName: string;
}
export interface GetRolePolicyResponse {
  readonly RoleName: string;
  readonly PolicyName: string;
  readonly PolicyDocument: string;
}
export interface GetSAMLProviderRequest {
  readonly SAMLProviderArn: string;
}
export interface GetSAMLProviderResponse {
  readonly SAMLProviderUUID?: string | undefined;
  readonly SAMLMetadataDocument?: string | undefined;
  readonly CreateDate?: Instant | undefined;
  readonly ValidUntil?: Instant | undefined;
  readonly Tags?: readonly Tag[] | undefined;
  readonly AssertionEncryptionMode?: "Required" | "Allowed" | undefined;
  readonly PrivateKeyList?: readonly SAMLPrivateKey[] | undefined;
}
export interface SAMLPrivateKey {
  readonly KeyId?: string | undefined;
  readonly Timestamp?: Instant | undefined;
}
export interface GetSSHPublicKeyRequest {
  readonly UserName: string;
  readonly SSHPublicKeyId: string;
  readonly Encoding: "SSH" | "PEM";
}
export interface GetSSHPublicKeyResponse {
  readonly SSHPublicKey?: SSHPublicKey | undefined;
}
export interface SSHPublicKey {
  readonly UserName: string;
  readonly SSHPublicKeyId: string;
  readonly Fingerprint: string;
  readonly SSHPublicKeyBody: string;
  readonly Status: "Active" | "Inactive" | "Expired";
  readonly UploadDate?: Instant | undefined;
}
export interface GetServerCertificateRequest {
  readonly ServerCertificateName: string;
}
export interface GetServerCertificateResponse {
  readonly ServerCertificate: ServerCertificate;
}
export interface ServerCertificate {
  readonly ServerCertificateMetadata: ServerCertificateMetadata;
  readonly CertificateBody: string;
  readonly CertificateChain?: string | undefined;
  readonly Tags?: readonly Tag[] | undefined;
}
export interface ServerCertificateMetadata {
  readonly Path: string;
  readonly ServerCertificateName: string;
  readonly ServerCertificateId: string;
  readonly Arn: string;
  readonly UploadDate?: Instant | undefined;
  readonly Expiration?: Instant | undefined;
}
export interface GetServiceLastAccessedDetailsRequest {
  readonly JobId: string;
  readonly MaxItems?: number | undefined;
  readonly Marker?: string | undefined;
}
export interface GetServiceLastAccessedDetailsResponse {
  readonly JobStatus: "IN_PROGRESS" | "COMPLETED" | "FAILED";
  readonly JobType?: "SERVICE_LEVEL" | "ACTION_LEVEL" | undefined;
  readonly JobCreationDate: Instant;
  readonly ServicesLastAccessed: readonly ServiceLastAccessed[];
  readonly JobCompletionDate: Instant;
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
  readonly Error?: ErrorDetails | undefined;
}
export interface ServiceLastAccessed {
  readonly ServiceName: string;
  readonly LastAuthenticated?: Instant | undefined;
  readonly ServiceNamespace: string;
  readonly LastAuthenticatedEntity?: string | undefined;
  readonly LastAuthenticatedRegion?: string | undefined;
  readonly TotalAuthenticatedEntities?: number | undefined;
  readonly TrackedActionsLastAccessed?: readonly TrackedActionLastAccessed[] | undefined;
}
export interface TrackedActionLastAccessed {
  readonly ActionName?: string | undefined;
  readonly LastAccessedEntity?: string | undefined;
  readonly LastAccessedTime?: Instant | undefined;
  readonly LastAccessedRegion?: string | undefined;
}
export interface GetServiceLastAccessedDetailsWithEntitiesRequest {
  readonly JobId: string;
  readonly ServiceNamespace: string;
  readonly MaxItems?: number | undefined;
  readonly Marker?: string | undefined;
}
export interface GetServiceLastAccessedDetailsWithEntitiesResponse {
  readonly JobStatus: "IN_PROGRESS" | "COMPLETED" | "FAILED";
  readonly JobCreationDate: Instant;
  readonly JobCompletionDate: Instant;
  readonly EntityDetailsList: readonly EntityDetails[];
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
  readonly Error?: ErrorDetails | undefined;
}
export interface EntityDetails {
  readonly EntityInfo: EntityInfo;
  readonly LastAuthenticated?: Instant | undefined;
}
export interface EntityInfo {
  readonly Arn: string;
  readonly Name: string;
  readonly Type: "USER" | "ROLE" | "GROUP";
  readonly Id: string;
  readonly Path?: string | undefined;
}
export interface GetServiceLinkedRoleDeletionStatusRequest {
  readonly DeletionTaskId: string;
}
export interface GetServiceLinkedRoleDeletionStatusResponse {
  readonly Status: "SUCCEEDED" | "IN_PROGRESS" | "FAILED" | "NOT_STARTED";
  readonly Reason?: DeletionTaskFailureReasonType | undefined;
}
export interface DeletionTaskFailureReasonType {
  readonly Reason?: string | undefined;
  readonly RoleUsageList?: readonly RoleUsageType[] | undefined;
}
export interface RoleUsageType {
  readonly Region?: string | undefined;
  readonly Resources?: readonly string[] | undefined;
}
export interface GetUserRequest {
  readonly UserName?: string | undefined;
}
export interface GetUserResponse {
  readonly User: User;
}
export interface GetUserPolicyRequest {
  readonly UserName: string;
  readonly PolicyName: string;
}
export interface GetUserPolicyResponse {
  readonly UserName: string;
  readonly PolicyName: string;
  readonly PolicyDocument: string;
}
export interface ListAccessKeysRequest {
  readonly UserName?: string | undefined;
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}
export interface ListAccessKeysResponse {
  readonly AccessKeyMetadata: readonly AccessKeyMetadata[];
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}
export interface AccessKeyMetadata {
  readonly UserName?: string | undefined;
  readonly AccessKeyId?: string | undefined;
  readonly Status?: "Active" | "Inactive" | "Expired" | undefined;
  readonly CreateDate?: Instant | undefined;
}
export interface ListAccountAliasesRequest {
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}
export interface ListAccountAliasesResponse {
  readonly AccountAliases: readonly string[];
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}
export interface ListAttachedGroupPoliciesRequest {
  readonly GroupName: string;
  readonly PathPrefix?: string | undefined;
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}
export interface ListAttachedGroupPoliciesResponse {
  readonly AttachedPolicies?: readonly AttachedPolicy[] | undefined;
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}
export interface ListAttachedRolePoliciesRequest {
  readonly RoleName: string;
  readonly PathPrefix?: string | undefined;
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}
export interface ListAttachedRolePoliciesResponse {
  readonly AttachedPolicies?: readonly AttachedPolicy[] | undefined;
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}
export interface ListAttachedUserPoliciesRequest {
  readonly UserName: string;
  readonly PathPrefix?: string | undefined;
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}
export interface ListAttachedUserPoliciesResponse {
  readonly AttachedPolicies?: readonly AttachedPolicy[] | undefined;
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}
export interface ListDelegationRequestsRequest {
  readonly OwnerId?: string | undefined;
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}
export interface ListDelegationRequestsResponse {
  readonly DelegationRequests?: readonly DelegationRequest[] | undefined;
  readonly Marker?: string | undefined;
  readonly isTruncated?: boolean | undefined;
}
export interface ListEntitiesForPolicyRequest {
  readonly PolicyArn: string;
  readonly EntityFilter?: "User" | "Role" | "Group" | "LocalManagedPolicy" | "AWSManagedPolicy" | undefined;
  readonly PathPrefix?: string | undefined;
  readonly PolicyUsageFilter?: "PermissionsPolicy" | "PermissionsBoundary" | undefined;
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}
export interface ListEntitiesForPolicyResponse {
  readonly PolicyGroups?: readonly PolicyGroup[] | undefined;
  readonly PolicyUsers?: readonly PolicyUser[] | undefined;
  readonly PolicyRoles?: readonly PolicyRole[] | undefined;
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}
export interface PolicyGroup {
  readonly GroupName?: string | undefined;
  readonly GroupId?: string | undefined;
}
export interface PolicyUser {
  readonly UserName?: string | undefined;
  readonly UserId?: string | undefined;
}
export interface PolicyRole {
  readonly RoleName?: string | undefined;
  readonly RoleId?: string | undefined;
}
export interface ListGroupPoliciesRequest {
  readonly GroupName: string;
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}
export interface ListGroupPoliciesResponse {
  readonly PolicyNames: readonly string[];
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}
export interface ListGroupsRequest {
  readonly PathPrefix?: string | undefined;
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}
export interface ListGroupsResponse {
  readonly Groups: readonly Group[];
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}
export interface ListGroupsForUserRequest {
  readonly UserName: string;
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}
export interface ListGroupsForUserResponse {
  readonly Groups: readonly Group[];
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}
export interface ListInstanceProfileTagsRequest {
  readonly InstanceProfileName: string;
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}
export interface ListInstanceProfileTagsResponse {
  readonly Tags: readonly Tag[];
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}
export interface ListInstanceProfilesRequest {
  readonly PathPrefix?: string | undefined;
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}
export interface ListInstanceProfilesResponse {
  readonly InstanceProfiles: readonly InstanceProfile[];
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}
export interface ListInstanceProfilesForRoleRequest {
  readonly RoleName: string;
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}
export interface ListInstanceProfilesForRoleResponse {
  readonly InstanceProfiles: readonly InstanceProfile[];
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}
export interface ListMFADeviceTagsRequest {
  readonly SerialNumber: string;
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}
export interface ListMFADeviceTagsResponse {
  readonly Tags: readonly Tag[];
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}
export interface ListMFADevicesRequest {
  readonly UserName?: string | undefined;
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}
export interface ListMFADevicesResponse {
  readonly MFADevices: readonly MFADevice[];
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}
export interface MFADevice {
  readonly UserName: string;
  readonly SerialNumber: string;
  readonly EnableDate: Instant;
}
export interface ListOpenIDConnectProviderTagsRequest {
  readonly OpenIDConnectProviderArn: string;
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}
export interface ListOpenIDConnectProviderTagsResponse {
  readonly Tags: readonly Tag[];
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}
export interface ListOpenIDConnectProvidersRequest {

}
export interface ListOpenIDConnectProvidersResponse {
  readonly OpenIDConnectProviderList?: readonly OpenIDConnectProviderListEntry[] | undefined;
}
export interface OpenIDConnectProviderListEntry {
  readonly Arn?: string | undefined;
}
export interface ListOrganizationsFeaturesRequest {

}
export interface ListOrganizationsFeaturesResponse {
  readonly OrganizationId?: string | undefined;
  readonly EnabledFeatures?: readonly ("RootCredentialsManagement" | "RootSessions")[] | undefined;
}
export interface ListPoliciesRequest {
  readonly Scope?: "All" | "AWS" | "Local" | undefined;
  readonly OnlyAttached?: boolean | undefined;
  readonly PathPrefix?: string | undefined;
  readonly PolicyUsageFilter?: "PermissionsPolicy" | "PermissionsBoundary" | undefined;
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}
export interface ListPoliciesResponse {
  readonly Policies?: readonly Policy[] | undefined;
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}
export interface ListPoliciesGrantingServiceAccessRequest {
  readonly Marker?: string | undefined;
  readonly Arn: string;
  readonly ServiceNamespaces: readonly string[];
}
export interface ListPoliciesGrantingServiceAccessResponse {
  readonly PoliciesGrantingServiceAccess: readonly ListPoliciesGrantingServiceAccessEntry[];
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}
export interface ListPoliciesGrantingServiceAccessEntry {
  readonly ServiceNamespace?: string | undefined;
  readonly Policies?: readonly PolicyGrantingServiceAccess[] | undefined;
}
export interface PolicyGrantingServiceAccess {
  readonly PolicyName: string;
  readonly PolicyType: "INLINE" | "MANAGED";
  readonly PolicyArn?: string | undefined;
  readonly EntityType?: "USER" | "ROLE" | "GROUP" | undefined;
  readonly EntityName?: string | undefined;
}
export interface ListPolicyTagsRequest {
  readonly PolicyArn: string;
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}
export interface ListPolicyTagsResponse {
  readonly Tags: readonly Tag[];
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}
export interface ListPolicyVersionsRequest {
  readonly PolicyArn: string;
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}
export interface ListPolicyVersionsResponse {
  readonly Versions?: readonly PolicyVersion[] | undefined;
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}
export interface ListRolePoliciesRequest {
  readonly RoleName: string;
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}
export interface ListRolePoliciesResponse {
  readonly PolicyNames: readonly string[];
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}
export interface ListRoleTagsRequest {
  readonly RoleName: string;
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}
export interface ListRoleTagsResponse {
  readonly Tags: readonly Tag[];
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}
export interface ListRolesRequest {
  readonly PathPrefix?: string | undefined;
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}
export interface ListRolesResponse {
  readonly Roles: readonly Role[];
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}
export interface ListSAMLProviderTagsRequest {
  readonly SAMLProviderArn: string;
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}
export interface ListSAMLProviderTagsResponse {
  readonly Tags: readonly Tag[];
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}
export interface ListSAMLProvidersRequest {

}
export interface ListSAMLProvidersResponse {
  readonly SAMLProviderList?: readonly SAMLProviderListEntry[] | undefined;
}
export interface SAMLProviderListEntry {
  readonly Arn?: string | undefined;
  readonly ValidUntil?: Instant | undefined;
  readonly CreateDate?: Instant | undefined;
}
export interface ListSSHPublicKeysRequest {
  readonly UserName?: string | undefined;
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}
export interface ListSSHPublicKeysResponse {
  readonly SSHPublicKeys?: readonly SSHPublicKeyMetadata[] | undefined;
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}
export interface SSHPublicKeyMetadata {
  readonly UserName: string;
  readonly SSHPublicKeyId: string;
  readonly Status: "Active" | "Inactive" | "Expired";
  readonly UploadDate: Instant;
}
export interface ListServerCertificateTagsRequest {
  readonly ServerCertificateName: string;
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}
export interface ListServerCertificateTagsResponse {
  readonly Tags: readonly Tag[];
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}
export interface ListServerCertificatesRequest {
  readonly PathPrefix?: string | undefined;
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}
export interface ListServerCertificatesResponse {
  readonly ServerCertificateMetadataList: readonly ServerCertificateMetadata[];
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}
export interface ListServiceSpecificCredentialsRequest {
  readonly UserName?: string | undefined;
  readonly ServiceName?: string | undefined;
  readonly AllUsers?: boolean | undefined;
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}
export interface ListServiceSpecificCredentialsResponse {
  readonly ServiceSpecificCredentials?: readonly ServiceSpecificCredentialMetadata[] | undefined;
  readonly Marker?: string | undefined;
  readonly IsTruncated?: boolean | undefined;
}
export interface ServiceSpecificCredentialMetadata {
  readonly UserName: string;
  readonly Status: "Active" | "Inactive" | "Expired";
  readonly ServiceUserName?: string | undefined;
  readonly ServiceCredentialAlias?: string | undefined;
  readonly CreateDate: Instant;
  readonly ExpirationDate?: Instant | undefined;
  readonly ServiceSpecificCredentialId: string;
  readonly ServiceName: string;
}
export interface ListSigningCertificatesRequest {
  readonly UserName?: string | undefined;
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}
export interface ListSigningCertificatesResponse {
  readonly Certificates: readonly SigningCertificate[];
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}
export interface SigningCertificate {
  readonly UserName: string;
  readonly CertificateId: string;
  readonly CertificateBody: string;
  readonly Status: "Active" | "Inactive" | "Expired";
  readonly UploadDate?: Instant | undefined;
}
export interface ListUserPoliciesRequest {
  readonly UserName: string;
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}
export interface ListUserPoliciesResponse {
  readonly PolicyNames: readonly string[];
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}
export interface ListUserTagsRequest {
  readonly UserName: string;
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}
export interface ListUserTagsResponse {
  readonly Tags: readonly Tag[];
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}
export interface ListUsersRequest {
  readonly PathPrefix?: string | undefined;
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}
export interface ListUsersResponse {
  readonly Users: readonly User[];
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}
export interface ListVirtualMFADevicesRequest {
  readonly AssignmentStatus?: "Assigned" | "Unassigned" | "Any" | undefined;
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}
export interface ListVirtualMFADevicesResponse {
  readonly VirtualMFADevices: readonly VirtualMFADevice[];
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}
export interface PutGroupPolicyRequest {
  readonly GroupName: string;
  readonly PolicyName: string;
  readonly PolicyDocument: string;
}
export interface PutRolePermissionsBoundaryRequest {
  readonly RoleName: string;
  readonly PermissionsBoundary: string;
}
export interface PutRolePolicyRequest {
  readonly RoleName: string;
  readonly PolicyName: string;
  readonly PolicyDocument: string;
}
export interface PutUserPermissionsBoundaryRequest {
  readonly UserName: string;
  readonly PermissionsBoundary: string;
}
export interface PutUserPolicyRequest {
  readonly UserName: string;
  readonly PolicyName: string;
  readonly PolicyDocument: string;
}
export interface RejectDelegationRequestRequest {
  readonly DelegationRequestId: string;
  readonly Notes?: string | undefined;
}
export interface RemoveClientIDFromOpenIDConnectProviderRequest {
  readonly OpenIDConnectProviderArn: string;
  readonly ClientID: string;
}
export interface RemoveRoleFromInstanceProfileRequest {
  readonly InstanceProfileName: string;
  readonly RoleName: string;
}
export interface RemoveUserFromGroupRequest {
  readonly GroupName: string;
  readonly UserName: string;
}
export interface ResetServiceSpecificCredentialRequest {
  readonly UserName?: string | undefined;
  readonly ServiceSpecificCredentialId: string;
}
export interface ResetServiceSpecificCredentialResponse {
  readonly ServiceSpecificCredential?: ServiceSpecificCredential | undefined;
}
export interface ResyncMFADeviceRequest {
  readonly UserName: string;
  readonly SerialNumber: string;
  readonly AuthenticationCode1: string;
  readonly AuthenticationCode2: string;
}
export interface SendDelegationTokenRequest {
  readonly DelegationRequestId: string;
}
export interface SetDefaultPolicyVersionRequest {
  readonly PolicyArn: string;
  readonly VersionId: string;
}
export interface SetSecurityTokenServicePreferencesRequest {
  readonly GlobalEndpointTokenVersion: "v1Token" | "v2Token";
}
export interface SimulateCustomPolicyRequest {
  readonly PolicyInputList: readonly string[];
  readonly PermissionsBoundaryPolicyInputList?: readonly string[] | undefined;
  readonly ActionNames: readonly string[];
  readonly ResourceArns?: readonly string[] | undefined;
  readonly ResourcePolicy?: string | undefined;
  readonly ResourceOwner?: string | undefined;
  readonly CallerArn?: string | undefined;
  readonly ContextEntries?: readonly ContextEntry[] | undefined;
  readonly ResourceHandlingOption?: string | undefined;
  readonly MaxItems?: number | undefined;
  readonly Marker?: string | undefined;
}
export interface ContextEntry {
  readonly ContextKeyName?: string | undefined;
  readonly ContextKeyValues?: readonly string[] | undefined;
  readonly ContextKeyType?: "string" | "stringList" | "numeric" | "numericList" | "boolean" | "booleanList" | "ip" | "ipList" | "binary" | "binaryList" | "date" | "dateList" | undefined;
}
export interface SimulatePolicyResponse {
  readonly EvaluationResults?: readonly EvaluationResult[] | undefined;
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}
export interface EvaluationResult {
  readonly EvalActionName: string;
  readonly EvalResourceName?: string | undefined;
  readonly EvalDecision: "allowed" | "explicitDeny" | "implicitDeny";
  readonly MatchedStatements?: readonly Statement[] | undefined;
  readonly MissingContextValues?: readonly string[] | undefined;
  readonly OrganizationsDecisionDetail?: OrganizationsDecisionDetail | undefined;
  readonly PermissionsBoundaryDecisionDetail?: PermissionsBoundaryDecisionDetail | undefined;
  readonly EvalDecisionDetails?: { readonly [key: string]: "allowed" | "explicitDeny" | "implicitDeny" } | undefined;
  readonly ResourceSpecificResults?: readonly ResourceSpecificResult[] | undefined;
}
export interface Statement {
  readonly SourcePolicyId?: string | undefined;
  readonly SourcePolicyType?: "user" | "group" | "role" | "aws-managed" | "user-managed" | "resource" | "none" | undefined;
  readonly StartPosition?: Position | undefined;
  readonly EndPosition?: Position | undefined;
}
export interface Position {
  readonly Line?: number | undefined;
  readonly Column?: number | undefined;
}
export interface OrganizationsDecisionDetail {
  readonly AllowedByOrganizations?: boolean | undefined;
}
export interface PermissionsBoundaryDecisionDetail {
  readonly AllowedByPermissionsBoundary?: boolean | undefined;
}
export interface ResourceSpecificResult {
  readonly EvalResourceName: string;
  readonly EvalResourceDecision: "allowed" | "explicitDeny" | "implicitDeny";
  readonly MatchedStatements?: readonly Statement[] | undefined;
  readonly MissingContextValues?: readonly string[] | undefined;
  readonly EvalDecisionDetails?: { readonly [key: string]: "allowed" | "explicitDeny" | "implicitDeny" } | undefined;
  readonly PermissionsBoundaryDecisionDetail?: PermissionsBoundaryDecisionDetail | undefined;
}
export interface SimulatePrincipalPolicyRequest {
  readonly PolicySourceArn: string;
  readonly PolicyInputList?: readonly string[] | undefined;
  readonly PermissionsBoundaryPolicyInputList?: readonly string[] | undefined;
  readonly ActionNames: readonly string[];
  readonly ResourceArns?: readonly string[] | undefined;
  readonly ResourcePolicy?: string | undefined;
  readonly ResourceOwner?: string | undefined;
  readonly CallerArn?: string | undefined;
  readonly ContextEntries?: readonly ContextEntry[] | undefined;
  readonly ResourceHandlingOption?: string | undefined;
  readonly MaxItems?: number | undefined;
  readonly Marker?: string | undefined;
}
export interface TagInstanceProfileRequest {
  readonly InstanceProfileName: string;
  readonly Tags: readonly Tag[];
}
export interface TagMFADeviceRequest {
  readonly SerialNumber: string;
  readonly Tags: readonly Tag[];
}
export interface TagOpenIDConnectProviderRequest {
  readonly OpenIDConnectProviderArn: string;
  readonly Tags: readonly Tag[];
}
export interface TagPolicyRequest {
  readonly PolicyArn: string;
  readonly Tags: readonly Tag[];
}
export interface TagRoleRequest {
  readonly RoleName: string;
  readonly Tags: readonly Tag[];
}
export interface TagSAMLProviderRequest {
  readonly SAMLProviderArn: string;
  readonly Tags: readonly Tag[];
}
export interface TagServerCertificateRequest {
  readonly ServerCertificateName: string;
  readonly Tags: readonly Tag[];
}
export interface TagUserRequest {
  readonly UserName: string;
  readonly Tags: readonly Tag[];
}
export interface UntagInstanceProfileRequest {
  readonly InstanceProfileName: string;
  readonly TagKeys: readonly string[];
}
export interface UntagMFADeviceRequest {
  readonly SerialNumber: string;
  readonly TagKeys: readonly string[];
}
export interface UntagOpenIDConnectProviderRequest {
  readonly OpenIDConnectProviderArn: string;
  readonly TagKeys: readonly string[];
}
export interface UntagPolicyRequest {
  readonly PolicyArn: string;
  readonly TagKeys: readonly string[];
}
export interface UntagRoleRequest {
  readonly RoleName: string;
  readonly TagKeys: readonly string[];
}
export interface UntagSAMLProviderRequest {
  readonly SAMLProviderArn: string;
  readonly TagKeys: readonly string[];
}
export interface UntagServerCertificateRequest {
  readonly ServerCertificateName: string;
  readonly TagKeys: readonly string[];
}
export interface UntagUserRequest {
  readonly UserName: string;
  readonly TagKeys: readonly string[];
}
export interface UpdateAccessKeyRequest {
  readonly UserName?: string | undefined;
  readonly AccessKeyId: string;
  readonly Status: "Active" | "Inactive" | "Expired";
}
export interface UpdateAccountPasswordPolicyRequest {
  readonly MinimumPasswordLength?: number | undefined;
  readonly RequireSymbols?: boolean | undefined;
  readonly RequireNumbers?: boolean | undefined;
  readonly RequireUppercaseCharacters?: boolean | undefined;
  readonly RequireLowercaseCharacters?: boolean | undefined;
  readonly AllowUsersToChangePassword?: boolean | undefined;
  readonly MaxPasswordAge?: number | undefined;
  readonly PasswordReusePrevention?: number | undefined;
  readonly HardExpiry?: boolean | undefined;
}
export interface UpdateAssumeRolePolicyRequest {
  readonly RoleName: string;
  readonly PolicyDocument: string;
}
export interface UpdateDelegationRequestRequest {
  readonly DelegationRequestId: string;
  readonly Notes?: string | undefined;
}
export interface UpdateGroupRequest {
  readonly GroupName: string;
  readonly NewPath?: string | undefined;
  readonly NewGroupName?: string | undefined;
}
export interface UpdateLoginProfileRequest {
  readonly UserName: string;
  readonly Password?: string | undefined;
  readonly PasswordResetRequired?: boolean | undefined;
}
export interface UpdateOpenIDConnectProviderThumbprintRequest {
  readonly OpenIDConnectProviderArn: string;
  readonly ThumbprintList: readonly string[];
}
export interface UpdateRoleRequest {
  readonly RoleName: string;
  readonly Description?: string | undefined;
  readonly MaxSessionDuration?: number | undefined;
}
export interface UpdateRoleResponse {

}
export interface UpdateRoleDescriptionRequest {
  readonly RoleName: string;
  readonly Description: string;
}
export interface UpdateRoleDescriptionResponse {
  readonly Role?: Role | undefined;
}
export interface UpdateSAMLProviderRequest {
  readonly SAMLMetadataDocument?: string | undefined;
  readonly SAMLProviderArn: string;
  readonly AssertionEncryptionMode?: "Required" | "Allowed" | undefined;
  readonly AddPrivateKey?: string | undefined;
  readonly RemovePrivateKey?: string | undefined;
}
export interface UpdateSAMLProviderResponse {
  readonly SAMLProviderArn?: string | undefined;
}
export interface UpdateSSHPublicKeyRequest {
  readonly UserName: string;
  readonly SSHPublicKeyId: string;
  readonly Status: "Active" | "Inactive" | "Expired";
}
export interface UpdateServerCertificateRequest {
  readonly ServerCertificateName: string;
  readonly NewPath?: string | undefined;
  readonly NewServerCertificateName?: string | undefined;
}
export interface UpdateServiceSpecificCredentialRequest {
  readonly UserName?: string | undefined;
  readonly ServiceSpecificCredentialId: string;
  readonly Status: "Active" | "Inactive" | "Expired";
}
export interface UpdateSigningCertificateRequest {
  readonly UserName?: string | undefined;
  readonly CertificateId: string;
  readonly Status: "Active" | "Inactive" | "Expired";
}
export interface UpdateUserRequest {
  readonly UserName: string;
  readonly NewPath?: string | undefined;
  readonly NewUserName?: string | undefined;
}
export interface UploadSSHPublicKeyRequest {
  readonly UserName: string;
  readonly SSHPublicKeyBody: string;
}
export interface UploadSSHPublicKeyResponse {
  readonly SSHPublicKey?: SSHPublicKey | undefined;
}
export interface UploadServerCertificateRequest {
  readonly Path?: string | undefined;
  readonly ServerCertificateName: string;
  readonly CertificateBody: string;
  readonly PrivateKey: string;
  readonly CertificateChain?: string | undefined;
  readonly Tags?: readonly Tag[] | undefined;
}
export interface UploadServerCertificateResponse {
  readonly ServerCertificateMetadata?: ServerCertificateMetadata | undefined;
  readonly Tags?: readonly Tag[] | undefined;
}
export interface UploadSigningCertificateRequest {
  readonly UserName?: string | undefined;
  readonly CertificateBody: string;
}
export interface UploadSigningCertificateResponse {
  readonly Certificate: SigningCertificate;
}
export type AcceptDelegationRequestErrors = "NoSuchEntity" | "ServiceFailure" | "ConcurrentModification" | "ValidationError" | "AccessDenied";
export type AddClientIDToOpenIDConnectProviderErrors = "ConcurrentModification" | "InvalidInput" | "NoSuchEntity" | "LimitExceeded" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type AddRoleToInstanceProfileErrors = "NoSuchEntity" | "EntityAlreadyExists" | "LimitExceeded" | "UnmodifiableEntity" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type AddUserToGroupErrors = "NoSuchEntity" | "LimitExceeded" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type AssociateDelegationRequestErrors = "NoSuchEntity" | "ServiceFailure" | "ConcurrentModification" | "InvalidInput" | "ValidationError" | "AccessDenied";
export type AttachGroupPolicyErrors = "NoSuchEntity" | "LimitExceeded" | "InvalidInput" | "PolicyNotAttachable" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type AttachRolePolicyErrors = "NoSuchEntity" | "LimitExceeded" | "InvalidInput" | "UnmodifiableEntity" | "PolicyNotAttachable" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type AttachUserPolicyErrors = "NoSuchEntity" | "LimitExceeded" | "InvalidInput" | "PolicyNotAttachable" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type ChangePasswordErrors = "NoSuchEntity" | "InvalidUserType" | "LimitExceeded" | "EntityTemporarilyUnmodifiable" | "PasswordPolicyViolation" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type CreateAccessKeyErrors = "NoSuchEntity" | "LimitExceeded" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type CreateAccountAliasErrors = "ConcurrentModification" | "EntityAlreadyExists" | "LimitExceeded" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type CreateDelegationRequestErrors = "EntityAlreadyExists" | "ServiceFailure" | "InvalidInput" | "LimitExceeded" | "ConcurrentModification" | "ValidationError" | "AccessDenied";
export type CreateGroupErrors = "LimitExceeded" | "EntityAlreadyExists" | "NoSuchEntity" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type CreateInstanceProfileErrors = "EntityAlreadyExists" | "InvalidInput" | "LimitExceeded" | "ConcurrentModification" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type CreateLoginProfileErrors = "EntityAlreadyExists" | "NoSuchEntity" | "PasswordPolicyViolation" | "LimitExceeded" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type CreateOpenIDConnectProviderErrors = "InvalidInput" | "EntityAlreadyExists" | "LimitExceeded" | "ConcurrentModification" | "ServiceFailure" | "OpenIdIdpCommunicationError" | "ValidationError" | "AccessDenied";
export type CreatePolicyErrors = "InvalidInput" | "LimitExceeded" | "EntityAlreadyExists" | "MalformedPolicyDocument" | "ConcurrentModification" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type CreatePolicyVersionErrors = "NoSuchEntity" | "MalformedPolicyDocument" | "InvalidInput" | "LimitExceeded" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type CreateRoleErrors = "LimitExceeded" | "InvalidInput" | "EntityAlreadyExists" | "MalformedPolicyDocument" | "ConcurrentModification" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type CreateSAMLProviderErrors = "InvalidInput" | "EntityAlreadyExists" | "LimitExceeded" | "ConcurrentModification" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type CreateServiceLinkedRoleErrors = "InvalidInput" | "LimitExceeded" | "NoSuchEntity" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type CreateServiceSpecificCredentialErrors = "LimitExceeded" | "NoSuchEntity" | "NotSupportedService" | "ValidationError" | "AccessDenied";
export type CreateUserErrors = "LimitExceeded" | "EntityAlreadyExists" | "NoSuchEntity" | "InvalidInput" | "ConcurrentModification" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type CreateVirtualMFADeviceErrors = "LimitExceeded" | "InvalidInput" | "EntityAlreadyExists" | "ConcurrentModification" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type DeactivateMFADeviceErrors = "EntityTemporarilyUnmodifiable" | "NoSuchEntity" | "LimitExceeded" | "ServiceFailure" | "ConcurrentModification" | "ValidationError" | "AccessDenied";
export type DeleteAccessKeyErrors = "NoSuchEntity" | "LimitExceeded" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type DeleteAccountAliasErrors = "ConcurrentModification" | "NoSuchEntity" | "LimitExceeded" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type DeleteAccountPasswordPolicyErrors = "NoSuchEntity" | "LimitExceeded" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type DeleteGroupErrors = "NoSuchEntity" | "DeleteConflict" | "LimitExceeded" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type DeleteGroupPolicyErrors = "NoSuchEntity" | "LimitExceeded" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type DeleteInstanceProfileErrors = "NoSuchEntity" | "DeleteConflict" | "LimitExceeded" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type DeleteLoginProfileErrors = "EntityTemporarilyUnmodifiable" | "NoSuchEntity" | "LimitExceeded" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type DeleteOpenIDConnectProviderErrors = "InvalidInput" | "NoSuchEntity" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type DeletePolicyErrors = "NoSuchEntity" | "LimitExceeded" | "InvalidInput" | "DeleteConflict" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type DeletePolicyVersionErrors = "NoSuchEntity" | "LimitExceeded" | "InvalidInput" | "DeleteConflict" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type DeleteRoleErrors = "NoSuchEntity" | "DeleteConflict" | "LimitExceeded" | "UnmodifiableEntity" | "ConcurrentModification" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type DeleteRolePermissionsBoundaryErrors = "NoSuchEntity" | "UnmodifiableEntity" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type DeleteRolePolicyErrors = "NoSuchEntity" | "LimitExceeded" | "UnmodifiableEntity" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type DeleteSAMLProviderErrors = "InvalidInput" | "LimitExceeded" | "NoSuchEntity" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type DeleteSSHPublicKeyErrors = "NoSuchEntity" | "ValidationError" | "AccessDenied";
export type DeleteServerCertificateErrors = "NoSuchEntity" | "DeleteConflict" | "LimitExceeded" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type DeleteServiceLinkedRoleErrors = "NoSuchEntity" | "LimitExceeded" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type DeleteServiceSpecificCredentialErrors = "NoSuchEntity" | "ValidationError" | "AccessDenied";
export type DeleteSigningCertificateErrors = "NoSuchEntity" | "LimitExceeded" | "ConcurrentModification" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type DeleteUserErrors = "LimitExceeded" | "NoSuchEntity" | "DeleteConflict" | "ConcurrentModification" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type DeleteUserPermissionsBoundaryErrors = "NoSuchEntity" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type DeleteUserPolicyErrors = "NoSuchEntity" | "LimitExceeded" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type DeleteVirtualMFADeviceErrors = "NoSuchEntity" | "DeleteConflict" | "LimitExceeded" | "ServiceFailure" | "ConcurrentModification" | "ValidationError" | "AccessDenied";
export type DetachGroupPolicyErrors = "NoSuchEntity" | "LimitExceeded" | "InvalidInput" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type DetachRolePolicyErrors = "NoSuchEntity" | "LimitExceeded" | "InvalidInput" | "UnmodifiableEntity" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type DetachUserPolicyErrors = "NoSuchEntity" | "LimitExceeded" | "InvalidInput" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type DisableOrganizationsRootCredentialsManagementErrors = "ServiceAccessNotEnabledException" | "AccountNotManagementOrDelegatedAdministratorException" | "OrganizationNotFoundException" | "OrganizationNotInAllFeaturesModeException" | "ValidationError" | "AccessDenied";
export type DisableOrganizationsRootSessionsErrors = "ServiceAccessNotEnabledException" | "AccountNotManagementOrDelegatedAdministratorException" | "OrganizationNotFoundException" | "OrganizationNotInAllFeaturesModeException" | "ValidationError" | "AccessDenied";
export type DisableOutboundWebIdentityFederationErrors = "FeatureDisabled" | "ValidationError" | "AccessDenied";
export type EnableMFADeviceErrors = "EntityAlreadyExists" | "EntityTemporarilyUnmodifiable" | "InvalidAuthenticationCode" | "LimitExceeded" | "NoSuchEntity" | "ServiceFailure" | "ConcurrentModification" | "ValidationError" | "AccessDenied";
export type EnableOrganizationsRootCredentialsManagementErrors = "ServiceAccessNotEnabledException" | "AccountNotManagementOrDelegatedAdministratorException" | "OrganizationNotFoundException" | "OrganizationNotInAllFeaturesModeException" | "CallerIsNotManagementAccountException" | "ValidationError" | "AccessDenied";
export type EnableOrganizationsRootSessionsErrors = "ServiceAccessNotEnabledException" | "AccountNotManagementOrDelegatedAdministratorException" | "OrganizationNotFoundException" | "OrganizationNotInAllFeaturesModeException" | "CallerIsNotManagementAccountException" | "ValidationError" | "AccessDenied";
export type EnableOutboundWebIdentityFederationErrors = "FeatureEnabled" | "ValidationError" | "AccessDenied";
export type GenerateCredentialReportErrors = "LimitExceeded" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type GenerateOrganizationsAccessReportErrors = "ReportGenerationLimitExceeded" | "ValidationError" | "AccessDenied";
export type GenerateServiceLastAccessedDetailsErrors = "NoSuchEntity" | "InvalidInput" | "ValidationError" | "AccessDenied";
export type GetAccessKeyLastUsedErrors = "ValidationError" | "AccessDenied";
export type GetAccountAuthorizationDetailsErrors = "ServiceFailure" | "ValidationError" | "AccessDenied";
export type GetAccountPasswordPolicyErrors = "NoSuchEntity" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type GetAccountSummaryErrors = "ServiceFailure" | "ValidationError" | "AccessDenied";
export type GetContextKeysForCustomPolicyErrors = "InvalidInput" | "ValidationError" | "AccessDenied";
export type GetContextKeysForPrincipalPolicyErrors = "NoSuchEntity" | "InvalidInput" | "ValidationError" | "AccessDenied";
export type GetCredentialReportErrors = "ReportNotPresent" | "ReportExpired" | "ReportInProgress" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type GetDelegationRequestErrors = "NoSuchEntity" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type GetGroupErrors = "NoSuchEntity" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type GetGroupPolicyErrors = "NoSuchEntity" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type GetHumanReadableSummaryErrors = "InvalidInput" | "NoSuchEntity" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type GetInstanceProfileErrors = "NoSuchEntity" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type GetLoginProfileErrors = "NoSuchEntity" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type GetMFADeviceErrors = "NoSuchEntity" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type GetOpenIDConnectProviderErrors = "InvalidInput" | "NoSuchEntity" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type GetOrganizationsAccessReportErrors = "NoSuchEntity" | "ValidationError" | "AccessDenied";
export type GetOutboundWebIdentityFederationInfoErrors = "FeatureDisabled" | "ValidationError" | "AccessDenied";
export type GetPolicyErrors = "NoSuchEntity" | "InvalidInput" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type GetPolicyVersionErrors = "NoSuchEntity" | "InvalidInput" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type GetRoleErrors = "NoSuchEntity" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type GetRolePolicyErrors = "NoSuchEntity" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type GetSAMLProviderErrors = "NoSuchEntity" | "InvalidInput" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type GetSSHPublicKeyErrors = "NoSuchEntity" | "UnrecognizedPublicKeyEncoding" | "ValidationError" | "AccessDenied";
export type GetServerCertificateErrors = "NoSuchEntity" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type GetServiceLastAccessedDetailsErrors = "NoSuchEntity" | "InvalidInput" | "ValidationError" | "AccessDenied";
export type GetServiceLastAccessedDetailsWithEntitiesErrors = "NoSuchEntity" | "InvalidInput" | "ValidationError" | "AccessDenied";
export type GetServiceLinkedRoleDeletionStatusErrors = "NoSuchEntity" | "InvalidInput" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type GetUserErrors = "NoSuchEntity" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type GetUserPolicyErrors = "NoSuchEntity" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type ListAccessKeysErrors = "NoSuchEntity" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type ListAccountAliasesErrors = "ServiceFailure" | "ValidationError" | "AccessDenied";
export type ListAttachedGroupPoliciesErrors = "NoSuchEntity" | "InvalidInput" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type ListAttachedRolePoliciesErrors = "NoSuchEntity" | "InvalidInput" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type ListAttachedUserPoliciesErrors = "NoSuchEntity" | "InvalidInput" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type ListDelegationRequestsErrors = "NoSuchEntity" | "ServiceFailure" | "InvalidInput" | "ValidationError" | "AccessDenied";
export type ListEntitiesForPolicyErrors = "NoSuchEntity" | "InvalidInput" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type ListGroupPoliciesErrors = "NoSuchEntity" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type ListGroupsErrors = "ServiceFailure" | "ValidationError" | "AccessDenied";
export type ListGroupsForUserErrors = "NoSuchEntity" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type ListInstanceProfileTagsErrors = "NoSuchEntity" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type ListInstanceProfilesErrors = "ServiceFailure" | "ValidationError" | "AccessDenied";
export type ListInstanceProfilesForRoleErrors = "NoSuchEntity" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type ListMFADeviceTagsErrors = "NoSuchEntity" | "InvalidInput" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type ListMFADevicesErrors = "NoSuchEntity" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type ListOpenIDConnectProviderTagsErrors = "NoSuchEntity" | "ServiceFailure" | "InvalidInput" | "ValidationError" | "AccessDenied";
export type ListOpenIDConnectProvidersErrors = "ServiceFailure" | "ValidationError" | "AccessDenied";
export type ListOrganizationsFeaturesErrors = "ServiceAccessNotEnabledException" | "AccountNotManagementOrDelegatedAdministratorException" | "OrganizationNotFoundException" | "OrganizationNotInAllFeaturesModeException" | "ValidationError" | "AccessDenied";
export type ListPoliciesErrors = "ServiceFailure" | "ValidationError" | "AccessDenied";
export type ListPoliciesGrantingServiceAccessErrors = "NoSuchEntity" | "InvalidInput" | "ValidationError" | "AccessDenied";
export type ListPolicyTagsErrors = "NoSuchEntity" | "ServiceFailure" | "InvalidInput" | "ValidationError" | "AccessDenied";
export type ListPolicyVersionsErrors = "NoSuchEntity" | "InvalidInput" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type ListRolePoliciesErrors = "NoSuchEntity" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type ListRoleTagsErrors = "NoSuchEntity" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type ListRolesErrors = "ServiceFailure" | "ValidationError" | "AccessDenied";
export type ListSAMLProviderTagsErrors = "NoSuchEntity" | "ServiceFailure" | "InvalidInput" | "ValidationError" | "AccessDenied";
export type ListSAMLProvidersErrors = "ServiceFailure" | "ValidationError" | "AccessDenied";
export type ListSSHPublicKeysErrors = "NoSuchEntity" | "ValidationError" | "AccessDenied";
export type ListServerCertificateTagsErrors = "NoSuchEntity" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type ListServerCertificatesErrors = "ServiceFailure" | "ValidationError" | "AccessDenied";
export type ListServiceSpecificCredentialsErrors = "NoSuchEntity" | "NotSupportedService" | "ValidationError" | "AccessDenied";
export type ListSigningCertificatesErrors = "NoSuchEntity" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type ListUserPoliciesErrors = "NoSuchEntity" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type ListUserTagsErrors = "NoSuchEntity" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type ListUsersErrors = "ServiceFailure" | "ValidationError" | "AccessDenied";
export type ListVirtualMFADevicesErrors = "ValidationError" | "AccessDenied";
export type PutGroupPolicyErrors = "LimitExceeded" | "MalformedPolicyDocument" | "NoSuchEntity" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type PutRolePermissionsBoundaryErrors = "NoSuchEntity" | "InvalidInput" | "UnmodifiableEntity" | "PolicyNotAttachable" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type PutRolePolicyErrors = "LimitExceeded" | "MalformedPolicyDocument" | "NoSuchEntity" | "UnmodifiableEntity" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type PutUserPermissionsBoundaryErrors = "NoSuchEntity" | "InvalidInput" | "PolicyNotAttachable" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type PutUserPolicyErrors = "LimitExceeded" | "MalformedPolicyDocument" | "NoSuchEntity" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type RejectDelegationRequestErrors = "NoSuchEntity" | "ServiceFailure" | "ConcurrentModification" | "InvalidInput" | "ValidationError" | "AccessDenied";
export type RemoveClientIDFromOpenIDConnectProviderErrors = "ConcurrentModification" | "InvalidInput" | "NoSuchEntity" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type RemoveRoleFromInstanceProfileErrors = "NoSuchEntity" | "LimitExceeded" | "UnmodifiableEntity" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type RemoveUserFromGroupErrors = "NoSuchEntity" | "LimitExceeded" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type ResetServiceSpecificCredentialErrors = "NoSuchEntity" | "ValidationError" | "AccessDenied";
export type ResyncMFADeviceErrors = "InvalidAuthenticationCode" | "NoSuchEntity" | "LimitExceeded" | "ServiceFailure" | "ConcurrentModification" | "ValidationError" | "AccessDenied";
export type SendDelegationTokenErrors = "NoSuchEntity" | "ServiceFailure" | "ConcurrentModification" | "InvalidInput" | "ValidationError" | "AccessDenied";
export type SetDefaultPolicyVersionErrors = "NoSuchEntity" | "InvalidInput" | "LimitExceeded" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type SetSecurityTokenServicePreferencesErrors = "ServiceFailure" | "ValidationError" | "AccessDenied";
export type SimulateCustomPolicyErrors = "InvalidInput" | "PolicyEvaluation" | "ValidationError" | "AccessDenied";
export type SimulatePrincipalPolicyErrors = "NoSuchEntity" | "InvalidInput" | "PolicyEvaluation" | "ValidationError" | "AccessDenied";
export type TagInstanceProfileErrors = "NoSuchEntity" | "InvalidInput" | "LimitExceeded" | "ConcurrentModification" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type TagMFADeviceErrors = "InvalidInput" | "NoSuchEntity" | "LimitExceeded" | "ConcurrentModification" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type TagOpenIDConnectProviderErrors = "NoSuchEntity" | "LimitExceeded" | "InvalidInput" | "ConcurrentModification" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type TagPolicyErrors = "NoSuchEntity" | "LimitExceeded" | "InvalidInput" | "ConcurrentModification" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type TagRoleErrors = "NoSuchEntity" | "LimitExceeded" | "InvalidInput" | "ConcurrentModification" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type TagSAMLProviderErrors = "NoSuchEntity" | "LimitExceeded" | "InvalidInput" | "ConcurrentModification" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type TagServerCertificateErrors = "NoSuchEntity" | "InvalidInput" | "LimitExceeded" | "ConcurrentModification" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type TagUserErrors = "NoSuchEntity" | "LimitExceeded" | "InvalidInput" | "ConcurrentModification" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type UntagInstanceProfileErrors = "NoSuchEntity" | "InvalidInput" | "ConcurrentModification" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type UntagMFADeviceErrors = "NoSuchEntity" | "InvalidInput" | "ConcurrentModification" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type UntagOpenIDConnectProviderErrors = "NoSuchEntity" | "InvalidInput" | "ConcurrentModification" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type UntagPolicyErrors = "NoSuchEntity" | "InvalidInput" | "ConcurrentModification" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type UntagRoleErrors = "NoSuchEntity" | "ConcurrentModification" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type UntagSAMLProviderErrors = "NoSuchEntity" | "InvalidInput" | "ConcurrentModification" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type UntagServerCertificateErrors = "NoSuchEntity" | "InvalidInput" | "ConcurrentModification" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type UntagUserErrors = "NoSuchEntity" | "ConcurrentModification" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type UpdateAccessKeyErrors = "NoSuchEntity" | "LimitExceeded" | "ServiceFailure" | "InvalidInput" | "ValidationError" | "AccessDenied";
export type UpdateAccountPasswordPolicyErrors = "NoSuchEntity" | "MalformedPolicyDocument" | "LimitExceeded" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type UpdateAssumeRolePolicyErrors = "NoSuchEntity" | "MalformedPolicyDocument" | "LimitExceeded" | "UnmodifiableEntity" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type UpdateDelegationRequestErrors = "NoSuchEntity" | "ServiceFailure" | "ConcurrentModification" | "InvalidInput" | "ValidationError" | "AccessDenied";
export type UpdateGroupErrors = "NoSuchEntity" | "EntityAlreadyExists" | "LimitExceeded" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type UpdateLoginProfileErrors = "EntityTemporarilyUnmodifiable" | "NoSuchEntity" | "PasswordPolicyViolation" | "LimitExceeded" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type UpdateOpenIDConnectProviderThumbprintErrors = "ConcurrentModification" | "InvalidInput" | "NoSuchEntity" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type UpdateRoleErrors = "UnmodifiableEntity" | "NoSuchEntity" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type UpdateRoleDescriptionErrors = "NoSuchEntity" | "UnmodifiableEntity" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type UpdateSAMLProviderErrors = "NoSuchEntity" | "InvalidInput" | "LimitExceeded" | "ServiceFailure" | "ConcurrentModification" | "ValidationError" | "AccessDenied";
export type UpdateSSHPublicKeyErrors = "NoSuchEntity" | "InvalidInput" | "ValidationError" | "AccessDenied";
export type UpdateServerCertificateErrors = "NoSuchEntity" | "EntityAlreadyExists" | "LimitExceeded" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type UpdateServiceSpecificCredentialErrors = "NoSuchEntity" | "ValidationError" | "AccessDenied";
export type UpdateSigningCertificateErrors = "NoSuchEntity" | "LimitExceeded" | "ServiceFailure" | "InvalidInput" | "ValidationError" | "AccessDenied";
export type UpdateUserErrors = "NoSuchEntity" | "LimitExceeded" | "EntityAlreadyExists" | "EntityTemporarilyUnmodifiable" | "ConcurrentModification" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type UploadSSHPublicKeyErrors = "LimitExceeded" | "NoSuchEntity" | "InvalidPublicKey" | "DuplicateSSHPublicKey" | "UnrecognizedPublicKeyEncoding" | "ValidationError" | "AccessDenied";
export type UploadServerCertificateErrors = "LimitExceeded" | "InvalidInput" | "EntityAlreadyExists" | "MalformedCertificate" | "KeyPairMismatch" | "ConcurrentModification" | "ServiceFailure" | "ValidationError" | "AccessDenied";
export type UploadSigningCertificateErrors = "LimitExceeded" | "EntityAlreadyExists" | "MalformedCertificate" | "InvalidCertificate" | "DuplicateCertificate" | "NoSuchEntity" | "ConcurrentModification" | "ServiceFailure" | "ValidationError" | "AccessDenied";
