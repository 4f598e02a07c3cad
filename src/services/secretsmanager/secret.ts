import { arn, parseArn } from '../../base/arn.ts';
import type { Instant } from '../../base/clock.ts';
import { type Random, randomText, DIGITS, LOWER, UPPER } from '../../base/random.ts';
import { AwsError } from '../../model/model.ts';
import type { Asking, ConditionKeys, Missing, Resource } from '../../operation/operation.ts';
import { compile } from '../../policy/compile.ts';
import type { Policy } from '../../policy/policy.ts';
import { type Change, change } from '../../store/statement.ts';
import { parseRotation, printRotation, type Rotation } from './rotation-settings.ts';
import { parseStages, printStages, type Stages } from './stages.ts';
import {
  type ListedRow,
  type SecretRow,
  selectSecret,
  selectSecretByName,
  updateSecret,
} from './tables.ts';
import type { TagPairs } from './tags.ts';

export const SECRET_TYPE = 'AWS::SecretsManager::Secret';

/** A secret without its values: those are its versions'. */
export interface Secret extends Resource, Listed {
  readonly tags: { readonly [key: string]: string };
  /** The resource policy as it is stored: its principals are bound to unique ids. */
  readonly policyText: string | null;
  /** The function that rotates it, where one does. */
  readonly rotationLambdaArn?: string;
}

/** What lists show of a secret. */
export interface Listed {
  readonly arn: string;
  readonly account: string;
  readonly region: string;
  readonly name: string;
  readonly description: string;
  /** As it was given; empty for the default key. */
  readonly kmsKeyId: string;
  /** Undefined where the secret never had a tag. */
  readonly tagPairs: TagPairs | undefined;
  readonly stages: Stages;
  readonly createdAt: Instant;
  readonly changedAt: Instant;
  /** The day of the last read; 0 where there was none. */
  readonly accessedAt: Instant;
  readonly deletedAt: Instant | null;
  readonly purgeAt: Instant | null;
  /** What a partner of AWS calls it; empty for most. */
  readonly secretType: string;
  /** The service that made it and alone may change it; empty for people's own. */
  readonly owningService: string;
  /** Where the primary of a secret with replicas lies; empty for a secret without. */
  readonly primaryRegion: string;
  /** How it is rotated; undefined where that was never said. */
  readonly rotation: Rotation | undefined;
  /** When a rotation last succeeded; 0 where none has. */
  readonly rotatedAt: Instant;
  /** When the next rotation is due, and by when people are told that it will be; null where none is. */
  readonly rotateAt: Instant | null;
  readonly rotateBy: Instant | null;
  readonly revision: number;
}

/** The secret that `SecretId` names: by name, by ARN, or by an ARN without the six random characters. */
export async function findSecret(
  asking: Asking,
  secretId: string,
): Promise<Secret | Missing<'ResourceNotFoundException'>> {
  const { caller, request } = asking;
  if (!secretId.startsWith('arn:')) {
    if (!NAME.test(secretId)) throw new AwsError('ValidationException', INVALID_NAME);
    const found = await findNamed(asking, caller.account, secretId);
    return found ?? missing(secretId, caller.account);
  }
  const parsed = parseArn(secretId);
  if (!parsed) throw new AwsError('ValidationException', INVALID_NAME);
  const { service, region, account, resource } = parsed;
  const name = resource.startsWith('secret:') ? resource.slice('secret:'.length) : undefined;
  // An ARN is looked up in the Region that was asked: AWS's endpoints know no secrets of other Regions.
  if (service !== 'secretsmanager' || region !== request.region || name === undefined) {
    return missing(secretId, account);
  }
  const row = await asking.store.one(selectSecret, { arn: secretId });
  if (row) return secretOf(row);
  // Who ends in a hyphen and six characters is taken for a whole ARN, as AWS does: such a name
  // would make one secret answer to another's ARN.
  if (WHOLE_ARN.test(name) || !NAME.test(name)) return missing(secretId, account);
  return (await findNamed(asking, account, name)) ?? missing(secretId, account);
}

/** The secret that has this name in an account, in the Region that was asked. */
export async function findNamed(
  { store, request }: Asking,
  account: string,
  name: string,
): Promise<Secret | undefined> {
  const row = await store.one(selectSecretByName, { account, region: request.region, name });
  return row && secretOf(row);
}

/** The condition keys that every request about a secret has. */
export function secretKeys(secretId: string, secret: Secret | undefined): ConditionKeys {
  if (!secret) return { 'secretsmanager:SecretId': secretId };
  return { ...ownKeys(secret), 'secretsmanager:SecretId': secretId };
}

/** What an operation changes of a secret. */
export type SecretChange = Partial<
  Pick<
    Secret,
    | 'description'
    | 'kmsKeyId'
    | 'tagPairs'
    | 'stages'
    | 'policyText'
    | 'deletedAt'
    | 'purgeAt'
    | 'secretType'
    | 'primaryRegion'
    | 'rotation'
    | 'rotatedAt'
    | 'rotateAt'
    | 'rotateBy'
  >
>;

/** The secret with these changes, if nobody else has changed it meanwhile. */
export function saveSecret(secret: Secret, changes: SecretChange, now: Instant): Change {
  const to = { ...secret, ...changes };
  return change(updateSecret, {
    arn: secret.arn,
    description: to.description,
    kms_key_id: to.kmsKeyId,
    tags: to.tagPairs ? JSON.stringify(to.tagPairs) : null,
    stages: printStages(to.stages),
    policy: to.policyText,
    changed_at: now,
    deleted_at: to.deletedAt,
    purge_at: to.purgeAt,
    secret_type: to.secretType,
    primary_region: to.primaryRegion,
    rotation: to.rotation ? printRotation(to.rotation) : null,
    rotated_at: to.rotatedAt,
    rotate_at: to.rotateAt,
    rotate_by: to.rotateBy,
    revision: secret.revision,
  });
}

/** Refuses what cannot be done to a secret that waits for its end. */
export function assertAlive(
  secret: Secret,
  error: (code: 'InvalidRequestException', message: string) => Error,
): void {
  if (secret.deletedAt !== null) throw error('InvalidRequestException', MARKED_FOR_DELETION);
}

/** Whether it is a copy of a secret of another Region, which alone is changed. */
export const isReplica = ({ primaryRegion, region }: Listed): boolean =>
  primaryRegion !== '' && primaryRegion !== region;

/** Refuses what can only be done to the secret that a replica is a copy of. */
export function assertPrimary(
  secret: Secret,
  error: (code: 'InvalidParameterException', message: string) => Error,
): void {
  if (isReplica(secret)) throw error('InvalidParameterException', ON_A_REPLICA);
}

/** A new secret's ARN: its name, a hyphen and six random characters. */
export const newArn = (
  { region, account }: { region: string; account: string },
  name: string,
  random: Random,
): string =>
  arn('secretsmanager', region, account, `secret:${name}-${randomText(random, SUFFIX, 6)}`);

/** What a new secret's ARN will be, as far as policies can know it: its last six characters are anybody's. */
export const plannedArn = (
  { region, account }: { region: string; account: string },
  name: string,
): string => arn('secretsmanager', region, account, `secret:${name}-??????`);

/** A row as lists see it. A filter looks at thousands of rows, so what is JSON is read when it is asked for. */
export const listedOf = (row: ListedRow): Listed => ({
  arn: row.arn,
  account: row.account,
  region: row.region,
  name: row.name,
  description: row.description,
  kmsKeyId: row.kms_key_id,
  get tagPairs() {
    return row.tags === null ? undefined : JSON.parse(row.tags);
  },
  get stages() {
    return parseStages(row.stages);
  },
  createdAt: row.created_at,
  changedAt: row.changed_at,
  accessedAt: row.accessed_at,
  deletedAt: row.deleted_at,
  purgeAt: row.purge_at,
  secretType: row.secret_type,
  owningService: row.owning_service,
  primaryRegion: row.primary_region,
  get rotation() {
    return row.rotation ? parseRotation(row.rotation) : undefined;
  },
  rotatedAt: row.rotated_at,
  rotateAt: row.rotate_at,
  rotateBy: row.rotate_by,
  revision: row.revision,
});

/** What a secret's row says of rotation where nobody has asked for one. */
export const NO_ROTATION = { rotation: null, rotated_at: 0, rotate_at: null, rotate_by: null };

const secrets = new WeakMap<SecretRow, Secret>();

/** The rows are cached, and what is worked out of one is remembered with it. */
export function secretOf(row: SecretRow): Secret {
  let known = secrets.get(row);
  if (!known) {
    // The spread reads what lists leave unread.
    const of = { ...listedOf(row) };
    known = {
      ...of,
      type: SECRET_TYPE,
      tags: Object.fromEntries(of.tagPairs ?? []),
      policyText: row.policy,
      ...(of.rotation?.functionArn !== undefined && { rotationLambdaArn: of.rotation.functionArn }),
      ...(row.policy !== null && { policy: resourcePolicy(row.policy) }),
    };
    secrets.set(row, known);
  }
  return known;
}

/** A stored policy, ready to be judged by. */
export const resourcePolicy = (text: string): Policy => ({
  type: 'resource',
  label: 'resource policy',
  document: compile(text, 'resource'),
});

const keysOfSecrets = new WeakMap<Secret, ConditionKeys>();

function ownKeys(secret: Secret): ConditionKeys {
  let known = keysOfSecrets.get(secret);
  if (!known) {
    known = {
      'secretsmanager:SecretPrimaryRegion': secret.primaryRegion || secret.region,
      'secretsmanager:resource/Type': secret.secretType || undefined,
      'secretsmanager:resource/AllowRotationLambdaArn': secret.rotationLambdaArn,
      ...resourceTagKeys(secret.tagPairs ?? []),
    };
    keysOfSecrets.set(secret, known);
  }
  return known;
}

/** The tags of a secret as its own condition keys; `aws:ResourceTag` is the gate's. */
export const resourceTagKeys = (tags: TagPairs): ConditionKeys =>
  Object.fromEntries(tags.map(([key, value]) => [`secretsmanager:ResourceTag/${key}`, value]));

const missing = (secretId: string, account: string): Missing<'ResourceNotFoundException'> => ({
  // AWS prints what was sent, and judges by it: no policy on an ARN covers a bare name.
  missing: secretId,
  account,
  error: 'ResourceNotFoundException',
  message: NOT_FOUND,
});

/** The `!` is in the names of secrets that other services own. */
const NAME = /^[a-zA-Z0-9/_+=.@!-]+$/;
const WHOLE_ARN = /-[a-zA-Z0-9]{6}$/;
const SUFFIX = UPPER + LOWER + DIGITS;

export const INVALID_NAME =
  'Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!';
export const MARKED_FOR_DELETION =
  "You can't perform this operation on the secret because it was marked for deletion.";
export const ON_A_REPLICA =
  "Operation not permitted on a replica secret. Call must be made in primary secret's region.";
const NOT_FOUND = "Secrets Manager can't find the specified secret.";
