/** One user, who changes his own password: between that and the end of the rotation applications that log in anew wait. */
import type { Databases, Engine } from '../../operation/databases.ts';
import { noLogin, notRotatable } from '../failures.ts';
import { newPassword } from '../password-rules.ts';
import type { Kind, Rotation } from '../steps.ts';
import { type DatabaseSecret, isSameHost, readDatabase } from './database-secret.ts';
import { excludedUnlessTold } from './excluded.ts';
import { atWriter, canLogIn, untilKnown } from './writer.ts';

/** Secrets of users who may set their own passwords. */
export function singleUser(engine: Engine, databases: Databases): Kind {
  const read = (members: Parameters<typeof readDatabase>[0]) => readDatabase(members, engine);
  return {
    permissions: () => [],
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
      await atWriter(databases, valid, (session) =>
        session.setPassword(pending.login.username, pending.login.password),
      );
      if (!(await untilKnown(databases, pending)))
        throw noLogin(`The password was set, and ${pending.place.host} does not take it.`);
    },
    test: (rotation) => test(databases, rotation, engine),
  };

  /** The credentials that are good now: the current ones, or those before them where somebody went back. */
  async function validLogin(rotation: Rotation, pending: DatabaseSecret): Promise<DatabaseSecret> {
    const current = read(await rotation.current());
    assertSame(current, pending);
    if (await canLogIn(databases, current)) return current;
    const members = await rotation.previous();
    const previous = members && read(members);
    if (previous) {
      assertSame(previous, pending);
      const asNow = { place: current.place, login: previous.login };
      if (await canLogIn(databases, asNow)) return asNow;
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
