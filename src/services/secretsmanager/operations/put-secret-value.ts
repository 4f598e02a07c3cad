import { PutSecretValue } from '../../../generated/secretsmanager.ts';
import { assertOwned } from '../owner.ts';
import { operation } from '../parts.ts';
import { carry } from '../replication.ts';
import { assertToken } from '../request.ts';
import { assertKeyReaches, openValue, sealValue } from '../sealing.ts';
import { findRotation, rotationToken, valueArrives } from '../rotation.ts';
import { assertAlive, assertPrimary, findSecret, secretKeys } from '../secret.ts';
import { CURRENT, labelsOf } from '../stages.ts';
import { readValue, sameValue } from '../value.ts';
import { addVersion, assertLabelsFit, findVersion, opener, tokenInUse } from '../version.ts';

export const putSecretValue = operation(PutSecretValue)
  .access({
    action: 'secretsmanager:PutSecretValue',
    on: ({ SecretId }, asking) => findSecret(asking, SecretId),
    keys: ({ SecretId }, secret) => secretKeys(SecretId, secret),
  })
  .handle(async (call) => {
    const { input, resource: secret, caller, store, parts, error } = call;
    assertAlive(secret, error);
    assertPrimary(secret, error);
    assertOwned(secret, call, error);
    const id = assertToken(input.ClientRequestToken, error);
    if (input.RotationToken !== undefined) {
      const under = await findRotation(store, secret);
      const isTold = input.RotationToken === rotationToken(parts.keyring, secret.arn, id);
      if (under?.version !== id || !isTold)
        throw error('InvalidParameterException', WRONG_ROTATION);
    }
    const value = readValue(input, error);
    if (!value) throw error('InvalidRequestException', NO_VALUE);
    assertKeyReaches(caller, secret, error);

    const known = await findVersion(store, secret, id);
    if (known) {
      // The same value again is the same request again; a version never gets another value.
      if (!sameValue(await openValue(call, secret, known), value)) {
        throw error('ResourceExistsException', tokenInUse(id, secret.arn));
      }
      return { output: answer(labelsOf(secret.stages, id)) };
    }

    // The first version of a secret is current whatever else it is.
    const first = secret.stages.has(CURRENT) ? [] : [CURRENT];
    const labels = [...new Set([...(input.VersionStages ?? [CURRENT]), ...first])];
    const added = { id, labels, value: await sealValue(call, secret, { id, value }) };
    const effect = await valueArrives(call, secret, added);
    const { more, stages: relabelled } = effect;
    const { stages, changes } = await addVersion(call, secret, { added, more, relabelled });
    assertLabelsFit(stages, error);
    const carried = await carry(call, secret, { stages }, opener(call, secret, { id, value }));
    return {
      output: answer(labelsOf(stages, id)),
      changes: [...changes, ...carried, ...effect.changes],
      events: effect.events,
    };

    function answer(stagesOfVersion: readonly string[]) {
      return {
        ARN: secret.arn,
        Name: secret.name,
        VersionId: id,
        ...(stagesOfVersion.length > 0 && { VersionStages: stagesOfVersion }),
      };
    }
  });

const NO_VALUE = 'You must provide either SecretString or SecretBinary.';
const WRONG_ROTATION =
  'The RotationToken is not valid: it is not of a rotation of this secret that is in progress.';
