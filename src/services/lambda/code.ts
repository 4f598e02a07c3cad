/** Zips at rest: sealed, in parts that a backup can carry. */
import { base64 } from '../../base/bytes.ts';
import { type Random, uuid } from '../../base/random.ts';
import { sha256 } from '../../crypto/hash.ts';
import type { Keyring } from '../../crypto/keyring.ts';
import type { FunctionRuntime, ZipFault } from '../../operation/functions.ts';
import { type Change, change } from '../../store/statement.ts';
import type { Reader } from '../../store/store.ts';
import {
  insertCode,
  insertPart,
  selectParts,
  sumCode,
  sweepCode,
  sweepParts,
} from './code-tables.ts';

/** A zip that was looked through, with its new id. */
export interface Code {
  readonly id: string;
  readonly zip: Uint8Array;
  readonly sha256: string;
  readonly size: number;
  readonly unzipped: number;
}

interface Owner {
  readonly account: string;
  readonly region: string;
}

type Fail = (
  code:
    | 'InvalidParameterValueException'
    | 'RequestEntityTooLargeException'
    | 'CodeStorageExceededException',
  message: string,
) => Error;

/** Looks a zip through, or refuses it. */
export async function readCode(
  call: {
    readonly parts: { readonly runtime: FunctionRuntime };
    readonly random: Random;
    readonly store: Reader;
    readonly operation: string;
    readonly error: Fail;
  },
  owner: Owner,
  zip: Uint8Array,
): Promise<Code> {
  const { parts, random, store, operation, error } = call;
  if (zip.length > MAX_ZIP_BYTES)
    throw error('RequestEntityTooLargeException', zipTooLarge(operation));
  const looked = await parts.runtime.examine(zip);
  if (typeof looked === 'string') throw error('InvalidParameterValueException', FAULTS[looked]);
  const { total } = (await store.one(sumCode, { ...owner }))!;
  if (total + zip.length > MAX_TOTAL_BYTES)
    throw error('CodeStorageExceededException', STORAGE_EXCEEDED);
  return {
    id: uuid(random),
    zip,
    sha256: base64(sha256(zip)),
    size: zip.length,
    unzipped: looked.unzippedBytes,
  };
}

/** Keeps a zip. */
export function keepCode(keyring: Keyring, owner: Owner, { id, zip }: Code): Change[] {
  const parts = Math.ceil(zip.length / PART_BYTES);
  const { account, region } = owner;
  const changes = [change(insertCode, { id, account, region, size: zip.length, parts })];
  for (let number = 0; number < parts; number++) {
    const part = zip.subarray(number * PART_BYTES, (number + 1) * PART_BYTES);
    const sealed = keyring.seal('function-code', placeOf(id, number), part);
    changes.push(change(insertPart, { code: id, number, sealed }));
  }
  return changes;
}

/** Forgets a zip that no function and no layer has any more once the changes before are made. */
export const sweep = (code: string): Change[] => [
  change(sweepParts, { code }, 'any'),
  change(sweepCode, { code }, 'any'),
];

/** The zip as it was given. */
export async function loadCode(store: Reader, keyring: Keyring, id: string): Promise<Uint8Array> {
  const rows = await store.all(selectParts, { code: id });
  const parts = rows.map(({ number, parts: count, sealed }, i) => {
    const part = keyring.open('function-code', placeOf(id, number), sealed);
    if (!part || number !== i || count !== rows.length)
      throw new Error(`the code ${id} is damaged in its part ${i}`);
    return part;
  });
  if (parts.length === 0) throw new Error(`the code ${id} is not there`);
  return Buffer.concat(parts);
}

/** AWS's quotas: a zip that is sent along, all zips of an account in a Region, and what they unpack to. */
export const MAX_ZIP_BYTES = 50 * 1024 * 1024;
export const MAX_TOTAL_BYTES = 75 * 1024 ** 3;
export const MAX_UNZIPPED_BYTES = 250 * 1024 * 1024;

/** Backups carry 500 rows at a time. */
const PART_BYTES = 64 * 1024;

const placeOf = (id: string, number: number): string => `${id}/${number}`;

const FAULTS: { readonly [fault in ZipFault]: string } = {
  unreadable: 'Could not unzip uploaded file. Please check your file, then try to upload again.',
  hostile: 'Could not unzip uploaded file. Please check your file, then try to upload again.',
  'too-large': `Unzipped size must be smaller than ${MAX_UNZIPPED_BYTES} bytes`,
};
const zipTooLarge = (operation: string): string =>
  `Request must be smaller than ${Math.ceil((MAX_ZIP_BYTES * 4) / 3)} bytes for the ${operation} operation`;
const STORAGE_EXCEEDED = 'Code storage limit exceeded.';
