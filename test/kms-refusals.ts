/** Bad requests to KMS: what they are about, and how each is told. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { utf8 } from '../src/base/bytes.ts';
import { DAY } from '../src/base/clock.ts';
import * as kms from '../src/generated/kms.ts';
import { AwsError, type OperationModel } from '../src/model/model.ts';
import { house, type TestHouse } from './house.ts';

/** What each of the bad requests is about. */
export async function scene() {
  const h = await house();
  const me = h.root();
  const made = async (input: object = {}) => {
    const { KeyMetadata } = await h.ask(me, kms.CreateKey, input);
    return { id: KeyMetadata!.KeyId!, arn: KeyMetadata!.Arn! };
  };
  const seal = async (KeyId: string, more: object = {}) => {
    const { CiphertextBlob } = await h.ask(me, kms.Encrypt, { KeyId, Plaintext: TEXT, ...more });
    return CiphertextBlob!;
  };
  const key = await made();
  const other = await made();
  const keys = {
    key,
    other,
    disabled: await made(),
    pending: await made(),
    deleted: await made(),
    empty: await made({ Origin: 'EXTERNAL' }),
    signing: await made({ KeySpec: 'ECC_NIST_P256', KeyUsage: 'SIGN_VERIFY' }),
    rsa: await made({ KeySpec: 'RSA_2048', KeyUsage: 'ENCRYPT_DECRYPT' }),
    mac: await made({ KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' }),
    agreeing: await made({ KeySpec: 'ECC_NIST_P256', KeyUsage: 'KEY_AGREEMENT' }),
  };
  const AliasName = 'alias/moving';
  await h.ask(me, kms.CreateAlias, { AliasName, TargetKeyId: key.id });
  const context = { EncryptionContext: CONTEXT };
  const blobs = {
    plain: await seal(key.id),
    bound: await seal(key.id, context),
    byAlias: await seal(AliasName, context),
    disabled: await seal(keys.disabled.id),
    pending: await seal(keys.pending.id),
    deleted: await seal(keys.deleted.id),
    rsa: await seal(keys.rsa.id, { EncryptionAlgorithm: 'RSAES_OAEP_SHA_256' }),
  };
  await h.ask(me, kms.UpdateAlias, { AliasName, TargetKeyId: other.id });
  const window = { PendingWindowInDays: 7 };
  await h.ask(me, kms.ScheduleKeyDeletion, { KeyId: keys.deleted.id, ...window });
  h.clock.advance(7 * DAY);
  await h.tick();
  await h.ask(me, kms.DisableKey, { KeyId: keys.disabled.id });
  await h.ask(me, kms.ScheduleKeyDeletion, { KeyId: keys.pending.id, ...window });
  return { h, keys, blobs };
}

/** A house with keys of every state. */
export type Scene = Awaited<ReturnType<typeof scene>>;

/** What was encrypted. */
export const TEXT = utf8('hunter2');
/** And what it was bound to. */
export const CONTEXT = { app: 'shop', tenant: '7' };

/** A request, and how it is refused. */
export interface Case {
  readonly operation: keyof typeof kms;
  readonly input: (scene: Scene) => object;
  readonly code: string;
  /** Empty unless told. */
  readonly message?: string | ((scene: Scene) => string);
  readonly account?: string;
}

/** A member that is too long. */
export const tooLong = (member: string, max: number): string =>
  `1 validation error detected: Value at '${member}' failed to satisfy constraint: Member must have length less than or equal to ${max}`;

/** A key that was disabled. */
export const disabled = (arn: string): string => `${arn} is disabled.`;

/** A key that waits for its deletion. */
export const pending = (arn: string): string => `${arn} is pending deletion.`;

/** A key that is not there. */
export const absent = (arn: string): string => `Key '${arn}' does not exist`;

/** A refused request's error. */
export async function refusal(
  { h }: Scene,
  { operation, account }: Case,
  input: object,
): Promise<AwsError> {
  // The trail orders events by their time alone.
  h.clock.advance(1);
  try {
    await h.ask(h.root(account), kms[operation] as OperationModel<object, object, string>, input);
  } catch (error) {
    if (error instanceof AwsError) return error;
    throw error;
  }
  assert.fail('it was not refused');
}

/** What the trail holds of the last request, without what differs from each request to the next. */
export async function lastEvent(h: TestHouse, account?: string) {
  const { eventID: _id, requestID: _request, ...event } = (await h.events(account)).at(-1);
  return event;
}

/** Each of these requests is refused as it says, and the trail tells the same. */
export function testRefusals(cases: { readonly [name: string]: Case }): void {
  const standing = scene();
  for (const [name, wanted] of Object.entries(cases)) {
    void test(name, async () => {
      const s = await standing;
      const { code, message } = await refusal(s, wanted, wanted.input(s));
      const said = typeof wanted.message === 'function' ? wanted.message(s) : wanted.message;
      assert.deepEqual({ code, message }, { code: wanted.code, message: said ?? '' });
      const { eventName, errorCode, errorMessage } = await lastEvent(s.h, wanted.account);
      assert.deepEqual([eventName, errorCode], [wanted.operation, wanted.code]);
      assert.equal(errorMessage ?? '', message);
    });
  }
}
