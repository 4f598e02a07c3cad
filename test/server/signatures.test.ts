import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type DevServer, devServer } from './dev-server.ts';
import {
  type Answer,
  type Credentials,
  DEV,
  form,
  json,
  type Plain,
  presigned,
  type Signed,
  signed,
  unsigned,
} from './signed.ts';

let server: DevServer;
before(async () => void (server = await devServer()));
after(() => server.end());

/** The same kind of call in each protocol, and how each tells an error. */
const WAYS: { readonly [way: string]: { readonly plain: Plain; readonly protocol: Protocol } } = {
  'Secrets Manager': { plain: json('secretsmanager.ListSecrets', {}), protocol: 'json' },
  KMS: { plain: json('TrentService.ListKeys', {}), protocol: 'json' },
  STS: { plain: form('sts', 'GetCallerIdentity'), protocol: 'query' },
  IAM: { plain: form('iam', 'ListUsers'), protocol: 'query' },
  Lambda: {
    plain: {
      service: 'lambda',
      method: 'GET',
      url: '/2021-07-20/functions/f/runtime-management-config?Qualifier=1',
    },
    protocol: 'rest',
  },
  RAM: {
    plain: {
      service: 'ram',
      url: '/createresourceshare',
      body: '{"name":"n"}',
      headers: { 'content-type': 'application/json' },
    },
    protocol: 'rest',
  },
  EC2: { plain: form('ec2', 'DescribeVpcs'), protocol: 'ec2' },
};

type Protocol = 'json' | 'query' | 'rest' | 'ec2';
/** `message` may be a text or a pattern. */
interface Told {
  readonly status: number;
  readonly code: string;
  readonly message: string | RegExp;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const XML_ERROR =
  /^<ErrorResponse(?: xmlns="https?:\/\/[^"]+")?><Error><Type>Sender<\/Type><Code>(\w+)<\/Code><Message>([^<]*)<\/Message><\/Error><RequestId>([^<]+)<\/RequestId><\/ErrorResponse>$/;
const EC2_ERROR =
  /^<Response><Errors><Error><Code>(\w+)<\/Code><Message>([^<]*)<\/Message><\/Error><\/Errors><RequestID>([^<]+)<\/RequestID><\/Response>$/;

/** Code and message of an error, after a look at all the rest of its form. */
function read(protocol: Protocol, { headers, body }: Answer): { code: string; message: string } {
  const id = headers['x-amzn-requestid'];
  assert.match(String(id), UUID);
  assert.ok(Math.abs(Date.parse(headers.date!) - Date.now()) < 5000, 'a Date header that is right');
  if (protocol === 'json') {
    assert.equal(headers['content-type'], 'application/x-amz-json-1.1');
    const { __type: code, message, ...more } = JSON.parse(body);
    assert.deepEqual(more, {});
    return { code, message };
  }
  if (protocol === 'rest') {
    assert.equal(headers['content-type'], 'application/json');
    const { message, ...more } = JSON.parse(body);
    assert.deepEqual(more, {});
    return { code: String(headers['x-amzn-errortype']), message };
  }
  assert.equal(headers['content-type'], 'text/xml');
  const [, code, message, told] = (protocol === 'query' ? XML_ERROR : EC2_ERROR).exec(body) ?? [];
  assert.equal(told, id, body);
  return { code: code!, message: message!.replaceAll('&#39;', "'").replaceAll('&apos;', "'") };
}

function assertTold(way: string, answer: Answer, told: Told): void {
  const { code, message } = read(WAYS[way]!.protocol, answer);
  const said = `${way}: ${answer.body}`;
  assert.equal(code, told.code, said);
  assert.equal(answer.status, told.status, said);
  if (typeof told.message === 'string') assert.equal(message, told.message, said);
  else assert.match(message, told.message, said);
}

const INVALID = 'The security token included in the request is invalid.';
const MISMATCH =
  'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.';
const NOT_VALIDATED = 'AWS was not able to validate the provided access credentials';

const unknownKey: { readonly [protocol in Protocol]: Told } = {
  json: { status: 400, code: 'UnrecognizedClientException', message: INVALID },
  rest: { status: 403, code: 'UnrecognizedClientException', message: INVALID },
  query: { status: 403, code: 'InvalidClientTokenId', message: INVALID },
  ec2: { status: 401, code: 'AuthFailure', message: NOT_VALIDATED },
};

const mismatch = (message: string | RegExp = MISMATCH): { [protocol in Protocol]: Told } => ({
  json: { status: 400, code: 'InvalidSignatureException', message },
  rest: { status: 403, code: 'InvalidSignatureException', message },
  query: { status: 403, code: 'SignatureDoesNotMatch', message },
  ec2: { status: 401, code: 'AuthFailure', message: NOT_VALIDATED },
});

const late = (message: RegExp): { readonly [protocol in Protocol]: Told } => ({
  ...mismatch(message),
  ec2: { status: 400, code: 'RequestExpired', message: 'Request has expired.' },
});

const incomplete = (message: string | RegExp): { readonly [protocol in Protocol]: Told } => ({
  json: { status: 400, code: 'IncompleteSignatureException', message },
  rest: { status: 403, code: 'IncompleteSignatureException', message },
  query: { status: 400, code: 'IncompleteSignature', message },
  ec2: { status: 400, code: 'IncompleteSignature', message },
});

const expired: { readonly [protocol in Protocol]: Told } = {
  json: {
    status: 400,
    code: 'ExpiredTokenException',
    message: 'The security token included in the request is expired',
  },
  rest: {
    status: 403,
    code: 'ExpiredTokenException',
    message: 'The security token included in the request is expired',
  },
  query: {
    status: 403,
    code: 'ExpiredToken',
    message: 'The security token included in the request is expired',
  },
  ec2: { status: 400, code: 'RequestExpired', message: 'Request has expired.' },
};

/** In every way: what is sent, made of the honest call, and what is told. */
async function everyWay(
  make: (plain: Plain) => Signed,
  told: { readonly [protocol in Protocol]: Told },
): Promise<void> {
  for (const [way, { plain, protocol }] of Object.entries(WAYS))
    assertTold(way, await server.send(make(plain)), told[protocol]);
}

const key = (change: Partial<Credentials>) => (plain: Plain) =>
  signed({ ...plain, credentials: { ...DEV, ...change } });

test('an honest signature is believed in every protocol', async () => {
  const reached = { EC2: 400, Lambda: 400, RAM: 400 } as { [way: string]: number };
  for (const [way, { plain }] of Object.entries(WAYS)) {
    const { status, body } = await server.ask(plain);
    assert.equal(status, reached[way] ?? 200, body);
    // What is not served yet is said to those alone who have shown who they are.
    if (reached[way]) assert.match(body, /Lockstead does not serve \w+:\w+ yet/);
  }
});

test('who does not sign is told so', async () => {
  const message = 'Missing Authentication Token';
  await everyWay(
    ({ method = 'POST', url = '/', body, headers }) => unsigned(method, url, body, headers),
    {
      json: { status: 400, code: 'MissingAuthenticationTokenException', message },
      rest: { status: 403, code: 'MissingAuthenticationTokenException', message },
      query: {
        status: 403,
        code: 'MissingAuthenticationToken',
        message: 'Request is missing Authentication Token',
      },
      ec2: {
        status: 403,
        code: 'MissingAuthenticationToken',
        message: 'Request is missing Authentication Token',
      },
    },
  );
});

test('a key that nobody has is not recognized', () =>
  everyWay(key({ accessKeyId: 'AKIAIOSFODNN7EXAMPLF' }), unknownKey));

test('a session key without its token is not recognized', () =>
  everyWay(key({ accessKeyId: 'ASIAIOSFODNN7EXAMPLE' }), unknownKey));

test('a token that nobody made is not recognized, whatever key it comes with', async () => {
  for (const accessKeyId of ['ASIAIOSFODNN7EXAMPLE', DEV.accessKeyId])
    await everyWay(key({ accessKeyId, sessionToken: 'IQoJb3JpZ2luX2VjEXAMPLE' }), unknownKey);
});

test('the wrong secret does not fit', () =>
  everyWay(key({ secretAccessKey: DEV.secretAccessKey.toLowerCase() }), mismatch()));

test('a body that was changed after signing does not fit', () =>
  everyWay((plain) => {
    const request = signed(plain);
    return { ...request, body: `${request.body} ` };
  }, mismatch()));

test('a header that was changed after signing does not fit', () =>
  everyWay((plain) => {
    const request = signed({ ...plain, headers: { ...plain.headers, 'x-amz-meta': 'a' } });
    return { ...request, headers: { ...request.headers, 'x-amz-meta': 'b' } };
  }, mismatch()));

test('a query that was changed after signing does not fit', () =>
  everyWay((plain) => {
    const request = signed(plain);
    const joint = request.url.includes('?') ? '&' : '?';
    return { ...request, url: `${request.url}${joint}Qualifier=2` };
  }, mismatch()));

test('another method than the signed one does not fit', () =>
  everyWay((plain) => {
    const request = signed(plain);
    return { ...request, method: 'PUT' };
  }, mismatch()));

test('a header of AWS that is not signed is refused by name', () =>
  everyWay(
    (plain) =>
      signed({
        ...plain,
        headers: { ...plain.headers, 'x-amz-meta': 'a' },
        unsigned: ['x-amz-meta'],
      }),
    mismatch("'x-amz-meta' must be a 'SignedHeader' in the AWS Authorization header."),
  ));

test('a signature without the host is refused', () =>
  everyWay(
    (plain) => signed({ ...plain, unsigned: ['host'] }),
    mismatch("'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization header."),
  ));

test('a body that is not covered by the signature is refused', async () => {
  for (const payloadHash of ['UNSIGNED-PAYLOAD', 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD'])
    await everyWay(
      (plain) =>
        signed({
          ...plain,
          payloadHash,
          headers: { ...plain.headers, 'x-amz-content-sha256': payloadHash },
        }),
      mismatch(),
    );
});

test("another hash than the body's is refused", () =>
  everyWay((plain) => {
    const payloadHash = 'e'.repeat(64);
    return signed({
      ...plain,
      payloadHash,
      headers: { ...plain.headers, 'x-amz-content-sha256': payloadHash },
    });
  }, mismatch()));

test('a signature of six minutes ago is expired, one of four is not', async () => {
  await everyWay(
    (plain) => signed({ ...plain, at: Date.now() - 6 * 60_000 }),
    late(
      /^Signature expired: \d{8}T\d{6}Z is now earlier than \d{8}T\d{6}Z \(\d{8}T\d{6}Z - 5 min\.\)$/,
    ),
  );
  const { plain } = WAYS['STS']!;
  assert.equal((await server.ask({ ...plain, at: Date.now() - 4 * 60_000 })).status, 200);
});

test('a signature of the future is not yet current', () =>
  everyWay(
    (plain) => signed({ ...plain, at: Date.now() + 6 * 60_000 }),
    late(
      /^Signature not yet current: \d{8}T\d{6}Z is still later than \d{8}T\d{6}Z \(\d{8}T\d{6}Z \+ 5 min\.\)$/,
    ),
  ));

test('a Region that is none is refused', () =>
  everyWay(
    (plain) => signed({ ...plain, region: 'Atlantis' }),
    mismatch('Credential should be scoped to a valid region.'),
  ));

test('half a signature is incomplete', async () => {
  const authorization = (value: string) => (plain: Plain) => {
    const request = signed(plain);
    return { ...request, headers: { ...request.headers, authorization: value } };
  };
  await everyWay(
    authorization('AWS4-HMAC-SHA256 Credential=AKID/20260101/us-east-1/x/aws4_request'),
    incomplete(
      /^Authorization header requires 'Signature' parameter\. Authorization header requires 'SignedHeaders' parameter\. \(Hashed with SHA-256 and encoded with Base64\) Authorization=/,
    ),
  );
  await everyWay(
    authorization('Bearer secret-token'),
    incomplete(/^Invalid key=value pair \(missing equal-sign\) in Authorization header \(hashed/),
  );
});

test('a presigned URL is good for as long as it says', async () => {
  const url = '/?Action=GetCallerIdentity&Version=2011-06-15';
  const fresh = await server.send(presigned({ service: 'sts', url, expiresSeconds: 60 }));
  assert.equal(fresh.status, 200, fresh.body);
  assert.match(fresh.body, /<Arn>arn:aws:iam::123456789012:root<\/Arn>/);

  const anHourAgo = Date.now() - 3_600_000;
  const old = { service: 'sts', url, at: anHourAgo };
  const stillGood = await server.send(presigned({ ...old, expiresSeconds: 3700 }));
  assert.equal(stillGood.status, 200, stillGood.body);
  assertTold('STS', await server.send(presigned({ ...old, expiresSeconds: 60 })), {
    status: 403,
    code: 'SignatureDoesNotMatch',
    message: /^Signature expired: .* - 1 min\.\)$/,
  });
});

test('a presigned URL that is changed, or covers no body, is refused', async () => {
  const url = '/?Action=GetCallerIdentity&Version=2011-06-15';
  const plain = { service: 'sts', url, expiresSeconds: 60 };
  const honest = presigned(plain);
  const refused = [
    { ...honest, url: honest.url.replace('X-Amz-Expires=60', 'X-Amz-Expires=600') },
    { ...honest, url: honest.url.replace('GetCallerIdentity', 'GetSessionToken') },
    { ...honest, headers: { host: 'elsewhere.test' } },
    { ...honest, method: 'POST', body: 'Action=GetSessionToken' },
    presigned({ ...plain, payloadHash: 'UNSIGNED-PAYLOAD' }),
  ];
  for (const request of refused)
    assertTold('STS', await server.send(request), {
      status: 403,
      code: 'SignatureDoesNotMatch',
      message: MISMATCH,
    });
  const weeks = presigned({ ...plain, expiresSeconds: 604_801 });
  assertTold('STS', await server.send(weeks), {
    status: 400,
    code: 'IncompleteSignature',
    message: /^X-Amz-Expires must be less than a week/,
  });
});

async function sessionOf(more: { readonly [name: string]: string } = {}): Promise<Credentials> {
  const { status, body } = await server.ask(form('sts', 'GetSessionToken', more));
  assert.equal(status, 200, body);
  const element = (name: string) => new RegExp(`<${name}>([^<]*)</${name}>`).exec(body)![1]!;
  return {
    accessKeyId: element('AccessKeyId'),
    secretAccessKey: element('SecretAccessKey'),
    sessionToken: element('SessionToken'),
  };
}

test('a session is believed with its whole token and with no other', async () => {
  const session = await sessionOf();
  const { plain } = WAYS['Secrets Manager']!;
  assert.equal((await server.ask({ ...plain, credentials: session })).status, 200);

  const token = session.sessionToken!;
  const middle = Math.floor(token.length / 2);
  const other = token[middle] === 'A' ? 'B' : 'A';
  const { sessionToken: _, ...without } = session;
  const bent: readonly Credentials[] = [
    without,
    { ...session, sessionToken: token.slice(0, middle) + other + token.slice(middle + 1) },
    { ...session, sessionToken: token.slice(0, -4) },
    { ...session, sessionToken: (await sessionOf()).sessionToken! },
    { ...session, accessKeyId: DEV.accessKeyId },
    { ...DEV, sessionToken: token },
  ];
  for (const credentials of bent)
    await everyWay((way) => signed({ ...way, credentials }), unknownKey);
});

test('the secret of one session does not open with the token of another', async () => {
  const [one, other] = [await sessionOf(), await sessionOf()];
  const mixed = { ...one, secretAccessKey: other.secretAccessKey };
  await everyWay((plain) => signed({ ...plain, credentials: mixed }), mismatch());
});

test('a session that has run out is expired', async () => {
  const session = await sessionOf({ DurationSeconds: '900' });
  const advance = (duration: string) =>
    fetch(`${server.url}/_lockstead/clock`, {
      method: 'POST',
      body: JSON.stringify({ advance: duration }),
    });
  assert.equal((await advance('PT14M')).status, 200);
  const { plain } = WAYS['STS']!;
  assert.equal((await server.ask({ ...plain, credentials: session })).status, 200);
  assert.equal((await advance('PT1M1S')).status, 200);
  await everyWay((way) => signed({ ...way, credentials: session }), expired);
});

async function newKey(user: string): Promise<Credentials> {
  await server.ask(form('iam', 'CreateUser', { UserName: user }));
  const { body } = await server.ask(form('iam', 'CreateAccessKey', { UserName: user }));
  const element = (name: string) => new RegExp(`<${name}>([^<]*)</${name}>`).exec(body)![1]!;
  return { accessKeyId: element('AccessKeyId'), secretAccessKey: element('SecretAccessKey') };
}

test('a key that is switched off or deleted is refused on the next request', async () => {
  const credentials = await newKey('key-holder');
  const named = { UserName: 'key-holder', AccessKeyId: credentials.accessKeyId };
  const { plain } = WAYS['STS']!;
  const use = () => server.ask({ ...plain, credentials });
  assert.equal((await use()).status, 200);

  const change = async (action: string, more: { readonly [name: string]: string } = {}) => {
    const { status, body } = await server.ask(form('iam', action, { ...named, ...more }));
    assert.equal(status, 200, body);
  };
  await change('UpdateAccessKey', { Status: 'Inactive' });
  await everyWay((way) => signed({ ...way, credentials }), unknownKey);
  await change('UpdateAccessKey', { Status: 'Active' });
  assert.equal((await use()).status, 200);
  await change('DeleteAccessKey');
  await everyWay((way) => signed({ ...way, credentials }), unknownKey);
});
