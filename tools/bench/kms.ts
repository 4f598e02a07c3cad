/**
 * What KMS costs: each operation beside the bare cryptography that it is about, beside the bare HTTP
 * server of the same run, and reads of secrets while keys of RSA-4096 are made.
 */
import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  sign,
  verify,
} from 'node:crypto';
import http from 'node:http';
import {
  CreateAccessKeyCommand,
  CreateUserCommand,
  IAMClient,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import {
  CreateKeyCommand,
  type CreateKeyCommandInput,
  EncryptCommand,
  KMSClient,
  SignCommand,
  type SigningAlgorithmSpec,
} from '@aws-sdk/client-kms';
import type { RealServer } from './servers.ts';
import { type Credentials, signedRequest } from './sign.ts';

/** One load, as `bench.ts` measures it. */
export interface Measured {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly cpuMicros: number;
}

export interface KmsBench {
  readonly server: RealServer;
  readonly load: (requests: readonly string[]) => Promise<Measured>;
  /** Reads of secrets. */
  readonly get: () => Promise<Measured>;
  /** The bare HTTP server. */
  readonly bare: () => Promise<Measured>;
}

/** Prints a table of it, and the reads beside slow work. */
export async function benchKms(of: KmsBench): Promise<void> {
  const { server } = of;
  const config = {
    endpoint: `http://127.0.0.1:${server.port}`,
    region: 'us-east-1',
    credentials: server.administrator,
    requestHandler: { httpAgent: new http.Agent({ keepAlive: true, maxSockets: 32 }) },
  };
  const kms = new KMSClient(config);
  const call = await caller(server, new IAMClient(config));
  console.log('\nKMS:\n');
  console.log(
    '| what | per s | of bare HTTP | of bare cryptography | p50 ms | p99 ms | CPU µs |\n|---|---|---|---|---|---|---|',
  );
  const bare = await of.bare();
  for (const { name, request, crypto } of await operations(kms)) {
    const requests = Array.from({ length: 1000 }, () => call(request.operation, request.input));
    await of.load(requests.slice(0, 100));
    row(name, await of.load(requests), bare, perSecond(crypto));
  }
  row('GetSecretValue', await of.get(), bare);
  await beside(of, kms);
}

interface Operation {
  readonly name: string;
  readonly request: { readonly operation: string; readonly input: object };
  /** The same work without a server, a key or a caller. */
  readonly crypto: () => unknown;
}

async function operations(kms: KMSClient): Promise<readonly Operation[]> {
  const make = async (input: CreateKeyCommandInput): Promise<string> =>
    (await kms.send(new CreateKeyCommand(input))).KeyMetadata!.Arn!;
  const KeyId = await make({});
  const { CiphertextBlob } = await kms.send(new EncryptCommand({ KeyId, Plaintext: DATA }));
  const mac = await make({ KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' });
  const macKey = randomBytes(32);
  const signing = async (KeySpec: 'ECC_NIST_P256' | 'RSA_2048' | 'ML_DSA_65') =>
    make({ KeySpec, KeyUsage: 'SIGN_VERIFY' });
  const [p256, rsa, mldsa] = [
    await signing('ECC_NIST_P256'),
    await signing('RSA_2048'),
    await signing('ML_DSA_65'),
  ];
  const pairs = {
    p256: generateKeyPairSync('ec', { namedCurve: 'prime256v1' }),
    rsa: generateKeyPairSync('rsa', { modulusLength: 2048 }),
    mldsa: generateKeyPairSync('ml-dsa-65'),
  };
  const Plaintext = base64(DATA);
  const Message = base64(DATA);
  const signed = async (
    name: string,
    key: string,
    SigningAlgorithm: SigningAlgorithmSpec,
    hash: string | null,
    pair: { readonly privateKey: KeyObject; readonly publicKey: KeyObject },
  ): Promise<readonly Operation[]> => {
    const asked = { KeyId: key, SigningAlgorithm };
    const { Signature } = await kms.send(new SignCommand({ ...asked, Message: DATA }));
    const input = { ...asked, Message };
    const made = sign(hash, DATA, pair.privateKey);
    return [
      {
        name: `Sign ${name}`,
        request: { operation: 'Sign', input },
        crypto: () => sign(hash, DATA, pair.privateKey),
      },
      {
        name: `Verify ${name}`,
        request: { operation: 'Verify', input: { ...input, Signature: base64(Signature!) } },
        crypto: () => verify(hash, DATA, pair.publicKey, made),
      },
    ];
  };
  return [
    {
      name: 'Encrypt',
      request: { operation: 'Encrypt', input: { KeyId, Plaintext } },
      crypto: () => sealed(DATA),
    },
    {
      name: 'Decrypt',
      request: { operation: 'Decrypt', input: { CiphertextBlob: base64(CiphertextBlob!) } },
      crypto: () => opened(SEALED),
    },
    {
      name: 'GenerateDataKey',
      request: { operation: 'GenerateDataKey', input: { KeyId, KeySpec: 'AES_256' } },
      crypto: () => sealed(randomBytes(32)),
    },
    {
      name: 'GenerateMac HMAC_SHA_256',
      request: {
        operation: 'GenerateMac',
        input: { KeyId: mac, MacAlgorithm: 'HMAC_SHA_256', Message },
      },
      crypto: () => createHmac('sha256', macKey).update(DATA).digest(),
    },
    ...(await signed('P-256', p256, 'ECDSA_SHA_256', 'sha256', pairs.p256)),
    ...(await signed('RSA-2048', rsa, 'RSASSA_PKCS1_V1_5_SHA_256', 'sha256', pairs.rsa)),
    ...(await signed('ML-DSA-65', mldsa, 'ML_DSA_SHAKE_256', null, pairs.mldsa)),
  ];
}

/** Reads of secrets, in turns: quiet, and while one key of RSA-4096 after another is made. */
async function beside({ get }: KmsBench, kms: KMSClient): Promise<void> {
  const quiet: Measured[] = [];
  const busy: Measured[] = [];
  let made = 0;
  for (let round = 0; round < 3; round++) {
    quiet.push(await get());
    let isOver = false;
    const making = (async () => {
      while (!isOver) {
        await kms.send(new CreateKeyCommand({ KeySpec: 'RSA_4096', KeyUsage: 'SIGN_VERIFY' }));
        made++;
      }
    })();
    busy.push(await get());
    isOver = true;
    await making;
  }
  const [before, meanwhile] = [quiet, busy].map((all) => middle(all.map(({ p99 }) => p99)));
  console.log(
    `\nGetSecretValue while ${made} keys of RSA-4096 are made one after another: p99 ${meanwhile!.toFixed(2)} ms, quiet ${before!.toFixed(2)} ms (×${(meanwhile! / before!).toFixed(2)}).`,
  );
}

const middle = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;

/** Signs requests of a user who may use keys by an identity policy. */
async function caller(server: RealServer, iam: IAMClient) {
  const UserName = 'bench-kms';
  const may = [
    'kms:Encrypt',
    'kms:Decrypt',
    'kms:GenerateDataKey',
    'kms:Sign',
    'kms:Verify',
    'kms:GenerateMac',
  ];
  const statement = { Effect: 'Allow', Action: may, Resource: 'arn:aws:kms:*:*:key/*' };
  await iam.send(new CreateUserCommand({ UserName }));
  await iam.send(
    new PutUserPolicyCommand({
      UserName,
      PolicyName: 'may',
      PolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement: [statement] }),
    }),
  );
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName }));
  const credentials: Credentials = {
    accessKeyId: AccessKey!.AccessKeyId!,
    secretAccessKey: AccessKey!.SecretAccessKey!,
  };
  return (operation: string, input: object): string =>
    signedRequest(`127.0.0.1:${server.port}`, credentials, {
      service: 'kms',
      target: `TrentService.${operation}`,
      body: JSON.stringify(input),
    });
}

function row(name: string, m: Measured, bare: Measured, crypto?: number): void {
  const cells = [
    name,
    m.perSecond.toFixed(0),
    `${((100 * m.perSecond) / bare.perSecond).toFixed(1)} %`,
    crypto ? `${((100 * m.perSecond) / crypto).toFixed(1)} % of ${crypto.toFixed(0)}` : '',
    m.p50.toFixed(2),
    m.p99.toFixed(2),
    m.cpuMicros.toFixed(0),
  ];
  console.log(`| ${cells.join(' | ')} |`);
}

/** How often a function runs in a second of one thread. */
function perSecond(work: () => unknown): number {
  for (let i = 0; i < 50; i++) work();
  const started = performance.now();
  let count = 0;
  do {
    for (let i = 0; i < 20; i++) work();
    count += 20;
  } while (performance.now() - started < 500);
  return (1000 * count) / (performance.now() - started);
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
const DATA = randomBytes(32);
const KEY = randomBytes(32);

function sealed(plaintext: Uint8Array): Buffer {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', KEY, iv);
  return Buffer.concat([iv, cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
}

const SEALED = sealed(DATA);

function opened(text: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', KEY, text.subarray(0, 12));
  decipher.setAuthTag(text.subarray(-16));
  return Buffer.concat([decipher.update(text.subarray(12, -16)), decipher.final()]);
}
