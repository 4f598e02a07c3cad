/** The clockwork of rotations: one look at a secret does the next of the steps, or begins what is due. */
import { DAY, HOUR, type Instant, MINUTE, SECOND } from '../../base/clock.ts';
import { utf8 } from '../../base/bytes.ts';
import { uuid } from '../../base/random.ts';
import { Invoke } from '../../generated/lambda.ts';
import { AwsError } from '../../model/model.ts';
import type { Job, JobAnswer, JobCall } from '../../operation/job.ts';
import { type ManagedStep, managedRotation } from '../../operation/managed-rotation.ts';
import { change } from '../../store/statement.ts';
import { askingLambda } from './rotation-function.ts';
import { type Failure, failureOf } from './rotation-failure.ts';
import {
  beginRotation,
  findRotation,
  pendingVersion,
  ROTATION_JOB,
  rotationEvent,
  rotationToken,
  withoutPending,
} from './rotation.ts';
import { sealNote } from './rotation-note.ts';
import { nextRotation } from './rotation-schedule.ts';
import type { Rotation } from './rotation-settings.ts';
import {
  advanceRotation,
  deleteRotation,
  forgetRotation,
  type RotationRow,
  type Step,
} from './rotation-tables.ts';
import type { Parts } from './parts.ts';
import { carryLabels } from './replication.ts';
import { isReplica, type Secret, secretOf } from './secret.ts';
import { CURRENT, PENDING } from './stages.ts';
import { deleteVersion, selectSecret } from './tables.ts';
import { relabel } from './version.ts';

/** @param atOnce how many rotations are worked on at once: after a long night a thousand may be due */
export const rotate = (atOnce: number): Job<Parts> => ({
  kind: ROTATION_JOB,
  isSlow: true,
  atOnce,
  run: look,
});

/** What a job looks at: a secret, and the rotation that is under way. */
interface Under {
  readonly secret: Secret;
  readonly rotation: Rotation;
  readonly row: RotationRow;
}

async function look(call: JobCall<Parts>): Promise<JobAnswer> {
  const { subject: arn, now, store } = call;
  const found = await store.one(selectSecret, { arn });
  if (!found) return { changes: [change(forgetRotation, { secret: arn }, 'any')] };
  const secret = secretOf(found);
  const { rotation } = secret;
  // One that waits for its end is looked at again when it is restored.
  if (!rotation?.enabled || secret.deletedAt !== null || isReplica(secret)) return {};
  const row = await findRotation(store, secret);
  if (!row) return begin(call, secret);
  if (row.retry_at > now) return { again: row.retry_at };
  const under = { secret, rotation, row };
  if (isGivenUp(under)) return abandon(under);
  return row.step === 'ended' ? conclude(call, under) : step(call, under);
}

/** Begins what is due: with the version that an earlier rotation has left pending, where one has. */
async function begin(call: JobCall<Parts>, secret: Secret): Promise<JobAnswer> {
  const { now, random } = call;
  const { rotateAt } = secret;
  if (rotateAt === null) return {};
  if (rotateAt > now) return { again: rotateAt };
  const id = pendingVersion(secret) ?? uuid(random);
  const { changes, event } = await beginRotation(call, secret, { id, kind: 'rotation' });
  return { changes, events: [event], again: now };
}

/** Somebody has taken the label away, or given it to another version. */
const isGivenUp = ({ secret: { stages }, row: { version } }: Under): boolean =>
  stages.get(PENDING) !== version && stages.get(CURRENT) !== version;

const abandon = ({ secret, row: { version } }: Under): JobAnswer => ({
  changes: [change(deleteRotation, { secret: secret.arn, version })],
  events: [rotationEvent('RotationAbandoned', secret, version)],
  ...(secret.rotateAt !== null && { again: secret.rotateAt }),
});

const AFTER: { readonly [step in Step]: Step } = {
  createSecret: 'setSecret',
  setSecret: 'testSecret',
  testSecret: 'finishSecret',
  finishSecret: 'ended',
  ended: 'ended',
};

/** Asks the function for one step. Where it was asked and nobody has heard the answer, it is asked again. */
async function step(call: JobCall<Parts>, under: Under): Promise<JobAnswer> {
  const { now } = call;
  const failure = await ask(call, under);
  if (failure) return fail(call, under, failure);
  const next = under.row.kind === 'test' ? 'ended' : AFTER[under.row.step];
  return { changes: [advance(under, { step: next, waits_from: now, retry_at: now })], again: now };
}

async function ask(call: JobCall<Parts>, under: Under): Promise<Failure | undefined> {
  try {
    return await (under.rotation.functionArn === undefined
      ? askOwner(call, under)
      : askFunction(call, under, under.rotation.functionArn));
  } catch (cause) {
    if (!(cause instanceof AwsError)) throw cause;
    return failureOf(cause);
  }
}

async function askFunction(
  call: JobCall<Parts>,
  { secret, row }: Under,
  FunctionName: string,
): Promise<Failure | undefined> {
  const payload = {
    Step: row.step,
    SecretId: secret.arn,
    ClientRequestToken: row.version,
    RotationToken: rotationToken(call.parts.keyring, secret.arn, row.version),
  };
  const answer = await call.perform(askingLambda(secret), secret.region, Invoke, {
    FunctionName,
    Payload: utf8(JSON.stringify(payload)),
  });
  return failureOf(answer);
}

/** The service that the secret belongs to does what a function would. */
async function askOwner(
  call: JobCall<Parts>,
  { secret, row }: Under,
): Promise<Failure | undefined> {
  const { failure } = await call.perform(
    askingLambda(secret),
    secret.region,
    managedRotation(secret.owningService)!,
    {
      Step: row.step as ManagedStep['Step'],
      SecretId: secret.arn,
      ClientRequestToken: row.version,
    },
  );
  return failure && { ...failure, reason: failure.code };
}

/** The function has done all four steps: now it must be seen that the new version is the current one. */
async function conclude(call: JobCall<Parts>, under: Under): Promise<JobAnswer> {
  const { now } = call;
  const { secret, rotation, row } = under;
  if (row.kind === 'test') return endTest(call, under);
  if (secret.stages.get(CURRENT) !== row.version) return fail(call, under, NOT_CURRENT);
  const next = nextRotation(rotation, secret.arn, { last: countedFrom(under, now), now });
  const stages = withoutPending(secret.stages, row.version);
  const more = { rotation: withDays(rotation, next.rotateAt, now), rotatedAt: now, ...next };
  return {
    changes: [
      ...relabel(secret, stages, { now, more }),
      ...(await carryLabels(call, secret, { stages })),
      change(deleteRotation, { secret: secret.arn, version: row.version }),
    ],
    events: [rotationEvent('RotationSucceeded', secret, row.version)],
    ...(next.rotateAt !== null && { again: next.rotateAt }),
  };
}

/** A rotation that was begun in its window counts from there, however long it took: hours do not drift. */
function countedFrom({ secret: { rotateAt, rotateBy }, row }: Under, now: Instant): Instant {
  const isOfWindow = rotateAt !== null && rotateAt <= row.begun_at && row.begun_at <= rotateBy!;
  return isOfWindow ? rotateAt : now;
}

/** Beside an expression the days to the next rotation are told, worked out when one has succeeded. */
function withDays(rotation: Rotation, rotateAt: Instant | null, now: Instant): Rotation {
  if (rotation.rules?.expression === undefined || rotateAt === null) return rotation;
  const days = Math.max(1, Math.round((rotateAt - now) / DAY));
  return { ...rotation, rules: { ...rotation.rules, days } };
}

/** A test leaves nothing behind, whatever came out of it. */
async function endTest(
  { now }: JobCall<Parts>,
  { secret, row }: Under,
  failure?: Failure,
): Promise<JobAnswer> {
  const { version } = row;
  const stages = withoutPending(secret.stages, version);
  // Somebody may have given it another label, or made it current, meanwhile.
  const isWanted = [...stages.values()].includes(version);
  const event = failure
    ? rotationEvent('TestRotationFailed', secret, version, told(secret, row, failure))
    : rotationEvent('TestRotationSucceeded', secret, version);
  return {
    changes: [
      ...relabel(secret, stages, { now }),
      ...(isWanted ? [] : [change(deleteVersion, { secret: secret.arn, id: version })]),
      change(deleteRotation, { secret: secret.arn, version }),
    ],
    events: [event],
    ...(secret.rotateAt !== null && { again: secret.rotateAt }),
  };
}

/** Tries again from the first step, later and later; then with the next window, or once a day. */
function fail(
  call: JobCall<Parts>,
  under: Under,
  failure: Failure,
): JobAnswer | Promise<JobAnswer> {
  const { now, parts } = call;
  const { secret, row } = under;
  if (failure.isBusy && now - row.waits_from < BUSY_MOST) {
    const again = now + Math.min(MINUTE, Math.max(SECOND, now - row.waits_from));
    return { changes: [advance(under, { retry_at: again })], again };
  }
  if (row.kind === 'test') return endTest(call, under, failure);
  const attempts = row.attempts + 1;
  const again = attempts % ATTEMPTS === 0 ? park(under, now) : now + backoff(attempts % ATTEMPTS);
  const sealed = sealNote(parts.keyring, row, failure, under.rotation);
  const changes = [
    advance(under, {
      step: 'createSecret',
      attempts,
      waits_from: again,
      retry_at: again,
      failure: sealed,
    }),
  ];
  const event = rotationEvent('RotationFailed', secret, row.version, told(secret, row, failure));
  return { changes, events: [event], again };
}

/** So often in a row, over some six hours. */
const ATTEMPTS = 12;
const backoff = (attempts: number): number => Math.min(HOUR, MINUTE * 2 ** (attempts - 1));
/** A function that has no room is asked again for so long before that counts as a failure. */
const BUSY_MOST = 15 * MINUTE;

const park = ({ secret, rotation }: Under, now: Instant): Instant =>
  Math.min(nextRotation(rotation, secret.arn, { last: now, now }).rotateAt ?? Infinity, now + DAY);

/** The row as it goes on; nothing, where somebody has ended or superseded it meanwhile. */
const advance = (
  { row }: Under,
  to: Partial<Pick<RotationRow, 'step' | 'attempts' | 'waits_from' | 'retry_at' | 'failure'>>,
) => {
  const { secret, version, step: from_step, attempts: from_attempts } = row;
  const { step, attempts, waits_from, retry_at, failure } = { ...row, ...to };
  const next = { step, attempts, waits_from, retry_at, failure };
  return change(advanceRotation, { secret, version, from_step, from_attempts, ...next });
};

const told = (
  { rotation, owningService }: Secret,
  { step: at }: RotationRow,
  { code, reason }: Failure,
) => {
  const step = at === 'ended' ? 'finishSecret' : at;
  const { functionArn } = rotation!;
  const by = functionArn === undefined ? `rotation by ${owningService}` : `lambda ${functionArn}`;
  const message = `Error when executing ${by} during ${step} step`;
  return { code, message, step, reason };
};

const NOT_CURRENT: Failure = {
  code: 'InvalidRequestException',
  reason: 'AWSCURRENT was not moved to the new version',
  said: 'The function has ended finishSecret without moving AWSCURRENT to the new version.',
  isOurs: true,
};
