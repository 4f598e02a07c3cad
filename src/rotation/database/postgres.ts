/** PostgreSQL and Aurora PostgreSQL, as rotation speaks to them. */
import { Client, type ClientConfig, escapeIdentifier, escapeLiteral } from 'pg';
import { isIP } from 'node:net';
import type { Random } from '../../base/random.ts';
import { scramVerifier } from '../../crypto/scram.ts';
import type {
  DatabaseFault,
  DatabaseLogin,
  DatabasePlace,
  DatabaseSession,
} from '../../operation/databases.ts';
import type { Reach } from '../../operation/reach.ts';
import { instanceEndpoint } from './aurora.ts';
import { copyRole, whyNotCopyRole } from './postgres-roles.ts';
import { type About, databaseError } from './server-error.ts';

export interface Ways {
  readonly reach: Reach;
  readonly random: Random;
}

/** Runs one statement, and gives its rows. */
export type Query = (sql: string, values?: readonly unknown[]) => Promise<readonly any[]>;

/** Logs in, with TLS and a certificate that holds or without TLS at all. */
export async function connectPostgres(
  place: DatabasePlace,
  login: DatabaseLogin,
  isEncrypted: boolean,
  { reach, random }: Ways,
): Promise<DatabaseSession> {
  const { host, port } = place;
  const { username, password } = login;
  const about: About = { host, port, username, secrets: [password] };
  let client: Client;
  try {
    const at = await reach.locate(host, port);
    client = new Client({
      ...QUIET,
      host: at.address,
      port: at.port,
      user: username,
      password: () => password,
      database: place.database ?? 'postgres',
      // The name of the certificate is the host's, wherever the operator says that it is.
      ssl: isEncrypted && {
        ca: [...reach.authorities],
        minVersion: 'TLSv1.2',
        ...(isIP(host) === 0 && { servername: host }),
      },
    });
    // What goes wrong between two questions is told to the next one as well.
    client.on('error', () => {});
    await client.connect();
    // Who works as another (`alter role … set role`) is still himself when his password is set.
    await client.query('set role none');
  } catch (cause) {
    throw databaseError(cause, about, faultOf);
  }
  return session(client, { about, isEncrypted, random });
}

interface Connected {
  readonly about: About;
  readonly isEncrypted: boolean;
  readonly random: Random;
}

function session(client: Client, { about, isEncrypted, random }: Connected): DatabaseSession {
  const asking =
    (...secrets: readonly string[]): Query =>
    async (sql, values) => {
      try {
        return (await client.query(sql, values && [...values])).rows;
      } catch (cause) {
        const all = [...about.secrets, ...secrets];
        throw databaseError(cause, { ...about, secrets: all }, faultOf);
      }
    };
  const query = asking();
  return {
    isEncrypted,
    isReader: async () => {
      const [row] = await query('select pg_is_in_recovery() as reads');
      return row.reads === true;
    },
    writerHost: async () => {
      const [is] = await query("select to_regproc('aurora_replica_status') is not null as aurora");
      if (!is.aurora) return undefined;
      const [row] = await query(
        "select server_id from aurora_replica_status() where session_id = 'MASTER_SESSION_ID'",
      );
      return row && instanceEndpoint(about.host, row.server_id);
    },
    hasUser: async (username) =>
      (await query('select from pg_roles where rolname = $1', [username])).length > 0,
    setPassword: async (username, password) => {
      const kept = await keptPassword(query, password, random);
      const sql = `alter role ${escapeIdentifier(username)} password ${escapeLiteral(kept)}`;
      await inTransaction(asking(password, kept), (ask) => ask(sql));
    },
    copyUser: async (from, { username: to, password }) => {
      const kept = await keptPassword(query, password, random);
      await inTransaction(asking(password, kept), (ask) => copyRole(ask, { from, to, kept }));
    },
    whyNotSet: (username) => whyNotSet(query, username),
    whyNotCopy: (from, to) => whyNotCopyRole(query, { from, to }),
    close: () => client.end().catch(() => {}),
  };
}

/** Users whose sessions read only unless told can set passwords all the same. */
async function inTransaction(query: Query, work: (query: Query) => Promise<unknown>) {
  await query('begin read write');
  try {
    await work(query);
    await query('commit');
  } catch (cause) {
    await query('rollback').catch(() => {});
    throw cause;
  }
}

/** What goes over the wire, and into the server's log if it logs statements: the verifier where the server keeps one. */
async function keptPassword(query: Query, password: string, random: Random): Promise<string> {
  const [row] = await query(
    "select current_setting('password_encryption') as way, current_setting('scram_iterations', true) as iterations",
  );
  if (row.way !== 'scram-sha-256' || !ASCII.test(password)) return password;
  const iterations = Number(row.iterations ?? USUAL_ITERATIONS);
  return scramVerifier(password, { salt: random.bytes(SALT_BYTES), iterations });
}

async function whyNotSet(query: Query, username: string): Promise<string | undefined> {
  const [row] = await query(
    `select session_user::text as me, m.rolsuper as super, m.rolcreaterole as creates,
            t.rolsuper as guarded, current_setting('server_version_num')::int >= 160000 as strict,
            pg_has_role(m.oid, t.oid, 'member with admin option') as admin
       from pg_roles t, pg_roles m
      where t.rolname = $1 and m.rolname = session_user`,
    [username],
  );
  if (!row) return `there is no user \`${username}\``;
  if (row.me === username || row.super) return undefined;
  if (row.guarded) return `\`${username}\` is a superuser, and \`${row.me}\` is none`;
  if (!row.creates) return `\`${row.me}\` lacks CREATEROLE`;
  return row.strict && !row.admin ? `\`${row.me}\` lacks ADMIN on \`${username}\`` : undefined;
}

/** https://www.postgresql.org/docs/current/errcodes-appendix.html */
const faultOf = (code: string): DatabaseFault | undefined => FAULTS[code];

const FAULTS: { readonly [state: string]: DatabaseFault } = {
  '28P01': 'login',
  '28000': 'login',
  '42501': 'privilege',
  '25006': 'reader',
  '57P03': 'unreachable',
};

const QUIET: ClientConfig = {
  connectionTimeoutMillis: 5000,
  query_timeout: 15_000,
  application_name: 'lockstead',
};

/** A password of other characters is normalised before it is kept, and the server knows best how. */
const ASCII = /^[\x20-\x7e]+$/;
const SALT_BYTES = 16;
/** PostgreSQL's own, where it cannot be set (before 16). */
const USUAL_ITERATIONS = 4096;
