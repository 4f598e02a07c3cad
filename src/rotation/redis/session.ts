/** A connection to a Redis server that somebody has logged in on. */
import { connect as open, isIP, type Socket } from 'node:net';
import { connect as secure } from 'node:tls';
import {
  DatabaseError,
  type DatabaseFault,
  type DatabaseLogin,
} from '../../operation/databases.ts';
import type { Reach } from '../../operation/reach.ts';
import { databaseError } from '../database/server-error.ts';
import { parseReply, printCommand, RedisError, type Reply } from './resp.ts';

export interface RedisPlace {
  readonly host: string;
  readonly port: number;
  readonly tls: 'required' | 'off' | 'preferred';
}

export interface RedisSession {
  /** Runs a command; rejects with a `RedisError` where the server refuses it. */
  readonly command: (...words: readonly string[]) => Promise<Reply>;
  readonly close: () => void;
}

/** Connects and logs in. Rejects with a `DatabaseError` alone. */
export async function logInToRedis(
  reach: Reach,
  place: RedisPlace,
  { username, password }: DatabaseLogin,
): Promise<RedisSession> {
  const about = { host: place.host, port: place.port, username, secrets: [password] };
  try {
    const session = await connected(reach, place);
    try {
      await session.command('AUTH', username, password);
      return session;
    } catch (cause) {
      session.close();
      throw cause;
    }
  } catch (cause) {
    const kind = cause instanceof RedisError ? cause.kind : '';
    throw databaseError(withCode(cause, kind), about, faultOf);
  }
}

/** With TLS and a certificate that holds; without where the secret leaves that open and it cannot be had. */
async function connected(reach: Reach, place: RedisPlace): Promise<RedisSession> {
  if (place.tls === 'off') return dial(reach, place, false);
  try {
    return await dial(reach, place, true);
  } catch (cause) {
    if (place.tls === 'required' || isAway(cause)) throw cause;
    return dial(reach, place, false);
  }
}

async function dial(reach: Reach, place: RedisPlace, isEncrypted: boolean): Promise<RedisSession> {
  const { address: host, port } = await reach.locate(place.host, place.port);
  const socket = isEncrypted
    ? secure({
        host,
        port,
        ca: [...reach.authorities],
        minVersion: 'TLSv1.2',
        ...(isIP(place.host) === 0 && { servername: place.host }),
      })
    : open({ host, port });
  socket.setTimeout(PATIENCE_MILLIS, () => socket.destroy(new Error('the server timed out')));
  await new Promise<void>((resolve, reject) => {
    socket.once(isEncrypted ? 'secureConnect' : 'connect', () => resolve());
    socket.once('error', (cause) => {
      socket.destroy();
      reject(cause);
    });
    socket.once('close', () => reject(new Error('the server has closed the connection')));
  });
  return talking(socket);
}

/** One question after another: nobody asks a second one before he has heard the first answer. */
function talking(socket: Socket): RedisSession {
  let received = Buffer.alloc(0);
  let waiting: { resolve: (reply: Reply) => void; reject: (cause: unknown) => void } | undefined;
  let ended: Error | undefined;
  const end = (cause: Error) => {
    ended ??= cause;
    waiting?.reject(ended);
    waiting = undefined;
    socket.destroy();
  };
  socket.on('error', end);
  socket.on('close', () => end(new Error('the server has closed the connection')));
  socket.on('data', (bytes: Buffer) => {
    received = Buffer.concat([received, bytes]);
    if (received.length > MOST_BYTES) return end(new Error('the server says too much'));
    try {
      const found = parseReply(received);
      if (!found || !waiting) return;
      received = received.subarray(found.end);
      const { resolve, reject } = waiting;
      waiting = undefined;
      if (found.reply instanceof RedisError) reject(found.reply);
      else resolve(found.reply);
    } catch (cause) {
      end(cause as Error);
    }
  });
  return {
    command: (...words) =>
      new Promise((resolve, reject) => {
        if (ended) return reject(ended);
        waiting = { resolve, reject };
        socket.write(printCommand(words));
      }),
    close: () => void socket.destroy(),
  };
}

/** Nobody is there, or nobody may be asked: without TLS it would be the same. */
const isAway = (cause: unknown): boolean => {
  const { fault } = databaseError(
    cause,
    { host: '', port: 0, username: '', secrets: [] },
    () => undefined,
  );
  return fault === 'unreachable' || fault === 'forbidden';
};

const withCode = (cause: unknown, code: string): unknown =>
  code === '' ? cause : Object.assign(new Error((cause as Error).message), { code });

/** What a refusal means to whoever has not logged in, or may not do what he asks. */
export const faultOf = (code: string): DatabaseFault | undefined => FAULTS[code];

const FAULTS: { readonly [kind: string]: DatabaseFault } = {
  WRONGPASS: 'login',
  NOAUTH: 'login',
  NOPERM: 'privilege',
  READONLY: 'reader',
  LOADING: 'unreachable',
};

const PATIENCE_MILLIS = 5000;
const MOST_BYTES = 1024 * 1024;

/** A refusal, as of any other database; the words of the command are not in it. */
export function refused(cause: unknown, place: RedisPlace, username: string, secrets: string[]) {
  if (cause instanceof DatabaseError) return cause;
  const about = { host: place.host, port: place.port, username, secrets };
  const kind = cause instanceof RedisError ? cause.kind : '';
  return databaseError(withCode(cause, kind), about, faultOf);
}
