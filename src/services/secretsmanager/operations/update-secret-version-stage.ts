import { UpdateSecretVersionStage } from '../../../generated/secretsmanager.ts';
import { assertOwned } from '../owner.ts';
import { operation } from '../parts.ts';
import { carry } from '../replication.ts';
import { assertAlive, assertPrimary, findSecret, type Secret, secretKeys } from '../secret.ts';
import { CURRENT, moveLabels, type Stages } from '../stages.ts';
import {
  assertLabelsFit,
  findVersion,
  NOT_ITS_STAGE,
  noValue,
  opener,
  relabel,
  versionExists,
} from '../version.ts';

export const updateSecretVersionStage = operation(UpdateSecretVersionStage)
  .access({
    action: 'secretsmanager:UpdateSecretVersionStage',
    on: ({ SecretId }, asking) => findSecret(asking, SecretId),
    keys: ({ SecretId, VersionStage }, secret) => ({
      ...secretKeys(SecretId, secret),
      'secretsmanager:VersionStage': VersionStage,
    }),
  })
  .handle(async (call) => {
    const { input, resource: secret, store, now, error } = call;
    assertAlive(secret, error);
    assertPrimary(secret, error);
    assertOwned(secret, call, error);
    const { MoveToVersionId: to, RemoveFromVersionId: from } = input;
    if (to === undefined && from === undefined) throw error('InvalidParameterException', NOWHERE);
    for (const id of [to, from]) {
      if (id !== undefined && !(await versionExists(store, secret, id))) {
        throw error('ResourceNotFoundException', noValue(`VersionId: ${id}`));
      }
    }
    // What a rotation has yet to fill can be anything but what applications read.
    if (
      to !== undefined &&
      input.VersionStage === CURRENT &&
      !(await findVersion(store, secret, to))
    ) {
      throw error('ResourceNotFoundException', noValue(`VersionId: ${to}`));
    }
    const stages = moved(secret, { label: input.VersionStage, to, from }, error);
    assertLabelsFit(stages, error);
    const output = { ARN: secret.arn, Name: secret.name };
    if (stages === secret.stages) return { output };
    const carried = await carry(call, secret, { stages }, opener(call, secret));
    return { output, changes: [...relabel(secret, stages, { now }), ...carried] };
  });

interface Move {
  readonly label: string;
  readonly to: string | undefined;
  readonly from: string | undefined;
}

type Fail = (code: 'InvalidParameterException' | 'InvalidRequestException', m: string) => Error;

function moved({ stages }: Secret, { label, to, from }: Move, error: Fail): Stages {
  const holder = stages.get(label);
  if (to === undefined) {
    if (holder !== from) throw error('InvalidRequestException', NOT_ITS_STAGE);
    if (label === CURRENT) throw error('InvalidParameterException', CURRENT_STAYS);
    return new Map([...stages].filter(([other]) => other !== label));
  }
  if (holder === undefined) {
    if (from !== undefined) throw error('InvalidRequestException', NOT_ITS_STAGE);
    return moveLabels(stages, [label], to);
  }
  if (from !== undefined && from !== holder) {
    throw error('InvalidParameterException', heldBy(label, holder));
  }
  if (to === holder) return stages;
  if (from === undefined) throw error('InvalidParameterException', sayFrom(label, holder));
  return moveLabels(stages, [label], to);
}

const NOWHERE = 'You must provide MoveToVersionId, RemoveFromVersionId, or both.';
const CURRENT_STAYS =
  "You can only move staging label AWSCURRENT to a different secret version. It can't be completely removed.";
const heldBy = (label: string, holder: string) =>
  `Staging label ${label} is currently attached to version ${holder}, so you must explicitly reference that version in RemoveFromVersionId.`;
const sayFrom = (label: string, holder: string) =>
  `The parameter RemoveFromVersionId can't be empty. ${heldBy(label, holder)}`;
