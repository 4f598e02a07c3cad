import { type ClientBase, Pool, type PoolClient, type PoolConfig, types } from 'pg';

import { assert } from '../base/assert.ts';
import { isAway } from './postgres-error.ts';

/** Whom to ask for connections, and how to call the server in messages. */
export interface Server {
  readonly pool: Pool;
  /** Host, port and database; never the password. */
  readonly name: string;
}

/** A pool of connections to the server that `url` names; none is opened yet. */
export function createPool(url: string, size: number): Server {
  const connectionString = withCheckedTls(url);
  const { hostname, port, pathname, searchParams } = connectionString;
  const host = searchParams.get('host') ?? decodeURIComponent(hostname);
  const name = `${host}:${searchParams.get('port') ?? (port || 5432)}${pathname}`;
  const config: PoolConfig & { readonly pipeline: boolean } = {
    connectionString: connectionString.href,
    max: size,
    // Connections are few and used all the time: closing idle ones would only cost.
    idleTimeoutMillis: 0,
    connectionTimeoutMillis: 5000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    pipeline: true,
    application_name: 'lockstead',
    types: { getTypeParser },
    // The pool waits for the promise, which its types do not tell.
    onConnect: prepareSession,
  };
  const pool = new Pool(config);
  // A connection that dies while nobody uses it is replaced by the next who asks.
  pool.on('error', () => {});
  return { pool, name };
}

/** Wraps what the network says in a sentence that tells which server is meant. */
export const away = (name: string, cause: unknown): unknown =>
  isAway(cause)
    ? new Error(`PostgreSQL at \`${name}\` does not answer: ${reason(cause)}`, { cause })
    : cause;

/** Runs `body` in a transaction of its own connection; rolled back when it throws. */
export async function transaction<T>(
  { pool, name }: Server,
  begin: string,
  body: (client: PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect().catch((cause: unknown) => {
    throw away(name, cause);
  });
  // Errors outside of a query are told to the next query as well.
  client.on('error', ignore);
  let broken: Error | undefined;
  try {
    await client.query(begin);
    const result = await body(client);
    await client.query('commit');
    return result;
  } catch (cause) {
    await client.query('rollback').catch((error: Error) => (broken = error));
    throw away(name, cause);
  } finally {
    client.off('error', ignore);
    client.release(broken);
  }
}

const prepareSession: (client: ClientBase) => unknown = (client) => client.query(SESSION);

const ignore = () => {};

const reason = (cause: unknown): string =>
  cause instanceof AggregateError
    ? cause.errors.map((error: Error) => error.message).join('; ')
    : (cause as Error).message;

/**
 * The first three let go of the locks of a node that lost its power or its network. A commit that
 * is not on the disk when it returns would break the store's word; stronger settings stay.
 */
const SESSION = `
  set idle_in_transaction_session_timeout = '30s';
  set tcp_keepalives_idle = 10;
  set tcp_keepalives_interval = 5;
  set client_min_messages = warning;
  select set_config('synchronous_commit', 'on', false)
   where current_setting('synchronous_commit') = 'off'`;

/**
 * The client would warn that \`require\` and its like will once mean less than they do today. They
 * all check the server's certificate here; \`no-verify\` and \`disable\` say what they do.
 */
function withCheckedTls(url: string): URL {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  // The text may hold a password: it is in no message.
  if (!parsed || !/^postgres(?:ql)?:$/.test(parsed.protocol)) {
    throw new Error(
      'The URL of PostgreSQL is none: write `postgres://user:password@host:5432/database`.',
    );
  }
  const mode = parsed.searchParams.get('sslmode');
  if (mode && !['disable', 'no-verify'].includes(mode)) {
    parsed.searchParams.set('sslmode', 'verify-full');
  }
  return parsed;
}

const { BOOL, BYTEA, INT8, NUMERIC } = types.builtins;

/** Values as SQLite gives them: numbers below 2^53, plain bytes, 0 and 1. */
function getTypeParser(oid: number, format?: string): (text: string) => unknown {
  const native = types.getTypeParser(oid, format as 'text');
  if (oid === INT8 || oid === NUMERIC) return wholeNumber;
  if (oid === BOOL) return (text) => (text === 't' ? 1 : 0);
  if (oid !== BYTEA) return native;
  return (text) => {
    const buffer = native(text) as Buffer;
    return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength);
  };
}

function wholeNumber(text: string): number {
  const number = Number(text);
  assert(
    Number.isSafeInteger(number),
    `the database holds ${text}, which is no whole number below 2^53.`,
  );
  return number;
}
