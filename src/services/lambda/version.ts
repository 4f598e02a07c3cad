/** Versions: what runs. `$LATEST` changes, those with a number never do. */
import { type Random, uuid } from '../../base/random.ts';
import type { Instant } from '../../base/clock.ts';
import type { FunctionConfiguration } from '../../generated/lambda.types.ts';
import { AwsError } from '../../model/model.ts';
import { type Change, change } from '../../store/statement.ts';
import { configOf } from './configuration.ts';
import { type KeyWork, openEnvironment } from './environment.ts';
import type { Target } from './function-name.ts';
import { LATEST } from './function.ts';
import { insertLayerUse } from './layer-tables.ts';
import type { Parts } from './parts.ts';
import { insertVersion, replaceVersion, type VersionRow } from './tables.ts';

/** What has just been done to a version, as AWS tells it in that very answer. */
export type Fresh = 'created' | 'updated';

/** A version as lists show it. */
export function listedVersion(
  row: VersionRow,
  name: string,
  arn: string,
): Omit<FunctionConfiguration, 'Environment'> {
  const config = configOf(row);
  return {
    FunctionName: name,
    FunctionArn: arn,
    Runtime: config.runtime as FunctionConfiguration['Runtime'],
    Role: config.role,
    Handler: config.handler,
    CodeSize: row.code_size,
    Description: config.description,
    Timeout: config.timeoutSeconds,
    MemorySize: config.memoryMiB,
    LastModified: lastModified(row.modified_at),
    CodeSha256: row.code_sha256,
    Version: row.version,
    TracingConfig: { Mode: config.tracing },
    RevisionId: row.revision_id,
    ...(row.kms_key !== '' && { KMSKeyArn: row.kms_key }),
    ...(config.layers.length > 0 && {
      Layers: config.layers.map(({ arn: Arn, sizeBytes: CodeSize }) => ({ Arn, CodeSize })),
    }),
    PackageType: 'Zip',
    Architectures: config.architectures,
    EphemeralStorage: { Size: config.ephemeralMiB },
    SnapStart: { ApplyOn: 'None', OptimizationStatus: 'Off' },
    LoggingConfig: {
      LogFormat: config.logFormat,
      ...(config.logFormat === 'JSON' && {
        ApplicationLogLevel: 'INFO' as const,
        SystemLogLevel: 'INFO' as const,
      }),
      LogGroup: config.logGroup,
    },
  };
}

/** As lists show it, with its variables. */
export const withEnvironment = async (
  { parts, decrypt }: Showing,
  row: VersionRow,
  { name, arn }: Pick<Target, 'name' | 'arn'>,
): Promise<FunctionConfiguration> => ({
  ...listedVersion(row, name, arn),
  ...(await shownEnvironment(parts, row, decrypt)),
});

/** A version with its variables, which whoever may see the function sees if he may use their key. */
export async function shownVersion(
  showing: Showing,
  row: VersionRow,
  named: Pick<Target, 'name' | 'arn'>,
  fresh?: Fresh,
): Promise<FunctionConfiguration> {
  return { ...(await withEnvironment(showing, row, named)), ...stateOf(fresh) };
}

interface Showing {
  readonly parts: Parts;
  /** As the one who wants to see it. */
  readonly decrypt: KeyWork;
}

async function shownEnvironment(
  { keyring }: Parts,
  row: VersionRow,
  decrypt: KeyWork,
): Promise<Pick<FunctionConfiguration, 'Environment'>> {
  if (row.environment === null) return {};
  try {
    return { Environment: { Variables: await openEnvironment(keyring, row, decrypt) } };
  } catch (cause) {
    if (!(cause instanceof AwsError)) throw cause;
    return { Environment: { Error: { ErrorCode: cause.code, Message: KMS_REFUSED } } };
  }
}

/** All is done when the answer leaves; AWS's own answers tell of the work that it is about to begin. */
const stateOf = (fresh: Fresh | undefined): FunctionConfiguration =>
  fresh === 'created'
    ? {
        State: 'Pending',
        StateReason: 'The function is being created.',
        StateReasonCode: 'Creating',
        LastUpdateStatus: 'Successful',
      }
    : fresh === 'updated'
      ? {
          State: 'Active',
          LastUpdateStatus: 'InProgress',
          LastUpdateStatusReason: 'The function is being created.',
        }
      : { State: 'Active', LastUpdateStatus: 'Successful' };

/** A version of `$LATEST` as it is now. */
export function publishedVersion(
  latest: VersionRow,
  number: number,
  { random, now, description }: { random: Random; now: Instant; description?: string | undefined },
): VersionRow {
  const config = configOf(latest);
  return {
    ...latest,
    version: String(number),
    number,
    config: JSON.stringify({ ...config, description: description ?? config.description }),
    same_as: '',
    revision_id: uuid(random),
    modified_at: now,
  };
}

/** Writes a version that is new. */
export const newVersion = (row: VersionRow): Change[] => [
  change(insertVersion, row),
  ...useLayers(row),
];

/** Writes `$LATEST` anew. */
export const newLatest = (row: VersionRow): Change[] => [
  change(replaceVersion, row),
  ...useLayers(row),
];

const useLayers = (row: VersionRow): Change[] =>
  configOf(row).layers.map(({ code }) =>
    change(insertLayerUse, { code, function: row.function, version: row.version }, 'any'),
  );

export const isLatest = ({ version }: VersionRow): boolean => version === LATEST;

/** `2026-01-05T12:00:00.000+0000`: Lambda's own way to write a time. */
export const lastModified = (at: Instant): string =>
  `${new Date(at).toISOString().slice(0, 23)}+0000`;

const KMS_REFUSED =
  'Lambda was unable to decrypt your environment variables because the KMS access was denied. Please check your KMS permissions.';
