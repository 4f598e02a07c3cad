/** What the secret of a database user says, in the members that AWS's templates know. */
import type { DatabaseLogin, DatabasePlace, Engine } from '../../operation/databases.ts';
import { notRotatable } from '../failures.ts';
import { type Members, textOf } from '../secret-value.ts';

/** A user of a database, and where that is. */
export interface DatabaseSecret {
  readonly place: DatabasePlace;
  readonly login: DatabaseLogin;
}

/** Reads the members of a value. @param engine the function's own; the secret's must be one of its names */
export function readDatabase(members: Members, engine: Engine): DatabaseSecret {
  const host = textOf(members, 'host');
  const login = { username: textOf(members, 'username'), password: textOf(members, 'password') };
  const { names, port: usual } = ENGINES[engine];
  const named = textOf(members, 'engine');
  if (!names.includes(named))
    throw notRotatable(
      `Database engine must be set to '${names[0]}' in order to use this rotation function`,
    );
  const { dbname, ssl } = members;
  return {
    place: {
      engine,
      host,
      port: portOf(members['port'] ?? usual),
      ...(typeof dbname === 'string' && dbname !== '' && { database: dbname }),
      tls: tlsOf(ssl),
    },
    login,
  };
}

/** The engine that a value names, whichever function rotates it. */
export const engineOf = (members: Members): Engine | undefined =>
  (Object.keys(ENGINES) as Engine[]).find((engine) =>
    ENGINES[engine].names.includes(String(members['engine'])),
  );

/** Both are the same server, as far as their names tell. */
export const isSameHost = (one: DatabasePlace, other: DatabasePlace): boolean =>
  one.host.toLowerCase() === other.host.toLowerCase() && one.port === other.port;

/** AWS's reading: true or false, as JSON has them or as text; anything else is as if it were left out. */
export function tlsOf(ssl: unknown): DatabasePlace['tls'] {
  const said = typeof ssl === 'boolean' || typeof ssl === 'string' ? String(ssl) : '';
  if (said.toLowerCase() === 'true') return 'required';
  return said.toLowerCase() === 'false' ? 'off' : 'preferred';
}

/** A port, as a number or as text. */
export function portOf(given: unknown): number {
  const port = Number(given);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw notRotatable('port in secret JSON is no port');
}

const ENGINES: {
  readonly [engine in Engine]: { readonly names: readonly string[]; readonly port: number };
} = {
  postgres: { names: ['postgres', 'aurora-postgresql'], port: 5432 },
  mysql: { names: ['mysql', 'aurora-mysql', 'aurora'], port: 3306 },
  mariadb: { names: ['mariadb'], port: 3306 },
};
