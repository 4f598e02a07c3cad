import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HOUR, MINUTE, SECOND, standingClock } from '../../../base/clock.ts';
import { CreateRole, CreateSAMLProvider, UpdateSAMLProvider } from '../../../generated/iam.ts';
import { AssumeRoleWithSAML, GetCallerIdentity } from '../../../generated/sts.ts';
import type { Caller } from '../../../operation/caller.ts';
import { nowhere } from '../../../operation/outbound.ts';
import { ACCOUNT, house, OTHER_ACCOUNT, START } from '../../../../test/house.ts';
import {
  type AssertionMade,
  ENTITY_ID,
  idpMetadata,
  type ResponseMade,
  samlResponse,
} from '../../../../test/saml-idp.ts';
import { READER_KEY } from '../../../../test/saml-keys.ts';

const NOBODY: Caller = { kind: 'anonymous', account: '', arn: '', userId: '' };
const ALL = ['sts:AssumeRoleWithSAML', 'sts:TagSession', 'sts:SetSourceIdentity'];

/** A house whose first account believes an identity provider, and a role for who comes from there. */
async function world({ Condition = {}, Action = ALL as string | string[], max = 3600 } = {}) {
  const clock = standingClock(START);
  const h = await house({ outbound: { ...nowhere, now: clock.now } });
  const provider = `arn:aws:iam::${ACCOUNT}:saml-provider/Corp`;
  await h.ask(h.root(), CreateSAMLProvider, {
    Name: 'Corp',
    SAMLMetadataDocument: idpMetadata(),
    AddPrivateKey: READER_KEY,
  });
  const { Role } = await h.ask(h.root(), CreateRole, {
    RoleName: 'staff',
    MaxSessionDuration: max,
    AssumeRolePolicyDocument: JSON.stringify({
      Version: '2012-10-17',
      Statement: { Effect: 'Allow', Principal: { Federated: provider }, Action, Condition },
    }),
  });
  const role = Role!.Arn;
  const roles = [`${role},${provider}`];
  const response = (made: AssertionMade = {}, how?: ResponseMade) =>
    samlResponse(clock.now(), { roles, ...made }, how);
  const bring = (SAMLAssertion: string, more: object = {}) =>
    h.ask(NOBODY, AssumeRoleWithSAML, {
      RoleArn: role,
      PrincipalArn: provider,
      SAMLAssertion,
      ...more,
    });
  const assume = (made?: AssertionMade, how?: ResponseMade, more?: object) =>
    bring(response(made, how), more);
  return { h, clock, role, provider, response, bring, assume };
}

test('whoever comes with an assertion that his identity provider has signed becomes the role that it names', async () => {
  const { h, assume } = await world();
  const answer = await assume();
  assert.equal(answer.Subject, 'alice@example.com');
  assert.equal(answer.SubjectType, 'persistent');
  assert.equal(answer.Issuer, ENTITY_ID);
  assert.equal(answer.Audience, 'https://signin.aws.amazon.com/saml');
  assert.match(answer.NameQualifier!, /^[A-Za-z0-9+/]{27}=$/);
  assert.equal(answer.AssumedRoleUser!.Arn, `arn:aws:sts::${ACCOUNT}:assumed-role/staff/alice`);
  assert.equal(answer.Credentials!.Expiration, START + HOUR);
  const { AccessKeyId, SessionToken } = answer.Credentials!;
  const session = await h.callerOf(AccessKeyId, SessionToken);
  assert.equal((await h.ask(session, GetCallerIdentity, {})).Arn, answer.AssumedRoleUser!.Arn);

  await assume({}, { sign: 'response' });
  await assume({}, { algorithm: 'sha512' });
  await assume({}, { encrypt: true });
  await assume({}, { encrypt: true, sign: 'response' });
  const told = (await h.events()).find(({ eventName }) => eventName === 'AssumeRoleWithSAML');
  assert.deepEqual(told.userIdentity, {
    type: 'SAMLUser',
    principalId: `${answer.NameQualifier}:alice@example.com`,
    userName: 'alice@example.com',
    identityProvider: answer.NameQualifier,
  });
});

test('an assertion is used once, and one that was refused is not used up', async () => {
  const { clock, response, bring } = await world();
  const once = response();
  await assert.rejects(bring(once, { DurationSeconds: 7200 }), { code: 'ValidationError' });
  await bring(once);
  const again = { code: 'InvalidIdentityToken', message: 'Response has already been used' };
  await assert.rejects(bring(once), again);
  const raced = response();
  const outcomes = await Promise.allSettled([1, 2, 3].map(() => bring(raced)));
  assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1);
  clock.advance(5 * MINUTE - 1);
  await assert.rejects(bring(once), again);
  clock.advance(1);
  await assert.rejects(bring(once), {
    code: 'ExpiredTokenException',
    message: 'Token must be redeemed within 5 minutes of issuance',
  });
});

test('what nobody has signed, or somebody else, or for something else, is refused', async () => {
  const { assume, bring, provider, role, response } = await world();
  const unsigned = { code: 'InvalidIdentityToken', message: 'Response signature invalid' };
  const invalid = {
    code: 'InvalidIdentityToken',
    message: 'Your request included an invalid SAML response',
  };
  const swap = (from: string | RegExp, to: string) => (xml: string) => xml.replace(from, to);
  for (const how of [
    { sign: 'nothing' },
    { stranger: true },
    { stranger: true, sign: 'response' },
    { stranger: true, encrypt: true },
    { algorithm: 'sha1' },
    { tamper: swap('alice@example.com', 'root@example.com') },
    { sign: 'response', tamper: swap('alice@example.com', 'root@example.com') },
    { tamper: swap(/<ds:Signature [^]*<\/ds:Signature>/, '') },
    { tamper: swap('xmldsig-more#rsa-sha256', 'xmldsig-more#hmac-sha256') },
  ] as const satisfies readonly ResponseMade[])
    await assert.rejects(assume({}, how), unsigned, JSON.stringify(how));

  const sent = (xml: string) => Buffer.from(xml).toString('base64');
  const good = Buffer.from(response(), 'base64').toString();
  const [whole] = /<saml:Assertion[^]*<\/saml:Assertion>/.exec(good)!;
  const evil = whole.replace('alice@example.com', 'root@example.com');
  const unsignedEvil = evil
    .replace(/<ds:Signature [^]*<\/ds:Signature>/, '')
    .replace(/ ID="[^"]+"/, ' ID="evil"');
  const entity = '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>';
  const bomb = `<!DOCTYPE r [<!ENTITY a "${'x'.repeat(1000)}"><!ENTITY b "&a;&a;&a;">]>`;
  for (const [name, xml] of Object.entries({
    entity: entity + good,
    bomb: bomb + good.replace('alice@example.com', '&b;'),
    'two assertions': good.replace(whole, unsignedEvil + whole),
    'the signed one last': good.replace(whole, whole + unsignedEvil),
    'the signed one inside of an extension': good.replace(
      whole,
      `<samlp:Extensions>${whole}</samlp:Extensions>${unsignedEvil}`,
    ),
    'the signed one inside of the forged one': good.replace(
      whole,
      unsignedEvil.replace('</saml:Assertion>', `${whole}</saml:Assertion>`),
    ),
    'one ID twice': good.replace(
      whole,
      `${whole}<x ID="${/ ID="(a-[^"]+)"/.exec(whole)![1]}"></x>`,
    ),
    'no response around it': whole,
    'no XML': 'hello',
    deep: '<a>'.repeat(20_000),
  }))
    await assert.rejects(bring(sent(xml)), invalid, name);

  // A comment is no part of what was signed, nor of what is read: it cuts no name short.
  const commented = response({ subject: 'alice@example.com.evil' });
  const cut = Buffer.from(commented, 'base64')
    .toString()
    .replace('alice@example.com.evil', 'alice@example.com<!-- -->.evil');
  const { Subject } = await bring(sent(cut));
  assert.equal(Subject, 'alice@example.com.evil');

  await assert.rejects(bring('%%%%'), {
    code: 'InvalidIdentityToken',
    message: 'Invalid base64 SAMLResponse',
  });
  await assert.rejects(assume({}, { status: 'Responder' }), {
    code: 'IDPRejectedClaim',
    status: 403,
  });
  await assert.rejects(bring(response(), { PrincipalArn: `${provider}2` }), {
    code: 'InvalidIdentityToken',
    message: "Specified provider doesn't exist",
  });
  await assert.rejects(bring(response(), { PrincipalArn: role }), { code: 'ValidationError' });
});

test('an assertion is for AWS, of its provider, for a role that it names, and in its time', async () => {
  const { assume, role, provider, clock } = await world();
  const denied = {
    code: 'AccessDenied',
    status: 403,
    message: 'Not authorized to perform sts:AssumeRoleWithSAML',
  };
  const other = `arn:aws:iam::${ACCOUNT}:saml-provider/Other`;
  await assume({ roles: ['x,y', `${provider} , ${role}`] });
  for (const roles of [[], [role], [`${role},${other}`], [`${role}2,${provider}`]])
    await assert.rejects(assume({ roles }), denied);
  const bad: readonly (readonly [AssertionMade, string, string])[] = [
    [
      { issuer: 'https://else.example' },
      'InvalidIdentityToken',
      'Issuer not present in specified provider',
    ],
    [
      { audience: 'https://else.example' },
      'InvalidIdentityToken',
      'Response does not contain the required audience.',
    ],
    [
      { recipient: 'https://signin.aws.amazon.com.evil/saml' },
      'InvalidIdentityToken',
      'Response does not contain a valid recipient.',
    ],
    [{ endsIn: -1 }, 'ExpiredTokenException', 'Response has expired'],
    [{ sessionEndsIn: -1 }, 'ExpiredTokenException', 'Response has expired'],
    [
      { issuedIn: -5 * MINUTE },
      'ExpiredTokenException',
      'Token must be redeemed within 5 minutes of issuance',
    ],
    [{ issuedIn: 5 * MINUTE + 1 }, 'InvalidIdentityToken', 'Response is not valid yet'],
    [
      { aws: { RoleSessionName: undefined } },
      'InvalidIdentityToken',
      'RoleSessionName is required in AuthnResponse',
    ],
    [
      { aws: { RoleSessionName: 'a b' } },
      'InvalidIdentityToken',
      'RoleSessionName in AuthnResponse must match [a-zA-Z_0-9+=,.@-]{2,64}',
    ],
    [
      { aws: { SourceIdentity: 'aws:x' } },
      'InvalidIdentityToken',
      'Source Identity must match [a-zA-Z_0-9+=,.@-]{2,64} and not begin with "aws:"',
    ],
    [
      { aws: { SessionDuration: '60' } },
      'InvalidIdentityToken',
      'SessionDuration in AuthnResponse must be between 900 and 43200',
    ],
  ];
  for (const [made, code, message] of bad) await assert.rejects(assume(made), { code, message });
  clock.advance(100 * 366 * 24 * HOUR);
  await assert.rejects(assume(), {
    message: 'The metadata of the specified provider is no longer valid',
  });
});

test("conditions of trust policies see the assertion's keys and attributes", async () => {
  const { assume, h } = await world({
    Condition: {
      StringEquals: {
        'SAML:aud': 'https://signin.aws.amazon.com/saml',
        'SAML:iss': ENTITY_ID,
        'SAML:sub_type': 'persistent',
        'SAML:doc': `${ACCOUNT}/Corp`,
        'SAML:mail': 'alice@example.com',
        'sts:RoleSessionName': 'alice',
      },
      StringLike: { 'SAML:sub': '*@example.com' },
      'ForAnyValue:StringLike': { 'SAML:edupersonaffiliation': 'sta*' },
    },
  });
  const attributes = {
    'urn:oid:1.3.6.1.4.1.5923.1.1.1.1': ['member', 'staff'],
    'urn:oid:0.9.2342.19200300.100.1.3': 'alice@example.com',
  };
  const { Credentials, NameQualifier } = await assume({ attributes });
  const session = await h.callerOf(Credentials!.AccessKeyId, Credentials!.SessionToken);
  assert.deepEqual(session.session!.federation!.keys, {
    'SAML:namequalifier': NameQualifier,
    'SAML:sub': 'alice@example.com',
    'SAML:sub_type': 'persistent',
  });
  for (const made of [
    { attributes, subject: 'alice@elsewhere.com' },
    { attributes, format: 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient' },
    { attributes: { ...attributes, 'urn:oid:1.3.6.1.4.1.5923.1.1.1.1': 'member' } },
    {},
  ])
    await assert.rejects(assume(made), { code: 'AccessDenied' });
});

test('attributes make session tags, a source identity and the length of the session', async () => {
  const { assume, h } = await world({ max: 7200 });
  const aws = {
    'PrincipalTag:team': 'shop',
    'PrincipalTag:cost': '7',
    TransitiveTagKeys: ['team'],
    SourceIdentity: 'alice',
    SessionDuration: '5400',
  };
  const { Credentials, SourceIdentity } = await assume({ aws });
  assert.equal(SourceIdentity, 'alice');
  assert.equal(Credentials!.Expiration, START + 5400 * SECOND);
  const session = await h.callerOf(Credentials!.AccessKeyId, Credentials!.SessionToken);
  assert.deepEqual(session.session!.tags, { team: 'shop', cost: '7' });
  assert.deepEqual(session.session!.transitiveTagKeys, ['team']);
  const hour = await assume({ aws }, {}, { DurationSeconds: 3600 });
  assert.equal(hour.Credentials!.Expiration, START + HOUR);
  const short = await assume({ aws, sessionEndsIn: 20 * MINUTE });
  assert.equal(short.Credentials!.Expiration, START + 20 * MINUTE);
  await assert.rejects(assume({}, {}, { DurationSeconds: 7201 }), { code: 'ValidationError' });

  const poor = await world({ Action: 'sts:AssumeRoleWithSAML' });
  await poor.assume();
  for (const [more, action] of [
    [{ 'PrincipalTag:team': 'shop' }, 'sts:TagSession'],
    [{ SourceIdentity: 'alice' }, 'sts:SetSourceIdentity'],
  ] as const)
    await assert.rejects(poor.assume({ aws: more }), {
      code: 'AccessDenied',
      message: `Not authorized to perform ${action}`,
    });
});

test('a provider that demands encryption takes no assertion in the open', async () => {
  const { h, assume, provider } = await world();
  await h.ask(h.root(), UpdateSAMLProvider, {
    SAMLProviderArn: provider,
    AssertionEncryptionMode: 'Required',
  });
  await assert.rejects(assume(), {
    code: 'InvalidIdentityToken',
    message: 'Assertion must be encrypted',
  });
  await assume({}, { encrypt: true });
});

test("a role of another account is out of a provider's reach", async () => {
  const { h, bring, response, provider } = await world();
  const { Role } = await h.ask(h.root(OTHER_ACCOUNT), CreateRole, {
    RoleName: 'theirs',
    AssumeRolePolicyDocument: JSON.stringify({
      Version: '2012-10-17',
      Statement: { Effect: 'Allow', Principal: { Federated: provider }, Action: ALL },
    }),
  });
  const sent = response({ roles: [`${Role!.Arn},${provider}`] });
  await assert.rejects(bring(sent, { RoleArn: Role!.Arn }), { code: 'AccessDenied' });
});
