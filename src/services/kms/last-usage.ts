/**
 * When a key was last used for cryptography, and for what.
 *
 * A key's first use of a day is noted with its commit; the others of that day write nothing besides
 * their events. So it is known on which day to look, and the trail tells the last use of that day. Where
 * the trail has been cut since, the first one stands for it.
 */
import { DAY } from '../../base/clock.ts';
import { lastSuccess } from '../../audit/last-use.ts';
import { service } from '../../generated/kms.ts';
import type { KeyLastUsageData } from '../../generated/kms.types.ts';
import type { Call } from '../../operation/operation.ts';
import type { Instant } from '../../base/clock.ts';
import { type Change, change } from '../../store/statement.ts';
import type { Reader } from '../../store/store.ts';
import type { Key } from './key.ts';
import { noteUse, selectUse } from './usage-tables.ts';

type Operation = NonNullable<KeyLastUsageData['Operation']>;

/** The operations whose success is a use. */
const USES: { readonly [operation in Operation]: true } = {
  Decrypt: true,
  DeriveSharedSecret: true,
  Encrypt: true,
  GenerateDataKey: true,
  GenerateDataKeyPair: true,
  GenerateDataKeyPairWithoutPlaintext: true,
  GenerateDataKeyWithoutPlaintext: true,
  GenerateMac: true,
  ReEncrypt: true,
  Sign: true,
  Verify: true,
  VerifyMac: true,
};

/** Notes that keys are used, for the commit of the operation that does. */
export async function recordUse(
  { store, now, request }: Pick<Call<any, any, never, any, any>, 'store' | 'now' | 'request'>,
  operation: Operation,
  ...keys: readonly Pick<Key, 'arn'>[]
): Promise<readonly Change[]> {
  const changes: Change[] = [];
  for (const { arn: key } of keys) {
    const known = await store.one(selectUse, { key });
    if (known && dayOf(known.at) >= dayOf(now)) continue;
    // Of several who are first on a day, whoever commits last changes nothing.
    const today = dayOf(now) * DAY;
    changes.push(change(noteUse, { key, at: now, operation, request: request.id, today }, 'any'));
  }
  return changes;
}

/** The last use of a key; an empty object where there was none. */
export async function lastUsage(
  store: Reader,
  key: Pick<Key, 'arn' | 'account'>,
  now: Instant,
): Promise<KeyLastUsageData> {
  const first = await store.one(selectUse, { key: key.arn });
  if (!first) return {};
  const dayEnd = (dayOf(first.at) + 1) * DAY - 1;
  const last = await lastSuccess(store, {
    account: key.account,
    source: service.eventSource,
    names: Object.keys(USES),
    resource: key.arn,
    twofold: 'ReEncrypt',
    from: first.at,
    to: Math.min(now, dayEnd),
  });
  if (!last) {
    const { at, operation, request } = first;
    return { Operation: operation as Operation, Timestamp: at, KmsRequestId: request };
  }
  return {
    Operation: last.name as Operation,
    Timestamp: last.at,
    CloudTrailEventId: last.eventId,
    KmsRequestId: last.requestId,
  };
}

const dayOf = (at: Instant): number => Math.floor(at / DAY);
