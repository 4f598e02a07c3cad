/** What requests say of the master user: by whose hand his password is kept, and that it is to be another. */
import { uuid } from '../../base/random.ts';
import { RotateSecret } from '../../generated/secretsmanager.ts';
import { AwsError } from '../../model/model.ts';
import type { Call } from '../../operation/operation.ts';
import type { Change } from '../../store/statement.ts';
import type { Kind } from './database.ts';
import {
  makeSecret,
  removeSecret,
  scheduleFirstRotation,
  unscheduleFirstRotation,
} from './master-secret.ts';
import {
  allKnown,
  type Kept,
  keepMasterUser,
  type Known,
  NO_SECRET,
  type Passwords,
  passwordsOf,
  saveMasterUser,
  withInForce,
  withNext,
} from './master-user.ts';
import { assertPassword, scheduleNewPassword, unscheduleNewPassword } from './new-password.ts';
import type { Parts } from './parts.ts';
import { passwordInForce, serverOf, type Server } from './server.ts';
import type { MasterUserRow } from './tables.ts';
import type { TagPairs } from './tags.ts';
import { told, wayIn } from './way-in.ts';

interface Asked {
  readonly MasterUsername?: string | undefined;
  readonly MasterUserPassword?: string | undefined;
  readonly ManageMasterUserPassword?: boolean | undefined;
  readonly MasterUserSecretKmsKeyId?: string | undefined;
  readonly RotateMasterUserPassword?: boolean | undefined;
  readonly ApplyImmediately?: boolean | undefined;
}

type Codes =
  | 'InvalidParameterValue'
  | 'InvalidParameterCombination'
  | 'AccessDenied'
  | 'KMSKeyNotAccessibleFault';

type MasterCall<More extends string = never> = Pick<
  Call<Parts, Asked, any, any, any>,
  'input' | 'parts' | 'ask' | 'askAs' | 'random' | 'now'
> & { readonly error: (code: Codes | More, message: string) => AwsError };

/** The database that he is master of. */
export interface Mastered {
  readonly kind: Kind;
  readonly arn: string;
  readonly account: string;
  readonly tags: TagPairs;
  readonly settings: { readonly Engine: string; readonly MasterUsername?: string | undefined };
}

/** What becomes of the master user, with what must be written besides. */
export interface Outcome {
  readonly row: MasterUserRow;
  readonly changes: readonly Change[];
}

/** Takes the master user of a new registration in: his password must be the one that is in force. */
export async function takeIn(call: MasterCall, of: Mastered): Promise<Outcome> {
  const { input, parts, now, error } = call;
  const { MasterUsername, MasterUserPassword, MasterUserSecretKmsKeyId: kmsKeyId } = input;
  const isManaged = input.ManageMasterUserPassword === true;
  if (isManaged && MasterUserPassword !== undefined)
    throw error('InvalidParameterCombination', EITHER);
  if (!isManaged && kmsKeyId) throw error('InvalidParameterCombination', KEY_ALONE);
  if (!MasterUsername) throw error('InvalidParameterValue', blank('MasterUsername'));
  if (!isManaged && !MasterUserPassword)
    throw error('InvalidParameterValue', blank('MasterUserPassword'));
  const login = isManaged ? await wayIn(call, of.tags) : { password: MasterUserPassword! };
  if (!login) throw error('InvalidParameterCombination', NO_WAY_IN);
  if ('username' in login && login.username !== MasterUsername)
    throw error('InvalidParameterCombination', OTHER_USER);
  const { password } = login;
  await assertInForce(call, serverOf(of), [{ token: '', password }]);
  const passwords = (token: string): Passwords => ({ current: { token, password }, others: [] });
  if (!isManaged) return outcome(keepMasterUser(parts, of.arn, passwords(''), {}));
  const made = await makeSecret(call, { ...of, username: MasterUsername, password, kmsKeyId });
  const facts = { ...made.facts, secret_status: 'creating' } as const;
  return outcome(keepMasterUser(parts, of.arn, passwords(made.token), facts), [
    scheduleFirstRotation(of.arn, now),
  ]);
}

type ModifyCall = MasterCall & {
  /** That something else must come to its end first. */
  readonly busy: (message: string) => AwsError;
};

/** What a request changes of a master user; undefined where it says nothing of him. */
export async function changeMaster(
  call: ModifyCall,
  of: Mastered,
  before: MasterUserRow,
): Promise<Outcome | undefined> {
  const { input, error } = call;
  const { MasterUserPassword, ManageMasterUserPassword, MasterUserSecretKmsKeyId } = input;
  const isManaged = before.secret_arn !== '';
  if (ManageMasterUserPassword && MasterUserPassword !== undefined)
    throw error('InvalidParameterCombination', EITHER);
  if (MasterUserSecretKmsKeyId && (!ManageMasterUserPassword || isManaged))
    throw error('InvalidParameterCombination', isManaged ? SAME_KEY : KEY_ALONE);
  if (input.RotateMasterUserPassword) {
    if (!isManaged || ManageMasterUserPassword === false)
      throw error('InvalidParameterCombination', NOTHING_TO_ROTATE);
    if (!input.ApplyImmediately) throw error('InvalidParameterCombination', AT_ONCE);
    return rotate(call, before);
  }
  if (ManageMasterUserPassword && !isManaged) return turnOn(call, of, before);
  if (MasterUserPassword === undefined) {
    if (isManaged && ManageMasterUserPassword === false)
      throw error('InvalidParameterCombination', NEEDS_PASSWORD);
    return undefined;
  }
  if (isManaged && ManageMasterUserPassword !== false)
    throw error('InvalidParameterCombination', IS_MANAGED);
  return setPassword(call, of, before);
}

/** From now on RDS keeps the password, beginning with the one that is in force. */
async function turnOn(call: ModifyCall, of: Mastered, before: MasterUserRow): Promise<Outcome> {
  const { input, parts, now } = call;
  const passwords = passwordsOf(parts, before);
  const server = serverOf(of);
  const { password } = await inForce(call, of, server, allKnown(passwords));
  const kmsKeyId = input.MasterUserSecretKmsKeyId;
  const made = await makeSecret(call, { ...of, username: server.username, password, kmsKeyId });
  const facts = { ...made.facts, secret_status: 'creating', is_changing: 0 } as const;
  const known = withInForce(passwords, { token: made.token, password });
  return outcome(saveMasterUser(parts, before, facts, known), [
    unscheduleNewPassword(of.arn),
    scheduleFirstRotation(of.arn, now),
  ]);
}

/** Sets the password that somebody has chosen; where RDS has kept it until now, its secret is removed. */
async function setPassword(
  call: ModifyCall,
  of: Mastered,
  before: MasterUserRow,
): Promise<Outcome> {
  const { input, parts, now, error } = call;
  const coming = { token: '', password: input.MasterUserPassword! };
  assertPassword(coming.password, of.settings.Engine, error);
  const passwords = passwordsOf(parts, before);
  const current = await inForce(call, of, serverOf(of), [...allKnown(passwords), coming]);
  if (before.secret_arn !== '') await removeSecret(call, of.account, before.secret_arn);
  const known = withNext(withInForce(passwords, current), coming);
  return outcome(saveMasterUser(parts, before, { ...NO_SECRET, is_changing: 1 }, known), [
    unscheduleFirstRotation(of.arn),
    scheduleNewPassword(of.arn, now),
  ]);
}

/** Has the secret rotated at once, as the caller, who needs the permission for it. */
async function rotate(call: ModifyCall, before: MasterUserRow): Promise<Outcome> {
  const { ask, random, parts, error, busy } = call;
  if (before.secret_status === 'creating') throw busy(IN_THE_MAKING);
  const asked = { SecretId: before.secret_arn, ClientRequestToken: uuid(random) };
  await ask(RotateSecret, asked).catch((cause) => {
    throw cause instanceof AwsError && cause.code === 'InvalidRequestException'
      ? busy(cause.message)
      : told(cause, error);
  });
  return outcome(saveMasterUser(parts, before, { secret_status: 'rotating' }));
}

/** The one of these passwords, or of the one that a tag leads to, that the server takes; refuses where there is none. */
async function inForce(
  call: ModifyCall,
  of: Mastered,
  server: Server,
  known: readonly Known[],
): Promise<Known> {
  const found = await passwordInForce(call.parts.databases, server, known);
  if ('password' in found) return found;
  const login = await wayIn(call, of.tags);
  return assertInForce(call, server, login ? [{ token: '', password: login.password }] : known);
}

async function assertInForce(
  { parts, error }: MasterCall,
  server: Server,
  known: readonly Known[],
): Promise<Known> {
  const found = await passwordInForce(parts.databases, server, known);
  if ('password' in found) return found;
  throw error('InvalidParameterValue', notLookedAfter(server.username, found.why));
}

const outcome = ({ row, change }: Kept, more: readonly Change[] = []): Outcome => ({
  row,
  changes: [change, ...more],
});

const blank = (name: string): string =>
  `The parameter ${name} must be provided and must not be blank.`;
const EITHER =
  'You can specify either MasterUserPassword or ManageMasterUserPassword, but not both.';
const KEY_ALONE =
  'You can specify MasterUserSecretKmsKeyId only when you turn on ManageMasterUserPassword.';
const SAME_KEY =
  'You cannot change the KMS key of the secret while RDS manages the master user password.';
const NEEDS_PASSWORD =
  'You must specify MasterUserPassword when you turn off ManageMasterUserPassword.';
const IS_MANAGED =
  'You cannot specify MasterUserPassword while RDS manages the master user password.';
const NOTHING_TO_ROTATE =
  'You can specify RotateMasterUserPassword only while RDS manages the master user password.';
const AT_ONCE = 'You must specify ApplyImmediately when you specify RotateMasterUserPassword.';
const IN_THE_MAKING = 'The secret of the master user is being created.';
const NO_WAY_IN =
  'Lockstead provisions no database: to manage the master user password of a server that is there, it must know the present one. Name a secret that holds it by the tag lockstead:master-secret, or register the server with MasterUserPassword and turn ManageMasterUserPassword on afterwards.';
const OTHER_USER =
  'MasterUsername must be the user name in the secret that the tag lockstead:master-secret names.';
const notLookedAfter = (username: string, why: string): string =>
  `The master user ${username} cannot be looked after: ${why}`;
