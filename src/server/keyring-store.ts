/**
 * Keeps the keyring in the store, wrapped by the root key.
 *
 * `store.commit` belongs to the gate and the job runner. Here is the exception: the house is not
 * open yet, or an administrator changes the lock.
 */
import type { Instant } from '../base/clock.ts';
import type { Random } from '../base/random.ts';
import { type Keyring, keyring, type RingKeys } from '../crypto/keyring.ts';
import {
  type Derivation,
  type RootKey,
  type StaysShut,
  unwrapRing,
  type WrappedRing,
  wrapRing,
} from '../crypto/root-key.ts';
import { change } from '../store/statement.ts';
import { Conflict, type Store } from '../store/store.ts';
import { EXIT, OperatorError, rootKeyError } from './operator-error.ts';
import type { Candidate, RootKeySource } from './root-key.ts';
import { insertKeyring, type KeyringRow, selectKeyring, updateKeyring } from './tables.ts';

export interface OpenedKeyring {
  readonly keyring: Keyring;
  /** What the operator should know of a root key that was made just now. */
  readonly news: string | undefined;
}

interface Opening {
  readonly store: Store;
  readonly rootKey: RootKeySource;
  readonly random: Random;
  readonly now: Instant;
}

/** Opens the store's keyring; the first start makes it. Several servers may start at once. */
export async function openKeyring({
  store,
  rootKey,
  random,
  now,
}: Opening): Promise<OpenedKeyring> {
  const row = () => store.one(selectKeyring, {});
  const known = await unlock(row, rootKey);
  if (known) return { keyring: keyring(known, random), news: undefined };

  const staged = await rootKey.stage(random);
  const keys = new Map([[1, random.bytes(RING_KEY_BYTES)]]);
  try {
    await store.commit([change(insertKeyring, rowOf(wrapRing(staged.key, keys, random), 1, now))]);
  } catch (cause) {
    const winner = await row();
    // Perhaps an answer that got lost was a yes: then the key is needed, else the next start takes it.
    if (!winner) throw cause;
    // A key of ours that opens nothing must not stay.
    const ours = winner.fingerprint === staged.key.fingerprint;
    if (!ours) await staged.discard();
    // Another server may have taken the key file that this one made: who made it tells where it lies.
    const news = ours ? await staged.settle() : undefined;
    return { keyring: keyring((await unlock(row, rootKey))!, random), news };
  }
  return { keyring: keyring(keys, random), news: await staged.settle() };
}

/** The ring's keys of a keyring that is in the store; undefined where there is none yet. */
export async function unlock(
  row: ReadKeyring,
  rootKey: RootKeySource,
): Promise<RingKeys | undefined> {
  const found = await find(row, rootKey);
  await found?.candidate.adopt();
  return found?.keys;
}

export type ReadKeyring = () => Promise<KeyringRow | undefined>;

export interface Rotation {
  readonly store: Store;
  readonly old: RootKeySource;
  readonly new: RootKeySource;
  readonly random: Random;
  readonly now: Instant;
  /** Adds a key to the ring: what is sealed from the next start on is sealed with it. */
  readonly newRingKey: boolean;
}

/**
 * Wraps the keyring with another root key, while servers run: they hold the keyring in memory.
 *
 * The new key lies safely in its place before the store learns of it, and the old one is not given
 * up before the store has: cut short at any moment, one of the two opens the keyring.
 */
export async function rotateRootKey(
  rotation: Rotation,
): Promise<{ readonly fingerprint: string; readonly news: string | undefined }> {
  const { store, random, now } = rotation;
  const found = await find(() => store.one(selectKeyring, {}), rotation.old);
  if (!found)
    throw new OperatorError(
      EXIT.store,
      'The store has no keyring yet, and no root key to rotate. Start the server once.',
    );
  const { row, candidate, keys } = found;
  await candidate.adopt();

  const staged = await rotation.new.stage(random, candidate.key);
  if (staged.key.fingerprint === candidate.key.fingerprint) {
    throw rootKeyError(
      `The new root key (\`${rotation.new.name}\`) is the one in use. Nothing was changed; name another one with \`--to\`.`,
    );
  }
  const ring = rotation.newRingKey ? withNewKey(keys, random) : keys;
  try {
    await store.commit([
      change(updateKeyring, rowOf(wrapRing(staged.key, ring, random), row.revision, now)),
    ]);
  } catch (cause) {
    const after = await store.one(selectKeyring, {});
    if (after?.fingerprint !== staged.key.fingerprint) {
      // Only what surely was not written is taken back: the store may be about to say yes.
      if (!(cause instanceof Conflict)) throw cause;
      await staged.discard();
      throw rootKeyError(
        'Somebody else has rotated the root key at the same moment. Nothing was changed by this command.',
        cause,
      );
    }
  }
  return { fingerprint: staged.key.fingerprint, news: await staged.settle() };
}

const RING_KEY_BYTES = 32;

const withNewKey = (keys: RingKeys, random: Random): RingKeys =>
  new Map([...keys, [Math.max(...keys.keys()) + 1, random.bytes(RING_KEY_BYTES)]]);

interface Found {
  readonly row: KeyringRow;
  readonly candidate: Candidate;
  readonly keys: RingKeys;
}

async function find(row: ReadKeyring, rootKey: RootKeySource): Promise<Found | undefined> {
  try {
    return await look(row, rootKey);
  } catch (cause) {
    if (!(cause instanceof OperatorError)) throw cause;
    // A rotation may have moved the key between the look at the row and the look at the file.
    return look(row, rootKey);
  }
}

async function look(read: ReadKeyring, rootKey: RootKeySource): Promise<Found | undefined> {
  const row = await read();
  if (!row) return undefined;
  const derivation = row.derivation === null ? null : (JSON.parse(row.derivation) as Derivation);
  assertKind(rootKey, derivation);
  const candidates = await rootKey.read(derivation);
  if (candidates.length === 0) {
    throw rootKeyError(
      `The root key is missing: the store was locked with the root key \`${row.fingerprint}\`, and \`${rootKey.name}\` is not there. Put your copy of it back, or say where it is with \`--root-key\`. Nothing was changed.`,
    );
  }
  const wrapped: WrappedRing = { fingerprint: row.fingerprint, derivation, sealed: row.wrapped };
  let shut: StaysShut = 'wrong-root-key';
  for (const candidate of candidates) {
    const keys = unwrapRing(candidate.key, wrapped);
    if (typeof keys !== 'string') return { row, candidate, keys };
    if (keys !== 'wrong-root-key') shut = keys;
  }
  throw refusal(shut, row, rootKey, candidates[0]!.key);
}

function assertKind({ kind, name }: RootKeySource, derivation: Derivation | null): void {
  if (kind === 'passphrase' && !derivation) {
    throw rootKeyError(
      `The store was locked with a root key, not with a passphrase (\`${name}\`). Say where the key is with \`--root-key\`. Nothing was changed.`,
    );
  }
  if (kind === 'key' && derivation) {
    throw rootKeyError(
      `The store was locked with a passphrase, not with a root key (\`${name}\`). Say \`--root-key passphrase\`. Nothing was changed.`,
    );
  }
}

function refusal(
  shut: StaysShut,
  row: KeyringRow,
  { kind, name }: RootKeySource,
  key: RootKey,
): Error {
  if (shut === 'damaged') {
    return new OperatorError(
      EXIT.store,
      `The store's keyring is damaged: it names the root key \`${row.fingerprint}\`, which is here, and does not open with it. Nothing was changed. Restore a backup.`,
    );
  }
  if (shut === 'unknown-version') {
    return new OperatorError(
      EXIT.store,
      "The store's keyring was written by a newer Lockstead. Nothing was changed. Start the newer program.",
    );
  }
  if (kind === 'passphrase') {
    return rootKeyError(
      `The passphrase (\`${name}\`) is wrong: it does not open the store's keyring. Nothing was changed.`,
    );
  }
  return rootKeyError(
    `The root key is the wrong one: the store was locked with \`${row.fingerprint}\`, and \`${name}\` holds \`${key.fingerprint}\`. Say where the right one is with \`--root-key\`. Nothing was changed.`,
  );
}

const rowOf = (
  { fingerprint, derivation, sealed }: WrappedRing,
  revision: number,
  now: Instant,
): KeyringRow => ({
  fingerprint,
  derivation: derivation && JSON.stringify(derivation),
  wrapped: sealed,
  revision,
  wrapped_at: now,
});
