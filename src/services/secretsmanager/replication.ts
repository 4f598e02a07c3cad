/**
 * How a secret's copies in other Regions follow it: whatever changes it brings them level in the same
 * commit. The caller's own rights are used, in the Region of the copy; where they do not suffice the
 * change is made all the same, and the Region stands as failed until a later change brings it level.
 */
import type { ReplicaRegionType } from '../../generated/secretsmanager.types.ts';
import { AwsError } from '../../model/model.ts';
import type { Call, ConditionKeys } from '../../operation/operation.ts';
import { type Change, change } from '../../store/statement.ts';
import { unschedulePurge } from './purge.ts';
import { arnIn, putReplica, type ReplicaRow, replicasOf } from './replica.ts';
import { assertKeyReaches, sealValue } from './sealing.ts';
import { NO_ROTATION, saveSecret, type Secret, type SecretChange, secretOf } from './secret.ts';
import { printStages } from './stages.ts';
import {
  deleteSecretRow,
  deleteVersions,
  insertSecret,
  labelVersion,
  type SecretRow,
  selectEmptyVersions,
  selectSecretByName,
  selectVersionLabels,
} from './tables.ts';
import type { Reader } from '../../store/store.ts';
import type { SecretValue } from './value.ts';
import { newVersionRow, trim } from './version.ts';

/** What bringing copies level uses of a call. */
export type CarryCall = Pick<
  Call<any, any, any, any, any>,
  'store' | 'now' | 'random' | 'caller' | 'request' | 'ask'
>;

/** Opens a version of the primary. Operations that may not come to see values have none. */
export type OpenVersion = (id: string) => Promise<SecretValue | undefined>;

/** The secret with these changes, and its copies with them. */
export async function changeSecret(
  call: CarryCall,
  secret: Secret,
  changes: SecretChange,
): Promise<Change[]> {
  return [saveSecret(secret, changes, call.now), ...(await carry(call, secret, changes))];
}

/** The copies of a secret that is about to have these changes. */
export async function carry(
  call: CarryCall,
  secret: Secret,
  changes: SecretChange,
  openVersion?: OpenVersion,
): Promise<Change[]> {
  const next = { ...secret, ...changes };
  const carried: Change[] = [];
  for (const replica of await replicasOf(call.store, secret)) {
    carried.push(...(await bringLevel(call, next, replica, { openVersion, force: false })));
  }
  return carried;
}

/** The copies of a secret of which nothing but labels changes: nobody's rights are used. */
export const carryLabels = (
  call: Pick<CarryCall, 'store' | 'now'>,
  secret: Secret,
  changes: SecretChange,
): Promise<Change[]> => carry(call as CarryCall, secret, changes);

/** Makes one copy what its primary is, and notes that it is, or why it could not be. */
export async function bringLevel(
  call: CarryCall,
  primary: Secret,
  replica: ReplicaRow,
  how: { readonly openVersion: OpenVersion | undefined; readonly force: boolean },
): Promise<Change[]> {
  try {
    const copied = await copy(call, primary, replica, how);
    if (!copied) return [];
    return [...copied, putReplica({ ...replica, status: 'InSync', message: SUCCEEDED })];
  } catch (cause) {
    if (!(cause instanceof AwsError) || cause.status >= 500) throw cause;
    return [putReplica({ ...replica, status: 'Failed', message: cause.message })];
  }
}

/** The changes that make a copy what its primary is; undefined where values are missing that nobody may open. */
async function copy(
  call: CarryCall,
  primary: Secret,
  { region, kms_key_id: kmsKeyId }: ReplicaRow,
  { openVersion, force }: Parameters<typeof bringLevel>[3],
): Promise<Change[] | undefined> {
  const { store, now } = call;
  const { account, name } = primary;
  const arn = arnIn(primary.arn, region);
  const standing = await store.one(selectSecretByName, { account, region, name });
  const ours = isOurs(standing, arn, primary) ? standing : undefined;

  const known = ours ? await store.all(selectVersionLabels, { secret: arn }) : [];
  const wanted = new Set(primary.stages.values());
  const missing = [...wanted].filter((id) => !known.some((version) => version.id === id));
  if (!openVersion && (await valued(store, primary, missing)).length > 0) return undefined;
  const cleared = standing && !ours ? clear(standing, force) : [];

  const keyed = { arn, account, region, kmsKeyId };
  const added: Change[] = [];
  for (const id of openVersion ? missing : []) {
    assertKeyReaches(call.caller, keyed, fail);
    const value = await openVersion!(id);
    if (!value) continue;
    const sealed = await sealValue({ ...call, error: fail }, keyed, { id, value });
    added.push(newVersionRow(arn, { id, value: sealed }, now));
  }
  const relabelled = known
    .filter(({ id, labelled }) => (labelled === 1) !== wanted.has(id))
    .map(({ id }) =>
      change(labelVersion, { secret: arn, id, labelled: wanted.has(id) ? 1 : 0 }, 'any'),
    );
  return [
    ...cleared,
    ours ? follow(ours, primary, call.now) : found(primary, keyed, call.now),
    ...added,
    ...relabelled,
    ...(ours ? await trim(store, arn, now) : []),
  ];
}

/** Those of the primary's versions that have a value; one that a rotation is to fill is copied when it has. */
async function valued(store: Reader, primary: Secret, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const empty = await store.all(selectEmptyVersions, { secret: primary.arn });
  return ids.filter((id) => !empty.some((version) => version.id === id));
}

const isOurs = (row: SecretRow | undefined, arn: string, primary: Secret): boolean =>
  row?.arn === arn && row.primary_region === primary.region;

/** What a copy has from its primary; key and days of access are its own. */
const follow = (row: SecretRow, primary: Secret, now: number): Change => {
  const { description, tagPairs, stages, policyText, secretType } = primary;
  return saveSecret(secretOf(row), { description, tagPairs, stages, policyText, secretType }, now);
};

/** A copy that was not there. */
const found = (
  primary: Secret,
  at: { readonly arn: string; readonly region: string; readonly kmsKeyId: string },
  now: number,
): Change =>
  change(insertSecret, {
    arn: at.arn,
    account: primary.account,
    region: at.region,
    name: primary.name,
    description: primary.description,
    kms_key_id: at.kmsKeyId,
    tags: primary.tagPairs ? JSON.stringify(primary.tagPairs) : null,
    stages: printStages(primary.stages),
    policy: primary.policyText,
    created_at: now,
    changed_at: now,
    accessed_at: 0,
    deleted_at: null,
    purge_at: null,
    secret_type: primary.secretType,
    owning_service: primary.owningService,
    primary_region: primary.region,
    ...NO_ROTATION,
    revision: 1,
  });

/** Makes room for a copy: overwriting takes a secret of its own, and never part of another replication. */
function clear(standing: SecretRow, force: boolean): Change[] {
  const { primary_region, region, revision } = standing;
  if (primary_region !== '' && primary_region !== region) {
    throw fail('InvalidRequestException', replicatedFrom(primary_region));
  }
  if (!force || primary_region !== '') throw fail('ResourceExistsException', NAME_TAKEN);
  return erase(standing.arn, revision);
}

/** Removes a secret and what is under it at once: copies have no recovery window. */
export const erase = (arn: string, revision: number): Change[] => [
  change(deleteSecretRow, { arn, revision }),
  change(deleteVersions, { secret: arn }, 'any'),
  unschedulePurge(arn),
];

/** The condition keys of requests that add Regions. */
export const replicationKeys = (input: {
  readonly AddReplicaRegions?: readonly ReplicaRegionType[] | undefined;
  readonly ForceOverwriteReplicaSecret?: boolean | undefined;
}): ConditionKeys => ({
  'secretsmanager:AddReplicaRegions': input.AddReplicaRegions?.map(({ Region }) => Region ?? ''),
  'secretsmanager:ForceOverwriteReplicaSecret': input.ForceOverwriteReplicaSecret?.toString(),
});

/** What is refused in a copy's Region is told by its status, whatever operation it was. */
const fail = (code: string, message: string): AwsError => new AwsError(code, message);

/** DescribeSecret's and ReplicationStatusType's API pages. */
const SUCCEEDED = 'Replication succeeded';
const NAME_TAKEN = 'Secret with this name already exists in this region';
const replicatedFrom = (region: string) =>
  `Secret is currently replicated to ${region} with a different arn`;
