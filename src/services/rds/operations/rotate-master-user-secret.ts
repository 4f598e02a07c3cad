import {
  DescribeSecret,
  GetRandomPassword,
  PutSecretValue,
  UpdateSecretVersionStage,
} from '../../../generated/secretsmanager.ts';
import { AwsError } from '../../../model/model.ts';
import { DatabaseError } from '../../../operation/databases.ts';
import {
  type ManagedStep,
  type ManagedStepDone,
  RotateMasterUserSecret,
} from '../../../operation/managed-rotation.ts';
import type { Call } from '../../../operation/operation.ts';
import type { Change } from '../../../store/statement.ts';
import { databaseOf } from '../database.ts';
import { rdsIn } from '../delegated.ts';
import { secretString } from '../master-secret.ts';
import { allKnown, passwordsOf, saveMasterUser, withInForce, withNext } from '../master-user.ts';
import { operation, type Parts } from '../parts.ts';
import { putInForce, serverOf, type Server, whyNoLogin } from '../server.ts';
import { type MasterUserRow, selectDatabase, selectMasterUserOfSecret } from '../tables.ts';

/** Each step may be asked for again, for nobody knows whether a server that has died has done it. */
export const rotateMasterUserSecret = operation(RotateMasterUserSecret)
  .open('Asked by Secrets Manager alone, for a secret that RDS keeps.')
  .handle(async (call) => {
    const { input, caller, store, error } = call;
    if (caller.service !== SECRETS_MANAGER || caller.source?.arn !== input.SecretId)
      throw error('InvalidParameterValue', NOT_FOR_CLIENTS);
    const row = await store.one(selectMasterUserOfSecret, { secret_arn: input.SecretId });
    const found = row && (await store.one(selectDatabase, { arn: row.arn }));
    if (!row || !found) return failed('NoDatabase', NO_DATABASE);
    const { tagPairs: tags } = databaseOf(found);
    const { kind, account } = found;
    const server = serverOf({ kind, tags, settings: JSON.parse(found.settings) });
    try {
      const changes = await STEPS[input.Step](call, { row, account, server });
      return { output: {} as ManagedStepDone, changes };
    } catch (cause) {
      const why = failure(cause);
      if (!why) throw cause;
      const impaired = saveMasterUser(call.parts, row, { secret_status: impairment(row) });
      return { ...failed(why.code, why.said), changes: [impaired.change] };
    }
  });

type StepCall = Call<Parts, ManagedStep, 'InvalidParameterValue', undefined, {}>;

interface Of {
  readonly row: MasterUserRow;
  readonly account: string;
  readonly server: Server;
}

const STEPS: {
  readonly [step in ManagedStep['Step']]: (call: StepCall, of: Of) => Promise<readonly Change[]>;
} = { createSecret, setSecret, testSecret, finishSecret };

/**
 * The new password is kept here and pending in the secret, by one commit, before any server hears of it.
 * A version that is known already has its value: somebody goes back to it.
 */
async function createSecret(call: StepCall, { row, account, server }: Of): Promise<Change[]> {
  const { input, parts, askAs } = call;
  const { SecretId, ClientRequestToken: token } = input;
  const passwords = passwordsOf(parts, row);
  const known = allKnown(passwords).find((each) => each.token === token);
  const next = known ?? { token, password: await newPassword(call, account) };
  if (!known)
    await askAs(rdsIn(account), PutSecretValue, {
      SecretId,
      ClientRequestToken: token,
      SecretString: secretString(server.username, next.password),
      VersionStages: ['AWSPENDING'],
    });
  const secret_status = row.secret_status === 'creating' ? 'creating' : 'rotating';
  const isNext = passwords.next?.token === token;
  const kept = isNext ? passwords : withNext(passwords, next);
  return [saveMasterUser(parts, row, { secret_status }, kept).change];
}

async function newPassword({ askAs }: StepCall, account: string): Promise<string> {
  const { RandomPassword } = await askAs(rdsIn(account), GetRandomPassword, {
    PasswordLength: PASSWORD_LENGTH,
    ExcludeCharacters: EXCLUDED,
  });
  return RandomPassword!;
}

async function setSecret({ input, parts }: StepCall, { row, server }: Of): Promise<Change[]> {
  const passwords = passwordsOf(parts, row);
  if (passwords.next?.token !== input.ClientRequestToken) throw new DatabaseError('failed', GONE);
  await putInForce(parts.databases, server, passwords);
  return [];
}

/** In a rehearsal there is no new password, and the one in force is tried. */
async function testSecret({ input, parts }: StepCall, { row, server }: Of): Promise<Change[]> {
  const { current, next } = passwordsOf(parts, row);
  const tried = next?.token === input.ClientRequestToken ? next : current;
  const refused = await whyNoLogin(parts.databases, server, tried.password);
  if (refused) throw refused;
  return [];
}

async function finishSecret(call: StepCall, { row, account }: Of): Promise<Change[]> {
  const { input, parts, askAs } = call;
  const { SecretId, ClientRequestToken: token } = input;
  const rds = rdsIn(account);
  const { VersionIdsToStages = {} } = await askAs(rds, DescribeSecret, { SecretId });
  const [current] = Object.entries(VersionIdsToStages).find(([, on]) => on.includes(CURRENT))!;
  if (current !== token) {
    await askAs(rds, UpdateSecretVersionStage, {
      SecretId,
      VersionStage: CURRENT,
      MoveToVersionId: token,
      RemoveFromVersionId: current,
    });
  }
  const passwords = passwordsOf(parts, row);
  const { next } = passwords;
  const known = next?.token === token ? withInForce(passwords, next) : passwords;
  return [saveMasterUser(parts, row, { secret_status: 'active' }, known).change];
}

/** What went wrong, where it is no bug. */
function failure(cause: unknown): { readonly code: string; readonly said: string } | undefined {
  if (cause instanceof DatabaseError)
    return { code: FAULTS[cause.fault] ?? 'DatabaseFailed', said: cause.message };
  if (cause instanceof AwsError && cause.status < 500)
    return { code: cause.code, said: cause.message };
  return undefined;
}

const FAULTS: { readonly [fault: string]: string } = {
  forbidden: 'AddressForbidden',
  unreachable: 'DatabaseUnreachable',
  tls: 'TlsFailed',
  login: 'LoginFailed',
  privilege: 'PrivilegeMissing',
  reader: 'DatabaseReadOnly',
  timeout: 'DatabaseTimeout',
};

const failed = (code: string, said: string) => ({
  output: { failure: { code, said } } as ManagedStepDone,
});

/** One that has never been rotated is still being created. */
const impairment = ({ secret_status }: MasterUserRow): MasterUserRow['secret_status'] =>
  secret_status === 'creating' ? 'creating' : 'impaired';

const SECRETS_MANAGER = 'secretsmanager.amazonaws.com';
const CURRENT = 'AWSCURRENT';
const PASSWORD_LENGTH = 28;
/** What RDS does not take, and what a shell, a URL or a string literal would make something else of. */
const EXCLUDED = '/@"\' \\`$%:;?&#';

const NOT_FOR_CLIENTS = 'Secrets Manager alone may ask this.';
const NO_DATABASE = 'RDS knows no database whose master user this secret is for.';
const GONE = 'The password of this version is no longer known: another rotation has begun since.';
