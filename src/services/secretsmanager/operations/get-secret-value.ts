import { GetSecretValue } from '../../../generated/secretsmanager.ts';
import { operation } from '../parts.ts';
import { assertKeyReaches, openValue } from '../sealing.ts';
import { assertAlive, findSecret, secretKeys } from '../secret.ts';
import { CURRENT, labelsOf } from '../stages.ts';
import { showValue } from '../value.ts';
import { findVersion, NOT_ITS_STAGE, noValue, recordAccess } from '../version.ts';

export const getSecretValue = operation(GetSecretValue)
  .access({
    action: 'secretsmanager:GetSecretValue',
    on: ({ SecretId }, asking) => findSecret(asking, SecretId),
    // A key exists only when the caller sent its member: AWS does not fill in AWSCURRENT here.
    keys: ({ SecretId, VersionId, VersionStage }, secret) => ({
      ...secretKeys(SecretId, secret),
      'secretsmanager:VersionId': VersionId,
      'secretsmanager:VersionStage': VersionStage,
    }),
  })
  .handle(async (call) => {
    const { input, resource: secret, caller, store, now, error } = call;
    assertAlive(secret, error);
    assertKeyReaches(caller, secret, error);

    const stage = input.VersionStage ?? CURRENT;
    const id = input.VersionId ?? secret.stages.get(stage);
    const version = id === undefined ? undefined : await findVersion(store, secret, id);
    if (!version) {
      const which = input.VersionId ? `VersionId: ${id}` : `staging label: ${stage}`;
      throw error('ResourceNotFoundException', noValue(which));
    }
    if (input.VersionStage !== undefined && secret.stages.get(stage) !== version.id) {
      throw error('InvalidRequestException', NOT_ITS_STAGE);
    }

    // The caller, not the service, must be allowed to use the key.
    const value = await openValue(call, secret, version);
    const stages = labelsOf(secret.stages, version.id);
    return {
      output: {
        ARN: secret.arn,
        Name: secret.name,
        VersionId: version.id,
        ...showValue(value),
        ...(stages.length > 0 && { VersionStages: stages }),
        CreatedDate: version.createdAt,
      },
      changes: recordAccess(secret, version, now),
    };
  });
