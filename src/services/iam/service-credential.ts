/** Credentials of users for single services that know nothing of signatures. */
import type { Instant } from '../../base/clock.ts';
import { DIGITS, LOWER, type Random, randomText, UPPER } from '../../base/random.ts';
import { sha256 } from '../../crypto/hash.ts';
import type {
  ServiceSpecificCredential,
  ServiceSpecificCredentialMetadata,
} from '../../generated/iam.types.ts';
import type { Asking } from '../../operation/operation.ts';
import type { KeyHolder } from './access-key.ts';
import { selectServiceCredentialsOf, type ServiceCredentialRow } from './user-credential-tables.ts';

/** The services that take such credentials, and of what kind. */
const SERVICES: { readonly [service: string]: 'password' | 'api-key' } = {
  'codecommit.amazonaws.com': 'password',
  'cassandra.amazonaws.com': 'password',
  'bedrock.amazonaws.com': 'api-key',
  'logs.amazonaws.com': 'api-key',
};

/** What a service takes; refuses a service that takes nothing. */
export function serviceKind(
  service: string,
  error: (code: 'NoSuchEntity', message: string) => Error,
): 'password' | 'api-key' {
  const kind = Object.hasOwn(SERVICES, service) ? SERVICES[service] : undefined;
  if (!kind) throw error('NoSuchEntity', unsupported(service));
  return kind;
}

/** The credentials of a user; the root user has none. */
export async function serviceCredentialsOf(
  { store }: Pick<Asking, 'store'>,
  holder: KeyHolder,
): Promise<readonly ServiceCredentialRow[]> {
  if (holder.kind === 'root') return [];
  const { account, row } = holder;
  return store.all(selectServiceCredentialsOf, { account, user_id: row.id });
}

/** One of the credentials of a user. */
export async function readServiceCredential(
  call: Pick<Asking, 'store'> & {
    readonly resource: KeyHolder;
    readonly error: (code: 'NoSuchEntity', message: string) => Error;
  },
  id: string,
): Promise<ServiceCredentialRow> {
  const row = (await serviceCredentialsOf(call, call.resource)).find((one) => one.id === id);
  if (!row) throw call.error('NoSuchEntity', `No such credential ${id} exists`);
  return row;
}

/** `ann-at-111111111111`, and `ann+1-at-111111111111` where that is taken. */
export function serviceUserName(
  user: string,
  account: string,
  taken: readonly { readonly name: string }[],
): string {
  for (let n = 0; ; n++) {
    const name = `${user}${n ? `+${n}` : ''}-at-${account}`;
    if (!taken.some((one) => one.name === name)) return name;
  }
}

/** A new password, and what is kept of it. */
export function newServiceSecret(random: Random): {
  readonly secret: string;
  readonly digest: Uint8Array;
} {
  const secret = `${randomText(random, UPPER + LOWER + DIGITS, 43)}=`;
  return { secret, digest: new Uint8Array(sha256(secret)) };
}

/** A credential as lists show it. */
export const listedServiceCredential = (
  row: ServiceCredentialRow,
  UserName: string,
  now: Instant,
): ServiceSpecificCredentialMetadata => ({
  UserName,
  Status: row.expires_at !== null && now >= row.expires_at ? 'Expired' : row.status,
  ...(SERVICES[row.service] === 'api-key'
    ? { ServiceCredentialAlias: row.name }
    : { ServiceUserName: row.name }),
  CreateDate: row.created_at,
  ...(row.expires_at !== null && { ExpirationDate: row.expires_at }),
  ServiceSpecificCredentialId: row.id,
  ServiceName: row.service,
});

/** A credential with its secret: it is told when it is made or made anew, and never again. */
export const toldServiceCredential = (
  row: ServiceCredentialRow,
  UserName: string,
  { secret, now }: { readonly secret: string; readonly now: Instant },
): ServiceSpecificCredential => ({
  ...listedServiceCredential(row, UserName, now),
  ...(SERVICES[row.service] === 'api-key'
    ? { ServiceCredentialSecret: secret }
    : { ServicePassword: secret }),
});

/** Of each service. */
export const SERVICE_CREDENTIALS = { name: 'ServiceSpecificCredentialsPerUser', most: 2 };

const unsupported = (service: string): string =>
  `No such service ${service} is supported for Service Specific Credentials`;
