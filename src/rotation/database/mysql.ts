/** MySQL, MariaDB and Aurora MySQL, as rotation speaks to them. */
import { connect as dial } from 'node:net';
import { type Connection, createConnection } from 'mysql2/promise';
import type {
  DatabaseFault,
  DatabaseLogin,
  DatabasePlace,
  DatabaseSession,
} from '../../operation/databases.ts';
import { instanceEndpoint } from './aurora.ts';
import {
  copyAccounts,
  hostsOf,
  type Query,
  setOwnPassword,
  setPasswords,
  whyNotCopyAccounts,
  whyNotSetPassword,
} from './mysql-accounts.ts';
import type { Ways } from './postgres.ts';
import { type About, databaseError } from './server-error.ts';

/** Logs in, with TLS and a certificate that holds or without TLS at all. */
export async function connectMysql(
  place: DatabasePlace,
  login: DatabaseLogin,
  isEncrypted: boolean,
  { reach, random }: Ways,
): Promise<DatabaseSession> {
  const { host, port } = place;
  const { username, password } = login;
  const about: About = { host, port, username, secrets: [password] };
  let connection: Connection;
  try {
    const at = await reach.locate(host, port);
    connection = await createConnection({
      // The certificate is for this name, wherever the operator says that it is.
      host,
      port,
      stream: () => dial({ host: at.address, port: at.port, timeout: CONNECT_MILLIS }),
      user: username,
      password,
      charset: 'utf8mb4',
      connectTimeout: CONNECT_MILLIS,
      // Who chooses the statements is us: a file of ours is nothing to send.
      flags: ['-LOCAL_FILES'],
      ...(place.database !== undefined && { database: place.database }),
      ...(isEncrypted && {
        ssl: {
          ca: [...reach.authorities],
          minVersion: 'TLSv1.2',
          rejectUnauthorized: true,
          verifyIdentity: true,
        },
      }),
    });
    // What goes wrong between two questions is told to the next one as well.
    connection.on('error', () => {});
    // What is quoted here means the same to every server then.
    await connection.query("set session sql_mode = ''");
  } catch (cause) {
    throw databaseError(cause, about, faultOf);
  }
  const asking =
    (...secrets: readonly string[]): Query =>
    async (sql, values = []) => {
      try {
        const [rows] = await connection.query({ sql, timeout: QUERY_MILLIS }, [...values]);
        return Array.isArray(rows) ? rows : [];
      } catch (cause) {
        const all = [...about.secrets, ...secrets];
        throw databaseError(cause, { ...about, secrets: all }, statementFaultOf);
      }
    };
  const query = asking();
  return {
    isEncrypted,
    isReader: async () => {
      const [row] = await query(
        'select @@global.read_only as own, @@global.innodb_read_only as shared',
      );
      return Number(row.own) === 1 || Number(row.shared) === 1;
    },
    writerHost: async () => {
      const [row] = await query(
        "select server_id as id from information_schema.replica_host_status where session_id = 'MASTER_SESSION_ID'",
      ).catch(() => []);
      return row && instanceEndpoint(host, String(row.id));
    },
    hasUser: async (user) => (await hostsOf(query, user)).length > 0,
    setPassword: (user, next) =>
      user === username
        ? setOwnPassword(asking(next), next)
        : setPasswords(asking(next), { username: user, password: next }),
    copyUser: (from, to) => copyAccounts(asking(to.password), { from, to, random }),
    whyNotSet: (user) => whyNotSetPassword(query, { me: username, user }),
    whyNotCopy: (from) => whyNotCopyAccounts(query, { me: username, from }),
    close: () => connection.end().catch(() => {}),
  };
}

/** https://dev.mysql.com/doc/mysql-errors/8.4/en/server-error-reference.html */
const faultOf = (code: string): DatabaseFault | undefined => FAULTS[code];

/** Who has logged in and is refused again may not do what he asks: grant a role that is another's. */
const statementFaultOf = (code: string): DatabaseFault | undefined =>
  FAULTS[code] === 'login' ? 'privilege' : FAULTS[code];

const FAULTS: { readonly [code: string]: DatabaseFault } = {
  ER_ACCESS_DENIED_ERROR: 'login',
  ER_ACCESS_DENIED_NO_PASSWORD_ERROR: 'login',
  ER_ACCOUNT_HAS_BEEN_LOCKED: 'login',
  ER_MUST_CHANGE_PASSWORD_LOGIN: 'login',
  ER_HOST_NOT_PRIVILEGED: 'login',
  ER_SECURE_TRANSPORT_REQUIRED: 'tls',
  ER_DBACCESS_DENIED_ERROR: 'privilege',
  ER_SPECIFIC_ACCESS_DENIED_ERROR: 'privilege',
  ER_TABLEACCESS_DENIED_ERROR: 'privilege',
  ER_COLUMNACCESS_DENIED_ERROR: 'privilege',
  ER_CANNOT_USER: 'privilege',
  ER_OPTION_PREVENTS_STATEMENT: 'reader',
  ER_READ_ONLY_MODE: 'reader',
  PROTOCOL_SEQUENCE_TIMEOUT: 'timeout',
};

const CONNECT_MILLIS = 5000;
const QUERY_MILLIS = 15_000;
