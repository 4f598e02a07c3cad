/** Rotations under way, one a secret at most. */
import { statement } from '../../store/statement.ts';

export type Step = 'createSecret' | 'setSecret' | 'testSecret' | 'finishSecret' | 'ended';

export type RotationRow = {
  secret: string;
  /** The version that it makes: pending until it has succeeded, and the same for every attempt. */
  version: string;
  /** A test runs testSecret and leaves nothing behind. */
  kind: 'rotation' | 'test';
  /** What is to be done next; `ended` once the function has said yes to everything. */
  step: Step;
  /** How often it has failed. */
  attempts: number;
  begun_at: number;
  /** Since when the step waits to be run. */
  waits_from: number;
  /** Not before. */
  retry_at: number;
  /** What the function said when it last failed, sealed: it may say too much. Empty where it has not. */
  failure: Uint8Array;
};

const COLUMNS = 'secret, version, kind, step, attempts, begun_at, waits_from, retry_at, failure';

export const selectRotation = statement<{ secret: string }, RotationRow>(
  `select ${COLUMNS} from secret_rotation where secret = :secret`,
);

/** One that is there was superseded: its version is pending no more. */
export const putRotation = statement<RotationRow>(`
  insert into secret_rotation (${COLUMNS})
  values (:secret, :version, :kind, :step, :attempts, :begun_at, :waits_from, :retry_at, :failure)
  on conflict (secret) do update
     set version = excluded.version, kind = excluded.kind, step = excluded.step,
         attempts = excluded.attempts, begun_at = excluded.begun_at,
         waits_from = excluded.waits_from, retry_at = excluded.retry_at,
         failure = excluded.failure`);

/** Goes on from the step and the attempt that were found, or not at all. */
export const advanceRotation = statement<{
  secret: string;
  version: string;
  from_step: string;
  from_attempts: number;
  step: string;
  attempts: number;
  waits_from: number;
  retry_at: number;
  failure: Uint8Array;
}>(`
  update secret_rotation
     set step = :step, attempts = :attempts, waits_from = :waits_from, retry_at = :retry_at,
         failure = :failure
   where secret = :secret and version = :version and step = :from_step
     and attempts = :from_attempts`);

export const deleteRotation = statement<{ secret: string; version: string }>(
  'delete from secret_rotation where secret = :secret and version = :version',
);

export const forgetRotation = statement<{ secret: string }>(
  'delete from secret_rotation where secret = :secret',
);
