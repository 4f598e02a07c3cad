/** Walks zips of strangers: every name judged and every byte counted before anything is believed. */
import { createRequire } from 'node:module';
import type { Readable } from 'node:stream';
import { asBuffer } from '../base/bytes.ts';
import type { ZipFault } from '../operation/functions.ts';

/** What Lambda allows a function and its layers to take unpacked. */
export const MAX_UNZIPPED_BYTES = 250 * 1024 * 1024;
/** Empty files cost no bytes but an inode each; real packages have a tenth of this. */
const MAX_ENTRIES = 50_000;
const MAX_NAME_BYTES = 4096;
/** The longest target that Linux gives a symbolic link. */
const MAX_LINK_BYTES = 4095;

/** Why a zip is refused. */
export class ZipError extends Error {
  override readonly name = 'ZipError';
  readonly fault: ZipFault;

  constructor(fault: ZipFault, message: string, options?: ErrorOptions) {
    super(message, options);
    this.fault = fault;
  }
}

/** A thing in a zip whose name has been judged. */
export interface ZipEntry {
  readonly kind: 'file' | 'folder' | 'link';
  /** Relative, without `..`, without an empty part. */
  readonly path: string;
  readonly isExecutable: boolean;
  /** Its bytes, each counted; breaks off with a ZipError where there are too many. */
  readonly bytes: () => AsyncIterable<Buffer>;
}

/** Hands each entry to `visit`, one after another; the sum of all bytes that were read is the answer. */
export async function walkZip(
  zip: Uint8Array,
  visit: (entry: ZipEntry) => Promise<void>,
): Promise<number> {
  const file = await opened(zip);
  let total = 0;
  try {
    // The reader stops at the count that it has read here.
    if (file.entryCount > MAX_ENTRIES) {
      throw new ZipError('too-large', `more than ${MAX_ENTRIES} entries`);
    }
    for await (const entry of file.eachEntry()) {
      // The declared size first: a bomb that is honest is refused before a byte of it is inflated.
      if (total + entry.uncompressedSize > MAX_UNZIPPED_BYTES) throw tooLarge();
      if (entry.isEncrypted()) throw new ZipError('unreadable', 'an entry is encrypted');
      await visit({
        ...judged(entry),
        bytes: async function* () {
          for await (const chunk of await file.openReadStreamPromise(entry)) {
            total += (chunk as Buffer).length;
            if (total > MAX_UNZIPPED_BYTES) throw tooLarge();
            yield chunk as Buffer;
          }
        },
      });
    }
    return total;
  } catch (cause) {
    throw cause instanceof ZipError || isOfTheMachine(cause) ? cause : unreadable(cause);
  } finally {
    file.close();
  }
}

/** The target of a link, or a refusal: where it leads must lie inside. */
export async function linkTarget(entry: ZipEntry): Promise<string> {
  let target = '';
  for await (const chunk of entry.bytes()) {
    target += chunk.toString('utf8');
    if (target.length > MAX_LINK_BYTES) throw hostile(entry.path);
  }
  const parts = entry.path.split('/').slice(0, -1);
  if (target === '' || target.startsWith('/') || /[\\\0]/.test(target)) throw hostile(entry.path);
  for (const part of target.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) throw hostile(entry.path);
  }
  return target;
}

/** A refusal that names what is out of place. */
export const hostile = (path: string): ZipError =>
  new ZipError('hostile', `${JSON.stringify(path.slice(0, 200))} does not stay in its folder`);

const tooLarge = () =>
  new ZipError('too-large', `unpacked it is larger than ${MAX_UNZIPPED_BYTES} bytes`);

const unreadable = (cause: unknown) =>
  new ZipError('unreadable', cause instanceof Error ? cause.message : String(cause), { cause });

// A full disk is no fault of the zip.
const isOfTheMachine = (cause: unknown): boolean =>
  cause instanceof Error && 'syscall' in cause && 'code' in cause;

async function opened(zip: Uint8Array): Promise<YauzlFile> {
  try {
    // Names come as bytes: they are judged here, with a reason of our own for each refusal.
    return await yauzl.fromBufferPromise(asBuffer(zip), {
      decodeStrings: false,
      validateEntrySizes: true,
      autoClose: false,
    });
  } catch (cause) {
    throw unreadable(cause);
  }
}

const S_IFMT = 0o170000;
const S_IFDIR = 0o040000;
const S_IFLNK = 0o120000;
const S_IFREG = 0o100000;

function judged(entry: YauzlEntry): Omit<ZipEntry, 'bytes'> {
  // Only archivers on Unix put a mode there.
  const mode = entry.versionMadeBy >>> 8 === 3 ? entry.externalFileAttributes >>> 16 : 0;
  const name = entry.fileName.toString('utf8');
  const isFolder = name.endsWith('/') || (mode & S_IFMT) === S_IFDIR;
  const path = isFolder ? name.replace(/\/$/, '') : name;
  if (entry.fileName.length > MAX_NAME_BYTES || path.includes('\0') || path.includes('\\')) {
    throw hostile(name);
  }
  // Archives of a whole folder begin with `./`, which leads nowhere.
  const parts = path.split('/').filter((part) => part !== '.');
  if (/^[A-Za-z]:/.test(path) || parts.some((part) => part === '..')) throw hostile(name);
  if (parts.some((part) => part === '') && !(isFolder && path === '')) throw hostile(name);
  const kind = (mode & S_IFMT) === S_IFLNK ? 'link' : isFolder ? 'folder' : 'file';
  // Devices, sockets and pipes are in no package.
  const special = mode & S_IFMT;
  if (kind === 'file' && special !== 0 && special !== S_IFREG) throw hostile(name);
  return { kind, path: parts.join('/'), isExecutable: (mode & 0o111) !== 0 };
}

interface YauzlEntry {
  readonly fileName: Buffer;
  readonly uncompressedSize: number;
  readonly externalFileAttributes: number;
  readonly versionMadeBy: number;
  readonly isEncrypted: () => boolean;
}

interface YauzlFile {
  readonly entryCount: number;
  readonly eachEntry: () => AsyncIterable<YauzlEntry>;
  readonly openReadStreamPromise: (entry: YauzlEntry) => Promise<Readable>;
  readonly close: () => void;
}

// The package brings no types.
const yauzl = createRequire(import.meta.url)('yauzl') as {
  readonly fromBufferPromise: (zip: Buffer, options: object) => Promise<YauzlFile>;
};
