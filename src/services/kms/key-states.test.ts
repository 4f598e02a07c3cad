import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { house, type TestHouse } from '../../../test/house.ts';
import { utf8 } from '../../base/bytes.ts';
import * as kms from '../../generated/kms.ts';
import { AwsError } from '../../model/model.ts';

/**
 * AWS's table of key states: what each state forbids, by operation. `ok` succeeds, a number is one of AWS's
 * footnotes below. Keys with material of AWS's stand in all columns but Import.
 *
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html
 */
const TABLE = `
                                     Enabled  Disabled  Import  Deletion  ReplicaDeletion
CancelKeyDeletion                       4        4        4       ok         ok
CreateAlias                             ok       ok       ok       3          3
CreateGrant                             ok       1        5        3          3
Decrypt                                 ok       1        5        3          3
DescribeKey                             ok       ok       ok      ok         ok
DisableKey                              ok       ok       5        3          3
DisableKeyRotation                      ok       1        6        3          3
EnableKey                               ok       ok       5        3          3
EnableKeyRotation                       ok       1        6        3          3
Encrypt                                 ok       1        5        3          3
GenerateDataKey                         ok       1        5        3          3
GenerateDataKeyPair                     ok       1        5        3          3
GenerateDataKeyPairWithoutPlaintext     ok       1        5        3          3
GenerateDataKeyWithoutPlaintext         ok       1        5        3          3
GetKeyLastUsage                         ok       ok       ok      ok         ok
GetKeyPolicy                            ok       ok       ok      ok         ok
GetKeyRotationStatus                    ok       ok       6       ok         ok
ListGrants                              ok       ok       ok      ok         ok
ListKeyPolicies                         ok       ok       ok      ok         ok
ListKeyRotations                        ok       ok       ok      ok         ok
ListResourceTags                        ok       ok       ok      ok         ok
PutKeyPolicy                            ok       ok       ok      ok         ok
ReEncrypt                               ok       1        5        3          3
ReplicateKey                            ok       1        5        3          3
RotateKeyOnDemand                       ok       1        5        3          3
ScheduleKeyDeletion                     ok       ok       ok       3          3
TagResource                             ok       ok       ok       3          3
UntagResource                           ok       ok       ok       3          3
UpdateKeyDescription                    ok       ok       ok       3          3
UpdatePrimaryRegion                     ok       1        5        3          3
`;

type State = 'Enabled' | 'Disabled' | 'Import' | 'Deletion' | 'ReplicaDeletion';
type Asked = Parameters<typeof footnoted>;

/** AWS's footnotes: the code, and what is said of the key. */
function footnoted(note: string, arn: string, state: State): { code: string; message: string } {
  const waiting = state === 'ReplicaDeletion' ? 'replica deletion' : 'deletion';
  const invalid = (what: string) => ({
    code: 'KMSInvalidStateException',
    message: `${arn} ${what}.`,
  });
  if (note === '1') return { code: 'DisabledException', message: `${arn} is disabled.` };
  if (note === '3') return invalid(`is pending ${waiting}`);
  if (note === '4') return invalid('is not pending deletion');
  if (note === '5') return invalid('is pending import');
  return {
    code: 'UnsupportedOperationException',
    message: `${arn} origin is EXTERNAL which is not valid for this operation.`,
  };
}

const AWAY = 'eu-west-1';

/** A multi-Region key in a state, and a ciphertext that it made while it could. */
async function keyIn(h: TestHouse, state: State) {
  const me = h.root();
  const origin = state === 'Import' ? { Origin: 'EXTERNAL' as const } : {};
  const { KeyMetadata } = await h.ask(me, kms.CreateKey, { MultiRegion: true, ...origin });
  const { KeyId, Arn } = KeyMetadata!;
  const key = { KeyId: KeyId! };
  const blob =
    state === 'Import'
      ? undefined
      : (await h.ask(me, kms.Encrypt, { ...key, Plaintext: utf8('x') })).CiphertextBlob;
  if (state === 'Disabled') await h.ask(me, kms.DisableKey, key);
  if (state === 'ReplicaDeletion')
    await h.ask(me, kms.ReplicateKey, { ...key, ReplicaRegion: AWAY });
  if (state.endsWith('Deletion')) await h.ask(me, kms.ScheduleKeyDeletion, key);
  return { key, arn: Arn!, blob };
}

type Made = Awaited<ReturnType<typeof keyIn>>;

/** What each operation is asked with, beside the key. */
const INPUTS: { readonly [operation: string]: (made: Made, me: string) => object } = {
  CreateAlias: ({ key }) => ({
    AliasName: `alias/of-${key.KeyId}`,
    TargetKeyId: key.KeyId,
    KeyId: undefined,
  }),
  CreateGrant: (_made, me) => ({ GranteePrincipal: me, Operations: ['DescribeKey'] }),
  Decrypt: ({ blob }) => ({ CiphertextBlob: blob ?? utf8('x') }),
  Encrypt: () => ({ Plaintext: utf8('x') }),
  GenerateDataKey: () => ({ KeySpec: 'AES_256' }),
  GenerateDataKeyPair: () => ({ KeyPairSpec: 'ECC_NIST_P256' }),
  GenerateDataKeyPairWithoutPlaintext: () => ({ KeyPairSpec: 'ECC_NIST_P256' }),
  GenerateDataKeyWithoutPlaintext: () => ({ KeySpec: 'AES_256' }),
  PutKeyPolicy: (_made, me) => ({
    Policy: JSON.stringify({
      Version: '2012-10-17',
      Statement: { Effect: 'Allow', Principal: { AWS: me }, Action: 'kms:*', Resource: '*' },
    }),
  }),
  ReEncrypt: ({ key, blob }) => ({
    CiphertextBlob: blob ?? utf8('x'),
    SourceKeyId: key.KeyId,
    DestinationKeyId: key.KeyId,
    KeyId: undefined,
  }),
  ReplicateKey: () => ({ ReplicaRegion: 'ap-south-1' }),
  TagResource: () => ({ Tags: [{ TagKey: 'a', TagValue: 'b' }] }),
  UntagResource: () => ({ TagKeys: ['a'] }),
  UpdateKeyDescription: () => ({ Description: 'x' }),
};

async function outcome(h: TestHouse, made: Made, operation: string): Promise<object | 'ok'> {
  const me = h.root();
  const model = (kms as unknown as { [name: string]: any })[operation];
  try {
    // A key leads another Region only where it is.
    if (operation === 'UpdatePrimaryRegion') return await lead(h, made);
    const more = INPUTS[operation]?.(made, me.arn) ?? {};
    const input = Object.fromEntries(
      Object.entries({ ...made.key, ...more }).filter(([, value]) => value !== undefined),
    );
    await h.ask(me, model, input);
    return 'ok';
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return { code: error.code, message: error.message };
  }
}

async function lead(h: TestHouse, { key }: Made): Promise<'ok'> {
  const me = h.root();
  const { KeyMetadata } = await h.ask(me, kms.DescribeKey, key);
  if (KeyMetadata!.KeyState === 'Enabled')
    await h.ask(me, kms.ReplicateKey, { ...key, ReplicaRegion: AWAY });
  // Where there is no replica the request is about the key itself.
  const there = KeyMetadata!.MultiRegionConfiguration!.ReplicaKeys!.length > 0;
  const isHere = KeyMetadata!.KeyState !== 'Enabled' && !there;
  const PrimaryRegion = isHere ? KeyMetadata!.Arn!.split(':')[3]! : AWAY;
  await h.ask(me, kms.UpdatePrimaryRegion, { ...key, PrimaryRegion });
  return 'ok';
}

suite('what the state of a key forbids is what AWS says it does', () => {
  const [head, ...lines] = TABLE.trim().split('\n');
  const states = head!.trim().split(/\s+/) as State[];
  for (const line of lines) {
    const [operation, ...notes] = line.trim().split(/\s+/) as [string, ...string[]];
    test(operation, async (t) => {
      const h = await house();
      t.after(h.close);
      for (const [i, state] of states.entries()) {
        const made = await keyIn(h, state);
        const note = notes[i]!;
        const expected = note === 'ok' ? 'ok' : footnoted(...([note, made.arn, state] as Asked));
        assert.deepEqual(await outcome(h, made, operation), expected, `${operation} on ${state}`);
      }
    });
  }
});
