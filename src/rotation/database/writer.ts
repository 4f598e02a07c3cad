/** Passwords are set where writes are taken: a reader of a cluster is asked for its writer. */
import { pause } from '../../base/clock.ts';
import { DatabaseError, type Databases, type DatabaseSession } from '../../operation/databases.ts';
import type { DatabaseSecret } from './database-secret.ts';

/** Logs in where writes are taken, and does the work. */
export async function atWriter<T>(
  databases: Databases,
  { place, login }: DatabaseSecret,
  work: (session: DatabaseSession) => Promise<T>,
): Promise<T> {
  const here = await databases.connect(place, login);
  try {
    if (!(await here.isReader())) return await work(here);
    const host = await here.writerHost();
    if (host === undefined || host === place.host) throw isReader(place.host);
    const there = await databases.connect({ ...place, host }, login);
    try {
      if (await there.isReader()) throw isReader(host);
      return await work(there);
    } finally {
      await there.close();
    }
  } finally {
    await here.close();
  }
}

/** Whether the credentials are good. Anything but wrong credentials is an error. */
export async function canLogIn(
  databases: Databases,
  { place, login }: DatabaseSecret,
): Promise<boolean> {
  try {
    await (await databases.connect(place, login)).close();
    return true;
  } catch (cause) {
    if (cause instanceof DatabaseError && cause.fault === 'login') return false;
    throw cause;
  }
}

/** Waits until the secret's host knows what the writer was told: readers follow it at a distance. */
export async function untilKnown(databases: Databases, secret: DatabaseSecret): Promise<boolean> {
  for (let look = 0; look < LOOKS; look++) {
    if (await canLogIn(databases, secret)) return true;
    await pause(LOOK_MILLIS);
  }
  return false;
}

const LOOKS = 20;
const LOOK_MILLIS = 250;

const isReader = (host: string): DatabaseError =>
  new DatabaseError(
    'reader',
    `${host} takes no writes, and does not say where its writer is. Put the writer's (cluster) endpoint into the secret.`,
  );
