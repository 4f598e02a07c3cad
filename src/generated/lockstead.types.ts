// Generated from models/lockstead.json by tools/generate.ts. Do not edit.
import type { Instant } from '../base/clock.ts';

export interface None {}
export interface WhoCanInput {
  readonly action: string;
  readonly resource: string;
}
export interface WhoCanOutput {
  readonly action: string;
  readonly resource: string;
  readonly who: readonly Who[];
}
export interface Who {
  readonly principal: string;
  readonly kind: "USER" | "ROLE" | "FEDERATED_USER" | "ROOT" | "ACCOUNT" | "SERVICE" | "IDENTITY_PROVIDER" | "PUBLIC";
  readonly certainty: "ALWAYS" | "WHEN" | "PERHAPS";
  readonly outside: boolean;
  readonly path: readonly Step[];
}
export interface Step {
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  readonly because: readonly Finding[];
  readonly when: readonly Circumstance[];
}
export interface Finding {
  readonly policyType: string;
  readonly policy: string;
  readonly policyArn?: string | undefined;
  readonly statement: number;
  readonly sid?: string | undefined;
}
export interface Circumstance {
  readonly key: string;
  readonly values?: readonly string[] | undefined;
  readonly missing?: boolean | undefined;
}
export interface WhatCanInput {
  readonly principal: string;
}
export interface WhatCanOutput {
  readonly principal: string;
  readonly what: readonly What[];
}
export interface What {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly certainty: "ALWAYS" | "WHEN" | "PERHAPS";
  readonly path: readonly Step[];
}
export interface ListRotationsInput {
  readonly prefix?: string | undefined;
  readonly maxResults?: number | undefined;
  readonly nextToken?: string | undefined;
}
export interface ListRotationsOutput {
  readonly rotations: readonly Rotation[];
  readonly nextToken?: string | undefined;
}
export interface Rotation {
  readonly arn: string;
  readonly name: string;
  readonly rotationFunction?: string | undefined;
  readonly lastRotated?: Instant | undefined;
  readonly nextRotation?: Instant | undefined;
  readonly overdue: boolean;
  readonly state: "SCHEDULED" | "ON_REQUEST" | "ROTATING" | "TESTING" | "RETRYING" | "OFF";
  readonly step?: string | undefined;
  readonly attempts?: number | undefined;
  readonly retryAt?: Instant | undefined;
  readonly lastError?: string | undefined;
}
export interface RehearseRotationInput {
  readonly secretId: string;
  readonly rotationFunction?: string | undefined;
}
export interface RehearseRotationOutput {
  readonly arn: string;
  readonly rotationFunction: string;
  readonly checks: readonly Check[];
}
export interface Check {
  readonly name: string;
  readonly outcome: "OK" | "WARNING" | "FAILED" | "SKIPPED";
  readonly detail: string;
}
export interface UndoRotationInput {
  readonly secretId: string;
  readonly versionId: string;
}
export interface UndoRotationOutput {
  readonly arn: string;
  readonly name: string;
  readonly versionId: string;
}
export type WhoCanErrors = "AccessDeniedException" | "ResourceNotFoundException" | "ValidationException";
export type WhatCanErrors = "AccessDeniedException" | "ResourceNotFoundException" | "ValidationException";
export type ListRotationsErrors = "AccessDeniedException" | "ValidationException";
export type RehearseRotationErrors = "AccessDeniedException" | "InvalidRequestException" | "ResourceNotFoundException" | "ValidationException";
export type UndoRotationErrors = "AccessDeniedException" | "InvalidRequestException" | "ResourceNotFoundException" | "ValidationException";
