/**
 * A rotation under way is a row, and the label AWSPENDING on the version that it makes. What is to be
 * done next follows from them alone, so that a crash anywhere leaves a rotation that goes on.
 */
import type { Instant } from '../../base/clock.ts';
import { hex, utf8 } from '../../base/bytes.ts';
import type { Keyring } from '../../crypto/keyring.ts';
import { type ServiceEvent, schedule, unschedule } from '../../operation/job.ts';
import { type Change, change } from '../../store/statement.ts';
import type { Reader } from '../../store/store.ts';
import { countsFromLast, nextRotation } from './rotation-schedule.ts';
import {
  deleteRotation,
  putRotation,
  type RotationRow,
  selectRotation,
} from './rotation-tables.ts';
import { type Secret, SECRET_TYPE, type SecretChange } from './secret.ts';
import { CURRENT, moveLabels, PENDING, type Stages } from './stages.ts';
import { newEmptyVersion, relabel, versionExists } from './version.ts';

const KIND = 'secretsmanager-rotation';
export const ROTATION_JOB = KIND;

/** Has a secret looked at: a step that waits is done, and a rotation that is due begun. */
export const scheduleRotation = (secretArn: string, at: Instant): Change =>
  schedule(KIND, secretArn, at);

export const unscheduleRotation = (secretArn: string): Change => unschedule(KIND, secretArn);

/** The rotation that is under way, or waits to be tried again. */
export const findRotation = (store: Reader, secret: Secret): Promise<RotationRow | undefined> =>
  store.one(selectRotation, { secret: secret.arn });

/** The version that is pending and not current: while there is one, no other rotation begins. */
export function pendingVersion({ stages }: Pick<Secret, 'stages'>): string | undefined {
  const pending = stages.get(PENDING);
  return pending === stages.get(CURRENT) ? undefined : pending;
}

export interface Beginning {
  /** The version that is to be made. */
  readonly id: string;
  readonly kind: RotationRow['kind'];
  readonly more?: SecretChange;
  /** The version with its value, where it has one from the beginning. */
  readonly version?: Change;
}

/** Begins a rotation: its version is there, pending and empty, before the function is asked for anything. */
export async function beginRotation(
  { store, now }: { readonly store: Reader; readonly now: Instant },
  secret: Secret,
  { id, kind, more = {}, version }: Beginning,
): Promise<{ readonly changes: Change[]; readonly event: ServiceEvent }> {
  const stages = moveLabels(secret.stages, [PENDING], id);
  const isThere = await versionExists(store, secret, id);
  const row: RotationRow = {
    secret: secret.arn,
    version: id,
    kind,
    step: kind === 'test' ? 'testSecret' : 'createSecret',
    attempts: 0,
    begun_at: now,
    waits_from: now,
    retry_at: now,
    failure: new Uint8Array(0),
  };
  return {
    changes: [
      ...(isThere ? [] : [version ?? newEmptyVersion(secret.arn, id, now)]),
      ...relabel(secret, stages, { now, more, ...(!isThere && { fresh: id }) }),
      change(putRotation, row),
    ],
    event: rotationEvent(kind === 'test' ? 'TestRotationStarted' : 'RotationStarted', secret, id),
  };
}

/** What a new value means for rotation. */
export interface ValueEffect {
  /** The labels, without AWSPENDING on a version whose rotation is given up. */
  readonly stages: (stages: Stages) => Stages;
  readonly more: SecretChange;
  readonly changes: readonly Change[];
  readonly events: readonly ServiceEvent[];
}

/**
 * A value that is put by hand ends the rotation that is under way, and counts as one: what counts days
 * or hours counts from now. What the rotation's own function puts does neither.
 */
export async function valueArrives(
  { store, now }: { readonly store: Reader; readonly now: Instant },
  secret: Secret,
  { id, labels }: { readonly id: string; readonly labels: readonly string[] },
): Promise<ValueEffect> {
  const under = secret.rotation && (await findRotation(store, secret));
  if (!secret.rotation || under?.version === id) return NO_EFFECT;
  const { rules } = secret.rotation;
  const counts = labels.includes(CURRENT) && rules && countsFromLast(rules);
  const next = counts
    ? nextRotation(secret.rotation, secret.arn, { last: now, now })
    : { rotateAt: secret.rotateAt, rotateBy: secret.rotateBy };
  const due = next.rotateAt;
  return {
    stages: (stages) => (under ? withoutPending(stages, under.version) : stages),
    more: next,
    changes: [
      ...(under ? [change(deleteRotation, { secret: secret.arn, version: under.version })] : []),
      ...(due === null ? [] : [scheduleRotation(secret.arn, due)]),
    ],
    events: under ? [rotationEvent('RotationAbandoned', secret, under.version)] : [],
  };
}

const NO_EFFECT: ValueEffect = { stages: (stages) => stages, more: {}, changes: [], events: [] };

/** The labels once a version is pending no more. */
export const withoutPending = (stages: Stages, id: string): Stages =>
  stages.get(PENDING) === id ? new Map([...stages].filter(([label]) => label !== PENDING)) : stages;

type EventName =
  | `${'' | 'Test'}Rotation${'Started' | 'Succeeded' | 'Failed'}`
  | 'RotationAbandoned';

/** What the trail tells of a rotation. */
export const rotationEvent = (
  name: EventName,
  secret: Secret,
  version: string,
  failed?: {
    readonly code: string;
    readonly message: string;
    readonly step: string;
    readonly reason: string;
  },
): ServiceEvent => ({
  name,
  account: secret.account,
  region: secret.region,
  resource: { arn: secret.arn, type: SECRET_TYPE },
  data: {
    SecretId: secret.arn,
    SecretVersionId: version,
    ...(failed && { Step: failed.step, Reason: failed.reason }),
  },
  ...(failed && { error: { code: failed.code, message: failed.message } }),
});

/**
 * What the function gets with each step, and gives back with a value: it shows that it was asked.
 * The same for every attempt, so nothing need be kept.
 */
export const rotationToken = (keyring: Keyring, secretArn: string, version: string): string =>
  hex(keyring.fingerprint('rotation-token', secretArn, utf8(version)));
