import type { RotateSecretRequest } from '../../generated/secretsmanager.types.ts';
import type { ConditionKeys } from '../../operation/operation.ts';

/** The condition keys of a request that rotates; each is there when its member was sent. */
export const rotationKeys = (input: Omit<RotateSecretRequest, 'SecretId'>): ConditionKeys => ({
  'secretsmanager:RotationLambdaARN': input.RotationLambdaARN || undefined,
  'secretsmanager:ExternalSecretRotationRoleArn': input.ExternalSecretRotationRoleArn,
  'secretsmanager:ModifyRotationRules': String(input.RotationRules !== undefined),
  'secretsmanager:RotateImmediately': input.RotateImmediately?.toString(),
});
