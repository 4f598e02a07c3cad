import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { type Credentials, type KeptServer, keptServer } from '../kept-server.ts';
import { type Answer, form, json, type Plain, send, signed, unsigned } from './signed.ts';

interface Asked {
  readonly kept: KeptServer;
  readonly account: string;
  readonly ask: (plain: Plain) => Promise<Answer>;
  /** The events of these requests, in their order, once the server has stopped. */
  readonly eventsOf: (answers: readonly Answer[]) => Promise<readonly any[]>;
}

async function server(t: TestContext, ...flags: readonly string[]): Promise<Asked> {
  const kept = await keptServer(t, { flags });
  const ask = (plain: Plain) =>
    send(kept.port, signed({ credentials: kept.administrator, ...plain }));
  const { body } = await ask(form('sts', 'GetCallerIdentity'));
  const account = /<Account>(\d{12})<\/Account>/.exec(body)![1]!;
  return {
    kept,
    account,
    ask,
    eventsOf: async (answers) => {
      await kept.stop();
      const byRequest = Map.groupBy(await kept.events(account), ({ requestID }) => requestID);
      return answers.map(({ headers }) => {
        const events = byRequest.get(headers['x-amzn-requestid']) ?? [];
        assert.ok(events.length <= 1, 'one request, one event');
        return events[0];
      });
    },
  };
}

/** A user who may do nothing. */
async function nobody({ ask }: Asked): Promise<Credentials> {
  await ask(form('iam', 'CreateUser', { UserName: 'nobody' }));
  const { body } = await ask(form('iam', 'CreateAccessKey', { UserName: 'nobody' }));
  const element = (name: string) => new RegExp(`<${name}>([^<]*)</${name}>`).exec(body)![1]!;
  return { accessKeyId: element('AccessKeyId'), secretAccessKey: element('SecretAccessKey') };
}

test('every signed request has its event, whatever became of it', async (t) => {
  const asked = await server(t);
  const credentials = await nobody(asked);
  const told: readonly (readonly [plain: Plain, source: string, name: string, code?: string])[] = [
    [form('sts', 'GetCallerIdentity'), 'sts', 'GetCallerIdentity'],
    [
      json('secretsmanager.GetSecretValue', { SecretId: 'x' }, { credentials }),
      'secretsmanager',
      'GetSecretValue',
      'AccessDeniedException',
    ],
    [form('iam', 'ListUsers', {}, { credentials }), 'iam', 'ListUsers', 'AccessDenied'],
    [
      json('secretsmanager.GetSecretValue', { SecretId: 'nowhere' }),
      'secretsmanager',
      'GetSecretValue',
      'ResourceNotFoundException',
    ],
    [
      json('secretsmanager.CreateSecret', '{"Name":'),
      'secretsmanager',
      'CreateSecret',
      'SerializationException',
    ],
    [
      json('secretsmanager.CreateSecret', {}),
      'secretsmanager',
      'CreateSecret',
      'ValidationException',
    ],
    [json('TrentService.Nothing', {}), 'kms', 'Unknown', 'UnknownOperationException'],
    [form('sts', 'Nothing'), 'sts', 'Unknown', 'InvalidAction'],
    [{ ...form('iam', ''), body: 'Action=%ff' }, 'iam', 'Unknown', 'MalformedQueryString'],
    [form('ec2', 'DescribeVpcs'), 'ec2', 'DescribeVpcs', 'UnsupportedOperation'],
    [
      {
        service: 'lambda',
        method: 'GET',
        url: '/2021-07-20/functions/f/runtime-management-config',
      },
      'lambda',
      'GetRuntimeManagementConfig',
      'UnsupportedOperationException',
    ],
    [
      { service: 'lambda', method: 'GET', url: '/nowhere' },
      'lambda',
      'Unknown',
      'UnknownOperationException',
    ],
    [{ service: 'atlantis', url: '/', body: '' }, 'atlantis', 'Unknown', 'InvalidAction'],
  ];
  const answers: Answer[] = [];
  for (const [plain] of told) answers.push(await asked.ask(plain));
  const events = await asked.eventsOf(answers);
  for (const [i, [, source, name, code]] of told.entries()) {
    const event = events[i];
    assert.ok(event, `${source} ${name}: no event for ${answers[i]!.body}`);
    assert.equal(event.eventSource, `${source}.amazonaws.com`);
    assert.equal(event.errorCode, code, `${source} ${name}: ${answers[i]!.body}`);
    assert.equal(event.eventName, name);
    assert.equal(event.sourceIPAddress, '127.0.0.1');
    assert.equal(event.recipientAccountId, asked.account);
    assert.equal(event.userIdentity.type, 'IAMUser');
  }
});

test('a request that nobody has signed leaves nothing on the trail of anybody', async (t) => {
  const { kept, account } = await server(t);
  const before = (await kept.events(account)).length;
  for (const request of [
    unsigned('POST', '/', '{}', { 'x-amz-target': 'secretsmanager.ListSecrets' }),
    signed(form('sts', 'GetCallerIdentity')),
    signed({
      ...form('sts', 'GetCallerIdentity'),
      credentials: { ...kept.administrator, secretAccessKey: 'x' },
    }),
  ])
    assert.ok([400, 403].includes((await send(kept.port, request)).status));
  await kept.stop();
  assert.equal((await kept.events(account)).length, before);
});

// Each is a value that must come back to its owner and to nobody else. They look like nothing else here.
const CANARIES = ['canary-7c1f-string', 'canary-7c1f-binary', 'canary-7c1f-plaintext'] as const;

test('a secret value is nowhere but in its answer: not in a file, a log, a counter, an event', async (t) => {
  const asked = await server(t, '--log-level', 'debug');
  const { ask, kept } = asked;
  const [text, binary, plaintext] = CANARIES;
  const base64 = (value: string) => Buffer.from(value).toString('base64');
  const token = 't'.repeat(40);
  const sm = async (operation: string, input: unknown) =>
    ask(json(`secretsmanager.${operation}`, input));

  const created = await sm('CreateSecret', {
    Name: 'canary',
    SecretString: text,
    ClientRequestToken: token,
  });
  assert.equal(created.status, 200, created.body);
  assert.match((await sm('GetSecretValue', { SecretId: 'canary' })).body, new RegExp(text));
  const put = { SecretId: 'canary', SecretBinary: base64(binary), ClientRequestToken: `${token}2` };
  assert.equal((await sm('PutSecretValue', put)).status, 200);
  const batch = await sm('BatchGetSecretValue', { SecretIdList: ['canary'] });
  assert.match(batch.body, new RegExp(base64(binary)));

  // What goes wrong must not tell of it either.
  const wrong: readonly unknown[] = [
    { Name: 'canary', SecretString: `${text}!`, ClientRequestToken: token },
    { Name: '!', SecretString: text.repeat(4000), ClientRequestToken: token },
    { Name: 'c', SecretString: [text], ClientRequestToken: token },
    { Name: 'c', SecretString: { text }, ClientRequestToken: token },
    { Name: 'c', SecretBinary: text, ClientRequestToken: token },
    { Name: 'c', SecretString: text, SecretBinary: base64(binary), ClientRequestToken: token },
    `{"Name":"c","SecretString":"${text}"`,
    `{"Name":"c","SecretString":"${text}\\ud800"}`,
    `{"Name":"c","SecretString":"${text}" "b":1}`,
  ];
  for (const input of wrong)
    assert.equal((await sm('CreateSecret', input)).status, 400, JSON.stringify(input).slice(0, 99));
  const reused = { SecretId: 'canary', SecretString: text, ClientRequestToken: `${token}2` };
  assert.equal((await sm('PutSecretValue', reused)).status, 400);

  const { body: key } = await ask(json('TrentService.CreateKey', {}));
  const { KeyId } = JSON.parse(key).KeyMetadata;
  const encrypted = await ask(
    json('TrentService.Encrypt', { KeyId, Plaintext: base64(plaintext) }),
  );
  const { CiphertextBlob } = JSON.parse(encrypted.body);
  const decrypted = await ask(json('TrentService.Decrypt', { CiphertextBlob }));
  assert.equal(JSON.parse(decrypted.body).Plaintext, base64(plaintext));
  const { body: dataKey } = await ask(
    json('TrentService.GenerateDataKey', { KeyId, KeySpec: 'AES_256' }),
  );
  const user = await nobody(asked);
  const session = await ask(form('sts', 'GetSessionToken', {}, { credentials: user }));
  assert.equal(session.status, 200);
  const [, sessionSecret] = /<SecretAccessKey>([^<]+)</.exec(session.body)!;
  const [, sessionToken] = /<SessionToken>([^<]+)</.exec(session.body)!;
  const { body: random } = await sm('GetRandomPassword', { PasswordLength: 40 });

  const metrics = await (await fetch(`${kept.url}/metrics`)).text();
  const whileItRan = filesBelow(kept.folder);
  await kept.stop();
  const secrets = [
    ...CANARIES,
    ...CANARIES.map(base64),
    JSON.parse(dataKey).Plaintext,
    JSON.parse(random).RandomPassword,
    user.secretAccessKey,
    sessionSecret!,
    sessionToken!,
  ] as const;
  const forms = secrets.flatMap((value) => [
    value,
    Buffer.from(value).toString('hex'),
    Buffer.from(value, 'base64').toString('latin1'),
  ]);
  const places = {
    'the log': Buffer.from(kept.printed()),
    'the counters': Buffer.from(metrics),
    ...filesBelow(kept.folder),
    ...prefixed('running:', whileItRan),
  };
  assert.match(kept.printed(), /"operation":"CreateSecret"/, 'the log tells of requests');
  assert.ok(Object.keys(places).some((name) => name.endsWith('lockstead.db')));
  for (const [place, bytes] of Object.entries(places)) {
    for (const [i, value] of forms.entries())
      assert.ok(
        !bytes.includes(value, 0, 'latin1'),
        `secret ${Math.floor(i / 3)} lies in ${place}`,
      );
    // The administrator's own secret is in the file that was written for him, and in no other.
    assert.equal(
      bytes.includes(kept.administrator.secretAccessKey),
      place.endsWith('aws/credentials'),
      place,
    );
  }
  const events = await kept.events(asked.account);
  assert.ok(events.filter(({ eventName }) => eventName === 'CreateSecret').length >= wrong.length);
  const trail = JSON.stringify(events);
  for (const value of forms) assert.ok(!trail.includes(value));
});

const prefixed = (prefix: string, files: { readonly [path: string]: Buffer }) =>
  Object.fromEntries(Object.entries(files).map(([path, bytes]) => [prefix + path, bytes]));

function filesBelow(folder: string): { readonly [path: string]: Buffer } {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true });
  return Object.fromEntries(
    files
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [path, readFileSync(path)]),
  );
}
