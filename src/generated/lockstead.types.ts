// Generated from models/lockstead.json by tools/generate.ts. Do not edit.

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
export type WhoCanErrors = "AccessDeniedException" | "ResourceNotFoundException" | "ValidationException";
export type WhatCanErrors = "AccessDeniedException" | "ResourceNotFoundException" | "ValidationException";
