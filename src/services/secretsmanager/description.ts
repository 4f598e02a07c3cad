import type { DescribeSecretResponse } from '../../generated/secretsmanager.types.ts';
import type { Listed } from './secret.ts';
import { showTags } from './tags.ts';

/** What DescribeSecret and ListSecrets tell alike; what was never set is left out. */
export function describe(secret: Listed): DescribeSecretResponse {
  const { description, kmsKeyId, accessedAt, tagPairs } = secret;
  return {
    ARN: secret.arn,
    Name: secret.name,
    ...(secret.secretType !== '' && { Type: secret.secretType }),
    ...(description !== '' && { Description: description }),
    ...(kmsKeyId !== '' && { KmsKeyId: kmsKeyId }),
    LastChangedDate: secret.changedAt,
    ...(accessedAt > 0 && { LastAccessedDate: accessedAt }),
    ...(tagPairs && { Tags: showTags(tagPairs) }),
    ...(secret.owningService !== '' && { OwningService: secret.owningService }),
    CreatedDate: secret.createdAt,
    ...(secret.primaryRegion !== '' && { PrimaryRegion: secret.primaryRegion }),
  };
}
