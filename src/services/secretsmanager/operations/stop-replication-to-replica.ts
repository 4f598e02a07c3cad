import { StopReplicationToReplica } from '../../../generated/secretsmanager.ts';
import { assertOwned } from '../owner.ts';
import { operation } from '../parts.ts';
import { arnIn, dropReplica, replicasOf } from '../replica.ts';
import { findSecret, isReplica, saveSecret, secretKeys, secretOf } from '../secret.ts';
import { selectSecret } from '../tables.ts';

export const stopReplicationToReplica = operation(StopReplicationToReplica)
  .access({
    action: 'secretsmanager:StopReplicationToReplica',
    on: ({ SecretId }, asking) => findSecret(asking, SecretId),
    keys: ({ SecretId }, secret) => secretKeys(SecretId, secret),
  })
  .handle(async (call) => {
    const { resource: replica, store, now, error } = call;
    if (!isReplica(replica)) throw error('InvalidParameterException', NOT_A_REPLICA);
    assertOwned(replica, call, error);
    const output = { ARN: replica.arn };
    const promoted = saveSecret(replica, { primaryRegion: '' }, now);
    const row = await store.one(selectSecret, { arn: arnIn(replica.arn, replica.primaryRegion) });
    if (!row) return { output, changes: [promoted] };
    const primary = secretOf(row);
    const others = (await replicasOf(store, primary)).filter((o) => o.region !== replica.region);
    const primaryRegion = others.length > 0 ? primary.region : '';
    return {
      output,
      changes: [
        promoted,
        dropReplica(primary.arn, replica.region),
        saveSecret(primary, { primaryRegion }, now),
      ],
    };
  });

const NOT_A_REPLICA =
  "Operation not permitted on a primary secret. Call must be made in replica secret's region.";
