import { join, resolve } from 'node:path';
import {
  newDerivation,
  parseRootKey,
  type Derivation,
  rootKey,
  type RootKey,
  rootKeyOf,
} from '../crypto/root-key.ts';
import { rootKeyError } from './operator-error.ts';
import { readSecretFile } from './root-key-file.ts';
import type { Candidate, RootKeyPlace, RootKeySource, Staged, Surroundings } from './root-key.ts';

const SHORTEST_PASSPHRASE = 12;
/** Where a passphrase is taken from when nobody sits at a terminal. */
const VARIABLE = { now: 'LOCKSTEAD_ROOT_PASSPHRASE', next: 'LOCKSTEAD_NEW_ROOT_PASSPHRASE' };

/** A root key in an environment variable. */
export function variableSource(spec: string, name: string, { env }: Surroundings): RootKeySource {
  return givenSource(spec, async () => {
    const text = env[name];
    if (!text)
      throw rootKeyError(
        `The root key is to come from the environment variable \`${name}\`, which is not set. ${MAKE_ONE}`,
      );
    return parsed(text, `The environment variable \`${name}\``);
  });
}

/** A root key that the service manager hands over as a credential: systemd's `LoadCredential=`. */
export function credentialSource(spec: string, name: string, { env }: Surroundings): RootKeySource {
  return givenSource(spec, async () => {
    const folder = env['CREDENTIALS_DIRECTORY'];
    if (!folder || name.includes('/')) {
      throw rootKeyError(
        `The root key is to come from the service manager's credential \`${name}\`, but there is none: \`CREDENTIALS_DIRECTORY\` ${folder ? 'holds plain names' : 'is not set'}. Run Lockstead as a service with \`LoadCredential=${name}:…\`.`,
      );
    }
    const text = await readSecretFile(join(folder, name), 'The credential');
    if (text === undefined)
      throw rootKeyError(
        `The service manager handed over no credential \`${name}\`. Add \`LoadCredential=${name}:…\` to the unit.`,
      );
    return parsed(text, `The credential \`${name}\``);
  });
}

/** A root key that argon2id makes from a passphrase: asked for, or from the environment, or from a file. */
export function passphraseSource(
  spec: string,
  file: string | undefined,
  { next }: RootKeyPlace,
  around: Surroundings,
): RootKeySource {
  const variable = next ? VARIABLE.next : VARIABLE.now;
  const known = new Map<string, Promise<RootKey>>();
  let given: Promise<string> | undefined;
  /** Asked once, however often the key is made from it. */
  const passphrase = (isNew: boolean) => (given ??= obtain(isNew));
  const make = (secret: string, derivation: Derivation) => {
    const of = JSON.stringify(derivation);
    if (!known.has(of)) known.set(of, rootKeyOf(secret, derivation));
    return known.get(of)!;
  };

  const obtain = async (isNew: boolean): Promise<string> => {
    if (file !== undefined) {
      const text = await readSecretFile(resolve(file), 'The passphrase file');
      if (text === undefined)
        throw rootKeyError(
          `The passphrase file \`${file}\` is not there. Write the passphrase into it, with mode 0600.`,
        );
      return checked(text.replace(/\r?\n$/, ''), isNew);
    }
    const set = around.env[variable];
    if (set) return checked(set, isNew);
    if (!around.ask) {
      throw rootKeyError(
        `The root key's passphrase cannot be asked for without a terminal. Set \`${variable}\`, or use \`passphrase-file:PATH\`.`,
      );
    }
    const answer = checked(
      await around.ask(isNew ? 'New root key passphrase: ' : 'Root key passphrase: '),
      isNew,
    );
    if (isNew && (await around.ask('The same again: ')) !== answer) {
      throw rootKeyError('The two passphrases differ. Nothing was changed; try again.');
    }
    return answer;
  };

  return {
    name: spec,
    kind: 'passphrase',
    read: async (derivation) =>
      derivation ? [{ key: await make(await passphrase(false), derivation), adopt: nothing }] : [],
    stage: async (random) => {
      const key = await make(await passphrase(true), newDerivation(random));
      return { key, settle: nothing, discard: nothing };
    },
  };
}

const nothing = async (): Promise<undefined> => undefined;

const MAKE_ONE =
  'Make a root key with `lockstead root-key new` and hand it over from a safe place.';

/** Somebody else keeps the key: it is read, and never made. */
function givenSource(name: string, read: () => Promise<RootKey>): RootKeySource {
  return {
    name,
    kind: 'key',
    read: async (): Promise<readonly Candidate[]> => [{ key: await read(), adopt: nothing }],
    stage: async (): Promise<Staged> => ({ key: await read(), settle: nothing, discard: nothing }),
  };
}

function parsed(text: string, what: string): RootKey {
  const bytes = parseRootKey(text);
  if (!bytes) throw rootKeyError(`${what} holds no whole root key. ${MAKE_ONE}`);
  return rootKey(bytes);
}

function checked(passphrase: string, isNew: boolean): string {
  if (passphrase === '')
    throw rootKeyError("The root key's passphrase is empty. Nothing was changed.");
  if (isNew && [...passphrase].length < SHORTEST_PASSPHRASE) {
    throw rootKeyError(
      `The passphrase is shorter than ${SHORTEST_PASSPHRASE} characters. Take four or more random words.`,
    );
  }
  return passphrase;
}
