import { CreateSecret } from '../../../generated/secretsmanager.ts';
import { requestTagKeys } from '../../../operation/operation.ts';
import { change } from '../../../store/statement.ts';
import { operation } from '../parts.ts';
import { planSecret } from '../planned-secret.ts';
import { assertToken, assertUntyped, assertUnreplicated } from '../request.ts';
import { kmsKeyArn, normalKmsKeyId, openValue, probeKey, sealValue } from '../sealing.ts';
import { newArn, SECRET_TYPE } from '../secret.ts';
import { CURRENT, printStages } from '../stages.ts';
import { insertSecret } from '../tables.ts';
import { readTags } from '../tags.ts';
import { readValue, sameValue } from '../value.ts';
import { findTwin, newVersionRow } from '../version.ts';

export const createSecret = operation(CreateSecret)
  .access({
    action: 'secretsmanager:CreateSecret',
    on: ({ Name }, asking) => planSecret(Name, asking),
    keys: (input, _planned, { caller, request }) => ({
      'secretsmanager:Name': input.Name,
      'secretsmanager:Description': input.Description,
      'secretsmanager:KmsKeyId': input.KmsKeyId || undefined,
      'secretsmanager:KmsKeyArn': kmsKeyArn(input.KmsKeyId, {
        account: caller.account,
        region: request.region,
      }),
      'secretsmanager:AddReplicaRegions': input.AddReplicaRegions?.map(
        ({ Region }) => Region ?? '',
      ),
      'secretsmanager:ForceOverwriteReplicaSecret': input.ForceOverwriteReplicaSecret?.toString(),
      'secretsmanager:Type': input.Type || undefined,
      ...requestTagKeys(input.Tags),
    }),
  })
  .handle(async (call) => {
    const { input, resource: planned, caller, request, store, random, now, error } = call;
    assertUnreplicated(input, error);
    assertUntyped(input, error);
    const id = assertToken(input.ClientRequestToken, error);
    const value = readValue(input, error);
    const tags = readTags(input.Tags, error);

    const { standing } = planned;
    if (standing) {
      if (standing.deletedAt !== null) throw error('InvalidRequestException', NAME_WAITS);
      // The client did not hear the first answer and asks again.
      const twin = value && (await findTwin(store, planned, id));
      if (twin && sameValue(await openValue(call, standing, twin), value)) {
        return {
          output: { ARN: standing.arn, Name: standing.name, VersionId: id },
          made: { arn: standing.arn, type: SECRET_TYPE },
        };
      }
      throw error('ResourceExistsException', exists(input.Name));
    }

    const owner = { account: caller.account, region: request.region };
    const secret = {
      ...owner,
      arn: newArn(owner, input.Name, random),
      kmsKeyId: normalKmsKeyId(input.KmsKeyId, owner),
    };
    if (secret.kmsKeyId !== '') await probeKey(call, secret);
    const sealed = value && (await sealValue(call, secret, { id, value }));
    const made = change(insertSecret, {
      ...owner,
      arn: secret.arn,
      name: input.Name,
      description: input.Description ?? '',
      kms_key_id: secret.kmsKeyId,
      tags: tags.length > 0 ? JSON.stringify(tags) : null,
      stages: printStages(new Map(sealed ? [[CURRENT, id]] : [])),
      policy: null,
      created_at: now,
      changed_at: now,
      accessed_at: 0,
      deleted_at: null,
      purge_at: null,
      revision: 1,
    });
    return {
      output: { ARN: secret.arn, Name: input.Name, ...(sealed && { VersionId: id }) },
      changes: sealed ? [made, newVersionRow(secret.arn, { id, value: sealed }, now)] : [made],
      made: { arn: secret.arn, type: SECRET_TYPE },
    };
  });

const NAME_WAITS =
  "You can't create this secret because a secret with this name is already scheduled for deletion.";
const exists = (name: string) => `The operation failed because the secret ${name} already exists.`;
