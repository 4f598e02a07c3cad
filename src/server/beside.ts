/**
 * What an operator's command does beside the server, or without one: whoever has the store and its root
 * key may, and no operation of the API is this.
 *
 * `store.commit` belongs to the gate and the job runner. Here is an exception: there is no caller whom the
 * gate could judge. The trail tells of it all the same.
 */
import { serviceEventRows } from '../audit/event.ts';
import { type Instant, systemClock } from '../base/clock.ts';
import { type Random, systemRandom } from '../base/random.ts';
import { type Keyring, keyring } from '../crypto/keyring.ts';
import type { ServiceEvent } from '../operation/job.ts';
import type { Inspection } from '../store/inspect.ts';
import type { Change } from '../store/statement.ts';
import { Conflict, type Migrations, type Reader } from '../store/store.ts';
import { storeName, type StoreOptions } from './config.ts';
import { unlock } from './keyring-store.ts';
import { EXIT, OperatorError } from './operator-error.ts';
import { inspect, openStore } from './open-store.ts';
import { selectKeyring } from './tables.ts';

/** An open store, with what opens what is sealed in it. */
export interface Beside {
  readonly store: Reader;
  readonly keyring: Keyring;
  readonly random: Random;
  readonly now: Instant;
  /** Writes changes with what the trail tells of them, all or nothing. */
  readonly write: (act: Act) => Promise<void>;
}

export interface Act {
  readonly changes: readonly Change[];
  readonly events: readonly ServiceEvent[];
  /** The service whose doing it is: `iam.amazonaws.com`. */
  readonly source: string;
}

/** Opens a store that a server has set up, beside that server, and closes it again. */
export async function besideServer<T>(
  options: Pick<StoreOptions, 'store' | 'rootKey'>,
  migrations: readonly Migrations[],
  act: (beside: Beside) => Promise<T>,
): Promise<T> {
  const inspection = await inspectCurrent(options, migrations);
  await inspection.close();
  const [random, now] = [systemRandom, systemClock.now()];
  const store = await openStore(options.store, { migrations, now, exclusive: false });
  try {
    const keys = await unlock(() => store.one(selectKeyring, {}), options.rootKey);
    if (!keys) throw new OperatorError(EXIT.store, NOT_SET_UP);
    return await act({
      store,
      keyring: keyring(keys, random),
      random,
      now,
      write: async ({ changes, events, source }) => {
        const trail = events.flatMap((event) => serviceEventRows(random, now, source, event));
        await store.commit([...changes, ...trail]).catch((cause: unknown) => {
          throw cause instanceof Conflict
            ? new OperatorError(EXIT.failure, SOMEBODY_ELSE, { cause })
            : cause;
        });
      },
    });
  } finally {
    await store.close();
  }
}

/** Looks into a store whose tables are those of this program; refuses where there is none. */
export async function inspectCurrent(
  { store }: Pick<StoreOptions, 'store'>,
  migrations: readonly Migrations[],
): Promise<Inspection> {
  const inspection = await inspect(store);
  if (!inspection) {
    throw new OperatorError(
      EXIT.store,
      `There is no store \`${storeName(store)}\` to look into. Say where it is with \`--data\` or \`--store\`.`,
    );
  }
  const { applied } = inspection;
  if (migrations.every(({ owner, steps }) => (applied.get(owner) ?? 0) === steps.length))
    return inspection;
  await inspection.close();
  throw new OperatorError(EXIT.store, OTHER_TABLES);
}

/** A store that somebody else has open, as those read it who know its rows. */
export const readerOf = (inspection: Inspection): Reader => ({
  one: async (statement, values) => (await inspection.all(statement, values))[0],
  all: inspection.all,
});

const OTHER_TABLES =
  'The tables of the store are not those of this program. Start the server of this program once, or ask with the program that wrote the store.';
const NOT_SET_UP = 'The store has no keyring yet. Start the server once.';
const SOMEBODY_ELSE =
  'Somebody else wrote the same at the same moment. Nothing was changed by this command; try again.';
