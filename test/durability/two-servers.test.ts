import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import {
  CreateAccessKeyCommand,
  CreateUserCommand,
  DeleteUserPolicyCommand,
  PutUserPolicyCommand,
  UpdateAccessKeyCommand,
} from '@aws-sdk/client-iam';
import { CreateKeyCommand, DisableKeyCommand, EnableKeyCommand } from '@aws-sdk/client-kms';
import {
  CreateSecretCommand,
  DeleteResourcePolicyCommand,
  GetSecretValueCommand,
  PutResourcePolicyCommand,
} from '@aws-sdk/client-secrets-manager';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { type Clients, clients, sessionOf } from '../clients.ts';
import { command, type Credentials, type KeptServer, keptServer } from '../kept-server.ts';
import { freePort, missing } from '../process.ts';
import { postgresStore } from './postgres.ts';

const ROUNDS = process.env['LOCKSTEAD_PROVE'] ? 1500 : 200;

test('a second server on the same SQLite file is refused, and the first goes on', async (t) => {
  const server = await keptServer(t);
  const port = await freePort();
  const listen = `127.0.0.1:${port}`;
  const second = await command(['start', '--data', server.data, '--listen', listen]);
  assert.equal(second.code, 4);
  assert.match(
    second.err,
    /Another Lockstead server has the data file `.*lockstead\.db` open\. Stop it first/,
  );
  assert.doesNotMatch(second.err, /\n\s+at /);
  const { sts } = clients(server.administrator, { endpoint: server.url });
  await sts.send(new GetCallerIdentityCommand({}));
});

test('two servers on one PostgreSQL: what is revoked through one is refused by the other at once', {
  skip: missing('postgresql'),
}, async (t) => {
  const scene = await setTheScene(await pair(t));
  const watch = watchReads(scene.readers);
  t.after(watch.stop);
  for (let round = 0; round < ROUNDS; round++) {
    const { take, give, code } = WAYS[round % WAYS.length]!;
    const here = Math.floor(round / WAYS.length) % 2;
    const [through, reader] = [scene.administrators[here]!, scene.readers[1 - here]!];
    await watch.expect(undefined);
    await take(through, scene);
    await watch.expect(code);
    assert.equal(await reading(reader), code, `round ${round}`);
    await watch.expect(undefined);
    await give(through, scene);
    await watch.expect('read');
    assert.equal(await reading(reader), 'read', `round ${round}`);
  }
  const { wrong, judged } = await watch.stop();
  assert.deepEqual(wrong, []);
  t.diagnostic(`${ROUNDS} times taken and given back, ${judged} reads beside it`);
  assert.ok(judged >= 2 * ROUNDS);
});

/** Two servers with one root key. */
async function pair(t: TestContext): Promise<readonly [KeptServer, KeptServer]> {
  const store = await postgresStore('shared');
  const one = await keptServer(t, { store });
  const key = `file:${join(one.folder, 'lockstead-root.key')}`;
  const two = await keptServer(t, {
    store,
    flags: ['--root-key', key],
    administrator: one.administrator,
  });
  return [one, two];
}

/** One administrator and one reader, each with clients of both servers. */
interface Scene {
  readonly administrators: readonly Clients[];
  readonly readers: readonly Clients[];
  readonly keyId: string;
  readonly readerKeyId: string;
}

async function setTheScene(servers: readonly KeptServer[]): Promise<Scene> {
  const atEach = (credentials: Credentials) =>
    servers.map(({ url }) => clients(credentials, { endpoint: url }));
  const administrators = atEach(servers[0]!.administrator);
  const { iam, kms, secrets } = administrators[0]!;
  const { KeyMetadata } = await kms.send(new CreateKeyCommand({}));
  const KmsKeyId = KeyMetadata!.KeyId!;
  await secrets.send(new CreateSecretCommand({ Name: 'shared', SecretString: 'value', KmsKeyId }));
  await iam.send(new CreateUserCommand({ UserName: 'reader' }));
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: 'reader' }));
  const scene = {
    administrators,
    readers: atEach(sessionOf(AccessKey!)),
    keyId: KmsKeyId,
    readerKeyId: AccessKey!.AccessKeyId!,
  };
  for (const { give } of WAYS) await give(administrators[0]!, scene);
  return scene;
}

/** One thing without which the reader cannot read, and how he is refused then. */
interface Way {
  readonly take: (through: Clients, scene: Scene) => Promise<unknown>;
  readonly give: (through: Clients, scene: Scene) => Promise<unknown>;
  readonly code: string;
}

const policy = (effect: string, more: object): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: effect, Resource: '*', ...more }],
  });

const setKey = (Status: 'Active' | 'Inactive') => (through: Clients, scene: Scene) =>
  through.iam.send(
    new UpdateAccessKeyCommand({ UserName: 'reader', AccessKeyId: scene.readerKeyId, Status }),
  );

const WAYS: readonly Way[] = [
  {
    code: 'AccessDeniedException',
    take: ({ iam }) =>
      iam.send(new DeleteUserPolicyCommand({ UserName: 'reader', PolicyName: 'read' })),
    give: ({ iam }) =>
      iam.send(
        new PutUserPolicyCommand({
          UserName: 'reader',
          PolicyName: 'read',
          PolicyDocument: policy('Allow', {
            Action: ['secretsmanager:GetSecretValue', 'kms:Decrypt'],
          }),
        }),
      ),
  },
  {
    code: 'AccessDeniedException',
    take: ({ secrets }) =>
      secrets.send(
        new PutResourcePolicyCommand({
          SecretId: 'shared',
          ResourcePolicy: policy('Deny', {
            Principal: '*',
            Action: 'secretsmanager:GetSecretValue',
          }),
        }),
      ),
    give: ({ secrets }) => secrets.send(new DeleteResourcePolicyCommand({ SecretId: 'shared' })),
  },
  { code: 'UnrecognizedClientException', take: setKey('Inactive'), give: setKey('Active') },
  {
    code: 'DecryptionFailure',
    take: ({ kms }, { keyId }) => kms.send(new DisableKeyCommand({ KeyId: keyId })),
    give: ({ kms }, { keyId }) => kms.send(new EnableKeyCommand({ KeyId: keyId })),
  },
];

/** How a read ends: `read`, or the code of its refusal. */
async function reading({ secrets }: Clients): Promise<string> {
  try {
    await secrets.send(new GetSecretValueCommand({ SecretId: 'shared' }));
    return 'read';
  } catch (error) {
    const { name, $metadata } = error as Error & { readonly $metadata?: object };
    // What is not the server's word is no ending, but a failure of this test.
    if ($metadata === undefined || !('httpStatusCode' in $metadata)) throw error;
    return name;
  }
}

/**
 * Reads all the while through every server. A read that began after something was acknowledged, and
 * ended before the next thing was asked for, must have ended as that thing says.
 */
function watchReads(readers: readonly Clients[]) {
  let expected: string | undefined;
  let moment = 0;
  let stopped = false;
  let judged = 0;
  let seen = () => {};
  const wrong: string[] = [];
  const watcher = async (reader: Clients) => {
    while (!stopped) {
      const [began, wanted] = [moment, expected];
      const ended = await reading(reader);
      if (wanted === undefined || began !== moment) continue;
      judged++;
      seen();
      if (ended !== wanted) wrong.push(`${ended} instead of ${wanted}`);
    }
  };
  const watching = readers.map(watcher);
  // They are heard of when it is stopped, whatever becomes of the test meanwhile.
  for (const each of watching) each.catch(() => {});
  return {
    /** From now on reads must end like this, or as they like; resolves once one has. */
    expect: async (ending: string | undefined) => {
      moment++;
      expected = ending;
      if (ending !== undefined) await new Promise<void>((resolve) => (seen = resolve));
    },
    stop: async () => {
      stopped = true;
      await Promise.all(watching);
      return { wrong, judged };
    },
  };
}
