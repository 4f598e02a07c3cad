import { hex } from '../base/bytes.ts';
import { CHECKED_BLOCK, type RootKey, rootKeyInDevice } from '../crypto/root-key.ts';
import { rootKeyError } from './operator-error.ts';
import { openToken, type Token, type TokenKey } from './pkcs11-token.ts';
import { parsePkcs11Uri, type Pkcs11Uri } from './pkcs11-uri.ts';
import type { RootKeyPlace, RootKeySource, Staged, Surroundings } from './root-key.ts';
import { readSecretFile } from './root-key-file.ts';

/** Where a PIN is taken from that no file holds; a rotation may lead into another token. */
const VARIABLE = 'LOCKSTEAD_PKCS11_PIN';
const NEXT_VARIABLE = 'LOCKSTEAD_NEW_PKCS11_PIN';
const ID_BYTES = 16;

/**
 * A root key in a PKCS #11 token, which it never leaves: the token itself wraps the keyring and opens it.
 *
 * Several keys may have the label that the URI names: a rotation in place makes one more, and the
 * older ones open older backups. Which one fits is told by its fingerprint.
 */
export function pkcs11Source(
  spec: string,
  { next }: RootKeyPlace,
  around: Surroundings,
): RootKeySource {
  const uri = parsePkcs11Uri(spec);
  let opening: Promise<Token> | undefined;
  const token = () => (opening ??= open(uri, next, around));
  // Given up for good: each attempt with a wrong PIN brings the token nearer to its lock.
  let refused: unknown;
  const keys = async (): Promise<readonly TokenKey[]> => {
    if (refused !== undefined) throw refused;
    const opened = await token();
    try {
      return opened.keys(CHECKED_BLOCK);
    } catch (cause) {
      refused = cause;
      throw cause;
    }
  };
  return {
    name: spec,
    kind: 'key',
    read: async () => {
      const opened = await token();
      return (await keys()).map((key) => ({ key: rootKeyOf(opened, key), adopt: nothing }));
    },
    stage: async (random, current) => {
      const opened = await token();
      const found = (await keys()).map((key) => rootKeyOf(opened, key));
      const other = found.find(({ fingerprint }) => fingerprint !== current?.fingerprint);
      const isInPlace = found.some(({ fingerprint }) => fingerprint === current?.fingerprint);
      if (other && !isInPlace) return { key: other, settle: nothing, discard: nothing };
      return stageNew(opened, uri, random.bytes(ID_BYTES), isInPlace);
    },
  };
}

const nothing = async (): Promise<undefined> => undefined;

function stageNew(token: Token, uri: Pkcs11Uri, id: Uint8Array, isInPlace: boolean): Staged {
  if (uri.object === undefined || uri.id !== undefined)
    throw rootKeyError(
      isInPlace
        ? 'The `pkcs11:` URI names the root key that is in use by its `id`, and no other has that. Name another one with `--to`, or leave `id` out.'
        : 'The token has no key with the `id` of the `pkcs11:` URI. Name the one that it has, or leave `id` out, and Lockstead makes a key.',
    );
  const made = token.generate(id, CHECKED_BLOCK);
  const name = `\`${uri.object}\` (id \`${hex(made.id)}\`)`;
  return {
    key: rootKeyOf(token, made),
    settle: async () =>
      isInPlace
        ? `The new root key is the object ${name} of the token. The old one stays beside it: destroy it when you keep no more backups made before now.`
        : `The root key is the object ${name} of the token, and cannot be taken out of it. Back the token up by its own means: without it the backups are noise.`,
    discard: async () => token.destroy(made.id),
  };
}

const rootKeyOf = (token: Token, { id, checked }: TokenKey): RootKey =>
  rootKeyInDevice({
    checked,
    seal: (plaintext, aad, iv) => token.seal(id, plaintext, aad, iv),
    open: (sealed, aad) => token.open(id, sealed, aad),
  });

async function open(
  uri: Pkcs11Uri,
  next: true | undefined,
  { env, ask }: Surroundings,
): Promise<Token> {
  return openToken(uri, await pinOf());

  async function pinOf(): Promise<string> {
    if (uri.pinFile !== undefined) {
      const text = await readSecretFile(uri.pinFile, 'The PIN file');
      if (text === undefined)
        throw rootKeyError(
          `The PIN file \`${uri.pinFile}\` is not there. Write the token's PIN into it, with mode 0600.`,
        );
      return text.replace(/\r?\n$/, '');
    }
    const set = (next && env[NEXT_VARIABLE]) || env[VARIABLE];
    if (set) return set;
    if (!ask)
      throw rootKeyError(
        `The PIN of the PKCS #11 token cannot be asked for without a terminal. Set \`${VARIABLE}\`, or name a file with \`pin-source\`.`,
      );
    return ask("The token's PIN: ");
  }
}
