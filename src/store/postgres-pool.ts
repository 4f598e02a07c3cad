import {
  Client,
  type ClientBase,
  Pool,
  type PoolConfig,
  type QueryConfig,
  type QueryResult,
  type QueryResultRow,
  types,
} from 'pg';

import { assert } from '../base/assert.ts';
import { isAway } from './postgres-error.ts';

/** Whom to ask for connections, and how to call the server in messages. */
export interface Server {
  readonly pool: Pool;
  /** Opens a connection beside the pool, for what takes long. */
  readonly connect: () => Promise<Client>;
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
    // A server that lost its network does not hang up: who waits longer waits in vain.
    query_timeout: 30_000,
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
  const connect = async () => {
    const client = new Client(config);
    // What goes wrong between two questions is told to the next one as well.
    client.on('error', () => {});
    await client.connect();
    await prepareSession(client);
    return client;
  };
  return { pool, name, connect };
}

/** Wraps what the network says in a sentence that tells which server is meant. */
export const away = (name: string, cause: unknown): unknown =>
  isAway(cause)
    ? new Error(`PostgreSQL at \`${name}\` does not answer: ${reason(cause)}`, { cause })
    : cause;

/** A connection within a transaction. */
export interface Session {
  readonly query: <R extends QueryResultRow = any>(
    question: string | QueryConfig,
    values?: unknown[],
  ) => Promise<QueryResult<R>>;
}

/** Runs `body` in a transaction of a connection of its own; rolled back when it throws. */
export async function transaction<T>(
  { connect, name }: Server,
  begin: string,
  body: (session: Session) => Promise<T>,
): Promise<T> {
  // Only what the connection says is wrapped: `body` may fail for reasons of its own.
  const here = (cause: unknown) => {
    throw away(name, cause);
  };
  const client = await connect().catch(here);
  try {
    const session: Session = {
      query: (question, values) => client.query(question as string, values).catch(here),
    };
    await session.query(begin);
    const result = await body(session);
    await session.query('commit');
    return result;
  } finally {
    // The server rolls back what was not committed when the connection ends.
    await client.end();
  }
}

const prepareSession: (client: ClientBase) => unknown = (client) => client.query(SESSION);

const reason = (cause: unknown): string =>
  cause instanceof AggregateError
    ? cause.errors.map((error: Error) => error.message).join('; ')
    : (cause as Error).message;

/**
 * The first three let go of the locks of a node that lost its power or its network. A commit that
 * is not on the disk when it returns would break the store's word; stronger settings stay.
 */
const SESSION = `
  set idle_in_transaction_session_timeout = '10s';
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
