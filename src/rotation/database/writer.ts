/** Passwords are set where writes are taken: a reader of a cluster is asked for its writer. */
import { pause } from '../../base/clock.ts';
import { DatabaseError, type Databases, type DatabaseSession } from '../../operation/databases.ts';
import type { BuiltInCall } from '../../operation/built-in-functions.ts';
import { noLogin } from '../failures.ts';
import type { DatabaseSecret } from './database-secret.ts';
import { registeredWriter } from './registry.ts';

/** Logs in; undefined where the credentials are wrong. Anything else is an error. */
export async function logIn(
  databases: Databases,
  { place, login }: DatabaseSecret,
): Promise<DatabaseSession | undefined> {
  try {
    return await databases.connect(place, login);
  } catch (cause) {
    if (cause instanceof DatabaseError && cause.fault === 'login') return undefined;
    throw cause;
  }
}

/** Whether the credentials are good. */
export async function canLogIn(databases: Databases, secret: DatabaseSecret): Promise<boolean> {
  const session = await logIn(databases, secret);
  await session?.close();
  return session !== undefined;
}

/** Who sets a password, and where he has logged in. */
export interface Setter {
  readonly as: DatabaseSecret;
  readonly session: DatabaseSession;
  readonly call: Pick<BuiltInCall, 'ask'>;
}

export interface Setting extends Setter {
  /** What is good when the work is done: readers must know it too. */
  readonly pending: DatabaseSecret;
}

/** Does the work where writes are taken, and ends the session. */
export async function atWriter(
  databases: Databases,
  { as, session, pending, call }: Setting,
  work: (session: DatabaseSession) => Promise<unknown>,
): Promise<void> {
  try {
    if (!(await session.isReader())) {
      await work(session);
      return;
    }
    const there = await connectWriter(databases, { as, session, call });
    try {
      await work(there);
    } finally {
      await there.close();
    }
  } finally {
    await session.close();
  }
  await untilKnown(databases, pending);
}

/** Logs in at the writer of the cluster: as the reader says who it is, or else the registry. */
export async function connectWriter(
  databases: Databases,
  { as, session, call }: Setter,
): Promise<DatabaseSession> {
  const { place, login } = as;
  const host = (await session.writerHost()) ?? (await registeredWriter(call, place));
  if (host === undefined || host === place.host) throw isReader(place.host);
  const writer = await databases.connect({ ...place, host }, login);
  if (!(await writer.isReader())) return writer;
  await writer.close();
  throw isReader(host);
}

/** Waits until the secret's host knows what the writer was told: readers follow it at a distance. */
async function untilKnown(databases: Databases, secret: DatabaseSecret): Promise<void> {
  for (let look = 0; look < LOOKS; look++) {
    if (await canLogIn(databases, secret)) return;
    await pause(LOOK_MILLIS);
  }
  throw noLogin(`The password was set, and the reader ${secret.place.host} does not know it yet.`);
}

const LOOKS = 20;
const LOOK_MILLIS = 250;

const isReader = (host: string): DatabaseError =>
  new DatabaseError(
    'reader',
    `${host} takes no writes, and does not say where its writer is. Put the writer's (cluster) endpoint into the secret.`,
  );
