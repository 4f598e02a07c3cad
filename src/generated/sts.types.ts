// Generated from models/sts.json by tools/generate.ts. Do not edit.
import type { Instant } from '../base/clock.ts';

export interface None {}
export interface AssumeRoleRequest {
  readonly RoleArn: string;
  readonly RoleSessionName: string;
  readonly PolicyArns?: readonly PolicyDescriptorType[] | undefined;
  readonly Policy?: string | undefined;
  readonly DurationSeconds?: number | undefined;
  readonly Tags?: readonly Tag[] | undefined;
  readonly TransitiveTagKeys?: readonly string[] | undefined;
  readonly ExternalId?: string | undefined;
  readonly SerialNumber?: string | undefined;
  readonly TokenCode?: string | undefined;
  readonly SourceIdentity?: string | undefined;
  readonly ProvidedContexts?: readonly ProvidedContext[] | undefined;
}
export interface PolicyDescriptorType {
  readonly arn?: string | undefined;
}
export interface Tag {
  readonly Key: string;
  readonly Value: string;
}
export interface ProvidedContext {
  readonly ProviderArn?: string | undefined;
  readonly ContextAssertion?: string | undefined;
}
export interface AssumeRoleResponse {
  readonly Credentials?: Credentials | undefined;
  readonly AssumedRoleUser?: AssumedRoleUser | undefined;
  readonly PackedPolicySize?: number | undefined;
  readonly SourceIdentity?: string | undefined;
}
export interface Credentials {
  readonly AccessKeyId: string;
  readonly SecretAccessKey: string;
  readonly SessionToken: string;
  readonly Expiration: Instant;
}
export interface AssumedRoleUser {
  readonly AssumedRoleId: string;
  readonly Arn: string;
}
export interface AssumeRoleWithSAMLRequest {
  readonly RoleArn: string;
  readonly PrincipalArn: string;
  readonly SAMLAssertion: string;
  readonly PolicyArns?: readonly PolicyDescriptorType[] | undefined;
  readonly Policy?: string | undefined;
  readonly DurationSeconds?: number | undefined;
}
export interface AssumeRoleWithSAMLResponse {
  readonly Credentials?: Credentials | undefined;
  readonly AssumedRoleUser?: AssumedRoleUser | undefined;
  readonly PackedPolicySize?: number | undefined;
  readonly Subject?: string | undefined;
  readonly SubjectType?: string | undefined;
  readonly Issuer?: string | undefined;
  readonly Audience?: string | undefined;
  readonly NameQualifier?: string | undefined;
  readonly SourceIdentity?: string | undefined;
}
export interface AssumeRoleWithWebIdentityRequest {
  readonly RoleArn: string;
  readonly RoleSessionName: string;
  readonly WebIdentityToken: string;
  readonly ProviderId?: string | undefined;
  readonly PolicyArns?: readonly PolicyDescriptorType[] | undefined;
  readonly Policy?: string | undefined;
  readonly DurationSeconds?: number | undefined;
}
export interface AssumeRoleWithWebIdentityResponse {
  readonly Credentials?: Credentials | undefined;
  readonly SubjectFromWebIdentityToken?: string | undefined;
  readonly AssumedRoleUser?: AssumedRoleUser | undefined;
  readonly PackedPolicySize?: number | undefined;
  readonly Provider?: string | undefined;
  readonly Audience?: string | undefined;
  readonly SourceIdentity?: string | undefined;
}
export interface AssumeRootRequest {
  readonly TargetPrincipal: string;
  readonly TaskPolicyArn: PolicyDescriptorType;
  readonly DurationSeconds?: number | undefined;
}
export interface AssumeRootResponse {
  readonly Credentials?: Credentials | undefined;
  readonly SourceIdentity?: string | undefined;
}
export interface DecodeAuthorizationMessageRequest {
  readonly EncodedMessage: string;
}
export interface DecodeAuthorizationMessageResponse {
  readonly DecodedMessage?: string | undefined;
}
export interface GetAccessKeyInfoRequest {
  readonly AccessKeyId: string;
}
export interface GetAccessKeyInfoResponse {
  readonly Account?: string | undefined;
}
export interface GetCallerIdentityRequest {

}
export interface GetCallerIdentityResponse {
  readonly UserId?: string | undefined;
  readonly Account?: string | undefined;
  readonly Arn?: string | undefined;
}
export interface GetDelegatedAccessTokenRequest {
  readonly TradeInToken: string;
}
export interface GetDelegatedAccessTokenResponse {
  readonly Credentials?: Credentials | undefined;
  readonly PackedPolicySize?: number | undefined;
  readonly AssumedPrincipal?: string | undefined;
}
export interface GetFederationTokenRequest {
  readonly Name: string;
  readonly Policy?: string | undefined;
  readonly PolicyArns?: readonly PolicyDescriptorType[] | undefined;
  readonly DurationSeconds?: number | undefined;
  readonly Tags?: readonly Tag[] | undefined;
}
export interface GetFederationTokenResponse {
  readonly Credentials?: Credentials | undefined;
  readonly FederatedUser?: FederatedUser | undefined;
  readonly PackedPolicySize?: number | undefined;
}
export interface FederatedUser {
  readonly FederatedUserId: string;
  readonly Arn: string;
}
export interface GetSessionTokenRequest {
  readonly DurationSeconds?: number | undefined;
  readonly SerialNumber?: string | undefined;
  readonly TokenCode?: string | undefined;
}
export interface GetSessionTokenResponse {
  readonly Credentials?: Credentials | undefined;
}
export interface GetWebIdentityTokenRequest {
  readonly Audience: readonly string[];
  readonly DurationSeconds?: number | undefined;
  readonly SigningAlgorithm: string;
  readonly Tags?: readonly Tag[] | undefined;
}
export interface GetWebIdentityTokenResponse {
  readonly WebIdentityToken?: string | undefined;
  readonly Expiration?: Instant | undefined;
}
export type AssumeRoleErrors = "MalformedPolicyDocument" | "PackedPolicyTooLarge" | "RegionDisabledException" | "ExpiredTokenException" | "ValidationError" | "AccessDenied" | "InvalidParameterValue";
export type AssumeRoleWithSAMLErrors = "MalformedPolicyDocument" | "PackedPolicyTooLarge" | "IDPRejectedClaim" | "InvalidIdentityToken" | "ExpiredTokenException" | "RegionDisabledException" | "ValidationError" | "AccessDenied";
export type AssumeRoleWithWebIdentityErrors = "MalformedPolicyDocument" | "PackedPolicyTooLarge" | "IDPRejectedClaim" | "IDPCommunicationError" | "InvalidIdentityToken" | "ExpiredTokenException" | "RegionDisabledException" | "ValidationError" | "AccessDenied";
export type AssumeRootErrors = "RegionDisabledException" | "ExpiredTokenException" | "ValidationError" | "AccessDenied";
export type DecodeAuthorizationMessageErrors = "InvalidAuthorizationMessageException" | "ValidationError" | "AccessDenied";
export type GetAccessKeyInfoErrors = "ValidationError" | "AccessDenied";
export type GetCallerIdentityErrors = "ValidationError" | "AccessDenied";
export type GetDelegatedAccessTokenErrors = "ExpiredTradeInTokenException" | "RegionDisabledException" | "PackedPolicyTooLarge" | "ValidationError" | "AccessDenied";
export type GetFederationTokenErrors = "MalformedPolicyDocument" | "PackedPolicyTooLarge" | "RegionDisabledException" | "ValidationError" | "AccessDenied" | "InvalidParameterValue";
export type GetSessionTokenErrors = "RegionDisabledException" | "ValidationError" | "AccessDenied";
export type GetWebIdentityTokenErrors = "SessionDurationEscalationException" | "OutboundWebIdentityFederationDisabledException" | "JWTPayloadSizeExceededException" | "ValidationError" | "AccessDenied";
