/** The second of two alternating users: made in the likeness of the first, whose member it is. */
import { escapeIdentifier, escapeLiteral } from 'pg';
import type { Query } from './postgres.ts';

interface Pair {
  readonly from: string;
  readonly to: string;
}

/**
 * Sets the password of `to`, and makes it first where it is not there. The second user is a member of
 * the first and works as him, so that what either makes is the first one's, and both may alter it.
 */
export async function copyRole(
  query: Query,
  { from, to, kept }: Pair & { readonly kept: string },
): Promise<void> {
  const [isThere] = await query('select from pg_roles where rolname = $1', [to]);
  const password = `password ${escapeLiteral(kept)}`;
  if (isThere) {
    await query(`alter role ${escapeIdentifier(to)} ${password}`);
  } else {
    const [like] = await query('select rolconnlimit as most from pg_roles where rolname = $1', [
      from,
    ]);
    await query(
      `create role ${escapeIdentifier(to)} login inherit connection limit ${Number(like?.most ?? -1)} ${password}`,
    );
  }
  if (await areTied(query, { from, to })) return;
  await query(`grant ${escapeIdentifier(from)} to ${escapeIdentifier(to)}`);
  await copySettings(query, { from, to });
  await query(`alter role ${escapeIdentifier(to)} set role = ${escapeLiteral(from)}`);
}

/** One is a member of the other already: a circle of members is refused. */
async function areTied(query: Query, { from, to }: Pair): Promise<boolean> {
  const [row] = await query(
    `select count(*)::int as ties from pg_auth_members
      where (roleid, member) in (select a.oid, b.oid from pg_roles a, pg_roles b
                                  where (a.rolname = $1 and b.rolname = $2)
                                     or (a.rolname = $2 and b.rolname = $1))`,
    [from, to],
  );
  return row.ties > 0;
}

/** What was set for the first user holds for those who log in as him alone: `search_path`, `statement_timeout`. */
async function copySettings(query: Query, { from, to }: Pair): Promise<void> {
  const rows = await query(
    `select d.datname as database, unnest(s.setconfig) as setting
       from pg_db_role_setting s join pg_roles r on r.oid = s.setrole
       left join pg_database d on d.oid = s.setdatabase
      where r.rolname = $1`,
    [from],
  );
  for (const { database, setting } of rows) {
    const at = setting.indexOf('=');
    const [name, value] = [setting.slice(0, at), setting.slice(at + 1)];
    const where = database === null ? '' : ` in database ${escapeIdentifier(database)}`;
    // Lists are kept as they are written, name by name; anything else is one value.
    const written = LISTS.has(name) && value !== '' ? value : escapeLiteral(value);
    await query(`alter role ${escapeIdentifier(to)}${where} set ${parameter(name)} to ${written}`);
  }
}

/** A parameter of an extension has two names. */
const parameter = (name: string): string => name.split('.').map(escapeIdentifier).join('.');

/** PostgreSQL's parameters whose values are lists of names (GUC_LIST_QUOTE). */
const LISTS: ReadonlySet<string> = new Set([
  'local_preload_libraries',
  'search_path',
  'session_preload_libraries',
  'shared_preload_libraries',
  'temp_tablespaces',
  'unix_socket_directories',
]);

/** Why whoever asks could not make `to` in the likeness of `from`, or set its password. */
export async function whyNotCopyRole(
  query: Query,
  { from, to }: Pair,
): Promise<string | undefined> {
  const [row] = await query(
    `select session_user::text as me, m.rolsuper as super, m.rolcreaterole as creates,
            f.rolsuper as guarded, current_setting('server_version_num')::int >= 160000 as strict,
            pg_has_role(m.oid, f.oid, 'member with admin option') as admin, t.oid is not null as there,
            t.oid is not null and pg_has_role(m.oid, t.oid, 'member with admin option') as keeps
       from pg_roles m, pg_roles f left join pg_roles t on t.rolname = $2
      where f.rolname = $1 and m.rolname = session_user`,
    [from, to],
  );
  if (!row) return `there is no user \`${from}\``;
  if (row.super) return undefined;
  if (row.guarded) return `\`${from}\` is a superuser, and \`${row.me}\` is none`;
  if (!row.creates) return `\`${row.me}\` lacks CREATEROLE`;
  if (!row.strict) return undefined;
  if (row.there) return row.keeps ? undefined : `\`${row.me}\` lacks ADMIN on \`${to}\``;
  return row.admin ? undefined : `\`${row.me}\` lacks ADMIN on \`${from}\``;
}
