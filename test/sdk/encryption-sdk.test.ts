import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import {
  buildClient,
  CommitmentPolicy,
  KmsKeyringNode,
  AwsKmsMrkAwareSymmetricKeyringNode,
  type MessageHeader,
} from '@aws-crypto/client-node';
import {
  CreateAliasCommand,
  CreateKeyCommand,
  DecryptCommand,
  DisableKeyCommand,
  KMS,
  type KMSClient,
  ReplicateKeyCommand,
  RotateKeyOnDemandCommand,
} from '@aws-sdk/client-kms';
import { clients } from '../clients.ts';
import type { Credentials } from '../kept-server.ts';
import { world } from './world.ts';

// The AWS Encryption SDK seals files under data keys of KMS. It asks Lockstead as it would ask AWS.

const { encrypt, decrypt } = buildClient(CommitmentPolicy.REQUIRE_ENCRYPT_REQUIRE_DECRYPT);
const FILE = randomBytes(100_000);
const encryptionContext = { purpose: 'backup', origin: 'eu' };

type KmsOfSdk = ConstructorParameters<typeof AwsKmsMrkAwareSymmetricKeyringNode>[0]['client'];

/** A client of KMS for each Region that the SDK reads in a key's ARN. */
const providerOf =
  (url: string, credentials: Credentials) =>
  (region: string): KmsOfSdk =>
    // The types of the two packages differ in what "optional" means.
    new KMS({
      endpoint: url,
      region: region || 'us-east-1',
      credentials,
      maxAttempts: 1,
    }) as KmsOfSdk;

const makeKey = async (kms: KMSClient, input = {}): Promise<string> =>
  (await kms.send(new CreateKeyCommand(input))).KeyMetadata!.Arn!;

const dataKeysOf = ({ encryptedDataKeys }: MessageHeader): readonly Uint8Array[] =>
  encryptedDataKeys.map(({ encryptedDataKey }) => encryptedDataKey);

test('what the AWS Encryption SDK seals under two keys opens with either, after a rotation too', async (t) => {
  const { url, administrator } = await world(t);
  const { kms } = clients(administrator, { endpoint: url });
  const clientProvider = providerOf(url, administrator);
  const [generatorKeyId, other] = [await makeKey(kms), await makeKey(kms)];
  await kms.send(new CreateAliasCommand({ AliasName: 'alias/files', TargetKeyId: generatorKeyId }));
  const keyring = new KmsKeyringNode({ clientProvider, generatorKeyId, keyIds: [other] });
  const { result, messageHeader } = await encrypt(keyring, FILE, { encryptionContext });
  await kms.send(new RotateKeyOnDemandCommand({ KeyId: generatorKeyId }));

  for (const key of [generatorKeyId, other]) {
    const opener = new KmsKeyringNode({ clientProvider, keyIds: [key] });
    const opened = await decrypt(opener, result);
    assert.deepEqual(opened.plaintext, FILE);
    const { encryptionContext: told } = opened.messageHeader;
    assert.deepEqual([told['purpose'], told['origin']], ['backup', 'eu']);
  }
  const stranger = new KmsKeyringNode({ clientProvider, keyIds: [await makeKey(kms)] });
  await assert.rejects(decrypt(stranger, result));
  await kms.send(new DisableKeyCommand({ KeyId: other }));
  const disabled = new KmsKeyringNode({ clientProvider, keyIds: [other] });
  await assert.rejects(decrypt(disabled, result), /is disabled/);
  const byAlias = new KmsKeyringNode({ clientProvider, generatorKeyId: 'alias/files' });
  const again = await encrypt(byAlias, FILE, { encryptionContext });
  const opener = new KmsKeyringNode({ clientProvider, keyIds: [generatorKeyId] });
  assert.deepEqual((await decrypt(opener, again.result)).plaintext, FILE);

  // The data key lies in the file as KMS sealed it, and opens with the whole context of the message alone.
  const [CiphertextBlob] = dataKeysOf(messageHeader);
  const { encryptionContext: EncryptionContext } = messageHeader;
  const { Plaintext, KeyId } = await kms.send(
    new DecryptCommand({ CiphertextBlob, EncryptionContext }),
  );
  assert.deepEqual([Plaintext!.length, KeyId], [32, generatorKeyId]);
  await assert.rejects(
    kms.send(new DecryptCommand({ CiphertextBlob, EncryptionContext: encryptionContext })),
    { name: 'InvalidCiphertextException' },
  );
});

test('a file that was sealed in one Region opens in another, by the kin of its key', async (t) => {
  const { url, administrator } = await world(t);
  const { kms } = clients(administrator, { endpoint: url });
  const primary = await makeKey(kms, { MultiRegion: true });
  const ReplicaRegion = 'eu-west-1';
  await kms.send(new ReplicateKeyCommand({ KeyId: primary, ReplicaRegion }));
  const replica = primary.replace('us-east-1', ReplicaRegion);
  const keyringIn = (region: string, generatorKeyId: string) =>
    new AwsKmsMrkAwareSymmetricKeyringNode({
      client: providerOf(url, administrator)(region),
      keyId: generatorKeyId,
    });
  const home = keyringIn('us-east-1', primary);
  const away = keyringIn(ReplicaRegion, replica);
  const { result } = await encrypt(home, FILE, { encryptionContext });
  assert.deepEqual((await decrypt(away, result)).plaintext, FILE);
  const back = await encrypt(away, FILE, { encryptionContext });
  assert.deepEqual((await decrypt(home, back.result)).plaintext, FILE);
});
