import { UndoSecretRotation } from '../../../operation/rotation-undo.ts';
import { assertRotatable } from '../owner.ts';
import { operation } from '../parts.ts';
import { beginRotation, findRotation, pendingVersion, scheduleRotation } from '../rotation.ts';
import { assertInvocable } from '../rotation-function.ts';
import { nextRotation } from '../rotation-schedule.ts';
import { assertAlive, assertPrimary, findSecret, secretKeys } from '../secret.ts';
import { CURRENT, PREVIOUS } from '../stages.ts';
import { findVersion } from '../version.ts';

/**
 * Rotates to the previous version, whose value is there already: the function finds it pending, makes its
 * credential good, tests it and makes it current, by the same steps and as safely as any other.
 */
export const undoSecretRotation = operation(UndoSecretRotation)
  .access({
    action: 'secretsmanager:RotateSecret',
    on: ({ SecretId }, asking) => findSecret(asking, SecretId),
    keys: ({ SecretId }, secret) => secretKeys(SecretId, secret),
  })
  .handle(async (call) => {
    const { input, resource: secret, store, now, error } = call;
    assertAlive(secret, error);
    assertPrimary(secret, error);
    assertRotatable(secret, call, error);
    const { rotation, stages } = secret;
    if (!rotation?.enabled) throw error('InvalidRequestException', OFF);
    const { VersionId } = input;
    const pending = pendingVersion(secret);
    const under = await findRotation(store, secret);
    const output = { ARN: secret.arn, Name: secret.name, VersionId };
    // Who did not hear the first answer asks again.
    const isBegun = pending === VersionId && under?.version === VersionId;
    if (isBegun || stages.get(CURRENT) === VersionId) return { output };
    if (pending !== undefined || under?.version === stages.get(CURRENT))
      throw error('InvalidRequestException', NOT_COMPLETE);
    if (stages.get(PREVIOUS) !== VersionId || !(await findVersion(store, secret, VersionId)))
      throw error('InvalidRequestException', notPrevious(VersionId));
    const { functionArn } = rotation;
    if (functionArn !== undefined) await assertInvocable(call, secret, functionArn);

    const more = nextRotation(rotation, secret.arn, { last: now, now });
    const { changes, event } = await beginRotation(call, secret, {
      id: VersionId,
      kind: 'rotation',
      more,
    });
    return {
      output,
      changes: [...changes, scheduleRotation(secret.arn, now)],
      events: [event],
    };
  });

const OFF =
  'Rotation of this secret is off, so there is no function that could take it back. Turn it on with RotateSecret.';
const NOT_COMPLETE =
  'A rotation of this secret is under way: it is tried again until it succeeds. What it has begun can be taken back when it is complete.';
const notPrevious = (id: string): string =>
  `The version ${id} does not have the label AWSPREVIOUS, or has no value: one can go back to the previous version alone.`;
