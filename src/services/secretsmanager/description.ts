import type { DescribeSecretResponse } from '../../generated/secretsmanager.types.ts';
import { showRules } from './rotation-settings.ts';
import type { Listed } from './secret.ts';
import { showTags } from './tags.ts';

/** What DescribeSecret and ListSecrets tell alike; what was never set is left out. */
export function describe(secret: Listed): DescribeSecretResponse {
  const { description, kmsKeyId, accessedAt, tagPairs, rotation } = secret;
  return {
    ARN: secret.arn,
    Name: secret.name,
    ...(secret.secretType !== '' && { Type: secret.secretType }),
    ...(description !== '' && { Description: description }),
    ...(kmsKeyId !== '' && { KmsKeyId: kmsKeyId }),
    ...(rotation && {
      RotationEnabled: rotation.enabled,
      ...(rotation.functionArn !== undefined && { RotationLambdaARN: rotation.functionArn }),
      ...(rotation.rules && { RotationRules: showRules(rotation.rules) }),
    }),
    // Of a rotation that is turned off, dates are not told.
    ...(rotation?.enabled && secret.rotatedAt > 0 && { LastRotatedDate: secret.rotatedAt }),
    LastChangedDate: secret.changedAt,
    ...(accessedAt > 0 && { LastAccessedDate: accessedAt }),
    ...(rotation?.enabled && secret.rotateBy !== null && { NextRotationDate: secret.rotateBy }),
    ...(tagPairs && { Tags: showTags(tagPairs) }),
    ...(secret.owningService !== '' && { OwningService: secret.owningService }),
    CreatedDate: secret.createdAt,
    ...(secret.primaryRegion !== '' && { PrimaryRegion: secret.primaryRegion }),
  };
}
