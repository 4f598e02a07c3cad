/** Users of Redis and Valkey: they may have several passwords, so that the old one ends when the new one is in use. */
import { GetSecretValue } from '../../generated/secretsmanager.ts';
import { DatabaseError, type DatabaseLogin } from '../../operation/databases.ts';
import type { Reach } from '../../operation/reach.ts';
import { checkList } from '../check-list.ts';
import { noLogin, notRotatable } from '../failures.ts';
import { mayReadMaster } from '../master.ts';
import { keepsOld } from '../old-credential.ts';
import { newPassword, passwordRules } from '../password-rules.ts';
import { type Members, readMembers, textOf } from '../secret-value.ts';
import type { Kind, Rotation } from '../steps.ts';
import { portOf, tlsOf } from '../database/database-secret.ts';
import { logInToRedis, type RedisPlace, type RedisSession, refused } from './session.ts';

interface RedisSecret {
  readonly place: RedisPlace;
  readonly login: DatabaseLogin;
}

/** Secrets of users whose passwords the master sets whom `masterarn` names; without, users who may do it themselves. */
export function redisUsers(reach: Reach): Kind {
  const logIn = async ({ place, login }: RedisSecret): Promise<RedisSession | undefined> => {
    try {
      return await logInToRedis(reach, place, login);
    } catch (cause) {
      if (cause instanceof DatabaseError && cause.fault === 'login') return undefined;
      throw cause;
    }
  };
  const canLogIn = async (secret: RedisSecret): Promise<boolean> => {
    const session = await logIn(secret);
    session?.close();
    return session !== undefined;
  };
  return {
    permissions: mayReadMaster,
    create: async ({ call, tags, current }) => {
      const members = await current();
      read(members);
      return { ...members, password: await newPassword(call, { tags, members }, EXCLUDED) };
    },
    set: async (rotation) => {
      const pending = read(await rotation.pending());
      if (await canLogIn(pending)) return;
      const members = await rotation.current();
      const current = await valid(rotation, read(members));
      assertSame(current, pending);
      await asSetter(rotation, { members, current }, (session) =>
        // One command: there is no moment in which neither is good.
        setUser(session, current, [
          'resetpass',
          `>${pending.login.password}`,
          `>${current.login.password}`,
        ]),
      );
    },
    test: async ({ pending, arn }) => {
      if (await canLogIn(read(await pending()))) return;
      throw noLogin(`Unable to log into database with pending secret of secret ARN ${arn}`);
    },
    after: async (rotation) => {
      if (keepsOld(rotation.tags)) return;
      const [previous, members] = [await rotation.previous(), await rotation.current()];
      const current = read(members);
      const old = previous && read(previous);
      if (!old || old.login.password === current.login.password) return;
      if (!(await canLogIn(old))) return;
      await asSetter(rotation, { members, current }, (session) =>
        setUser(session, current, ['resetpass', `>${current.login.password}`]),
      );
    },
    rehearse: async (rotation) => {
      const list = checkList();
      const members = await list.check('secret', async () => {
        const found = await rotation.current();
        const { place, login } = read(found);
        return { value: found, detail: `${login.username} at ${place.host}:${place.port}` };
      });
      const current = await list.check('login', async () => {
        if (!members) return undefined;
        const secret = read(members);
        (await logInToRedis(reach, secret.place, secret.login)).close();
        return { value: secret, detail: secret.login.username };
      });
      await list.check('privileges', async () => {
        if (!members || !current) return undefined;
        // Without rules it changes nothing of a user who is there.
        await asSetter(rotation, { members, current }, (session) =>
          session.command('ACL', 'SETUSER', current.login.username),
        );
        return { detail: `the password of ${current.login.username} may be set` };
      });
      await list.check('password rules', async () => {
        if (!members) return undefined;
        const rules = passwordRules({ tags: rotation.tags, members }, EXCLUDED);
        return { detail: `${rules.PasswordLength} characters` };
      });
      return list.checks;
    },
  };

  /** The credentials that are good now: the current ones, or those before them where somebody went back. */
  async function valid(rotation: Rotation, current: RedisSecret): Promise<RedisSecret> {
    if (await canLogIn(current)) return current;
    const members = await rotation.previous();
    const previous = members && read(members);
    if (previous) {
      assertSame(previous, current);
      const asNow = { place: current.place, login: previous.login };
      if (await canLogIn(asNow)) return asNow;
    }
    throw noLogin(
      `Unable to log into database with previous, current, or pending secret of secret arn ${rotation.arn}`,
    );
  }

  /** Works as whoever sets the password. */
  async function asSetter(
    rotation: Rotation,
    { members, current }: { readonly members: Members; readonly current: RedisSecret },
    work: (session: RedisSession) => Promise<unknown>,
  ): Promise<void> {
    const setter = 'masterarn' in members ? await masterOf(rotation, members) : current;
    const session = await logInToRedis(reach, setter.place, setter.login);
    const { username } = setter.login;
    const secrets = [setter, current].map(({ login }) => login.password);
    try {
      await work(session);
    } catch (cause) {
      throw refused(cause, setter.place, username, secrets);
    } finally {
      session.close();
    }
  }
}

function read(members: Members): RedisSecret {
  const engine = textOf(members, 'engine');
  if (engine !== 'redis' && engine !== 'valkey')
    throw notRotatable(
      "Database engine must be set to 'redis' in order to use this rotation function",
    );
  return {
    place: {
      host: textOf(members, 'host'),
      port: portOf(members['port'] ?? USUAL_PORT),
      tls: tlsOf(members['ssl']),
    },
    login: { username: textOf(members, 'username'), password: textOf(members, 'password') },
  };
}

async function masterOf({ call, arn: own }: Rotation, members: Members): Promise<RedisSecret> {
  const arn = textOf(members, 'masterarn');
  const { SecretString } = await call.ask(GetSecretValue, {
    SecretId: arn,
    VersionStage: 'AWSCURRENT',
  });
  const master = read(readMembers(SecretString, arn));
  const { place } = read(members);
  if (
    place.host.toLowerCase() !== master.place.host.toLowerCase() ||
    place.port !== master.place.port
  )
    throw notRotatable(`The master of ${own} is one of another server than ${place.host}.`);
  return master;
}

/** Sets passwords, and has the server keep them: in its file of users, or in its configuration. */
async function setUser(
  session: RedisSession,
  { login: { username } }: RedisSecret,
  rules: readonly string[],
): Promise<void> {
  await session.command('ACL', 'SETUSER', username, ...rules);
  for (const [command, ...rest] of KEPT) {
    const isKept = await session.command(command!, ...rest).then(
      () => true,
      // It has no such file, or whoever asks may not write it: the next one will do.
      () => false,
    );
    if (isKept) return;
  }
}

const KEPT = [
  ['ACL', 'SAVE'],
  ['CONFIG', 'REWRITE'],
];

function assertSame(one: RedisSecret, pending: RedisSecret): void {
  const [user, wanted] = [one.login.username, pending.login.username];
  if (user !== wanted)
    throw notRotatable(`Attempting to modify user ${wanted} other than current user ${user}`);
  const [here, there] = [one.place, pending.place].map(({ host, port }) => `${host}:${port}`);
  if (here!.toLowerCase() !== there!.toLowerCase())
    throw notRotatable(
      `Attempting to modify user for host ${there} other than current host ${here}`,
    );
}

const USUAL_PORT = 6379;
const EXCLUDED = `:/@"'\\`;
