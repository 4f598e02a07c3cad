/**
 * Second factors: apps and tokens that show six digits, which are good for half a minute and once; and
 * security keys, by which people prove themselves to a console and to no API.
 */
import type { Instant } from '../../base/clock.ts';
import type { Keyring } from '../../crypto/keyring.ts';
import { stepAt, stepOf } from '../../crypto/totp.ts';
import type { Asking, Missing, Resource } from '../../operation/operation.ts';
import type { Reader } from '../../store/store.ts';
import {
  type HolderQuota,
  holderId,
  type KeyHolder,
  keyHolder,
  onUserOrCaller,
} from './access-key.ts';
import { findOwner } from './inline-policy.ts';
import { type MfaDeviceRow, selectMfaDevice, selectMfaDevicesOf } from './mfa-tables.ts';
import { entityArn } from './paths.ts';
import { tagRecord } from './tag-pairs.ts';

/** An app of the caller's account: AWS's virtual device. */
export interface MfaDevice extends Resource {
  readonly row: MfaDeviceRow;
}

/** A device that is to be made. */
export const mfaDeviceToBe = (
  account: string,
  { path, name }: { readonly path: string; readonly name: string },
): Resource => ({ arn: entityArn(account, 'mfa', { path, name }), account, type: TYPE });

/** The access of an operation on an app by its serial number. Tokens and security keys have no tags, and are not deleted. */
export const onMfaDevice = <const Action extends `iam:${string}`>(action: Action) => ({
  action,
  on: async (
    { SerialNumber: serial }: { readonly SerialNumber: string },
    { store, caller: { account } }: Asking,
  ): Promise<MfaDevice | Missing<'NoSuchEntity'>> => {
    const row = await store.one(selectMfaDevice, { account, serial });
    if (row?.kind === 'app')
      return { row, arn: serial, account, type: TYPE, tags: tagRecord(row.tags) };
    return { missing: serial, account, error: 'NoSuchEntity', message: noDevice(serial) };
  },
});

/**
 * The access of an operation on a user who must be named. The root user, who does such things in the
 * console at AWS, names himself by the number of his account.
 */
export const onNamedHolder = <const Action extends `iam:${string}`>(action: Action) => ({
  ...onUserOrCaller(action),
  on: async ({ UserName }: { readonly UserName: string }, asking: Asking) => {
    const { kind, account } = asking.caller;
    const found = await findOwner(asking, 'user', UserName);
    const himself = 'missing' in found && kind === 'root' && UserName === account;
    return himself ? keyHolder(account, undefined) : found;
  },
});

/** The devices that somebody has. */
export const devicesOf = (
  { store }: Pick<Asking, 'store'>,
  holder: KeyHolder,
): Promise<readonly MfaDeviceRow[]> =>
  store.all(selectMfaDevicesOf, { account: holder.account, holder: holderId(holder) });

/** One of the devices that somebody has. */
export async function readDeviceOf(
  call: Pick<Asking, 'store'> & {
    readonly resource: KeyHolder;
    readonly error: (code: 'NoSuchEntity', message: string) => Error;
  },
  serial: string,
): Promise<MfaDeviceRow> {
  const device = (await devicesOf(call, call.resource)).find((one) => one.serial === serial);
  if (!device) throw call.error('NoSuchEntity', NOT_ITS_USERS);
  return device;
}

/** One of the devices that somebody has and that shows codes. */
export async function readCodesOf(
  call: Parameters<typeof readDeviceOf>[0],
  serial: string,
): Promise<MfaDeviceRow> {
  const device = await readDeviceOf(call, serial);
  if (device.kind === 'security-key') throw call.error('NoSuchEntity', NOT_ITS_USERS);
  return device;
}

/**
 * What two codes that follow one another tell of a device's clock; undefined where they are not its own.
 *
 * `steps` says how far it may be off.
 */
export function synchronized(
  keyring: Keyring,
  row: MfaDeviceRow,
  {
    codes,
    now,
    steps,
  }: { readonly codes: readonly [string, string]; readonly now: Instant; readonly steps: number },
): { readonly step: number; readonly drift: number } | undefined {
  const ours = stepAt(now);
  const from = Math.max(ours - steps, row.step + 1);
  const first = stepOf(seedOf(keyring, row), codes, { from, to: ours + steps });
  return first === undefined ? undefined : { step: first + 1, drift: first + 1 - ours };
}

/** What one code tells, within half a minute of what the device's clock should say; undefined where it is wrong. */
export function shownCode(
  keyring: Keyring,
  row: MfaDeviceRow,
  { code, now }: { readonly code: string; readonly now: Instant },
): { readonly step: number; readonly drift: number } | undefined {
  const theirs = stepAt(now) + row.drift;
  const from = Math.max(theirs - 1, row.step + 1);
  const step = stepOf(seedOf(keyring, row), [code], { from, to: theirs + 1 });
  return step === undefined ? undefined : { step, drift: step - stepAt(now) };
}

function seedOf(keyring: Keyring, { account, serial, sealed }: MfaDeviceRow): Uint8Array {
  const seed = keyring.open('mfa-seed', `${account} ${serial}`, sealed);
  if (!seed) throw new Error(`the seed of ${serial} does not open`);
  return seed;
}

/** How a security key was certified; nothing where that is not known. */
export function certificationsOf({
  credential,
}: MfaDeviceRow): { readonly [name: string]: string } | undefined {
  const { certifications = {} } = credential === null ? {} : JSON.parse(credential);
  return Object.keys(certifications).length > 0 ? certifications : undefined;
}

/** Keeps a seed for its device, and for no other. */
export const sealSeed = (
  keyring: Keyring,
  { account, serial }: { readonly account: string; readonly serial: string },
  seed: Uint8Array,
): Uint8Array => keyring.seal('mfa-seed', `${account} ${serial}`, seed);

/** The app or the token behind a serial number, where this holder has it. */
export async function findDeviceOf(
  store: Reader,
  { account, holder, serial }: { account: string; holder: string; serial: string },
): Promise<MfaDeviceRow | undefined> {
  const row = await store.one(selectMfaDevice, { account, serial });
  return row?.holder === holder && row.kind !== 'security-key' ? row : undefined;
}

const TYPE = 'AWS::IAM::VirtualMFADevice';

/** A user has eight devices at most, of whatever kind. */
export const DEVICES_PER_USER: HolderQuota = {
  name: 'MFADevicesPerUser',
  most: 8,
  root: 'rootDevice',
};

export const noDevice = (serial: string): string =>
  `VirtualMFADevice with serial number ${serial} does not exist.`;

const NOT_ITS_USERS = 'MFA Device invalid for user.';

export const WRONG_CODE = 'Authentication code for device is not valid.';
