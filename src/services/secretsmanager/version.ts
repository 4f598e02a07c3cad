import { DAY, type Instant } from '../../base/clock.ts';
import { AwsError } from '../../model/model.ts';
import type { Permitted } from '../../operation/operation.ts';
import { type Change, change } from '../../store/statement.ts';
import type { Reader } from '../../store/store.ts';
import type { PlannedSecret } from './planned-secret.ts';
import { type OpenCall, openValue, type Sealed } from './sealing.ts';
import { type Secret, type SecretChange, saveSecret } from './secret.ts';
import {
  CURRENT,
  labelNew,
  LABELS_MAX,
  PENDING,
  PREVIOUS,
  relabelled,
  type Stages,
} from './stages.ts';
import {
  deleteVersion,
  fillVersion,
  insertVersion,
  labelVersion,
  selectStaleVersions,
  selectVersion,
  selectVersionId,
  touchSecret,
  touchVersion,
  type VersionRow,
} from './tables.ts';
import type { SecretValue } from './value.ts';

/** One version of a secret: its value is sealed, its labels are the secret's. */
export interface Version extends Sealed {
  readonly id: string;
  readonly createdAt: Instant;
  /** The day of the last read; 0 where there was none. */
  readonly accessedAt: Instant;
}

/** The actions that come to see a value, or compare one. */
export type ReadsValue =
  | 'secretsmanager:GetSecretValue'
  | 'secretsmanager:PutSecretValue'
  | 'secretsmanager:UpdateSecret'
  // Copies in other Regions are sealed anew.
  | 'secretsmanager:ReplicateSecretToRegions'
  | 'secretsmanager:UpdateSecretVersionStage'
  // A test of the rotation works on a copy of the current value.
  | 'secretsmanager:RotateSecret';

/** Asks for a permit to read values: a request that may only describe the secret cannot call this. */
export async function findVersion(
  store: Reader,
  secret: Permitted<Secret, ReadsValue>,
  id: string,
): Promise<Version | undefined> {
  const row = await store.one(selectVersion, { secret: secret.arn, id });
  // A rotation has yet to give it a value: nobody can read it.
  return row && row.sealed.length > 0 ? versionOf(row) : undefined;
}

/** Whether the secret has this version; its value is not looked at. */
export async function versionExists(store: Reader, secret: Secret, id: string): Promise<boolean> {
  return (await store.one(selectVersionId, { secret: secret.arn, id })) !== undefined;
}

/** The version that an earlier run of the same CreateSecret has left, where there was one. */
export async function findTwin(
  store: Reader,
  planned: Permitted<PlannedSecret, 'secretsmanager:CreateSecret'>,
  id: string,
): Promise<Version | undefined> {
  if (!planned.standing) return undefined;
  const row = await store.one(selectVersion, { secret: planned.standing.arn, id });
  return row && versionOf(row);
}

/** Opens the values of a secret for its copies; one that has just come need not be opened, and an empty one cannot. */
export const opener =
  (
    { ask, request, store }: Pick<OpenCall, 'ask' | 'request'> & { readonly store: Reader },
    secret: Permitted<Secret, ReadsValue>,
    fresh?: { readonly id: string; readonly value: SecretValue },
  ): ((id: string) => Promise<SecretValue | undefined>) =>
  async (id) => {
    if (id === fresh?.id) return fresh.value;
    const version = await findVersion(store, secret, id);
    // A refusal becomes the status of a copy, whatever operation it was.
    const error = (code: string, message: string) => new AwsError(code, message);
    return version && openValue({ ask, request, error }, secret, version);
  };

/** AWS keeps the day of the last read and not its hour, so most reads change nothing. */
export function recordAccess(secret: Secret, version: Version, now: Instant): Change[] {
  const day = now - (now % DAY);
  const changes: Change[] = [];
  // Somebody else may have been first today: then there is nothing left to write.
  if (secret.accessedAt < day) changes.push(change(touchSecret, { arn: secret.arn, day }, 'any'));
  if (version.accessedAt < day) {
    changes.push(change(touchVersion, { secret: secret.arn, id: version.id, day }, 'any'));
  }
  return changes;
}

export interface NewVersion {
  readonly id: string;
  readonly labels: readonly string[];
  readonly value: Sealed & { readonly kmsKey: string };
}

/** Writes a version that labels were moved to already. */
export const newVersionRow = (
  secretArn: string,
  { id, value }: Pick<NewVersion, 'id' | 'value'>,
  now: Instant,
): Change =>
  change(insertVersion, {
    secret: secretArn,
    id,
    created_at: now,
    accessed_at: 0,
    labelled: 1,
    is_text: value.isText ? 1 : 0,
    kms_key: value.kmsKey,
    data_key: value.dataKey,
    sealed: value.sealed,
  });

/** A version that a rotation is to give a value. */
export const newEmptyVersion = (secretArn: string, id: string, now: Instant): Change =>
  change(insertVersion, {
    secret: secretArn,
    id,
    created_at: now,
    accessed_at: 0,
    labelled: 1,
    is_text: 1,
    kms_key: '',
    data_key: new Uint8Array(0),
    sealed: new Uint8Array(0),
  });

/** Adds a version, or fills an empty one, moves its labels to it, and forgets versions that nobody needs. */
export async function addVersion(
  { store, now }: { readonly store: Reader; readonly now: Instant },
  secret: Secret,
  {
    added,
    more = {},
    relabelled = (stages) => stages,
  }: {
    readonly added: NewVersion;
    readonly more?: SecretChange;
    /** What else becomes of the labels. */
    readonly relabelled?: (stages: Stages) => Stages;
  },
): Promise<{ readonly stages: Stages; readonly changes: Change[] }> {
  const stages = relabelled(labelNew(secret.stages, added.labels, added.id));
  // Nothing but a rotation leaves a version empty.
  const isEmpty = secret.rotation !== undefined && (await versionExists(store, secret, added.id));
  return {
    stages,
    changes: [
      isEmpty ? filledVersion(secret.arn, added) : newVersionRow(secret.arn, added, now),
      ...relabel(secret, stages, { now, more, fresh: added.id }),
      ...(await trim(store, secret.arn, now)),
    ],
  };
}

const filledVersion = (
  secretArn: string,
  { id, value }: Pick<NewVersion, 'id' | 'value'>,
): Change =>
  change(fillVersion, {
    secret: secretArn,
    id,
    is_text: value.isText ? 1 : 0,
    kms_key: value.kmsKey,
    data_key: value.dataKey,
    sealed: value.sealed,
  });

/** The secret under its new labels, and the mark of versions that have none any more, or have one again. */
export function relabel(
  secret: Secret,
  stages: Stages,
  of: { readonly now: Instant; readonly more?: SecretChange; readonly fresh?: string },
): Change[] {
  const { lost, gained } = relabelled(secret.stages, stages);
  const mark = (id: string, labelled: number) =>
    change(labelVersion, { secret: secret.arn, id, labelled }, 'any');
  return [
    saveSecret(secret, { ...of.more, stages }, of.now),
    ...lost.map((id) => mark(id, 0)),
    ...gained.filter((id) => id !== of.fresh).map((id) => mark(id, 1)),
  ];
}

/** Refuses more labels than a secret can have. */
export function assertLabelsFit(
  stages: Stages,
  error: (code: 'LimitExceededException', message: string) => Error,
): void {
  if (stages.size > LABELS_MAX) throw error('LimitExceededException', TOO_MANY_LABELS);
}

/** The versions that follow the secret to a new KMS key, once each. */
export const versionsInUse = (stages: Stages): readonly string[] => [
  ...new Set(
    [CURRENT, PENDING, PREVIOUS].map((label) => stages.get(label)).filter((id) => id !== undefined),
  ),
];

/** Versions without labels are kept as long as there are no more than these (Secrets Manager quotas). */
const DEPRECATED_KEPT = 100;
const TRIMMED_AT_ONCE = 64;

/** Forgets versions that have been without a label for long; whatever their number, those of the last day stay. */
export async function trim(store: Reader, secretArn: string, now: Instant): Promise<Change[]> {
  const stale = await store.all(selectStaleVersions, {
    secret: secretArn,
    before: now - DAY,
    kept: DEPRECATED_KEPT,
    count: TRIMMED_AT_ONCE,
  });
  return stale.map(({ id }) => change(deleteVersion, { secret: secretArn, id }));
}

const versions = new WeakMap<VersionRow, Version>();

function versionOf(row: VersionRow): Version {
  let known = versions.get(row);
  if (!known) {
    known = {
      id: row.id,
      createdAt: row.created_at,
      accessedAt: row.accessed_at,
      dataKey: row.data_key,
      sealed: row.sealed,
      isText: row.is_text === 1,
    };
    versions.set(row, known);
  }
  return known;
}

const TOO_MANY_LABELS =
  'The request failed because it would exceed one of the Secrets Manager quotas.';

/** What is said of a version id that stands for another value. */
export const tokenInUse = (id: string, secretArn: string): string =>
  `You can't use ClientRequestToken ${id} because that value is already in use for a version of secret ${secretArn}.`;

export const noValue = (which: string): string =>
  `Secrets Manager can't find the specified secret value for ${which}`;

export const NOT_ITS_STAGE =
  'You provided a VersionStage that is not associated to the provided VersionId.';
