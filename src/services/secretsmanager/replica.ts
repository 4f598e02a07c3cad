/** The replicas of a secret: which Regions have one, and how each of them stands. */
import { arn, parseArn } from '../../base/arn.ts';
import type {
  ReplicaRegionType,
  ReplicationStatusType,
} from '../../generated/secretsmanager.types.ts';
import { type Change, change, statement } from '../../store/statement.ts';
import type { Reader } from '../../store/store.ts';
import { DEFAULT_KEY, normalKmsKeyId } from './sealing.ts';
import type { Listed } from './secret.ts';
import { selectSecret } from './tables.ts';

/** One Region that a secret is copied to. */
export type ReplicaRow = {
  /** The primary's ARN. */
  secret: string;
  region: string;
  /** As it was given; empty for the default key of that Region. */
  kms_key_id: string;
  status: NonNullable<ReplicationStatusType['Status']>;
  message: string;
};

const selectReplicas = statement<{ secret: string }, ReplicaRow>(`
  select secret, region, kms_key_id, status, message from secret_replica
   where secret = :secret order by region`);

const upsertReplica = statement<ReplicaRow>(`
  insert into secret_replica (secret, region, kms_key_id, status, message)
  values (:secret, :region, :kms_key_id, :status, :message)
  on conflict (secret, region) do update
     set kms_key_id = excluded.kms_key_id, status = excluded.status, message = excluded.message`);

const updateReplicaKey = statement<{ secret: string; region: string; kms_key_id: string }>(`
  update secret_replica set kms_key_id = :kms_key_id where secret = :secret and region = :region`);

const deleteReplica = statement<{ secret: string; region: string }>(`
  delete from secret_replica where secret = :secret and region = :region`);

/** The Regions that a secret is copied to; most secrets are copied nowhere and need no look. */
export const replicasOf = async (store: Reader, secret: Listed): Promise<readonly ReplicaRow[]> =>
  secret.primaryRegion === secret.region ? store.all(selectReplicas, { secret: secret.arn }) : [];

/** Writes how a replica stands now. */
export const putReplica = (replica: ReplicaRow): Change => change(upsertReplica, replica);

/** Forgets a Region. */
export const dropReplica = (primaryArn: string, region: string): Change =>
  change(deleteReplica, { secret: primaryArn, region });

/** Notes the key that a replica was moved to in its own Region. */
export const rekeyReplica = (replica: Listed, kmsKeyId: string): Change =>
  change(updateReplicaKey, {
    secret: arnIn(replica.arn, replica.primaryRegion),
    region: replica.region,
    kms_key_id: kmsKeyId,
  });

/** The ARN of the same secret in another Region: all but the Region is the same, the six characters too. */
export function arnIn(secretArn: string, region: string): string {
  const { service, account, resource } = parseArn(secretArn)!;
  return arn(service, region, account, resource);
}

/** As answers tell it. */
export function showReplicas(
  store: Reader,
  replicas: readonly ReplicaRow[],
): Promise<ReplicationStatusType[]> {
  return Promise.all(
    replicas.map(async ({ secret, region, kms_key_id, status, message }) => {
      const copy = await store.one(selectSecret, { arn: arnIn(secret, region) });
      return {
        Region: region,
        KmsKeyId: kms_key_id || DEFAULT_KEY,
        Status: status,
        ...(message !== '' && { StatusMessage: message }),
        ...(copy && copy.accessed_at > 0 && { LastAccessedDate: copy.accessed_at }),
      };
    }),
  );
}

type Fail = (code: 'InvalidParameterException', message: string) => Error;

/** The Regions that a request adds, as rows that say that their copies are on the way. */
export function readReplicaRegions(
  asked: readonly ReplicaRegionType[],
  primary: { readonly arn: string; readonly account: string; readonly region: string },
  { served, error }: { readonly served: readonly string[]; readonly error: Fail },
): ReplicaRow[] {
  const rows = asked.map(({ Region: region, KmsKeyId }) => {
    if (region === undefined || region === primary.region || !served.includes(region)) {
      throw error('InvalidParameterException', NO_REGION);
    }
    const kms_key_id = normalKmsKeyId(KmsKeyId, { account: primary.account, region });
    return { secret: primary.arn, region, kms_key_id, status: 'InProgress' as const, message: '' };
  });
  if (new Set(rows.map(({ region }) => region)).size < rows.length) {
    throw error('InvalidParameterException', TWICE);
  }
  return rows;
}

const NO_REGION = 'Invalid replica region.';
const TWICE = 'Each replica Region can be given once in a request.';
