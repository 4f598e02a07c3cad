import { CreateSecret } from '../../../generated/secretsmanager.ts';
import { change } from '../../../store/statement.ts';
import { ownerTag } from '../owner.ts';
import { operation } from '../parts.ts';
import { plannedKeys, planSecret } from '../planned-secret.ts';
import { readReplicaRegions, type ReplicaRow, replicasOf, showReplicas } from '../replica.ts';
import { bringLevel, replicationKeys } from '../replication.ts';
import { assertToken } from '../request.ts';
import { readType } from '../secret-type.ts';
import { kmsKeyArn, normalKmsKeyId, openValue, probeKey, sealValue } from '../sealing.ts';
import { newArn, NO_ROTATION, SECRET_TYPE, secretOf } from '../secret.ts';
import { CURRENT, printStages } from '../stages.ts';
import { insertSecret } from '../tables.ts';
import { readTags } from '../tags.ts';
import { readValue, sameValue } from '../value.ts';
import { findTwin, newVersionRow } from '../version.ts';

export const createSecret = operation(CreateSecret)
  .access({
    action: 'secretsmanager:CreateSecret',
    on: (input, asking) => planSecret(input, asking),
    keys: (input, _planned, { caller, request }) => ({
      'secretsmanager:Name': input.Name,
      'secretsmanager:Description': input.Description,
      'secretsmanager:KmsKeyId': input.KmsKeyId || undefined,
      'secretsmanager:KmsKeyArn': kmsKeyArn(input.KmsKeyId, {
        account: caller.account,
        region: request.region,
      }),
      ...replicationKeys(input),
      'secretsmanager:Type': input.Type || undefined,
      ...plannedKeys(input),
    }),
  })
  .also('tags', {
    action: 'secretsmanager:TagResource',
    on: (input, asking) => planSecret(input, asking),
    keys: (input) => plannedKeys(input),
    when: ({ Tags }) => Tags !== undefined && Tags.length > 0,
  })
  .also('replicas', {
    action: 'secretsmanager:ReplicateSecretToRegions',
    on: (input, asking) => planSecret(input, asking),
    keys: (input) => ({ ...replicationKeys(input), ...plannedKeys(input) }),
    when: ({ AddReplicaRegions }) => AddReplicaRegions !== undefined,
  })
  .handle(async (call) => {
    const { input, resource: planned, caller, request, store, random, now, parts, error } = call;
    const id = assertToken(input.ClientRequestToken, error);
    const value = readValue(input, error);
    const { owningService } = planned;
    const given = readTags(input.Tags, error, owningService !== '');
    const tags = owningService === '' ? given : [...given, ownerTag(owningService)];
    const secretType = readType(input.Type, error);

    const { standing } = planned;
    if (standing) {
      if (standing.deletedAt !== null) throw error('InvalidRequestException', NAME_WAITS);
      // The client did not hear the first answer and asks again.
      const twin = value && (await findTwin(store, planned, id));
      if (twin && sameValue(await openValue(call, standing, twin), value)) {
        return {
          output: {
            ARN: standing.arn,
            Name: standing.name,
            VersionId: id,
            ...(await replication(await replicasOf(store, standing))),
          },
          made: { arn: standing.arn, type: SECRET_TYPE },
        };
      }
      throw error('ResourceExistsException', exists(input.Name));
    }

    const owner = { account: caller.account, region: request.region };
    const keyed = {
      ...owner,
      arn: newArn(owner, input.Name, random),
      kmsKeyId: normalKmsKeyId(input.KmsKeyId, owner),
    };
    const copies = readReplicaRegions(input.AddReplicaRegions ?? [], keyed, {
      served: parts.regions,
      error,
    });
    if (keyed.kmsKeyId !== '') await probeKey(call, keyed);
    const sealed = value && (await sealValue(call, keyed, { id, value }));
    const row = {
      ...owner,
      arn: keyed.arn,
      name: input.Name,
      description: input.Description ?? '',
      kms_key_id: keyed.kmsKeyId,
      tags: tags.length > 0 ? JSON.stringify(tags) : null,
      stages: printStages(new Map(sealed ? [[CURRENT, id]] : [])),
      policy: null,
      created_at: now,
      changed_at: now,
      accessed_at: 0,
      deleted_at: null,
      purge_at: null,
      secret_type: secretType,
      owning_service: owningService,
      primary_region: copies.length > 0 ? owner.region : '',
      ...NO_ROTATION,
      revision: 1,
    };
    const changes = [change(insertSecret, row)];
    if (sealed) changes.push(newVersionRow(keyed.arn, { id, value: sealed }, now));
    for (const copy of copies) {
      const force = input.ForceOverwriteReplicaSecret === true;
      const how = { openVersion: async () => value!, force };
      changes.push(...(await bringLevel(call, secretOf(row), copy, how)));
    }
    return {
      output: {
        ARN: keyed.arn,
        Name: input.Name,
        ...(sealed && { VersionId: id }),
        ...(await replication(copies)),
      },
      changes,
      made: { arn: keyed.arn, type: SECRET_TYPE },
    };

    async function replication(replicas: readonly ReplicaRow[]) {
      return replicas.length > 0 && { ReplicationStatus: await showReplicas(store, replicas) };
    }
  });

const NAME_WAITS =
  "You can't create this secret because a secret with this name is already scheduled for deletion.";
const exists = (name: string) => `The operation failed because the secret ${name} already exists.`;
