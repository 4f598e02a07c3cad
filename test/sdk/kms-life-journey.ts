import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { wrapOaep } from '../wrapping.ts';
import { type Client, refused, type Told } from './client.ts';

type Ask = (operation: string, input?: object) => Promise<Told>;

/** The life of keys: rotations, imported material, and kin in other Regions. */
export async function kmsLifeJourney({ ask, pages }: Client): Promise<void> {
  const kms: Ask = (operation, input = {}) => ask('kms', operation, input);
  await rotations(kms, pages);
  await imports(kms);
  await regions(kms);
}

async function rotations(kms: Ask, pages: Client['pages']): Promise<void> {
  const { KeyId, Arn } = (await kms('CreateKey')).KeyMetadata;
  await kms('EnableKeyRotation', { KeyId, RotationPeriodInDays: 90 });
  const status = await kms('GetKeyRotationStatus', { KeyId });
  assert.deepEqual([status.KeyRotationEnabled, status.RotationPeriodInDays], [true, 90]);
  assert.match(status.NextRotationDate, /^20\d\d/);
  await kms('DisableKeyRotation', { KeyId });
  assert.equal((await kms('GetKeyRotationStatus', { KeyId })).KeyRotationEnabled, false);

  const Plaintext = Buffer.from('old');
  const { CiphertextBlob } = await kms('Encrypt', { KeyId, Plaintext });
  assert.equal((await kms('RotateKeyOnDemand', { KeyId })).KeyId, Arn);
  await kms('RotateKeyOnDemand', { KeyId });
  assert.deepEqual((await kms('Decrypt', { CiphertextBlob })).Plaintext, Plaintext);
  const listed = await pages('kms', 'ListKeyRotations', {
    KeyId,
    IncludeKeyMaterial: 'ALL_KEY_MATERIAL',
    Limit: 2,
  });
  assert.equal(listed.length, 2);
  const materials = listed.flatMap((page) => page.Rotations);
  assert.deepEqual(
    materials.map((each: Told) => [each.KeyMaterialState, each.RotationType ?? null]),
    [
      ['NON_CURRENT', null],
      ['NON_CURRENT', 'ON_DEMAND'],
      ['CURRENT', 'ON_DEMAND'],
    ],
  );
}

async function imports(kms: Ask): Promise<void> {
  const { KeyId, KeyState } = (await kms('CreateKey', { Origin: 'EXTERNAL' })).KeyMetadata;
  assert.equal(KeyState, 'PendingImport');
  const parameters = await kms('GetParametersForImport', {
    KeyId,
    WrappingAlgorithm: 'RSAES_OAEP_SHA_256',
    WrappingKeySpec: 'RSA_2048',
  });
  const { ImportToken, PublicKey } = parameters;
  const material = randomBytes(32);
  const wrapped = (bytes: Uint8Array) => Buffer.from(wrapOaep(PublicKey, 'sha256', bytes));
  const ValidTo = new Date(Date.parse(parameters.ParametersValidTo) + 86_400_000);
  const imported = await kms('ImportKeyMaterial', {
    KeyId,
    ImportToken,
    EncryptedKeyMaterial: wrapped(material),
    ExpirationModel: 'KEY_MATERIAL_EXPIRES',
    ValidTo,
    KeyMaterialDescription: 'from the safe',
  });
  const { KeyMetadata } = await kms('DescribeKey', { KeyId });
  assert.deepEqual(
    [KeyMetadata.KeyState, KeyMetadata.CurrentKeyMaterialId, KeyMetadata.ExpirationModel],
    ['Enabled', imported.KeyMaterialId, 'KEY_MATERIAL_EXPIRES'],
  );
  await refused(
    kms('ImportKeyMaterial', {
      KeyId,
      ImportToken,
      EncryptedKeyMaterial: wrapped(randomBytes(32)),
      ExpirationModel: 'KEY_MATERIAL_DOES_NOT_EXPIRE',
    }),
    'IncorrectKeyMaterialException',
    /not the same key material/,
  );
  const deleted = await kms('DeleteImportedKeyMaterial', { KeyId });
  assert.equal(deleted.KeyMaterialId, imported.KeyMaterialId);
  assert.equal((await kms('DescribeKey', { KeyId })).KeyMetadata.KeyState, 'PendingImport');
}

async function regions(kms: Ask): Promise<void> {
  const { KeyId, Arn } = (await kms('CreateKey', { MultiRegion: true })).KeyMetadata;
  assert.match(KeyId, /^mrk-[0-9a-f]{32}$/);
  const { ReplicaKeyMetadata } = await kms('ReplicateKey', { KeyId, ReplicaRegion: 'eu-west-1' });
  const replica = Arn.replace('us-east-1', 'eu-west-1');
  assert.equal(ReplicaKeyMetadata.Arn, replica);
  await kms('UpdatePrimaryRegion', { KeyId, PrimaryRegion: 'eu-west-1' });
  const { MultiRegionConfiguration } = (await kms('DescribeKey', { KeyId })).KeyMetadata;
  assert.deepEqual(MultiRegionConfiguration, {
    MultiRegionKeyType: 'REPLICA',
    PrimaryKey: { Arn: replica, Region: 'eu-west-1' },
    ReplicaKeys: [{ Arn, Region: 'us-east-1' }],
  });
}
