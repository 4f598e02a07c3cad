/** Two users in turn: while one is used the other gets its password, so that nobody ever waits. */
import { GetSecretValue } from '../../generated/secretsmanager.ts';
import type { Databases, Engine } from '../../operation/databases.ts';
import { noLogin, notRotatable } from '../failures.ts';
import { mayReadMaster } from '../master.ts';
import { newPassword } from '../password-rules.ts';
import { type Members, readMembers, textOf } from '../secret-value.ts';
import type { Kind, Rotation } from '../steps.ts';
import { type DatabaseSecret, isSameHost, readDatabase } from './database-secret.ts';
import { excludedUnlessTold } from './excluded.ts';
import { isReaderOf, MAY_LOOK_UP, withWhereabouts } from './registry.ts';
import { rehearseDatabase } from './rehearsal.ts';
import { test } from './single-user.ts';
import { atWriter, canLogIn, logIn } from './writer.ts';

/** Secrets of users whose passwords a master sets: the one that `masterarn` names. */
export function alternatingUsers(engine: Engine, databases: Databases): Kind {
  const read = (members: Members) => readDatabase(members, engine);
  return {
    permissions: (secret) => [...MAY_LOOK_UP, ...mayReadMaster(secret)],
    create: async ({ call, tags, current }) => {
      const members = await current();
      const { username } = read(members).login;
      return {
        ...members,
        username: alternateOf(username, engine),
        password: await newPassword(call, { tags, members }, excludedUnlessTold(engine)),
      };
    },
    set: async (rotation) => {
      const pending = read(await rotation.pending());
      if (await canLogIn(databases, pending)) return;
      const members = await rotation.current();
      const current = read(members);
      assertAlternate(current, pending, engine);
      // Who cannot log in himself has nobody's password set.
      if (!(await canLogIn(databases, current)))
        throw noLogin(
          `Unable to log into database using current credentials for secret ${rotation.arn}`,
        );
      const master = await masterOf(rotation, members);
      // A reader's endpoint is somebody's word: its user must be one of the writer's too.
      const there = { place: { ...master.place, tls: current.place.tls }, login: current.login };
      if (!isSameHost(current.place, master.place) && !(await canLogIn(databases, there)))
        throw noLogin(
          `Unable to log into database ${master.place.host} using current credentials for secret ${rotation.arn}`,
        );
      const session = await logIn(databases, master);
      if (!session)
        throw noLogin(
          `Unable to log into database using credentials in master secret ${textOf(members, 'masterarn')}`,
        );
      await atWriter(databases, { as: master, session, pending, call: rotation.call }, (writer) =>
        writer.copyUser(current.login.username, pending.login),
      );
    },
    test: (rotation) => test(databases, rotation, engine),
    rehearse: (rotation) =>
      rehearseDatabase(databases, rotation, {
        read,
        excluded: excludedUnlessTold(engine),
        master: masterOf,
        whyNot: (session, { login }) =>
          session.whyNotCopy(login.username, alternateOf(login.username, engine)),
      }),
  };

  async function masterOf({ call }: Rotation, members: Members): Promise<DatabaseSecret> {
    const arn = textOf(members, 'masterarn');
    const { SecretString } = await call.ask(GetSecretValue, {
      SecretId: arn,
      VersionStage: 'AWSCURRENT',
    });
    const current = read(members);
    const said = readMembers(SecretString, arn);
    const { place, login } = read(await withWhereabouts(call, said, arn));
    const isSame =
      isSameHost(current.place, place) || (await isReaderOf(call, current.place, place));
    if (!isSame)
      throw notRotatable(
        `Current database host ${current.place.host} is not the same host as/rds replica of master ${place.host}`,
      );
    if (login.username === alternateOf(current.login.username, engine))
      throw notRotatable(`${login.username} is the master himself: he is nobody's second user.`);
    const { database } = current.place;
    return { place: { ...place, ...(database !== undefined && { database }) }, login };
  }
}

/** The other user: with `_clone` at the end of his name, or without. */
export function alternateOf(username: string, engine: Engine): string {
  if (username.endsWith(CLONE)) return username.slice(0, -CLONE.length);
  const alternate = `${username}${CLONE}`;
  const most = LONGEST[engine];
  const length = engine === 'postgres' ? Buffer.byteLength(alternate) : alternate.length;
  if (length > most)
    throw notRotatable(
      `Unable to clone user, username length with _clone appended would exceed ${most} characters`,
    );
  return alternate;
}

const CLONE = '_clone';
/** PostgreSQL counts bytes. MySQL since 5.7; MariaDB since 10.0. */
const LONGEST: { readonly [engine in Engine]: number } = { postgres: 63, mysql: 32, mariadb: 80 };

function assertAlternate(current: DatabaseSecret, pending: DatabaseSecret, engine: Engine): void {
  const [user, wanted] = [current.login.username, pending.login.username];
  if (alternateOf(user, engine) !== wanted)
    throw notRotatable(
      `Attempting to modify user ${wanted} other than current user or clone ${user}`,
    );
  if (!isSameHost(current.place, pending.place))
    throw notRotatable(
      `Attempting to modify user for host ${pending.place.host} other than current host ${current.place.host}`,
    );
}
