import { systemClock } from '../base/clock.ts';
import { systemRandom } from '../base/random.ts';
import { printRootKey, ROOT_KEY_BYTES } from '../crypto/root-key.ts';
import { type Flags, storeName, storeOptions } from '../server/config.ts';
import { rotateRootKey } from '../server/keyring-store.ts';
import { EXIT, OperatorError, rootKeyError } from '../server/operator-error.ts';
import { inspect, openStore } from '../server/open-store.ts';
import { rootKeySource } from '../server/root-key.ts';
import { migrationsUpTo } from '../store/inspect.ts';
import type { Programs } from './lockstead.ts';
import type { Terminal } from './terminal.ts';

/** `lockstead root-key rotate`. */
export async function rotate(flags: Flags, terminal: Terminal, programs: Programs): Promise<void> {
  const { data, store: location, rootKey } = storeOptions(flags, terminal);
  const place = { data, insideData: flags['rootKeyInsideData'] === true, next: true } as const;
  const to = flags['to'] ?? rootKey.name;
  if (to === rootKey.name && !/^(?:passphrase$|file:|pkcs11:)/.test(to)) {
    throw rootKeyError(
      `Lockstead cannot write to \`${to}\`. Hand the new root key over in another place, and name that with \`--to\`.`,
    );
  }
  const next = rootKeySource(String(to), place, terminal);
  const inspection = await inspect(location);
  await inspection?.close();
  if (!inspection) {
    throw new OperatorError(
      EXIT.store,
      `There is no store \`${storeName(location)}\` whose root key could be rotated. Say where it is with \`--data\` or \`--store\`.`,
    );
  }
  const migrations = migrationsUpTo(inspection.applied, await programs.migrations());
  const now = systemClock.now();
  const store = await openStore(location, { migrations, now, exclusive: false });
  try {
    const newRingKey = flags['newRingKey'] === true;
    const { fingerprint, news } = await rotateRootKey({
      store,
      old: rootKey,
      new: next,
      random: systemRandom,
      now,
      newRingKey,
    });
    terminal.note(
      `The store \`${storeName(location)}\` is locked with the root key \`${fingerprint}\` now; running servers go on, the next start needs it: \`--root-key ${next.name}\`.`,
    );
    if (news) terminal.note(news);
    if (newRingKey)
      terminal.note(
        'The keyring has a new key; restart all servers of this store together to seal with it.',
      );
  } finally {
    await store.close();
  }
}

/** `lockstead root-key new`. */
export const printNew = (terminal: Terminal): void =>
  terminal.print(printRootKey(systemRandom.bytes(ROOT_KEY_BYTES)));
