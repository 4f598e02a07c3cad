import type { RotateSecretRequest } from '../../generated/secretsmanager.types.ts';
import type { ConditionKeys } from '../../operation/operation.ts';

/** The condition keys of a request that rotates. A key is there when its member was sent; whether rules change is always told. */
export const rotationKeys = (input: Omit<RotateSecretRequest, 'SecretId'>): ConditionKeys => ({
  'secretsmanager:RotationLambdaARN': input.RotationLambdaARN || undefined,
  'secretsmanager:ExternalSecretRotationRoleArn': input.ExternalSecretRotationRoleArn,
  'secretsmanager:ModifyRotationRules': String(input.RotationRules !== undefined),
  'secretsmanager:RotateImmediately': input.RotateImmediately?.toString(),
});
