/** What is done to a registered server: somebody logs in, and a password is set. */
import {
  DatabaseError,
  type DatabaseLogin,
  type DatabasePlace,
  type Databases,
  type DatabaseSession,
} from '../../operation/databases.ts';
import type { Kind } from './database.ts';
import { knownWhereabouts, TLS_TAG } from './endpoint.ts';
import { engineNamed } from './engines.ts';
import type { Known, Passwords } from './master-user.ts';
import type { TagPairs } from './tags.ts';

/** A master user and his server. */
export interface Server {
  readonly place: DatabasePlace;
  readonly username: string;
}

export function serverOf(of: {
  readonly kind: Kind;
  readonly tags: TagPairs;
  readonly settings: { readonly Engine: string; readonly MasterUsername?: string | undefined };
}): Server {
  const { host, port, tls } = knownWhereabouts(of.kind, of.tags);
  const engine = engineNamed(of.settings.Engine)!.speaks;
  return { place: { engine, host, port, tls }, username: of.settings.MasterUsername ?? '' };
}

/** Why the master user cannot be looked after with this password; undefined where he can. Changes nothing. */
export async function whyNotManaged(
  databases: Databases,
  { place, username }: Server,
  password: string,
): Promise<string | undefined> {
  try {
    return await within(databases, place, { username, password }, async (session) =>
      (await session.isReader()) ? READER : session.whyNotSet(username),
    );
  } catch (cause) {
    if (cause instanceof DatabaseError) return withRemedy(cause);
    throw cause;
  }
}

const withRemedy = ({ fault, message }: DatabaseError): string =>
  fault === 'tls' ? `${message} ${TLS_REMEDY}` : message;

/** The first of these passwords that is in force and lets the master user be looked after; or why none does. */
export async function passwordInForce(
  databases: Databases,
  server: Server,
  candidates: readonly Known[],
): Promise<Known | { readonly why: string }> {
  let why = NONE_FITS;
  for (const known of candidates) {
    const said = await whyNotManaged(databases, server, known.password);
    if (said === undefined) return known;
    why = said;
  }
  return { why };
}

/** Why somebody cannot log in with this password; undefined where he can. */
export async function whyNoLogin(
  databases: Databases,
  { place, username }: Server,
  password: string,
): Promise<DatabaseError | undefined> {
  try {
    await within(databases, place, { username, password }, async () => {});
    return undefined;
  } catch (cause) {
    if (cause instanceof DatabaseError) return cause;
    throw cause;
  }
}

/**
 * Sees to it that the coming password is in force. It may be already: whoever asked before has not
 * lived to tell. Rejects with a `DatabaseError` where it cannot be done.
 */
export async function putInForce(
  databases: Databases,
  server: Server,
  passwords: Passwords,
): Promise<void> {
  const { place, username } = server;
  const coming = passwords.next!.password;
  const refused = await whyNoLogin(databases, server, coming);
  if (!refused) return;
  if (refused.fault !== 'login') throw refused;
  for (const { password } of [passwords.current, ...passwords.others]) {
    const fault = await setWith(databases, server, { password, coming });
    if (fault?.fault === 'login') continue;
    if (fault) throw fault;
    await within(databases, place, { username, password: coming }, async () => {});
    return;
  }
  throw new DatabaseError('login', NONE_FITS);
}

async function setWith(
  databases: Databases,
  { place, username }: Server,
  { password, coming }: { readonly password: string; readonly coming: string },
): Promise<DatabaseError | undefined> {
  try {
    await within(databases, place, { username, password }, async (session) => {
      if (await session.isReader()) throw new DatabaseError('reader', READER);
      await session.setPassword(username, coming);
    });
    return undefined;
  } catch (cause) {
    if (cause instanceof DatabaseError) return cause;
    throw cause;
  }
}

async function within<T>(
  databases: Databases,
  place: DatabasePlace,
  login: DatabaseLogin,
  act: (session: DatabaseSession) => Promise<T>,
): Promise<T> {
  const session = await databases.connect(place, login);
  try {
    return await act(session);
  } finally {
    await session.close();
  }
}

const TLS_REMEDY = `Where the network can be trusted, the tag ${TLS_TAG} can be preferred or off.`;
const READER = 'The server takes no writes: register the writer.';
const NONE_FITS = 'None of the passwords that are known of the master user is the one in force.';
