import { DescribeSecret } from '../../../generated/secretsmanager.ts';
import { describe } from '../description.ts';
import { operation } from '../parts.ts';
import { replicasOf, showReplicas } from '../replica.ts';
import { findSecret, secretKeys } from '../secret.ts';
import { versionsToStages } from '../stages.ts';

export const describeSecret = operation(DescribeSecret)
  .access({
    action: 'secretsmanager:DescribeSecret',
    on: ({ SecretId }, asking) => findSecret(asking, SecretId),
    keys: ({ SecretId }, secret) => secretKeys(SecretId, secret),
  })
  .handle(async ({ resource: secret, store }) => {
    const versions = versionsToStages(secret.stages);
    const replicas = await replicasOf(store, secret);
    return {
      output: {
        ...describe(secret),
        // Here it is the day on which the recovery window ends; ListSecrets shows when it began.
        ...(secret.purgeAt !== null && { DeletedDate: secret.purgeAt }),
        ...(versions && { VersionIdsToStages: versions }),
        ...(replicas.length > 0 && { ReplicationStatus: await showReplicas(store, replicas) }),
      },
    };
  });
