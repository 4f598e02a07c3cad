import { RotateSecret } from '../../../generated/secretsmanager.ts';
import type {
  RotateSecretRequest,
  RotateSecretResponse,
} from '../../../generated/secretsmanager.types.ts';
import { AwsError } from '../../../model/model.ts';
import { managedRotation } from '../../../operation/managed-rotation.ts';
import type { Answer, Call, Permitted } from '../../../operation/operation.ts';
import type { Change } from '../../../store/statement.ts';
import { assertRotatable } from '../owner.ts';
import { operation, type Parts } from '../parts.ts';
import { assertToken } from '../request.ts';
import { beginRotation, findRotation, pendingVersion, scheduleRotation } from '../rotation.ts';
import { assertInvocable, assertMayInvoke } from '../rotation-function.ts';
import { rotationKeys } from '../rotation-keys.ts';
import { nextRotation, readRules } from '../rotation-schedule.ts';
import type { Rotation } from '../rotation-settings.ts';
import { openValue, sealValue } from '../sealing.ts';
import { assertAlive, assertPrimary, findSecret, type Secret, secretKeys } from '../secret.ts';
import { CURRENT } from '../stages.ts';
import { findVersion, newVersionRow, tokenInUse, versionExists } from '../version.ts';

export const rotateSecret = operation(RotateSecret)
  .access({
    action: 'secretsmanager:RotateSecret',
    on: ({ SecretId }, asking) => findSecret(asking, SecretId),
    keys: (input, secret) => ({
      ...secretKeys(input.SecretId, secret),
      ...rotationKeys(input),
    }),
  })
  .handle(async (call) => {
    const { input, resource: secret, store, error } = call;
    assertAlive(secret, error);
    assertPrimary(secret, error);
    assertRotatable(secret, call, error);
    const id = assertToken(input.ClientRequestToken, error);
    const rotation = readRotation(input, secret, error);

    const answer = { output: { ARN: secret.arn, Name: secret.name, VersionId: id } };
    const under = await findRotation(store, secret);
    const pending = pendingVersion(secret);
    // The client did not hear the first answer and asks again.
    if (pending === id && under?.version === id) return answer;
    const isTest = input.RotateImmediately === false;
    // A version that somebody has made pending himself can be rotated to, and is not for tests.
    if (pending !== undefined && (pending !== id || isTest)) {
      throw error('InvalidRequestException', NOT_COMPLETE);
    }
    if (pending !== id && (await versionExists(store, secret, id))) {
      if (secret.rotation && secret.stages.get(CURRENT) === id) return answer;
      throw error('InvalidParameterException', tokenInUse(id, secret.arn));
    }

    const { functionArn } = rotation;
    if (functionArn !== undefined) {
      if (input.RotationLambdaARN) await assertMayInvoke(call, functionArn);
      await assertInvocable(call, secret, functionArn);
    }
    return isTest ? await test(call, rotation, id) : await rotateNow(call, rotation, id);
  });

type RotateCall = Call<
  Parts,
  RotateSecretRequest,
  any,
  Permitted<Secret, 'secretsmanager:RotateSecret'>,
  {}
>;

type Fail = (
  code: 'InvalidParameterException' | 'InvalidRequestException',
  message: string,
) => Error;

/** How the secret is to be rotated from now on: what the request leaves open is as it was. */
function readRotation(input: RotateSecretRequest, secret: Secret, error: Fail): Rotation {
  const { RotationLambdaARN, RotationRules } = input;
  if (input.ExternalSecretRotationMetadata ?? input.ExternalSecretRotationRoleArn) {
    const isExternal = secret.secretType !== '';
    throw error('InvalidParameterException', isExternal ? NO_PARTNERS : NOT_EXTERNAL);
  }
  const rules = RotationRules ? readRules(RotationRules, error) : secret.rotation?.rules;
  const functionArn = RotationLambdaARN || secret.rotation?.functionArn;
  const isManaged = managedRotation(secret.owningService) !== undefined;
  if (!functionArn && !isManaged) throw error('InvalidRequestException', NO_FUNCTION);
  return { enabled: true, ...(functionArn && { functionArn }), ...(rules && { rules }) };
}

async function rotateNow(
  call: RotateCall,
  rotation: Rotation,
  id: string,
): Promise<Answer<RotateSecretResponse>> {
  const { resource: secret, now } = call;
  const more = { rotation, ...nextRotation(rotation, secret.arn, { last: now, now }) };
  const { changes, event } = await beginRotation(call, secret, { id, kind: 'rotation', more });
  return answered(secret, id, { changes, events: [event], now });
}

/** Runs testSecret alone, on a version that is pending for so long. */
async function test(
  call: RotateCall,
  rotation: Rotation,
  id: string,
): Promise<Answer<RotateSecretResponse>> {
  const { resource: secret, now } = call;
  const last = secret.rotatedAt || now;
  const more = { rotation, ...nextRotation(rotation, secret.arn, { last, now }) };
  const version = await copyOfCurrent(call, id);
  const { changes, event } = await beginRotation(call, secret, {
    id,
    kind: 'test',
    more,
    ...(version && { version }),
  });
  return answered(secret, id, { changes, events: [event], now });
}

const answered = (
  { arn, name }: Secret,
  id: string,
  { now, changes, events }: Required<Pick<Answer<any>, 'changes' | 'events'>> & { now: number },
) => ({
  output: { ARN: arn, Name: name, VersionId: id },
  changes: [...changes, scheduleRotation(arn, now)],
  events,
});

/**
 * What testSecret can log in with: the value as it is. Undefined where there is none, and where the caller
 * may not use the key: then the version stays empty.
 */
async function copyOfCurrent(call: RotateCall, id: string): Promise<Change | undefined> {
  const { resource: secret, store, now } = call;
  const current = secret.stages.get(CURRENT);
  const version = current === undefined ? undefined : await findVersion(store, secret, current);
  if (!version) return undefined;
  try {
    const value = await openValue(call, secret, version);
    return newVersionRow(
      secret.arn,
      { id, value: await sealValue(call, secret, { id, value }) },
      now,
    );
  } catch (cause) {
    if (cause instanceof AwsError && cause.status < 500) return undefined;
    throw cause;
  }
}

const NOT_COMPLETE = "A previous rotation isn't complete. That rotation will be reattempted.";
const NO_FUNCTION = 'No Lambda rotation function ARN is associated with this secret.';
const NOT_EXTERNAL =
  'You can give ExternalSecretRotationMetadata and ExternalSecretRotationRoleArn only for a managed external secret.';
const NO_PARTNERS =
  'Lockstead does not rotate secrets at partners: rotate this secret with a Lambda function, and leave out ExternalSecretRotationMetadata and ExternalSecretRotationRoleArn.';
