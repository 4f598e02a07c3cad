/** What is done in a PKCS #11 token: finding, making, using and destroying AES keys that never leave it. */
import { existsSync } from 'node:fs';
import { rootKeyError } from './operator-error.ts';
import type { Pkcs11Uri } from './pkcs11-uri.ts';

/** A key in the token, by its CKA_ID: handles are good for one session alone. */
export interface TokenKey {
  readonly id: Buffer;
  /** A fixed block encrypted under it. */
  readonly checked: Uint8Array;
}

/** A token that has been found and takes the PIN; each use opens a session of its own and leaves nothing open. */
export interface Token {
  /** The keys that the URI names. */
  readonly keys: (block: Uint8Array) => readonly TokenKey[];
  /** A new key under the URI's label. */
  readonly generate: (id: Uint8Array, block: Uint8Array) => TokenKey;
  readonly destroy: (id: Uint8Array) => void;
  /** AES-256-GCM: iv, ciphertext and tag in one piece. */
  readonly seal: (
    id: Uint8Array,
    plaintext: Uint8Array,
    aad: Uint8Array,
    iv: Uint8Array,
  ) => Uint8Array;
  readonly open: (id: Uint8Array, sealed: Uint8Array, aad: Uint8Array) => Uint8Array | undefined;
}

/** The library and the package that Node speaks to it by. */
export async function openToken(uri: Pkcs11Uri, pin: string): Promise<Token> {
  const api = await loadPackage();
  const using = <T>(work: (session: Session) => T): T => inSession(api, uri, pin, work);
  return {
    keys: (block) =>
      using((session) =>
        session.find(uri).map((handle) => {
          session.assertStaysInside(handle);
          return { id: session.idOf(handle), checked: session.block(handle, block) };
        }),
      ),
    generate: (id, block) =>
      using((session) => {
        const handle = session.generate(uri.object!, id);
        return { id: Buffer.from(id), checked: session.block(handle, block) };
      }),
    destroy: (id) => using((session) => session.destroy(session.read(uri, id))),
    seal: (id, plaintext, aad, iv) =>
      using((session) => {
        const body = session.encrypt(session.read(uri, id), plaintext, aad, iv);
        return Buffer.concat([iv, body]);
      }),
    open: (id, sealed, aad) =>
      using((session) => {
        const [iv, body] = [sealed.subarray(0, IV_BYTES), sealed.subarray(IV_BYTES)];
        return session.decrypt(session.read(uri, id), body, aad, iv);
      }),
  };
}

const IV_BYTES = 12;
const TAG_BYTES = 16;

type Handle = Buffer;
type Attribute = { readonly type: number; readonly value?: boolean | number | string | Buffer };
/** What we use of the package: it is installed by those who need it, and so are its types. */
interface Api {
  readonly PKCS11: new () => any;
  readonly [constant: string]: any;
}

async function loadPackage(): Promise<Api> {
  const name = 'pkcs11js';
  try {
    const loaded = await import(name);
    return loaded.default ?? loaded;
  } catch (cause) {
    throw rootKeyError(
      `A root key in a PKCS #11 token needs the package \`pkcs11js\`, which is not installed: ${(cause as Error).message.split('\n')[0]}. Run \`npm install --no-save pkcs11js@2.1.7\` in Lockstead's folder.`,
      cause,
    );
  }
}

interface Session {
  readonly find: (uri: Pkcs11Uri, id?: Uint8Array) => readonly Handle[];
  /** The one key of that id. */
  readonly read: (uri: Pkcs11Uri, id: Uint8Array) => Handle;
  readonly idOf: (key: Handle) => Buffer;
  readonly assertStaysInside: (key: Handle) => void;
  readonly block: (key: Handle, block: Uint8Array) => Uint8Array;
  readonly generate: (label: string, id: Uint8Array) => Handle;
  readonly destroy: (key: Handle) => void;
  readonly encrypt: (
    key: Handle,
    plaintext: Uint8Array,
    aad: Uint8Array,
    iv: Uint8Array,
  ) => Uint8Array;
  readonly decrypt: (
    key: Handle,
    body: Uint8Array,
    aad: Uint8Array,
    iv: Uint8Array,
  ) => Uint8Array | undefined;
}

function inSession<T>(api: Api, uri: Pkcs11Uri, pin: string, work: (session: Session) => T): T {
  if (!existsSync(uri.modulePath))
    throw rootKeyError(
      `There is no PKCS #11 library \`${uri.modulePath}\`. Say where it is with \`module-path\`.`,
    );
  const library = new api.PKCS11();
  try {
    library.load(uri.modulePath);
    library.C_Initialize();
    try {
      const handle = library.C_OpenSession(
        slotOf(api, library, uri),
        api['CKF_SERIAL_SESSION'] | api['CKF_RW_SESSION'],
      );
      library.C_Login(handle, api['CKU_USER'], pin);
      return work(sessionOf(api, library, handle));
    } finally {
      // Sessions and the login end with it.
      library.C_Finalize();
    }
  } catch (cause) {
    throw asRefusal(uri, cause);
  } finally {
    library.close();
  }
}

function slotOf(api: Api, library: any, { token, modulePath }: Pkcs11Uri): Buffer {
  const found = (library.C_GetSlotList(true) as Buffer[]).filter((slot) => {
    const info = library.C_GetTokenInfo(slot);
    const is = (wanted: string | undefined, said: string) =>
      wanted === undefined || wanted === said.replaceAll('\0', '').trimEnd();
    return (
      (info.flags & api['CKF_TOKEN_INITIALIZED']) !== 0 &&
      is(token.token, info.label) &&
      is(token.manufacturer, info.manufacturerID) &&
      is(token.model, info.model) &&
      is(token.serial, info.serialNumber) &&
      (token.slotId === undefined || BigInt(token.slotId) === numberOf(slot))
    );
  });
  if (found.length === 1) return found[0]!;
  const which = found.length === 0 ? 'No token' : 'More than one token';
  throw rootKeyError(
    `${which} of \`${modulePath}\` is what the \`pkcs11:\` URI says. Name one by \`token=LABEL\` or \`serial=NUMBER\`.`,
  );
}

const numberOf = (bytes: Buffer): bigint =>
  bytes.reduceRight((sum, byte) => sum * 256n + BigInt(byte), 0n);

function sessionOf(api: Api, library: any, session: Handle): Session {
  const gcm = (aad: Uint8Array, iv: Uint8Array) => ({
    mechanism: api['CKM_AES_GCM'],
    parameter: {
      type: api['CK_PARAMS_AES_GCM'],
      iv: Buffer.from(iv),
      ivBits: iv.length * 8,
      aad: Buffer.from(aad),
      tagBits: TAG_BYTES * 8,
    },
  });
  const valueOf = (key: Handle, type: number): Buffer =>
    library.C_GetAttributeValue(session, key, [{ type }])[0].value;
  const find: Session['find'] = ({ object, id: named }, id = named) => {
    const wanted: Attribute[] = [
      { type: api['CKA_CLASS'], value: api['CKO_SECRET_KEY'] },
      { type: api['CKA_KEY_TYPE'], value: api['CKK_AES'] },
      ...(object ? [{ type: api['CKA_LABEL'], value: object }] : []),
      ...(id ? [{ type: api['CKA_ID'], value: Buffer.from(id) }] : []),
    ];
    library.C_FindObjectsInit(session, wanted);
    try {
      return library.C_FindObjects(session, OBJECTS_MAX);
    } finally {
      library.C_FindObjectsFinal(session);
    }
  };
  return {
    find,
    read: (uri, id) => {
      const [key] = find(uri, id);
      if (!key) throw rootKeyError('The root key has left its token while it was used.');
      return key;
    },
    idOf: (key) => valueOf(key, api['CKA_ID']),
    assertStaysInside: (key) => {
      const is = (type: string) => valueOf(key, api[type])[0] === 1;
      const stays = is('CKA_SENSITIVE') && !is('CKA_EXTRACTABLE');
      const length = Number(numberOf(valueOf(key, api['CKA_VALUE_LEN'])));
      if (stays && length === KEY_BYTES) return;
      throw rootKeyError(
        stays
          ? `The root key in the token has ${length} bytes and not ${KEY_BYTES}. Name an AES-256 key.`
          : 'The root key in the token can be taken out of it. Name a key that is sensitive and not extractable, or a label that no key has yet: Lockstead makes one.',
      );
    },
    block: (key, block) => {
      library.C_EncryptInit(session, { mechanism: api['CKM_AES_ECB'] }, key);
      return library.C_Encrypt(session, Buffer.from(block), Buffer.alloc(block.length));
    },
    generate: (label, id) =>
      library.C_GenerateKey(session, { mechanism: api['CKM_AES_KEY_GEN'] }, [
        { type: api['CKA_CLASS'], value: api['CKO_SECRET_KEY'] },
        { type: api['CKA_KEY_TYPE'], value: api['CKK_AES'] },
        { type: api['CKA_VALUE_LEN'], value: KEY_BYTES },
        { type: api['CKA_LABEL'], value: label },
        { type: api['CKA_ID'], value: Buffer.from(id) },
        { type: api['CKA_TOKEN'], value: true },
        { type: api['CKA_PRIVATE'], value: true },
        { type: api['CKA_SENSITIVE'], value: true },
        { type: api['CKA_EXTRACTABLE'], value: false },
        { type: api['CKA_ENCRYPT'], value: true },
        { type: api['CKA_DECRYPT'], value: true },
      ]),
    destroy: (key) => library.C_DestroyObject(session, key),
    encrypt: (key, plaintext, aad, iv) => {
      library.C_EncryptInit(session, gcm(aad, iv), key);
      const room = Buffer.alloc(plaintext.length + TAG_BYTES);
      return library.C_Encrypt(session, Buffer.from(plaintext), room);
    },
    decrypt: (key, body, aad, iv) => {
      library.C_DecryptInit(session, gcm(aad, iv), key);
      try {
        return library.C_Decrypt(session, Buffer.from(body), Buffer.alloc(body.length));
      } catch (cause) {
        if (BROKEN_SEAL.includes(codeOf(cause) ?? '')) return undefined;
        throw cause;
      }
    },
  };
}

const KEY_BYTES = 32;
const OBJECTS_MAX = 100;

/** How tokens say that a tag does not fit; SoftHSM 2.6 has but a general word for it. */
const BROKEN_SEAL = [
  'CKR_ENCRYPTED_DATA_INVALID',
  'CKR_ENCRYPTED_DATA_LEN_RANGE',
  'CKR_AEAD_DECRYPT_FAILED',
  'CKR_GENERAL_ERROR',
  'CKR_FUNCTION_FAILED',
];

const codeOf = (cause: unknown): string | undefined =>
  /^CKR_\w+/.exec((cause as Error | undefined)?.message ?? '')?.[0];

const WHY: { readonly [code: string]: string | undefined } = {
  CKR_PIN_INCORRECT:
    'it does not take the PIN. Mind that tokens lock themselves after a few wrong ones',
  CKR_PIN_LOCKED: 'its PIN is locked. Let its security officer unlock it',
  CKR_PIN_LEN_RANGE: 'the PIN is too short or too long for it',
  CKR_USER_PIN_NOT_INITIALIZED: 'it has no PIN yet. Let its security officer set one',
  CKR_TOKEN_NOT_PRESENT: 'it is not there',
  CKR_DEVICE_REMOVED: 'it was removed',
  CKR_MECHANISM_INVALID: 'it does not know AES-GCM',
  CKR_ATTRIBUTE_VALUE_INVALID: 'it does not make keys as they are needed',
};

function asRefusal(uri: Pkcs11Uri, cause: unknown): Error {
  const code = codeOf(cause);
  if (code === undefined && (cause as { exitCode?: number }).exitCode !== undefined)
    return cause as Error;
  const said = code === undefined ? (cause as Error).message : (WHY[code] ?? `it says ${code}`);
  return rootKeyError(
    `The PKCS #11 token behind \`${uri.modulePath}\` could not be used: ${said}. Nothing was changed.`,
    cause,
  );
}
