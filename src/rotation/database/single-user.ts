/** One user, who changes his own password: between that and the end of the rotation applications that log in anew wait. */
import type { Databases, Engine } from '../../operation/databases.ts';
import { noLogin, notRotatable } from '../failures.ts';
import { newPassword } from '../password-rules.ts';
import type { Kind, Rotation } from '../steps.ts';
import { type DatabaseSecret, isSameHost, readDatabase } from './database-secret.ts';
import { excludedUnlessTold } from './excluded.ts';
import { MAY_LOOK_UP } from './registry.ts';
import { rehearseDatabase } from './rehearsal.ts';
import { atWriter, canLogIn, logIn } from './writer.ts';

/** Secrets of users who may set their own passwords. */
export function singleUser(engine: Engine, databases: Databases): Kind {
  const read = (members: Parameters<typeof readDatabase>[0]) => readDatabase(members, engine);
  return {
    permissions: () => MAY_LOOK_UP,
    create: async ({ call, tags, current }) => {
      const members = await current();
      read(members);
      const source = { tags, members };
      return { ...members, password: await newPassword(call, source, excludedUnlessTold(engine)) };
    },
    set: async (rotation) => {
      const pending = read(await rotation.pending());
      if (await canLogIn(databases, pending)) return;
      const valid = await validLogin(rotation, pending);
      const { username, password } = pending.login;
      await atWriter(databases, { ...valid, pending, call: rotation.call }, (session) =>
        session.setPassword(username, password),
      );
    },
    test: (rotation) => test(databases, rotation, engine),
    rehearse: (rotation) =>
      rehearseDatabase(databases, rotation, {
        read,
        excluded: excludedUnlessTold(engine),
        whyNot: (session, { login }) => session.whyNotSet(login.username),
      }),
  };

  /** The credentials that are good now: the current ones, or those before them where somebody went back. */
  async function validLogin(rotation: Rotation, pending: DatabaseSecret) {
    const current = read(await rotation.current());
    assertSame(current, pending);
    const session = await logIn(databases, current);
    if (session) return { as: current, session };
    const members = await rotation.previous();
    const previous = members && read(members);
    if (previous) {
      assertSame(previous, pending);
      const as = { place: current.place, login: previous.login };
      const before = await logIn(databases, as);
      if (before) return { as, session: before };
    }
    throw noLogin(
      `Unable to log into database with previous, current, or pending secret of secret arn ${rotation.arn}`,
    );
  }
}

/** Logs in with the pending secret. */
export async function test(
  databases: Databases,
  { arn, pending }: Rotation,
  engine: Engine,
): Promise<void> {
  if (await canLogIn(databases, readDatabase(await pending(), engine))) return;
  throw noLogin(`Unable to log into database with pending secret of secret ARN ${arn}`);
}

/** A value that somebody has put cannot turn the function against another user, or another server. */
function assertSame(one: DatabaseSecret, pending: DatabaseSecret): void {
  const [user, wanted] = [one.login.username, pending.login.username];
  if (user !== wanted)
    throw notRotatable(`Attempting to modify user ${wanted} other than current user ${user}`);
  if (!isSameHost(one.place, pending.place))
    throw notRotatable(
      `Attempting to modify user for host ${pending.place.host} other than current host ${one.place.host}`,
    );
}
