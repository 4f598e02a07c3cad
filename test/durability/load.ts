/** Clients that write as fast as they are answered, and remember what they were promised. */
import {
  CreateSecretCommand,
  DeleteSecretCommand,
  DescribeSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  TagResourceCommand,
} from '@aws-sdk/client-secrets-manager';
import { uuid, type Random } from '../../src/base/random.ts';
import { type Clients, clients } from '../clients.ts';
import type { Credentials } from '../kept-server.ts';

/** What was acknowledged: it must be there for ever. */
export interface Promised {
  /** Of every request that was answered, reads and refusals too: the trail tells of each. */
  readonly requestIds: string[];
  /** Answers that nobody wants, as `Code Status`; the client that gets one asks no more. */
  readonly refusals: string[];
  readonly versions: Version[];
  readonly tagged: string[];
  readonly deleted: Set<string>;
  /** Whose deletion was asked for, and perhaps not answered. */
  readonly doomed: Set<string>;
}

interface Version {
  readonly secret: string;
  readonly id: string;
  readonly value: string;
}

export const nothingPromised = (): Promised => ({
  requestIds: [],
  refusals: [],
  versions: [],
  tagged: [],
  deleted: new Set(),
  doomed: new Set(),
});

export interface Load {
  readonly of: Promised;
  /** Resolves when so many requests have been answered. */
  readonly answered: (count: number) => Promise<void>;
  /** Lets each client finish what it has asked, and resolves when all have, or have lost the server. */
  readonly stop: () => Promise<void>;
  /** Resolves when every client has lost the server. */
  readonly lost: () => Promise<void>;
}

/** Starts so many clients. */
export function startLoad(
  { url, administrator }: { readonly url: string; readonly administrator: Credentials },
  { writers, random, name }: { writers: number; random: Random; name: string },
): Load {
  const of = nothingPromised();
  const heard: { readonly count: number; readonly resolve: () => void }[] = [];
  let stopped = false;
  const tell = (requestId: string | undefined) => {
    of.requestIds.push(requestId!);
    while (heard.length && of.requestIds.length >= heard[0]!.count) heard.shift()!.resolve();
  };
  const writer = async (n: number): Promise<void> => {
    const client = clients(administrator, { endpoint: url });
    for (let i = 0; !stopped; i++) await cycle(client, `${name}/${n}/${i}`);
  };
  const cycle = async ({ secrets }: Clients, secret: string): Promise<void> => {
    const keep = async (id: string, value: string) => void of.versions.push({ secret, id, value });
    const first = uuid(random);
    const size = 1 + (random.bytes(1)[0]! % 32) * 200;
    const value = first.repeat(Math.ceil(size / first.length));
    const made = await secrets.send(
      new CreateSecretCommand({ Name: secret, SecretString: value, ClientRequestToken: first }),
    );
    await keep(first, value);
    tell(made.$metadata.requestId);
    if (stopped) return;
    const second = uuid(random);
    const put = await secrets.send(
      new PutSecretValueCommand({
        SecretId: secret,
        SecretString: second,
        ClientRequestToken: second,
      }),
    );
    await keep(second, second);
    tell(put.$metadata.requestId);
    const got = await secrets.send(new GetSecretValueCommand({ SecretId: secret }));
    tell(got.$metadata.requestId);
    if (stopped) return;
    const tagged = await secrets.send(
      new TagResourceCommand({ SecretId: secret, Tags: [{ Key: 'seen', Value: 'yes' }] }),
    );
    of.tagged.push(secret);
    tell(tagged.$metadata.requestId);
    if (stopped || random.bytes(1)[0]! % 4 > 0) return;
    of.doomed.add(secret);
    const gone = await secrets.send(
      new DeleteSecretCommand({ SecretId: secret, ForceDeleteWithoutRecovery: true }),
    );
    of.deleted.add(secret);
    tell(gone.$metadata.requestId);
  };
  const writing = Array.from({ length: writers }, async (_, n) => {
    try {
      await writer(n);
    } catch (error) {
      const { name, $metadata } = error as Error & {
        readonly $metadata?: { readonly httpStatusCode?: number };
      };
      // Without a status the server is gone, and has said nothing.
      if ($metadata?.httpStatusCode) of.refusals.push(`${name} ${$metadata.httpStatusCode}`);
      else if (!isGone(error)) throw error;
    }
  });
  const all = Promise.all(writing);
  all.catch(() => {});
  return {
    of,
    answered: (count) =>
      Promise.race([
        new Promise<void>((resolve) => {
          heard.push({ count, resolve });
        }),
        all.then(() => {}),
      ]),
    stop: async () => {
      stopped = true;
      await all;
    },
    lost: async () => void (await all),
  };
}

const isGone = (error: unknown): boolean =>
  ['ECONNRESET', 'ECONNREFUSED', 'EPIPE'].includes((error as NodeJS.ErrnoException).code ?? '');

/** Reads all that was promised; resolves to what is not there, in sentences. */
export async function missed(
  { url, administrator }: { readonly url: string; readonly administrator: Credentials },
  { versions, tagged, deleted, doomed }: Promised,
): Promise<readonly string[]> {
  const { secrets } = clients(administrator, { endpoint: url });
  const wrong: string[] = [];
  const nameOf = async (request: Promise<unknown>) => {
    try {
      await request;
      return 'nothing';
    } catch (error) {
      return (error as Error).name;
    }
  };
  const checks = [
    ...versions
      .filter(({ secret }) => !doomed.has(secret))
      .map(({ secret, id, value }) => async () => {
        const get = new GetSecretValueCommand({ SecretId: secret, VersionId: id });
        const found = await secrets.send(get).catch((error: Error) => error);
        if (found instanceof Error) wrong.push(`${secret} ${id}: ${found.name}`);
        else if (found.SecretString !== value) wrong.push(`${secret} ${id}: another value`);
      }),
    ...tagged
      .filter((secret) => !doomed.has(secret))
      .map((secret) => async () => {
        const { Tags } = await secrets.send(new DescribeSecretCommand({ SecretId: secret }));
        if (Tags?.[0]?.Key !== 'seen') wrong.push(`${secret}: no tag`);
      }),
    ...[...deleted].map((secret) => async () => {
      const name = await nameOf(secrets.send(new GetSecretValueCommand({ SecretId: secret })));
      if (name !== 'ResourceNotFoundException') wrong.push(`${secret}: deleted, and ${name}`);
    }),
  ];
  const next = checks.values();
  const worker = async () => {
    for (const check of next) await check();
  };
  await Promise.all(Array.from({ length: 8 }, worker));
  return wrong;
}
