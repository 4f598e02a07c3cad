import type { PolicyVersion } from '../../generated/iam.types.ts';
import type { Reader } from '../../store/store.ts';
import { type AwsPolicy, type OwnPolicy, versionId } from './managed-policy.ts';
import { selectPolicyVersions } from './managed-policy-tables.ts';
import type { PolicyVersionRow } from './tables.ts';

/** The versions of a policy, the newest first; of AWS's policies the one in force is known. */
export async function versionsOf(
  store: Reader,
  policy: OwnPolicy | AwsPolicy,
): Promise<readonly PolicyVersionRow[]> {
  if ('row' in policy) return store.all(selectPolicyVersions, { policy: policy.arn });
  const { arn, version, document, updatedAt } = policy.aws;
  if (document === undefined) return [];
  return [{ policy: arn, number: version, document, created_at: updatedAt }];
}

/** The number of the version in force. */
export const defaultVersion = (policy: OwnPolicy | AwsPolicy): number =>
  'row' in policy ? policy.row.version : policy.aws.version;

/** The version that a request names. */
export async function readVersion(
  call: {
    readonly store: Reader;
    readonly resource: OwnPolicy | AwsPolicy;
    readonly error: (code: 'NoSuchEntity', message: string) => Error;
  },
  id: string,
): Promise<PolicyVersionRow> {
  const versions = await versionsOf(call.store, call.resource);
  const version = versions.find(({ number }) => versionId(number) === id);
  if (!version) throw call.error('NoSuchEntity', noSuchVersion(call.resource.arn, id));
  return version;
}

/** A version as answers show it, without its document. */
export const shownVersion = (
  { number, created_at }: PolicyVersionRow,
  inForce: number,
): PolicyVersion => ({
  VersionId: versionId(number),
  IsDefaultVersion: number === inForce,
  CreateDate: created_at,
});

const noSuchVersion = (arn: string, id: string): string =>
  `Policy ${arn} version ${id} does not exist or is not attachable.`;
