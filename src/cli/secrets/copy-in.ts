/** Writes a secret to a server as it was: versions under their ids, labels, tags, policy. */
import {
  CreateSecret,
  DescribeSecret,
  GetResourcePolicy,
  PutResourcePolicy,
  PutSecretValue,
  TagResource,
  UpdateSecret,
  UpdateSecretVersionStage,
} from '../../generated/secretsmanager.ts';
import type { DescribeSecretResponse } from '../../generated/secretsmanager.types.ts';
import type { Client } from '../aws/client.ts';
import { isMissing } from '../aws/failure.ts';
import type { ArchivedSecret, ArchivedVersion } from './archive.ts';
import type { Value } from './shape.ts';

/** What becomes of a secret whose name is there already. */
export type Existing = 'fail' | 'skip' | 'update';

export interface CopyIn {
  readonly existing: Existing;
  /** The key for all of them, `keep` for the one that each had; the default key unless told. */
  readonly kmsKey: string | undefined;
  readonly withPolicies: boolean;
}

export type Outcome = 'created' | 'updated' | 'skipped';

/** Writes one secret; what was begun and cut short is finished by doing it again with `update`. */
export async function copyIn(
  client: Client,
  secret: ArchivedSecret,
  how: CopyIn,
): Promise<Outcome> {
  const there = await describe(client, secret.name);
  if (there && how.existing === 'skip') return 'skipped';
  if (there) await update(client, secret, there, how);
  else await create(client, secret, how);
  await moveLabels(client, secret, !there);
  if (how.withPolicies && secret.policy !== undefined) await putPolicy(client, secret);
  return there ? 'updated' : 'created';
}

/** The secret as it is there; undefined where it is not. */
export const describe = (
  client: Client,
  SecretId: string,
): Promise<DescribeSecretResponse | undefined> =>
  client.ask(DescribeSecret, { SecretId }).catch((cause: unknown) => {
    if (isMissing(cause)) return undefined;
    throw cause;
  });

async function create(client: Client, secret: ArchivedSecret, how: CopyIn): Promise<void> {
  const [first, ...others] = inOrder(secret.versions);
  const KmsKeyId = keyOf(secret, how);
  // The version that makes a secret gets AWSCURRENT, so it must be one that may have it.
  const withFirst = first && takesCurrent(first, secret.versions);
  await client.ask(CreateSecret, {
    Name: secret.name,
    ...(secret.description && { Description: secret.description }),
    ...(secret.type && { Type: secret.type }),
    ...(KmsKeyId && { KmsKeyId }),
    ...(secret.tags.length > 0 && { Tags: secret.tags }),
    ...(withFirst && { ClientRequestToken: first.id, ...members(first.value) }),
  });
  for (const version of withFirst ? others : [first, ...others]) {
    if (!version) continue;
    const isInLine = takesCurrent(version, secret.versions);
    await put(client, secret.name, version, isInLine ? ['AWSCURRENT'] : version.stages);
  }
}

async function update(
  client: Client,
  secret: ArchivedSecret,
  there: DescribeSecretResponse,
  how: CopyIn,
): Promise<void> {
  const SecretId = secret.name;
  const { description: Description } = secret;
  const KmsKeyId = keyOf(secret, how);
  const isOther = Description !== undefined && Description !== there.Description;
  if (isOther || (KmsKeyId && KmsKeyId !== there.KmsKeyId)) {
    const key = KmsKeyId && KmsKeyId !== there.KmsKeyId;
    await client.ask(UpdateSecret, {
      SecretId,
      ...(isOther && { Description }),
      ...(key && { KmsKeyId }),
    });
  }
  const Tags = secret.tags.filter(
    ({ Key, Value }) => !there.Tags?.some((tag) => tag.Key === Key && tag.Value === Value),
  );
  if (Tags.length > 0) await client.ask(TagResource, { SecretId, Tags });
  // Somebody reads this secret: AWSCURRENT moves once, when all versions are there.
  for (const version of inOrder(secret.versions)) await put(client, SecretId, version, [PASSING]);
}

/** A label for versions on their way; it is gone when all labels are where they belong. */
const PASSING = 'lockstead-import';

/** With the same id and value as one that is there, nothing happens: that is what makes it repeatable. */
async function put(
  client: Client,
  SecretId: string,
  { id, value }: ArchivedVersion,
  VersionStages: readonly string[],
): Promise<void> {
  await client.ask(PutSecretValue, {
    SecretId,
    ClientRequestToken: id,
    ...members(value),
    VersionStages,
  });
}

/**
 * Versions in the order in which they were current: those without labels, the previous one, the
 * current one. Each takes AWSCURRENT from the one before, as it happened.
 */
const inOrder = (versions: readonly ArchivedVersion[]): readonly ArchivedVersion[] =>
  versions
    .map((version, i) => ({ version, rank: rankOf(version) * versions.length + i }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ version }) => version);

function rankOf({ stages }: ArchivedVersion): number {
  if (stages.includes('AWSCURRENT')) return 2;
  if (stages.includes('AWSPREVIOUS')) return 1;
  return stages.length === 0 ? 0 : 3;
}

const takesCurrent = (version: ArchivedVersion, all: readonly ArchivedVersion[]): boolean =>
  rankOf(version) < 3 && all.some(({ stages }) => stages.includes('AWSCURRENT'));

/** Puts every label where it was. A new secret has no others; one that was there keeps its own. */
async function moveLabels(client: Client, secret: ArchivedSecret, isNew: boolean): Promise<void> {
  const wanted = new Map(
    secret.versions.flatMap(({ id, stages }) => stages.map((stage) => [stage, id] as const)),
  );
  // AWSPREVIOUS follows AWSCURRENT of itself, so it is looked at last.
  const labels = [...wanted.keys()].sort((a, b) => +(a === 'AWSPREVIOUS') - +(b === 'AWSPREVIOUS'));
  let there = await holders(client, secret.name);
  for (const label of labels) {
    const [holder, id] = [there.get(label), wanted.get(label)!];
    if (holder === id) continue;
    await moveLabel(client, secret.name, { label, to: id, from: holder });
    there = await holders(client, secret.name);
  }
  const extra = [PASSING, ...(isNew ? ['AWSPREVIOUS'] : [])].filter((l) => !wanted.has(l));
  for (const label of extra) {
    const from = there.get(label);
    if (from !== undefined) await moveLabel(client, secret.name, { label, to: undefined, from });
  }
}

async function moveLabel(
  client: Client,
  SecretId: string,
  of: {
    readonly label: string;
    readonly to: string | undefined;
    readonly from: string | undefined;
  },
): Promise<void> {
  await client.ask(UpdateSecretVersionStage, {
    SecretId,
    VersionStage: of.label,
    ...(of.to !== undefined && { MoveToVersionId: of.to }),
    ...(of.from !== undefined && { RemoveFromVersionId: of.from }),
  });
}

async function holders(client: Client, SecretId: string): Promise<ReadonlyMap<string, string>> {
  const { VersionIdsToStages = {} } = await client.ask(DescribeSecret, { SecretId });
  return new Map(
    Object.entries(VersionIdsToStages).flatMap(([id, stages]) =>
      stages.map((s) => [s, id] as const),
    ),
  );
}

async function putPolicy(client: Client, { name, policy }: ArchivedSecret): Promise<void> {
  const { ResourcePolicy: there } = await client.ask(GetResourcePolicy, { SecretId: name });
  if (there !== policy) {
    await client.ask(PutResourcePolicy, { SecretId: name, ResourcePolicy: policy! });
  }
}

const keyOf = ({ kmsKeyId }: ArchivedSecret, { kmsKey }: CopyIn): string | undefined =>
  kmsKey === 'keep' ? kmsKeyId : kmsKey;

const members = (value: Value) =>
  value.text === undefined ? { SecretBinary: value.bytes } : { SecretString: value.text };
