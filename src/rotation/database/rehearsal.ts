/** What a rotation of a database user would need, tried one after another; nothing is changed. */
import type { Check } from '../../operation/built-in-functions.ts';
import {
  DatabaseError,
  type DatabaseFault,
  type Databases,
  type DatabaseSession,
} from '../../operation/databases.ts';
import { type CheckList, checkList } from '../check-list.ts';
import { newPassword, passwordRules } from '../password-rules.ts';
import type { Members } from '../secret-value.ts';
import type { Rotation } from '../steps.ts';
import type { DatabaseSecret } from './database-secret.ts';
import { connectWriter } from './writer.ts';

export interface Rehearsed {
  readonly read: (members: Members) => DatabaseSecret;
  /** Left out of passwords unless told. */
  readonly excluded: string;
  /** Who sets the password, where that is not the user himself. */
  readonly master?: (rotation: Rotation, members: Members) => Promise<DatabaseSecret>;
  /** Why whoever sets it could not; undefined where he can. */
  readonly whyNot: (session: DatabaseSession, of: DatabaseSecret) => Promise<string | undefined>;
}

/** Goes through it. What cannot be tried because of what has failed before is skipped. */
export async function rehearseDatabase(
  databases: Databases,
  rotation: Rotation,
  of: Rehearsed,
): Promise<readonly Check[]> {
  const list = checkList();
  const members = await list.check('secret', async () => {
    const found = await rotation.current();
    const { place, login } = of.read(found);
    return { value: found, detail: `${login.username} at ${place.host}:${place.port}` };
  });
  const secret = members && of.read(members);
  const user = await login(list, databases, { secret, prefix: '' });
  const master =
    of.master &&
    (await list.check('master secret', async () => {
      if (!members) return undefined;
      const found = await of.master!(rotation, members);
      return { value: found, detail: found.login.username };
    }));
  const setter = of.master
    ? await login(list, databases, { secret: master, prefix: 'master ' })
    : user;
  const writer = await list.check('writer', () =>
    toWriter(databases, setter, master ?? secret, rotation.call),
  );
  await list.check('privileges', async () => {
    if (!writer || !secret) return undefined;
    const why = await of.whyNot(writer, secret);
    if (why !== undefined) throw new DatabaseError('privilege', why);
    return { detail: `${(master ?? secret).login.username} may set the password` };
  });
  await list.check('password rules', async () => {
    if (!members) return undefined;
    const source = { tags: rotation.tags, members };
    const rules = passwordRules(source, of.excluded);
    await newPassword(rotation.call, source, of.excluded);
    const without = rules.ExcludeCharacters ? `, without ${rules.ExcludeCharacters}` : '';
    return { detail: `${rules.PasswordLength} characters${without}` };
  });
  for (const session of new Set([user, setter, writer])) await session?.close();
  return list.checks;
}

/** One attempt to log in tells three things: how far it came. */
async function login(
  list: CheckList,
  databases: Databases,
  { secret, prefix }: { readonly secret: DatabaseSecret | undefined; readonly prefix: string },
): Promise<DatabaseSession | undefined> {
  const name = (what: string) => `${prefix}${what}`;
  let session: DatabaseSession | undefined;
  let error: DatabaseError | undefined;
  if (secret) {
    try {
      session = await databases.connect(secret.place, secret.login);
    } catch (cause) {
      if (!(cause instanceof DatabaseError)) throw cause;
      error = cause;
    }
  }
  const came = error && FAR[error.fault];
  const at = (far: number, detail: string) => async () => {
    if (!secret || (came !== undefined && came < far)) return undefined;
    if (came === far) throw error;
    return { detail };
  };
  const place = secret && `${secret.place.host}:${secret.place.port}`;
  await list.check(name('network'), at(0, `${place} is reached`));
  await list.check(name('TLS'), async () => {
    const told = await at(1, secret?.place.tls === 'off' ? OFF : ENCRYPTED)();
    return told && session?.isEncrypted === false ? { detail: OPEN, isDoubtful: true } : told;
  });
  await list.check(name('login'), at(2, secret?.login.username ?? ''));
  return session;
}

/** How far an attempt came before it failed: 0 network, 1 TLS, 2 login. */
const FAR: { readonly [fault in DatabaseFault]: number } = {
  forbidden: 0,
  unreachable: 0,
  timeout: 0,
  tls: 1,
  login: 2,
  privilege: 2,
  reader: 2,
  failed: 2,
};

const ENCRYPTED = 'encrypted, with a certificate that holds';
const OFF = 'not encrypted';
const OPEN =
  'not encrypted: passwords travel where others may read them. Set `ssl` to true in the secret';

/** Where the password would be set. */
async function toWriter(
  databases: Databases,
  here: DatabaseSession | undefined,
  secret: DatabaseSecret | undefined,
  call: Rotation['call'],
) {
  if (!here || !secret) return undefined;
  const { place } = secret;
  if (!(await here.isReader())) return { value: here, detail: `${place.host} takes writes` };
  const writer = await connectWriter(databases, { as: secret, session: here, call });
  return { value: writer, detail: `${place.host} is a reader; its writer is reached` };
}
