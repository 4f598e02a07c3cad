import type { Client, PoolClient, QueryConfig, QueryResult } from 'pg';

import { isAway } from './postgres-error.ts';
import { away, type Server } from './postgres-pool.ts';

/** One connection that is kept, and opened anew when it was lost. */
export interface Lane {
  /** How many questions wait for their answers. */
  readonly busy: () => number;
  /** The connection as it is now; it answers questions in their order, without a wait in between. */
  readonly client: () => Promise<PoolClient>;
  /** Asks what does no harm when asked twice: if the connection breaks, a new one is asked again. */
  readonly ask: (question: QueryConfig) => Promise<QueryResult>;
  /** Gives the connection back. */
  readonly close: () => Promise<void>;
}

/** A lane whose connection is opened by the first question. `opened` hears of each one. */
export function createLane(server: Server, opened: () => void = () => {}): Lane {
  let current: Connection | undefined;
  let busy = 0;

  const connection = () => {
    if (current) return current;
    const mine: Connection = {
      client: connect(server, () => leave(mine)),
      leave: () => leave(mine),
    };
    mine.client.then(opened, () => leave(mine));
    current = mine;
    return mine;
  };
  const leave = (lost: Connection) => {
    if (current === lost) current = undefined;
  };
  const ask = async (question: QueryConfig) => {
    const { client, leave } = connection();
    try {
      return await send(await client, question);
    } catch (cause) {
      if (!isAway(cause)) throw cause;
      // A server that shuts down says so before it hangs up.
      leave();
      return send(await connection().client, question);
    }
  };

  return {
    busy: () => busy,
    client: () => connection().client,
    ask: async (question) => {
      busy++;
      try {
        return await ask(question);
      } catch (cause) {
        throw away(server.name, cause);
      } finally {
        busy--;
      }
    },
    close: async () => {
      const client = await current?.client.catch(() => undefined);
      await client?.end();
    },
  };
}

/** The lane with the fewest questions waiting. */
export function idlest(lanes: readonly Lane[]): Lane {
  return lanes.reduce((best, lane) => (lane.busy() < best.busy() ? lane : best));
}

/** Questions of one turn leave in one packet: a turn of many requests pays for one. */
function send(client: PoolClient, question: QueryConfig): Promise<QueryResult> {
  const { stream } = (client as PoolClient & Pick<Client, 'connection'>).connection;
  if (stream.writableCorked === 0) {
    stream.cork();
    process.nextTick(() => stream.uncork());
  }
  return client.query(question);
}

interface Connection {
  readonly client: Promise<PoolClient>;
  /** The next question opens another one. */
  readonly leave: () => void;
}

async function connect(server: Server, lost: () => void): Promise<PoolClient> {
  const client = await server.pool.connect();
  client.on('error', lost);
  client.once('end', () => {
    lost();
    client.release(true);
  });
  return client;
}
