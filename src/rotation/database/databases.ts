/** The way to databases of every engine. */
import {
  DatabaseError,
  type DatabaseLogin,
  type DatabasePlace,
  type Databases,
  type DatabaseSession,
  type Engine,
} from '../../operation/databases.ts';
import { connectMysql } from './mysql.ts';
import { connectPostgres, type Ways } from './postgres.ts';

type Connect = (
  place: DatabasePlace,
  login: DatabaseLogin,
  isEncrypted: boolean,
  ways: Ways,
) => Promise<DatabaseSession>;

const CONNECT: { readonly [engine in Engine]: Connect } = {
  postgres: connectPostgres,
  mysql: connectMysql,
  mariadb: connectMysql,
};

/** Databases, where the operator lets us go. */
export const createDatabases = (ways: Ways): Databases => ({
  connect: async (place, login) => {
    const { username, password } = login;
    if (username === '' || password === '') throw new DatabaseError('login', NAMELESS);
    const connect = CONNECT[place.engine];
    if (place.tls !== 'preferred') return connect(place, login, place.tls === 'required', ways);
    try {
      return await connect(place, login, true, ways);
    } catch (cause) {
      if (!(cause instanceof DatabaseError) || !OPENLY.has(cause.fault)) throw cause;
      return connect(place, login, false, ways).catch((second: DatabaseError) => {
        // Who speaks TLS, and has not to be asked without, has said why not the first time.
        throw second.fault === 'login' ? second : cause;
      });
    }
  },
});

/**
 * As in AWS's templates a secret without `ssl` is tried without TLS where it does not work with: the
 * server has none, its certificate is unknown, or it takes this user only without.
 */
const OPENLY: ReadonlySet<string> = new Set(['tls', 'login']);

const NAMELESS = 'A login needs a user name and a password that are not empty.';
