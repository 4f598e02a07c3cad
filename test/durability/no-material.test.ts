import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { inspect } from 'node:util';
import { serialize } from 'node:v8';
import { gunzipSync } from 'node:zlib';
import {
  CreateKeyCommand,
  type CreateKeyCommandInput,
  DecryptCommand,
  DescribeKeyCommand,
  EncryptCommand,
  GenerateMacCommand,
  GetParametersForImportCommand,
  GetPublicKeyCommand,
  ImportKeyMaterialCommand,
  type ImportKeyMaterialCommandInput,
  KMSClient,
  ListKeyRotationsCommand,
  ReEncryptCommand,
  RotateKeyOnDemandCommand,
  SignCommand,
} from '@aws-sdk/client-kms';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { systemRandom } from '../../src/base/random.ts';
import { clients } from '../clients.ts';
import { command, keptServer, type KeptServer } from '../kept-server.ts';
import { assertAbsent, filesOf, secretsOf } from '../material.ts';
import { scratch } from '../process.ts';
import { wrapHybrid, wrapOaep } from '../wrapping.ts';

// Key material lies in the open in the memory of the process that uses it, and nowhere else: not in what is
// stored, kept at hand, printed, told or counted.

const FOREVER = { ExpirationModel: 'KEY_MATERIAL_DOES_NOT_EXPIRE' } as const;

/** Brings material to a key. */
async function bring(
  kms: KMSClient,
  KeyId: string,
  material: Uint8Array,
  more: Partial<ImportKeyMaterialCommandInput> = {},
): Promise<readonly object[]> {
  const isHybrid = material.length > 64;
  const parameters = await kms.send(
    new GetParametersForImportCommand({
      KeyId,
      WrappingAlgorithm: isHybrid ? 'RSA_AES_KEY_WRAP_SHA_256' : 'RSAES_OAEP_SHA_256',
      WrappingKeySpec: 'RSA_2048',
    }),
  );
  const wrap = isHybrid ? wrapHybrid : wrapOaep;
  const imported = await kms.send(
    new ImportKeyMaterialCommand({
      KeyId,
      ImportToken: parameters.ImportToken!,
      EncryptedKeyMaterial: wrap(parameters.PublicKey!, 'sha256', material),
      ...FOREVER,
      ...more,
    }),
  );
  return [parameters, imported];
}

/** Keys whose material is known here, each used in all ways; gives what was told and what must stay hidden. */
async function useKnownMaterial(server: KeptServer) {
  const { kms } = clients(server.administrator, { endpoint: server.url });
  const told: object[] = [];
  const made = async (input: CreateKeyCommandInput): Promise<string> => {
    const answer = await kms.send(new CreateKeyCommand({ Origin: 'EXTERNAL', ...input }));
    told.push(answer);
    return answer.KeyMetadata!.KeyId!;
  };
  const use = async <T extends object>(answer: Promise<T>): Promise<T> => {
    const given = await answer;
    told.push(given);
    return given;
  };
  const refused = async (answer: Promise<object>): Promise<void> => {
    await answer.then(
      () => assert.fail('it was not refused'),
      (error) => told.push(error),
    );
  };
  const [first, second, macKey] = [1, 2, 3].map(() => Buffer.from(systemRandom.bytes(32)));
  const Plaintext = Buffer.from('a plaintext');
  const asked = { EncryptionContext: { a: 'b' } };

  const symmetric = await made({ MultiRegion: true });
  told.push(...(await bring(kms, symmetric, first!)));
  const sealed = await use(kms.send(new EncryptCommand({ KeyId: symmetric, Plaintext, ...asked })));
  await bring(kms, symmetric, second!, { ImportType: 'NEW_KEY_MATERIAL' });
  await use(kms.send(new RotateKeyOnDemandCommand({ KeyId: symmetric })));
  const CiphertextBlob = sealed.CiphertextBlob!;
  await kms.send(new DecryptCommand({ CiphertextBlob, ...asked }));
  await use(
    kms.send(
      new ReEncryptCommand({
        CiphertextBlob,
        SourceEncryptionContext: asked.EncryptionContext,
        DestinationKeyId: symmetric,
      }),
    ),
  );
  await use(kms.send(new DescribeKeyCommand({ KeyId: symmetric })));
  await use(
    kms.send(
      new ListKeyRotationsCommand({ KeyId: symmetric, IncludeKeyMaterial: 'ALL_KEY_MATERIAL' }),
    ),
  );
  await refused(kms.send(new DecryptCommand({ CiphertextBlob })));
  await refused(bring(kms, symmetric, Buffer.from(systemRandom.bytes(32))) as Promise<object>);
  await refused(bring(kms, symmetric, first!.subarray(1)) as Promise<object>);

  const mac = await made({ KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' });
  await bring(kms, mac, macKey!);
  const MacAlgorithm = 'HMAC_SHA_256';
  await use(kms.send(new GenerateMacCommand({ KeyId: mac, MacAlgorithm, Message: Plaintext })));

  const pairs = [
    ['RSA_2048', 'RSASSA_PSS_SHA_256', generateKeyPairSync('rsa', { modulusLength: 2048 })],
    ['ECC_NIST_P256', 'ECDSA_SHA_256', generateKeyPairSync('ec', { namedCurve: 'prime256v1' })],
    ['ECC_NIST_EDWARDS25519', 'ED25519_SHA_512', generateKeyPairSync('ed25519')],
  ] as const;
  for (const [KeySpec, SigningAlgorithm, { privateKey }] of pairs) {
    const KeyId = await made({ KeySpec, KeyUsage: 'SIGN_VERIFY' });
    await bring(kms, KeyId, privateKey.export({ format: 'der', type: 'pkcs8' }));
    await use(kms.send(new SignCommand({ KeyId, SigningAlgorithm, Message: Plaintext })));
    await use(kms.send(new GetPublicKeyCommand({ KeyId })));
    await refused(
      kms.send(new SignCommand({ KeyId, SigningAlgorithm: 'ECDSA_SHA_512', Message: Plaintext })),
    );
  }
  const secrets = [
    first!,
    second!,
    macKey!,
    ...pairs.flatMap(([, , { privateKey }]) => secretsOf(privateKey)),
  ];
  return { told, secrets };
}

/** All texts in the heap of the running process, as V8 writes them out. */
async function heapOf(server: KeptServer, folder: string): Promise<Buffer> {
  process.kill(server.pid(), 'SIGUSR2');
  for (;;) {
    // Each answer is a turn of its event loop.
    await (await fetch(`${server.url}/health`)).text();
    const name = readdirSync(folder).find((each) => each.endsWith('.heapsnapshot'));
    const bytes = name && readFileSync(join(folder, name));
    if (bytes && bytes.subarray(-8).toString().trimEnd().endsWith(']}')) return bytes;
  }
}

test('material that was brought is in no file, log, record, answer, figure or text in memory, however it is used', async (t) => {
  const folder = scratch();
  t.after(folder.remove);
  const server = await keptServer(t, {
    flags: ['--log-level', 'debug'],
    env: { NODE_OPTIONS: `--heapsnapshot-signal=SIGUSR2 --diagnostic-dir=${folder.path}` },
  });
  const { told, secrets } = await useKnownMaterial(server);
  const { sts } = clients(server.administrator, { endpoint: server.url });
  const { Account } = await sts.send(new GetCallerIdentityCommand({}));
  const backup = join(folder.path, 'backup.gz');
  assert.equal((await command(['backup', backup, '--data', server.data])).code, 0);

  const places: (readonly [string, Buffer])[] = [
    ['the answers', Buffer.from(inspect(told, { depth: 20, maxStringLength: null }))],
    ['the answers in bytes', serialize(told.map(plainOf))],
    ['the log', Buffer.from(server.printed())],
    ['the trail', Buffer.from(JSON.stringify(await server.events(Account!)))],
    ['the backup', gunzipSync(readFileSync(backup))],
    ['the figures', Buffer.from(await (await fetch(`${server.url}/metrics`)).text())],
    ['the heap', await heapOf(server, folder.path)],
    ...filesOf(server.data),
  ];
  assert.ok(
    places.some(([name]) => name.endsWith('-wal')),
    'the log of the database is among them',
  );
  for (const [place, bytes] of places) assertAbsent(place, bytes, secrets);
  // A search that finds nothing must be able to find something.
  const sample = Buffer.concat([Buffer.from('xyz'), secrets[0]!]);
  for (const form of ['latin1', 'hex', 'base64', 'base64url'] as const) {
    const found = Buffer.from(sample.toString(form), 'latin1');
    assert.throws(() => assertAbsent(form, found, secrets), { name: 'AssertionError' });
  }
});

/** Errors and answers as plain data. */
const plainOf = (told: object): object =>
  told instanceof Error
    ? { name: told.name, message: told.message }
    : JSON.parse(JSON.stringify(told));
