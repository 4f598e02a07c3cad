/**
 * Second factors that an operator hands over, as AWS gets them from the vendors of tokens and from its
 * console: no operation of the API brings a seed, or a security key, of somebody's own.
 */
import { iamArn } from '../../base/arn.ts';
import type { Instant } from '../../base/clock.ts';
import { BASE32, type Random, randomText } from '../../base/random.ts';
import type { Keyring } from '../../crypto/keyring.ts';
import type { SecurityKey } from '../../crypto/security-key.ts';
import { AwsError } from '../../model/model.ts';
import type { ServiceEvent } from '../../operation/job.ts';
import { type Change, change } from '../../store/statement.ts';
import type { Reader } from '../../store/store.ts';
import { holderId, type KeyHolder, keyHolder, oneMoreOf } from './access-key.ts';
import { selectUserByName } from './inline-tables.ts';
import { DEVICES_PER_USER, devicesOf, sealSeed } from './mfa.ts';
import {
  deleteMfaDeviceRow,
  insertMfaDevice,
  type MfaDeviceRow,
  selectHardware,
  selectMfaDeviceAnywhere,
} from './mfa-tables.ts';

/** What an operator's act changes, and what the trail tells of it. */
export interface Handed {
  readonly changes: readonly Change[];
  readonly events: readonly ServiceEvent[];
}

/** A token that shows codes: what is printed on it, and the seed that its vendor sent. */
export interface Token {
  readonly serial: string;
  readonly seed: Uint8Array;
}

/** What a security key was registered with. */
export interface Credential extends SecurityKey {
  /** In base64url, as browsers write it. */
  readonly id: string;
  /** The host that it proves somebody to. */
  readonly relyingParty: string;
  /** As the FIDO Alliance's metadata has them: `FIDO`, `FIPS-140-2`. */
  readonly certifications: { readonly [name: string]: string };
}

interface Handing {
  readonly store: Reader;
  readonly now: Instant;
}

/** Tokens that nobody has yet: whoever shows two of a token's codes makes it his, or somebody's. */
export async function importTokens(
  { store, now, keyring }: Handing & { readonly keyring: Keyring },
  { account, tokens }: { readonly account: string; readonly tokens: readonly Token[] },
): Promise<Handed> {
  const taken: string[] = [];
  for (const { serial } of tokens)
    if (await store.one(selectMfaDeviceAnywhere, { serial })) taken.push(serial);
  if (taken.length > 0) throw new AwsError('EntityAlreadyExists', alreadyHere(taken));
  return {
    changes: tokens.map(({ serial, seed }) => {
      const sealed = sealSeed(keyring, { account, serial }, seed);
      return change(insertMfaDevice, newDevice({ account, serial, sealed, kind: 'token' }, now));
    }),
    events: tokens.map(({ serial }) => told('ImportMFADevice', account, serial, {})),
  };
}

/** A security key of a user; without a name, of the root user. */
export async function registerSecurityKey(
  { store, now, random }: Handing & { readonly random: Random },
  {
    account,
    userName,
    name,
    credential,
  }: {
    readonly account: string;
    readonly userName: string | undefined;
    readonly name: string;
    readonly credential: Credential;
  },
): Promise<Handed & { readonly serial: string }> {
  const resource = await holderNamed(store, account, userName);
  const there = await devicesOf({ store }, resource);
  if (there.some((device) => credentialOf(device)?.id === credential.id))
    throw new AwsError('EntityAlreadyExists', 'This security key is registered already.');
  const error = (code: string, message: string) => new AwsError(code, message);
  const counted = { ...DEVICES_PER_USER, there: there.length };
  const room = await oneMoreOf({ store, resource, error }, counted);
  const owner = userName === undefined ? 'root-account' : `user/${userName}`;
  const serial = iamArn(account, `u2f/${owner}/${name}-${randomText(random, BASE32, 26)}`);
  const device = {
    ...newDevice({ account, serial, sealed: new Uint8Array(), kind: 'security-key' }, now),
    name,
    holder: holderId(resource),
    enabled_at: now,
    credential: JSON.stringify(credential),
  };
  return {
    serial,
    changes: [...room, change(insertMfaDevice, device)],
    events: [told('EnableMFADevice', account, serial, { userName: userName ?? 'root' })],
  };
}

/** Forgets a token that nobody has. */
export async function forgetToken({ store }: Handing, serial: string): Promise<Handed> {
  const row = await store.one(selectMfaDeviceAnywhere, { serial });
  if (row?.kind !== 'token')
    throw new AwsError('NoSuchEntity', `There is no token with the serial number ${serial}.`);
  if (row.holder !== null)
    throw new AwsError('DeleteConflict', `The token ${serial} is in use. Deactivate it first.`);
  const { account, revision } = row;
  return {
    changes: [change(deleteMfaDeviceRow, { account, serial, revision })],
    events: [told('DeleteMFADevice', account, serial, {})],
  };
}

/** Tokens and security keys of all accounts. */
export async function handedDevices(store: Reader): Promise<
  readonly {
    readonly account: string;
    readonly serial: string;
    readonly kind: 'token' | 'security-key';
    /** A user's name, `root`, or nobody's. */
    readonly user: string | undefined;
    readonly since: Instant | undefined;
  }[]
> {
  const rows = await store.all(selectHardware, {});
  return rows.map(({ account, serial, kind, holder, user_name, enabled_at }) => ({
    account,
    serial,
    kind,
    user: holder === '' ? 'root' : (user_name ?? undefined),
    since: holder === null ? undefined : enabled_at,
  }));
}

/** What a security key proves itself by. */
export const credentialOf = ({ credential }: MfaDeviceRow): Credential | undefined =>
  credential === null ? undefined : (JSON.parse(credential) as Credential);

async function holderNamed(
  store: Reader,
  account: string,
  name: string | undefined,
): Promise<KeyHolder> {
  if (name === undefined) return keyHolder(account, undefined);
  const row = await store.one(selectUserByName, { account, name_key: name.toLowerCase() });
  if (!row) throw new AwsError('NoSuchEntity', `The user with name ${name} cannot be found.`);
  return keyHolder(account, row);
}

const newDevice = (
  of: Pick<MfaDeviceRow, 'account' | 'serial' | 'sealed' | 'kind'>,
  now: Instant,
): MfaDeviceRow => ({
  ...of,
  name: '',
  path: '/',
  holder: null,
  enabled_at: 0,
  step: 0,
  drift: 0,
  tags: '[]',
  credential: null,
  created_at: now,
  revision: 1,
});

const told = (name: string, account: string, serial: string, details: object): ServiceEvent => ({
  name,
  account,
  region: 'us-east-1',
  resource: { arn: serial, type: 'AWS::IAM::MFADevice' },
  details: { serialNumber: serial, ...details },
});

const alreadyHere = (serials: readonly string[]): string =>
  `Devices with these serial numbers are here already: ${serials.join(', ')}. Nothing was imported.`;
