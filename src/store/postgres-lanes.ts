import type { PoolClient, QueryConfig, QueryResult } from 'pg';

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
  let current: Promise<PoolClient> | undefined;
  let busy = 0;

  const connect = async (leave: () => void) => {
    const client = await server.pool.connect();
    let held = true;
    const drop = (cause?: Error) => {
      leave();
      if (held) client.release(cause ?? true);
      held = false;
    };
    client.on('error', drop);
    client.on('end', drop);
    opened();
    return client;
  };

  const client = () => {
    if (current) return current;
    const mine = connect(() => {
      if (current === mine) current = undefined;
    });
    mine.catch(() => {
      if (current === mine) current = undefined;
    });
    current = mine;
    return mine;
  };

  const ask = async (question: QueryConfig) => {
    const asked = client();
    try {
      return await (await asked).query(question);
    } catch (cause) {
      if (!isAway(cause)) throw cause;
      // A server that is shutting down says so before it hangs up.
      if (current === asked) current = undefined;
      return (await client()).query(question);
    }
  };

  return {
    busy: () => busy,
    client,
    close: async () => {
      const open = await current?.catch(() => undefined);
      // The drop goes through the same door as an error, so that nobody releases twice.
      open?.emit('end');
    },
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
  };
}

/** The lane with the fewest questions waiting. */
export function idlest(lanes: readonly Lane[]): Lane {
  return lanes.reduce((best, lane) => (lane.busy() < best.busy() ? lane : best));
}
