/** Accounts of MySQL and MariaDB: a user name and the hosts that it may come from, each an account of its own. */
import { escape, escapeId } from 'mysql2';
import { type Random, randomText } from '../../base/random.ts';
import { DIGITS, LOWER, UPPER } from '../../base/random.ts';
import { DatabaseError, type DatabaseLogin } from '../../operation/databases.ts';

/** Runs one statement, and gives its rows. */
export type Query = (sql: string, values?: readonly unknown[]) => Promise<readonly any[]>;

/** The hosts of a user's accounts. Roles of MariaDB are in the same table, and have none. */
export async function hostsOf(query: Query, username: string): Promise<readonly string[]> {
  const rows = await query(
    "select Host as host from mysql.user where User = ? and Host <> '' order by Host",
    [username],
  );
  return rows.map(({ host }) => String(host));
}

/** One's own, which takes no privilege: of the account that has logged in. */
export async function setOwnPassword(query: Query, password: string): Promise<void> {
  if ((await serverOf(query)).isMariaDb) await query('set password = password(?)', [password]);
  else await query('alter user user() identified by ?', [password]);
}

/** The password of all accounts of a user, in one statement. */
export async function setPasswords(
  query: Query,
  { username, password }: DatabaseLogin,
): Promise<void> {
  const hosts = await hostsOf(query, username);
  if (hosts.length === 0) throw noSuchUser(username);
  const each = hosts.map((host) => `${account(username, host)} identified by ${escape(password)}`);
  await query(`alter user ${each.join(', ')}`);
}

interface Copying {
  readonly from: string;
  readonly to: DatabaseLogin;
  readonly random: Random;
}

/**
 * Gives `to` an account wherever `from` has one, with the same grants, roles, limits and demands on TLS.
 * The password comes last, so that whoever can log in has everything that he is to have.
 */
export async function copyAccounts(query: Query, { from, to, random }: Copying): Promise<void> {
  const accounts = await query(
    `select Host as host, plugin, ssl_type, ssl_cipher, x509_issuer, x509_subject,
            max_questions, max_updates, max_connections, max_user_connections
       from mysql.user where User = ? and Host <> ''`,
    [from],
  );
  if (accounts.length === 0) throw noSuchUser(from);
  const { isMariaDb } = await serverOf(query);
  const known = new Set(await hostsOf(query, to.username));
  for (const row of accounts) {
    const like = account(from, row.host);
    const made = account(to.username, row.host);
    const limits = `require ${demandsOf(row)} with ${limitsOf(row)}`;
    if (known.has(row.host)) {
      await query(`alter user ${made} ${limits}`);
    } else {
      const way = !isMariaDb && PLUGINS.has(row.plugin) ? `with ${row.plugin} ` : '';
      const nobodys = escape(randomText(random, `${UPPER}${LOWER}${DIGITS}`, 40) + '-aA0');
      await query(`create user ${made} identified ${way}by ${nobodys} ${limits}`);
    }
    for (const grant of await grantsOf(query, like)) {
      const copy = grantTo(grant, { from, host: row.host, made });
      if (copy !== undefined) await query(copy).catch(naming(copy));
    }
    if (!isMariaDb) await copyDefaultRoles(query, { from, host: row.host, made });
  }
  await setPasswords(query, to);
}

/** Says which of the grants it was: to grant a role takes more than to grant what is in it. */
const naming = (copy: string) => (cause: unknown) => {
  if (!(cause instanceof DatabaseError)) throw cause;
  throw new DatabaseError(cause.fault, `${cause.message}: ${copy}`, { cause });
};

async function grantsOf(query: Query, of: string): Promise<readonly string[]> {
  const rows = await query(`show grants for ${of}`);
  return rows.map((row) => String(Object.values(row)[0]));
}

/**
 * A line of SHOW GRANTS, for another account. MariaDB's has the hash of the password in it, and both
 * may have demands on TLS: neither is a grant. What is no grant at all is undefined.
 */
export function grantTo(
  line: string,
  { from, host, made }: { readonly from: string; readonly host: string; readonly made: string },
): string | undefined {
  for (const word of [' TO ', ' FROM ', ' FOR ']) {
    for (const named of [`${name(from)}@${name(host)}`, account(from, host)]) {
      const at = line.lastIndexOf(`${word}${named}`);
      if (at < 0) continue;
      const rest = line.slice(at + word.length + named.length);
      const option = /\bWITH (GRANT|ADMIN) OPTION\b/.exec(rest)?.[0];
      return `${line.slice(0, at)}${word}${made}${option === undefined ? '' : ` ${option}`}`;
    }
  }
  return undefined;
}

async function copyDefaultRoles(
  query: Query,
  { from, host, made }: { readonly from: string; readonly host: string; readonly made: string },
): Promise<void> {
  const roles = await query(
    'select DEFAULT_ROLE_USER as role, DEFAULT_ROLE_HOST as host from mysql.default_roles where USER = ? and HOST = ?',
    [from, host],
  );
  if (roles.length === 0) return;
  const named = roles.map(({ role, host: of }) => account(role, of));
  await query(`alter user ${made} default role ${named.join(', ')}`);
}

function demandsOf(row: any): string {
  const type = String(row.ssl_type ?? '');
  if (type === '') return 'none';
  if (type === 'ANY') return 'ssl';
  if (type === 'X509') return 'x509';
  const parts = [
    ['cipher', row.ssl_cipher],
    ['issuer', row.x509_issuer],
    ['subject', row.x509_subject],
  ].map(([word, bytes]) => [word, String(bytes ?? '')] as const);
  const told = parts.filter(([, value]) => value !== '');
  return told.map(([word, value]) => `${word} ${escape(value)}`).join(' and ');
}

const limitsOf = (row: any): string =>
  [
    `max_queries_per_hour ${Number(row.max_questions)}`,
    `max_updates_per_hour ${Number(row.max_updates)}`,
    `max_connections_per_hour ${Number(row.max_connections)}`,
    `max_user_connections ${Number(row.max_user_connections)}`,
  ].join(' ');

/** Why whoever has logged in could not set a user's password. */
export async function whyNotSetPassword(
  query: Query,
  { me, user }: { readonly me: string; readonly user: string },
): Promise<string | undefined> {
  if (me === user) return undefined;
  return (await lacksCreateUser(query, me)) ?? (await lacksUser(query, user));
}

/** Why he could not make an account in the likeness of another. */
export async function whyNotCopyAccounts(
  query: Query,
  { me, from }: { readonly me: string; readonly from: string },
): Promise<string | undefined> {
  const lacks = await lacksCreateUser(query, me);
  if (lacks) return lacks;
  const grants = await ownGrants(query);
  if (!grants.some((grant) => /\bWITH GRANT OPTION\b/.test(grant)))
    return `\`${me}\` lacks GRANT OPTION`;
  return lacksUser(query, from);
}

async function lacksCreateUser(query: Query, me: string): Promise<string | undefined> {
  const grants = await ownGrants(query);
  const may = grants.some((grant) =>
    /^GRANT (?:.*\bCREATE USER\b.*|ALL PRIVILEGES) ON \*\.\*/.test(grant),
  );
  return may ? undefined : `\`${me}\` lacks CREATE USER`;
}

async function lacksUser(query: Query, user: string): Promise<string | undefined> {
  try {
    return (await hostsOf(query, user)).length > 0 ? undefined : `there is no user \`${user}\``;
  } catch (cause) {
    if (cause instanceof DatabaseError && cause.fault === 'privilege') return cause.message;
    throw cause;
  }
}

const ownGrants = async (query: Query): Promise<readonly string[]> =>
  (await query('show grants')).map((row) => String(Object.values(row)[0]));

async function serverOf(query: Query): Promise<{ readonly isMariaDb: boolean }> {
  const [row] = await query('select version() as version');
  return { isMariaDb: /mariadb/i.test(String(row.version)) };
}

/** `'user'@'host'`, each quoted whatever is in it. */
const account = (username: string, host: string): string => `${escape(username)}@${escape(host)}`;

const name = (text: string): string => escapeId(text, true);

const noSuchUser = (username: string): DatabaseError =>
  new DatabaseError('failed', `There is no user \`${username}\` in the database.`);

/** MySQL's ways to keep passwords. MariaDB's own is the one that its accounts are made with. */
const PLUGINS: ReadonlySet<string> = new Set([
  'caching_sha2_password',
  'mysql_native_password',
  'sha256_password',
]);
