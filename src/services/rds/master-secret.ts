/** The secret that RDS keeps for a master user. */
import { uuid } from '../../base/random.ts';
import { DescribeKey } from '../../generated/kms.ts';
import { CreateSecret, DeleteSecret, RotateSecret } from '../../generated/secretsmanager.ts';
import { AwsError } from '../../model/model.ts';
import { type Job, type JobAnswer, schedule, unschedule } from '../../operation/job.ts';
import type { Call } from '../../operation/operation.ts';
import type { Change } from '../../store/statement.ts';
import { selectDatabase } from './tables.ts';
import type { Kind } from './database.ts';
import { rdsIn } from './delegated.ts';
import { findMasterUser } from './master-user.ts';
import type { Parts } from './parts.ts';
import { told } from './way-in.ts';

type SecretCall = Pick<Call<any, any, any, any, any>, 'ask' | 'askAs' | 'random'> & {
  readonly error: (
    code: 'InvalidParameterValue' | 'AccessDenied' | 'KMSKeyNotAccessibleFault',
    message: string,
  ) => AwsError;
};

/** A secret, as the row of its master user knows it, and the version that it begins with. */
export interface MadeSecret {
  readonly facts: { readonly secret_arn: string; readonly kms_key: string };
  readonly token: string;
}

/**
 * Makes the secret as the caller, who needs the permissions for it. It begins with the password that is
 * in force: whoever reads it can log in from the first moment on. The first rotation follows at once.
 */
export async function makeSecret(
  { ask, random, error }: SecretCall,
  of: {
    readonly kind: Kind;
    readonly arn: string;
    readonly username: string;
    readonly password: string;
    readonly kmsKeyId: string | undefined;
  },
): Promise<MadeSecret> {
  const { name, tag, description } = WORDS[of.kind];
  const key = of.kmsKeyId || DEFAULT_KEY;
  const { KeyMetadata } = await ask(DescribeKey, { KeyId: key }).catch((cause) => {
    throw refused(cause) ? error('KMSKeyNotAccessibleFault', noKey(key)) : cause;
  });
  const token = uuid(random);
  const { ARN } = await ask(CreateSecret, {
    Name: `${name}-${uuid(random)}`,
    ClientRequestToken: token,
    Description: `${description}: ${of.arn}`,
    ...(of.kmsKeyId && { KmsKeyId: of.kmsKeyId }),
    SecretString: secretString(of.username, of.password),
    Tags: [{ Key: tag, Value: of.arn }],
  }).catch((cause) => {
    throw told(cause, error);
  });
  return { facts: { secret_arn: ARN!, kms_key: KeyMetadata!.Arn! }, token };
}

export const secretString = (username: string, password: string): string =>
  JSON.stringify({ username, password });

/** Removes the secret at once, as RDS itself: nobody else may. */
export async function removeSecret(
  { askAs }: Pick<SecretCall, 'askAs'>,
  account: string,
  secretArn: string,
): Promise<void> {
  await askAs(rdsIn(account), DeleteSecret, {
    SecretId: secretArn,
    ForceDeleteWithoutRecovery: true,
  });
}

const KIND = 'rds-master-secret';

/** Has the secret rotated for the first time, and every week from then on. */
export const scheduleFirstRotation = (arn: string, now: number): Change => schedule(KIND, arn, now);

export const unscheduleFirstRotation = (arn: string): Change => unschedule(KIND, arn);

export const firstRotation: Job<Parts> = {
  kind: KIND,
  run: async ({ subject: arn, store, perform }): Promise<JobAnswer> => {
    const row = await findMasterUser(store, arn);
    const database = await store.one(selectDatabase, { arn });
    if (!database || row?.secret_status !== 'creating') return {};
    // The same token each time: who did not live to hear the answer asks for the same rotation.
    await perform(rdsIn(database.account), database.region, RotateSecret, {
      SecretId: row.secret_arn,
      ClientRequestToken: row.secret_arn.slice(-TOKEN_LENGTH),
      RotationRules: { AutomaticallyAfterDays: DAYS },
    });
    return {};
  },
};

/** As RDS rotates unless told otherwise. */
const DAYS = 7;
/** The random end of the ARN, with the id before it. */
const TOKEN_LENGTH = 43;

const WORDS = {
  db: {
    name: 'rds!db',
    tag: 'aws:rds:primaryDBInstanceArn',
    description: 'Secret associated with primary RDS DB instance',
  },
  cluster: {
    name: 'rds!cluster',
    tag: 'aws:rds:primaryDBClusterArn',
    description: 'Secret associated with primary RDS DB cluster',
  },
};

const DEFAULT_KEY = 'alias/aws/secretsmanager';

const refused = (cause: unknown): cause is AwsError =>
  cause instanceof AwsError && cause.status < 500;
const noKey = (key: string): string =>
  `The specified KMS key [${key}] does not exist, is not enabled or you do not have permissions to access it.`;
