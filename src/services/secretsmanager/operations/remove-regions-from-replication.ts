import { RemoveRegionsFromReplication } from '../../../generated/secretsmanager.ts';
import { assertOwned } from '../owner.ts';
import { operation } from '../parts.ts';
import { arnIn, dropReplica, replicasOf, showReplicas } from '../replica.ts';
import { erase } from '../replication.ts';
import { assertAlive, assertPrimary, findSecret, saveSecret, secretKeys } from '../secret.ts';
import { selectSecret } from '../tables.ts';

export const removeRegionsFromReplication = operation(RemoveRegionsFromReplication)
  .access({
    action: 'secretsmanager:RemoveRegionsFromReplication',
    on: ({ SecretId }, asking) => findSecret(asking, SecretId),
    keys: ({ SecretId }, secret) => secretKeys(SecretId, secret),
  })
  .handle(async (call) => {
    const { input, resource: secret, store, now, error } = call;
    assertAlive(secret, error);
    assertPrimary(secret, error);
    assertOwned(secret, call, error);
    const known = await replicasOf(store, secret);
    const removed = new Set(input.RemoveReplicaRegions);
    const strange = [...removed].filter((region) => !known.some((one) => one.region === region));
    if (strange.length > 0) throw error('InvalidParameterException', notThere(strange));

    const left = known.filter(({ region }) => !removed.has(region));
    const primaryRegion = left.length > 0 ? secret.region : '';
    const changes = [saveSecret(secret, { primaryRegion }, now)];
    for (const region of removed) {
      changes.push(dropReplica(secret.arn, region));
      const copy = await store.one(selectSecret, { arn: arnIn(secret.arn, region) });
      // One that failed may have nothing there, or what stood in its way.
      if (copy?.primary_region === secret.region) changes.push(...erase(copy.arn, copy.revision));
    }
    return {
      output: { ARN: secret.arn, ReplicationStatus: await showReplicas(store, left) },
      changes,
    };
  });

const notThere = (regions: readonly string[]) =>
  `The secret isn't replicated to these Regions: [${regions.join(', ')}].`;
