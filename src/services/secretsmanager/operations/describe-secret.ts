import { DescribeSecret } from '../../../generated/secretsmanager.ts';
import { describe } from '../description.ts';
import { operation } from '../parts.ts';
import { findSecret, secretKeys } from '../secret.ts';
import { versionsToStages } from '../stages.ts';

export const describeSecret = operation(DescribeSecret)
  .access({
    action: 'secretsmanager:DescribeSecret',
    on: ({ SecretId }, asking) => findSecret(asking, SecretId),
    keys: ({ SecretId }, secret) => secretKeys(SecretId, secret),
  })
  .handle(async ({ resource: secret }) => {
    const versions = versionsToStages(secret.stages);
    return {
      output: {
        ...describe(secret),
        // Here it is the day on which the recovery window ends; ListSecrets shows when it began.
        ...(secret.purgeAt !== null && { DeletedDate: secret.purgeAt }),
        ...(versions && { VersionIdsToStages: versions }),
      },
    };
  });
