import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { HOUR, standingClock } from '../../../base/clock.ts';
import {
  CreateOpenIDConnectProvider,
  CreateRole,
  DeleteOpenIDConnectProvider,
  PutRolePolicy,
} from '../../../generated/iam.ts';
import { AssumeRoleWithWebIdentity, GetCallerIdentity } from '../../../generated/sts.ts';
import type { Caller } from '../../../operation/caller.ts';
import { createOutbound } from '../../../server/outbound.ts';
import { parseAllowances } from '../../../server/outbound-addresses.ts';
import { ACCOUNT, house, OTHER_ACCOUNT, START } from '../../../../test/house.ts';
import { oidcIssuer } from '../../../../test/oidc-issuer.ts';
import { CA } from '../../../../test/own-ca.ts';

const NOBODY: Caller = { kind: 'anonymous', account: '', arn: '', userId: '' };
const ALL = ['sts:AssumeRoleWithWebIdentity', 'sts:TagSession', 'sts:SetSourceIdentity'];

/** A house, an issuer that its first account believes, and roles that trust it. */
async function world(t: TestContext, { ca = [CA], thumbprints = [] as string[] } = {}) {
  const clock = standingClock(START);
  const issuer = await oidcIssuer(t, clock.now);
  const outbound = createOutbound({ clock, allow: parseAllowances(issuer.place), ca });
  t.after(() => outbound.close());
  const h = await house({ outbound });
  const { OpenIDConnectProviderArn: provider } = await h.ask(
    h.root(),
    CreateOpenIDConnectProvider,
    {
      Url: issuer.url,
      ClientIDList: ['sts.amazonaws.com', 'another'],
      ...(thumbprints.length && { ThumbprintList: thumbprints }),
    },
  );
  const role = async (name: string, more: object = {}, account = ACCOUNT): Promise<string> => {
    const Statement = {
      Effect: 'Allow',
      Principal: { Federated: provider },
      Action: ALL,
      ...more,
    };
    const { Role } = await h.ask(h.root(account), CreateRole, {
      RoleName: name,
      AssumeRolePolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement }),
    });
    return Role!.Arn;
  };
  const assume = (RoleArn: string, WebIdentityToken: string, more: object = {}) =>
    h.ask(NOBODY, AssumeRoleWithWebIdentity, {
      RoleArn,
      RoleSessionName: 'pod',
      WebIdentityToken,
      ...more,
    });
  return { h, clock, issuer, provider: provider!, role, assume };
}

const conditions = (issuer: string, keys: { [claim: string]: unknown }) => ({
  Condition: {
    StringEquals: Object.fromEntries(
      Object.entries(keys).map(([claim, value]) => [`${issuer}:${claim}`, value]),
    ),
  },
});

test("a cluster's service account becomes the role whose trust policy names it", async (t) => {
  const { h, issuer, provider, role, assume } = await world(t);
  const till = await role(
    'till',
    conditions(issuer.name, { sub: 'system:serviceaccount:shop:till', aud: 'sts.amazonaws.com' }),
  );
  const answer = await assume(till, issuer.token());
  assert.equal(answer.Provider, provider);
  assert.equal(answer.Audience, 'sts.amazonaws.com');
  assert.equal(answer.SubjectFromWebIdentityToken, 'system:serviceaccount:shop:till');
  assert.equal(answer.AssumedRoleUser!.Arn, `arn:aws:sts::${ACCOUNT}:assumed-role/till/pod`);
  assert.equal(answer.Credentials!.Expiration, START + HOUR);
  const { AccessKeyId, SessionToken } = answer.Credentials!;
  const session = await h.callerOf(AccessKeyId, SessionToken);
  assert.equal((await h.ask(session, GetCallerIdentity, {})).Arn, answer.AssumedRoleUser!.Arn);
  await assume(till, issuer.token({}, { algorithm: 'ES256' }));

  await assert.rejects(assume(till, issuer.token({ sub: 'system:serviceaccount:shop:thief' })), {
    code: 'AccessDenied',
    status: 403,
    message: 'Not authorized to perform sts:AssumeRoleWithWebIdentity',
  });
  await assert.rejects(assume(`arn:aws:iam::${ACCOUNT}:role/nowhere`, issuer.token()), {
    code: 'AccessDenied',
    message: 'Not authorized to perform sts:AssumeRoleWithWebIdentity',
  });
});

test('the trail tells who came, and nothing of those whom nobody knows', async (t) => {
  const { h, issuer, provider, role, assume } = await world(t);
  const arn = await role('till');
  await assume(arn, issuer.token());
  await assert.rejects(assume(arn, issuer.token({ aud: 'elsewhere' })));
  await assert.rejects(assume(arn, issuer.token({}, { tamper: true })));
  const told = (await h.events()).filter(
    ({ eventName }) => eventName === 'AssumeRoleWithWebIdentity',
  );
  assert.equal(told.length, 1);
  assert.deepEqual(told[0].userIdentity, {
    type: 'WebIdentityUser',
    principalId: `${provider}:sts.amazonaws.com:system:serviceaccount:shop:till`,
    userName: 'system:serviceaccount:shop:till',
    identityProvider: provider,
  });
  assert.equal(told[0].resources[0].ARN, arn);
  assert.doesNotMatch(JSON.stringify(told), /eyJ/, 'the token itself is a secret');
});

test('a token is refused that is forged, of another issuer, for another audience, or out of its time', async (t) => {
  const { issuer, role, assume, clock } = await world(t);
  const arn = await role('till');
  const seconds = START / 1000;
  const bad: readonly (readonly [string, string, string])[] = [
    ['no token at all', 'InvalidIdentityToken', NOT_JWT],
    [issuer.token({}, { tamper: true }), 'InvalidIdentityToken', FORGED],
    [issuer.token({}, { algorithm: 'none' }), 'InvalidIdentityToken', FORGED],
    [issuer.token({}, { algorithm: 'HS256' }), 'InvalidIdentityToken', FORGED],
    [issuer.token({}, { keyId: 'unknown' }), 'InvalidIdentityToken', NO_KEY],
    [issuer.token({ aud: 'elsewhere' }), 'InvalidIdentityToken', 'Incorrect token audience'],
    [issuer.token({ azp: 'elsewhere' }), 'InvalidIdentityToken', 'Incorrect token audience'],
    [issuer.token({ sub: undefined }), 'InvalidIdentityToken', 'Missing a required claim: sub'],
    [issuer.token({ aud: undefined }), 'InvalidIdentityToken', 'Missing a required claim: aud'],
    [issuer.token({ exp: '3600' }), 'InvalidIdentityToken', 'Missing a required claim: exp'],
    [
      issuer.token({ iss: 'https://elsewhere.example' }),
      'InvalidIdentityToken',
      'No OpenIDConnect provider found in your account for https://elsewhere.example',
    ],
    [
      issuer.token({ iat: seconds - 4000, nbf: seconds - 4000, exp: seconds - 400 }),
      'ExpiredTokenException',
      `Token expired: current date/time ${seconds} must be before the expiration date/time${seconds - 400}`,
    ],
    [
      issuer.token({ nbf: seconds + 301 }),
      'InvalidIdentityToken',
      'Provided Token is not valid yet',
    ],
  ];
  for (const [token, code, message] of bad)
    await assert.rejects(assume(arn, token), { code, message, status: 400 });
  await assume(arn, issuer.token({ nbf: seconds + 300, iat: seconds + 300 }));
  const token = issuer.token();
  clock.advance(HOUR - 1);
  await assume(arn, token);
  clock.advance(1);
  await assert.rejects(assume(arn, token), { code: 'ExpiredTokenException' });
});

const NOT_JWT =
  'The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)';
const FORGED = 'Provided Token signature is invalid';
const NO_KEY =
  "Couldn't retrieve verification key from your identity provider,  please reference AssumeRoleWithWebIdentity documentation for requirements";

test('an account believes only the issuers that it has, and for as long as it has them', async (t) => {
  const { h, issuer, provider, role, assume } = await world(t);
  const here = await role('here');
  // It names the provider of the first account, which is not its own.
  const there = await role('there', {}, OTHER_ACCOUNT);
  await assume(here, issuer.token());
  const message = `No OpenIDConnect provider found in your account for ${issuer.url}`;
  await assert.rejects(assume(there, issuer.token()), { code: 'InvalidIdentityToken', message });
  await h.ask(h.root(), DeleteOpenIDConnectProvider, { OpenIDConnectProviderArn: provider });
  await assert.rejects(assume(here, issuer.token()), { code: 'InvalidIdentityToken', message });
});

test('keys are fetched once, and again when the issuer has new ones, but not for everybody who names some', async (t) => {
  const { issuer, role, assume, clock } = await world(t);
  const arn = await role('till');
  await Promise.all([1, 2, 3].map(() => assume(arn, issuer.token())));
  assert.equal(issuer.asked.length, 2, 'the discovery document and the keys, once for all');
  const old = issuer.token();
  issuer.rotate();
  await assert.rejects(assume(arn, issuer.token()), { message: NO_KEY }, 'just asked');
  clock.advance(60_000);
  await assume(arn, issuer.token());
  assert.equal(issuer.asked.length, 4);
  await assert.rejects(assume(arn, old), { message: NO_KEY });
  for (const keyId of ['a', 'b', 'c'])
    await assert.rejects(assume(arn, issuer.token({}, { keyId })), { message: NO_KEY });
  assert.equal(issuer.asked.length, 4, 'made-up keys make nobody ask');
});

test('an issuer that is away, slow, huge, hostile or in a private network is borne', async (t) => {
  const { issuer, role, assume, clock } = await world(t);
  const arn = await role('till');
  const down = { code: 'IDPCommunicationError', status: 400 };
  const useless = { code: 'InvalidIdentityToken', message: NO_KEY };
  const odd = (status: number, body: string) => () => ({ status, body });
  const keys = (count: number) =>
    JSON.stringify({
      keys: Array.from({ length: count }, () => ({ kty: 'RSA', n: 'x', e: 'AQAB' })),
    });
  const onlyKeys = (body: string) => (path: string) =>
    path === '/keys' ? { status: 200, body } : undefined;
  for (const [misbehave, refusal] of [
    [odd(503, ''), down],
    [odd(302, ''), useless],
    [odd(200, 'x'.repeat(70_000)), useless],
    [odd(200, '{"issuer":"https://somebody.else","jwks_uri":"https://localhost/"}'), useless],
    [odd(200, `{"issuer":"${issuer.url}","jwks_uri":"http://127.0.0.1/keys"}`), useless],
    [odd(200, `{"issuer":"${issuer.url}","jwks_uri":"https://169.254.169.254/latest"}`), useless],
    [onlyKeys('[1]'), useless],
    [onlyKeys('{"keys":{}}'), useless],
    [onlyKeys(keys(101)), useless],
    [onlyKeys('['.repeat(100_000)), useless],
  ] as const) {
    issuer.misbehave = misbehave;
    await assert.rejects(assume(arn, issuer.token()), refusal, String(misbehave));
    clock.advance(5000);
  }
  issuer.misbehave = () => 'silence';
  const waiting = assert.rejects(assume(arn, issuer.token()), down);
  const before = issuer.asked.length;
  while (issuer.asked.length === before) await new Promise(setImmediate);
  clock.advance(5000);
  await waiting;

  clock.advance(5000);
  issuer.misbehave = undefined;
  await assume(arn, issuer.token());
  // What is known stays good while the issuer is away.
  issuer.misbehave = odd(503, '');
  clock.advance(HOUR);
  await assume(arn, issuer.token());
  clock.advance(12 * HOUR);
  await assert.rejects(assume(arn, issuer.token()), down);
});

test('an issuer behind an unknown authority is believed by the thumbprint that the account has stored', async (t) => {
  const { X509Certificate } = await import('node:crypto');
  const { CERT } = await import('../../../../test/own-ca.ts');
  const thumbprint = new X509Certificate(CERT).fingerprint.replaceAll(':', '');
  const good = await world(t, { ca: [], thumbprints: [thumbprint] });
  await good.assume(await good.role('till'), good.issuer.token());
  const bad = await world(t, { ca: [], thumbprints: ['0'.repeat(40)] });
  await assert.rejects(bad.assume(await bad.role('till'), bad.issuer.token()), {
    code: 'InvalidIdentityToken',
    message: "OpenIDConnect provider's HTTPS certificate doesn't match configured thumbprint",
  });
});

test('a token brings session tags and a source identity along, where the trust policy lets it', async (t) => {
  const { h, issuer, role, assume } = await world(t);
  const token = issuer.token({
    'https://aws.amazon.com/tags': {
      principal_tags: { team: ['shop'], 'cost centre': ['7'] },
      transitive_tag_keys: ['team'],
    },
    'https://aws.amazon.com/source_identity': 'till@shop',
  });
  const free = await role('free', {
    Condition: { StringEquals: { 'aws:RequestTag/team': 'shop', 'sts:TransitiveTagKeys': 'team' } },
  });
  await assert.rejects(assume(free, issuer.token()), { code: 'AccessDenied' });
  const { Credentials, SourceIdentity, PackedPolicySize } = await assume(free, token);
  assert.equal(SourceIdentity, 'till@shop');
  assert.ok(PackedPolicySize! > 0);
  const session = await h.callerOf(Credentials!.AccessKeyId, Credentials!.SessionToken);
  assert.deepEqual(session.session!.tags, { team: 'shop', 'cost centre': '7' });
  assert.deepEqual(session.session!.transitiveTagKeys, ['team']);

  const flat = issuer.token({
    'https://aws.amazon.com/tags/principal_tags/team': 'shop',
    'https://aws.amazon.com/tags/transitive_tag_keys': ['team'],
  });
  await assume(free, flat);
  const poor = await role('poor', { Action: 'sts:AssumeRoleWithWebIdentity' });
  await assume(poor, issuer.token());
  for (const denied of [token, flat])
    await assert.rejects(assume(poor, denied), {
      code: 'AccessDenied',
      message: 'Not authorized to perform sts:TagSession',
    });
  for (const claim of [
    { 'https://aws.amazon.com/tags': { principal_tags: { team: ['a', 'b'] } } },
    { 'https://aws.amazon.com/tags': { principal_tags: { 'aws:team': ['a'] } } },
    { 'https://aws.amazon.com/tags': { principal_tags: { '<>': ['a'] } } },
    { 'https://aws.amazon.com/tags': { transitive_tag_keys: ['team'] } },
    { 'https://aws.amazon.com/source_identity': 'x' },
    { 'https://aws.amazon.com/source_identity': 'aws:me' },
  ])
    await assert.rejects(assume(free, issuer.token(claim)), { code: 'InvalidIdentityToken' });
});

test("the provider's keys hold in trust policies, and afterwards in the policies of the session", async (t) => {
  const { h, issuer, provider, role, assume } = await world(t);
  const arn = await role('free', {
    Condition: {
      StringEquals: {
        [`${issuer.name}:aud`]: 'another',
        [`${issuer.name}:oaud`]: 'api',
        [`${issuer.name}:email`]: 'a@example.com',
        'aws:FederatedProvider': provider,
        'sts:RoleSessionName': 'pod',
      },
      'ForAnyValue:StringEquals': { [`${issuer.name}:amr`]: 'mfa' },
      Null: { [`${issuer.name}:nickname`]: 'true' },
    },
  });
  const claims = {
    azp: 'another',
    aud: 'api',
    email: 'a@example.com',
    amr: ['pwd', 'mfa'],
    nickname: 'n',
  };
  const { Credentials } = await assume(arn, issuer.token(claims));
  await assert.rejects(assume(arn, issuer.token({ ...claims, amr: ['pwd'] })), {
    code: 'AccessDenied',
  });
  const session = await h.callerOf(Credentials!.AccessKeyId, Credentials!.SessionToken);
  const may = (sub: string) =>
    h.ask(h.root(), PutRolePolicy, {
      RoleName: 'free',
      PolicyName: 'own',
      PolicyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: {
          Effect: 'Allow',
          Action: 'sts:GetAccessKeyInfo',
          Resource: '*',
          Condition: { StringEquals: { [`${issuer.name}:sub`]: sub } },
        },
      }),
    });
  const { GetAccessKeyInfo } = await import('../../../generated/sts.ts');
  const ask = () => h.ask(session, GetAccessKeyInfo, { AccessKeyId: Credentials!.AccessKeyId });
  await may('system:serviceaccount:shop:till');
  await ask();
  await may('system:serviceaccount:shop:thief');
  await assert.rejects(ask(), { code: 'AccessDenied' });
});

test('AWS gives no more than the role gives, and takes no tokens of its OAuth providers here', async (t) => {
  const { issuer, role, assume } = await world(t);
  const arn = await role('till');
  await assert.rejects(assume(arn, issuer.token(), { DurationSeconds: 3601 }), {
    code: 'ValidationError',
    message: 'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
  });
  await assert.rejects(assume(arn, issuer.token(), { ProviderId: 'www.amazon.com' }), {
    code: 'InvalidIdentityToken',
    message: 'Provided Token is not a Login With Amazon token',
  });
  await assert.rejects(assume('arn:aws:iam::1:user/x123456', issuer.token()), {
    code: 'ValidationError',
  });
});
