/** Which keys rotate, and when they cannot. */
import { MINUTE, type Instant } from '../../base/clock.ts';
import type { AwsError } from '../../model/model.ts';
import { assertImported, assertNotDeleting, type Key } from './key.ts';
import type { KeyRow, MaterialRow } from './tables.ts';

/** AWS's quota; the older recordings of its answers show 10. */
const ON_DEMAND_MAX = 25;
/** A rotation that is this near is left to itself. */
const IMMINENT = 20 * MINUTE;

type Refuse<Code extends string> = (code: Code, message: string) => AwsError;

/** Only symmetric keys whose material is made here rotate by themselves. */
export function assertRotatesByItself(
  key: Key,
  error: Refuse<'DisabledException' | 'KMSInvalidStateException' | 'UnsupportedOperationException'>,
): void {
  assertNotDeleting(key, error);
  if (key.state === 'Disabled') throw error('DisabledException', `${key.arn} is disabled.`);
  assertMadeHere(key.row, error);
  if (key.row.spec !== 'SYMMETRIC_DEFAULT') throw error('UnsupportedOperationException', '');
}

/** Keys whose material comes from elsewhere have no rotation to be told of. */
export function assertMadeHere(
  { arn, origin }: KeyRow,
  error: Refuse<'UnsupportedOperationException'>,
): void {
  if (origin !== 'AWS_KMS') throw error('UnsupportedOperationException', wrongOrigin(arn, origin));
}

/** Symmetric keys rotate on demand, whether their material is made here or imported. */
export function assertRotatesOnDemand(
  key: Key,
  error: Refuse<'DisabledException' | 'KMSInvalidStateException' | 'UnsupportedOperationException'>,
): void {
  assertNotDeleting(key, error);
  // AWS looks at the state before it looks at the kind of key.
  if (key.state === 'Disabled') throw error('DisabledException', `${key.arn} is disabled.`);
  assertImported(key, error);
  const { spec, origin } = key.row;
  if (spec !== 'SYMMETRIC_DEFAULT') throw error('UnsupportedOperationException', '');
  if (origin !== 'EXTERNAL') assertMadeHere(key.row, error);
}

/** A key rotates on demand so often, and not just before it does so by itself. */
export function assertMayRotateNow(
  { arn, rotation_at }: KeyRow,
  materials: readonly MaterialRow[],
  now: Instant,
  error: Refuse<'LimitExceededException' | 'ConflictException'>,
): void {
  const before = materials.filter(({ rotation_type }) => rotation_type === 'ON_DEMAND').length;
  if (before >= ON_DEMAND_MAX) {
    throw error(
      'LimitExceededException',
      `The on-demand rotations limit has been reached for the given keyId. No more on-demand rotations can be performed for this key: ${arn}`,
    );
  }
  if (rotation_at !== null && rotation_at - now <= IMMINENT) {
    throw error(
      'ConflictException',
      `An automatic rotation of this key is currently in progress or scheduled to begin within the next 20 minutes: ${arn}`,
    );
  }
}

/** What AWS says where a key's origin does not go with what is asked. */
export const wrongOrigin = (arn: string, origin: string): string =>
  `${arn} origin is ${origin} which is not valid for this operation.`;
