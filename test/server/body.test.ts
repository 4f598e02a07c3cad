import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type DevServer, devServer } from './dev-server.ts';
import { call } from './raw.ts';
import { DEV, form, json, signed, unsigned } from './signed.ts';

let server: DevServer;
before(async () => void (server = await devServer()));
after(() => server.end());

const MEBIBYTE = 1024 * 1024;
const create = (body: string | Uint8Array) => server.ask(json('secretsmanager.CreateSecret', body));

async function assertAlive(): Promise<void> {
  const { status } = await fetch(`${server.url}/health`);
  assert.equal(status, 200);
}

test('a body over one mebibyte is refused in JSON, and the house goes on', async () => {
  const request = signed(json('secretsmanager.ListSecrets', ' '.repeat(MEBIBYTE + 1)));
  const { status, headers, body } = await server.send(request);
  assert.equal(status, 413);
  assert.equal(headers['connection'], 'close');
  assert.deepEqual(JSON.parse(body), {
    __type: 'RequestEntityTooLargeException',
    message: 'The request is larger than 1048576 bytes.',
  });
  await assertAlive();
});

test('the largest secret goes through in the longest way to write it', async () => {
  const escaped = '\\u0061'.repeat(65_536);
  const { status, body } = await create(
    `{"Name":"largest","ClientRequestToken":"${'t'.repeat(32)}","SecretString":"${escaped}"}`,
  );
  assert.equal(status, 200, body);
  const { body: read } = await server.ask(
    json('secretsmanager.GetSecretValue', { SecretId: 'largest' }),
  );
  assert.equal(JSON.parse(read).SecretString, 'a'.repeat(65_536));
});

test('what is no JSON is refused without a reason', async () => {
  const nonsense: readonly (string | Uint8Array)[] = [
    '{',
    '{"Name":}',
    "{'Name':'a'}",
    '{"Name":"a"} trailing',
    '\uFEFF{"Name":"a"}',
    Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]),
    Buffer.from('{"Name":"\xe9"}', 'latin1'),
    '{"Name":"\\ud800"}',
    '{"Name":NaN}',
    '['.repeat(500_000),
    '{"a":'.repeat(200_000),
  ];
  for (const body of nonsense) {
    const answer = await create(body);
    assert.equal(answer.status, 400);
    assert.equal(answer.body, '{"__type":"SerializationException"}', `${body}`.slice(0, 40));
  }
  await assertAlive();
});

test('JSON that is no object is refused', async () => {
  for (const body of ['[]', '"text"', '1', 'null', 'true']) {
    const answer = await create(body);
    assert.equal(answer.status, 400, body);
    assert.equal(JSON.parse(answer.body).__type, 'SerializationException', body);
  }
});

test('JSON that is deep where nobody looks is passed over', async () => {
  const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
  const { status, body } = await server.ask(
    json('secretsmanager.ListSecrets', `{"Nobody":${deep}}`),
  );
  assert.equal(status, 200, body);
});

test('thousands of members are counted and refused', async () => {
  const tags = Array.from({ length: 12_000 }, (_, i) => ({ Key: `k${i}`, Value: 'v' }));
  const { status, body } = await create(
    JSON.stringify({ Name: 'many', SecretString: 's', Tags: tags }),
  );
  assert.equal(status, 400);
  assert.match(JSON.parse(body).__type, /^(?:SerializationException|ValidationException)$/);
  assert.ok(body.length < 4096, 'a short answer to a long question');

  const fields = Array.from({ length: 21_000 }, (_, i) => `a${i}=`).join('&');
  const answer = await server.ask({ ...form('sts', 'GetCallerIdentity'), body: fields });
  assert.equal(answer.status, 400);
  assert.match(answer.body, /<Code>MalformedQueryString<\/Code>/);
  await assertAlive();
});

test('names that every object has are names like others', async () => {
  const hostile =
    '{"__proto__":{"SecretString":"inherited","Name":"inherited"},"constructor":{"prototype":{"polluted":1}},"Name":"proto","ClientRequestToken":"tttttttttttttttttttttttttttttttt"}';
  const { status, body } = await create(hostile);
  assert.equal(status, 200, body);
  assert.equal(JSON.parse(body).Name, 'proto');
  const read = await server.ask(json('secretsmanager.GetSecretValue', { SecretId: 'proto' }));
  assert.equal(read.status, 400, 'nothing was inherited');

  // An encryption context is a map whose keys are the caller's.
  const key = await server.ask(json('TrentService.CreateKey', {}));
  const { KeyId } = JSON.parse(key.body).KeyMetadata;
  const context = '{"__proto__":"a","toString":"b"}';
  const encrypted = await server.ask(
    json(
      'TrentService.Encrypt',
      `{"KeyId":"${KeyId}","Plaintext":"YQ==","EncryptionContext":${context}}`,
    ),
  );
  assert.equal(encrypted.status, 200, encrypted.body);
  const { CiphertextBlob } = JSON.parse(encrypted.body);
  const decrypt = (given: string) =>
    server.ask(
      json(
        'TrentService.Decrypt',
        `{"CiphertextBlob":"${CiphertextBlob}","EncryptionContext":${given}}`,
      ),
    );
  assert.equal((await decrypt(context)).status, 200);
  assert.equal((await decrypt('{"toString":"b"}')).status, 400);
  assert.equal((await decrypt('{"__proto__":"x","toString":"b"}')).status, 400);
});

test('of two members with one name the last counts', async () => {
  const { status, body } = await create(
    '{"Name":"first","Name":"second","ClientRequestToken":"tttttttttttttttttttttttttttttttt"}',
  );
  assert.equal(status, 200, body);
  assert.equal(JSON.parse(body).Name, 'second');
});

test('a form that is no text, or badly escaped, is refused', async () => {
  const bodies = [Buffer.from([0x41, 0x3d, 0xff]), 'Action=%zz', 'Action=%ff', 'Action=a%'];
  for (const body of bodies) {
    const answer = await server.ask({ ...form('iam', ''), body });
    assert.equal(answer.status, 400);
    assert.match(answer.body, /<Code>MalformedQueryString<\/Code>/, `${body}`);
  }
});

test('what a caller wrote is escaped in XML', async () => {
  const name = '<script>&"\'\u{1F600}';
  const answer = await server.ask(form('iam', name));
  assert.equal(answer.status, 400);
  assert.match(answer.body, /Could not find operation &lt;script&gt;&amp;/);
  assert.ok(!answer.body.includes('<script>'));
});

test('a path is what its signer wrote: escapes, detours and all', async () => {
  const function_ = 'arn%3Aaws%3Alambda%3Aus-east-1%3A123456789012%3Afunction%3Af';
  for (const name of [function_, 'a%20b']) {
    const url = `/2021-07-20/functions/${name}/runtime-management-config`;
    assert.match(
      (await server.ask({ service: 'lambda', method: 'GET', url })).body,
      /does not serve lambda:GetRuntimeManagementConfig/,
    );
  }
  for (const url of ['/%2F2015-03-31/functions/f', '/nowhere', '/2015-03-31/functions/f/nowhere']) {
    const answer = await server.ask({ service: 'lambda', method: 'GET', url });
    assert.equal(answer.status, 404, url);
    assert.equal(answer.headers['x-amzn-errortype'], 'UnknownOperationException');
  }
});

test('paths and methods that mean nothing say nothing to strangers', async () => {
  const ways = [
    ['GET', '/'],
    ['OPTIONS', '/'],
    ['PUT', '/anything'],
    ['DELETE', '/health'],
    ['POST', '/metrics'],
    ['GET', '/%68ealth'],
    ['GET', '/health/'],
    ['GET', '/console'],
    ['GET', '/../../etc/passwd'],
  ] as const;
  for (const [method, url] of ways) {
    const answer = await server.send(unsigned(method, url));
    assert.equal(answer.status, 403, `${method} ${url}`);
    assert.match(answer.body, /Missing ?Authentication ?Token/);
    assert.equal(answer.headers['access-control-allow-origin'], undefined);
  }
  const head = await server.send(unsigned('HEAD', '/'));
  assert.deepEqual([head.status, head.body], [403, '']);
  const health = await server.send(unsigned('HEAD', '/health'));
  assert.deepEqual([health.status, health.body], [200, '']);
});

test('one connection carries many requests, one after another and all at once', async () => {
  const words = () => {
    const { method, url, headers, body } = signed(form('sts', 'GetCallerIdentity'));
    const lines = Object.entries({ ...headers, 'content-length': `${body.length}` });
    return `${method} ${url} HTTP/1.1\r\n${lines.map(([n, v]) => `${n}: ${v}\r\n`).join('')}\r\n${body}`;
  };
  const line = await call(server.port);
  for (let i = 0; i < 3; i++) {
    line.say(words());
    assert.equal((await line.hear()).status, 200);
  }
  line.say(Array.from({ length: 20 }, words).join(''));
  const ids = new Set<string>();
  for (let i = 0; i < 20; i++) {
    const answer = await line.hear();
    assert.match(answer.body, /<Account>123456789012<\/Account>/);
    ids.add(answer.headers['x-amzn-requestid']!);
  }
  assert.equal(ids.size, 20);
  // Byte by byte is slow, and allowed.
  for (const byte of words()) line.say(byte);
  assert.equal((await line.hear()).status, 200);
  line.socket.destroy();
});

test('a header that is sent twice is signed as both', async () => {
  const request = signed(
    form('sts', 'GetCallerIdentity', {}, { headers: { 'x-amz-meta': 'a,b' } }),
  );
  const { 'x-amz-meta': _, ...headers } = request.headers;
  const lines = Object.entries({ ...headers, 'content-length': `${request.body.length}` });
  const line = await call(server.port);
  line.say(
    `POST / HTTP/1.1\r\nX-Amz-Meta: a\r\nX-Amz-Meta:  b \r\n${lines.map(([n, v]) => `${n}: ${v}\r\n`).join('')}\r\n${request.body}`,
  );
  assert.equal((await line.hear()).status, 200);
  line.socket.destroy();
});

test('an old client of HTTP/1.0 is answered', async () => {
  const { url, headers } = { ...unsigned('GET', '/health') };
  const line = await call(server.port);
  line.say(`GET ${url} HTTP/1.0\r\nHost: ${headers['host']}\r\n\r\n`);
  assert.equal((await line.hear()).body, '{"status":"ok"}');
  await line.closed;
});

test('the secret of the house is nowhere in what it says of bad requests', () => {
  assert.ok(
    !server
      .printed()
      .replace(/export .*/g, '')
      .includes(DEV.secretAccessKey),
  );
});
