/** How the rotations of an account stand, for those who look after them. */
import type { Instant } from '../../base/clock.ts';
import type { Keyring } from '../../crypto/keyring.ts';
import { statement } from '../../store/statement.ts';
import type { Reader } from '../../store/store.ts';
import { lineOf, openNote } from './rotation-note.ts';
import type { Rotation } from './rotation-settings.ts';
import { type RotationRow, selectRotation } from './rotation-tables.ts';
import { type Secret, secretOf } from './secret.ts';
import { LISTED, type SecretRow, selectSecret } from './tables.ts';

/** A secret that is rotated, or was. */
export interface RotationStatus {
  readonly secret: Secret;
  readonly functionArn: string | undefined;
  /** Past its date. */
  readonly isOverdue: boolean;
  readonly state: 'SCHEDULED' | 'ON_REQUEST' | 'OFF';
  /** The rotation that is under way, or waits to be tried again. */
  readonly under?: {
    readonly state: 'ROTATING' | 'TESTING' | 'RETRYING';
    readonly step: string;
    readonly attempts: number;
    readonly retryAt: Instant;
    /** One line, without any value. */
    readonly lastError?: string;
  };
}

/** One page in the order of names: the primaries whose rotation was ever set, but for those that wait for their end. */
export async function rotationsOf(
  store: Reader,
  of: {
    readonly account: string;
    readonly region: string;
    readonly prefix: string;
    readonly after: string;
    readonly count: number;
  },
  { keyring, now }: { readonly keyring: Keyring; readonly now: Instant },
): Promise<readonly RotationStatus[]> {
  const prefix = `${of.prefix.replaceAll(/[\\%_]/g, '\\$&')}%`;
  const rows = await store.all(selectRotated, { ...of, prefix });
  return Promise.all(
    rows.map(async (found) => {
      const secret = secretOf(found);
      const row = await store.one(selectRotation, { secret: secret.arn });
      return statusOf(keyring, now, { secret, rotation: secret.rotation!, row });
    }),
  );
}

/** The function that rotates a secret. */
export async function rotationFunctionOf(store: Reader, arn: string): Promise<string | undefined> {
  const row = await store.one(selectSecret, { arn });
  return row && secretOf(row).rotation?.functionArn;
}

function statusOf(
  keyring: Keyring,
  now: Instant,
  {
    secret,
    rotation,
    row,
  }: {
    readonly secret: Secret;
    readonly rotation: Rotation;
    readonly row: RotationRow | undefined;
  },
): RotationStatus {
  const note = row && openNote(keyring, row);
  return {
    secret,
    functionArn: rotation.functionArn,
    isOverdue: secret.rotateBy !== null && secret.rotateBy < now,
    state: rotation.enabled ? (rotation.rules ? 'SCHEDULED' : 'ON_REQUEST') : 'OFF',
    ...(row && {
      under: {
        state: row.kind === 'test' ? 'TESTING' : note ? 'RETRYING' : 'ROTATING',
        step: row.step === 'ended' ? 'finishSecret' : row.step,
        attempts: row.attempts,
        retryAt: row.retry_at,
        ...(note && { lastError: lineOf(note, rotation) }),
      },
    }),
  };
}

const selectRotated = statement<
  { account: string; region: string; prefix: string; after: string; count: number },
  SecretRow
>(`
  select ${LISTED}, policy from secret
   where account = :account and region = :region and name > :after and name like :prefix escape '\\'
     and rotation is not null and deleted_at is null
     and (primary_region = '' or primary_region = region)
   order by name limit :count`);
