// Generated from models/iam-toolbox.json by tools/generate.ts. Do not edit.

export interface None {}
export interface GetRequestAuthorizationDetailsInput {
  readonly authorizationId: string;
  readonly nextToken?: string | undefined;
}
export interface GetRequestAuthorizationDetailsOutput {
  readonly requestContext: { readonly [key: string]: unknown };
  readonly evaluations: readonly Evaluation[];
  readonly policies?: readonly PolicyInfo[] | undefined;
  readonly nextToken?: string | undefined;
}
export interface Evaluation {
  readonly action: string;
  readonly resource: string;
  readonly context?: { readonly [key: string]: unknown } | undefined;
  readonly evaluatedEffect?: "ALLOW" | "EXPLICIT_DENY" | "IMPLICIT_DENY" | undefined;
  readonly matchedPolicies?: readonly MatchedPolicy[] | undefined;
  readonly decidedBy?: "IDENTITY_BASED_POLICY" | "RESOURCE_BASED_POLICY" | "PERMISSIONS_BOUNDARY" | "SESSION_POLICY" | "SERVICE_CONTROL_POLICY" | "RESOURCE_CONTROL_POLICY" | "VPC_ENDPOINT_POLICY" | undefined;
  readonly nearestStatements?: readonly NearStatement[] | undefined;
}
export interface MatchedPolicy {
  readonly uri: string;
  readonly matchedStatements?: readonly MatchedStatement[] | undefined;
}
export interface MatchedStatement {
  readonly sid?: string | undefined;
  readonly evaluatedEffect?: "ALLOW" | "DENY" | undefined;
  readonly index?: number | undefined;
  readonly statement?: string | undefined;
}
export interface NearStatement {
  readonly uri: string;
  readonly sid?: string | undefined;
  readonly index: number;
  readonly statement?: string | undefined;
  readonly lacks: readonly Lack[];
}
export interface Lack {
  readonly element: "ACTION" | "RESOURCE" | "PRINCIPAL" | "CONDITION";
  readonly key?: string | undefined;
  readonly operator?: string | undefined;
  readonly wanted?: readonly string[] | undefined;
  readonly found?: readonly string[] | undefined;
}
export interface PolicyInfo {
  readonly type: "IDENTITY_BASED_POLICY" | "RESOURCE_BASED_POLICY" | "PERMISSIONS_BOUNDARY" | "SESSION_POLICY" | "SERVICE_CONTROL_POLICY" | "RESOURCE_CONTROL_POLICY" | "VPC_ENDPOINT_POLICY";
  readonly inline?: boolean | undefined;
  readonly uri: string;
  readonly label?: string | undefined;
  readonly attachedTo?: readonly AttachedTo[] | undefined;
}
export interface AttachedTo {
  readonly uri?: string | undefined;
}
export type GetRequestAuthorizationDetailsErrors = "AccessDeniedException" | "InternalServerException" | "ResourceNotFoundException" | "ValidationException";
