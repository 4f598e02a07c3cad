import { ReplicateSecretToRegions } from '../../../generated/secretsmanager.ts';
import { assertOwned } from '../owner.ts';
import { operation } from '../parts.ts';
import { readReplicaRegions, replicasOf, showReplicas } from '../replica.ts';
import { bringLevel, replicationKeys } from '../replication.ts';
import { assertAlive, assertPrimary, findSecret, saveSecret, secretKeys } from '../secret.ts';
import { opener } from '../version.ts';

export const replicateSecretToRegions = operation(ReplicateSecretToRegions)
  .access({
    action: 'secretsmanager:ReplicateSecretToRegions',
    on: ({ SecretId }, asking) => findSecret(asking, SecretId),
    keys: (input, secret) => ({
      ...secretKeys(input.SecretId, secret),
      ...replicationKeys(input),
    }),
  })
  .handle(async (call) => {
    const { input, resource: secret, store, now, parts, error } = call;
    assertAlive(secret, error);
    assertPrimary(secret, error);
    assertOwned(secret, call, error);
    const of = { served: parts.regions, error };
    const added = readReplicaRegions(input.AddReplicaRegions, secret, of);
    const known = await replicasOf(store, secret);
    const twice = added.find(({ region }) =>
      known.some((replica) => replica.region === region && replica.status === 'InSync'),
    );
    if (twice) throw error('InvalidParameterException', alreadyThere(twice.region));

    const changes = [saveSecret(secret, { primaryRegion: secret.region }, now)];
    const force = input.ForceOverwriteReplicaSecret === true;
    const how = { openVersion: opener(call, secret), force };
    const primary = { ...secret, primaryRegion: secret.region };
    for (const replica of added) changes.push(...(await bringLevel(call, primary, replica, how)));

    // The answer is older than the copies: AWS too says here that they are on the way.
    const standing = known.filter(({ region }) => !added.some((one) => one.region === region));
    const replicas = [...standing, ...added].sort((a, b) => (a.region < b.region ? -1 : 1));
    return {
      output: { ARN: secret.arn, ReplicationStatus: await showReplicas(store, replicas) },
      changes,
    };
  });

const alreadyThere = (region: string) => `The secret is already replicated to ${region}.`;
